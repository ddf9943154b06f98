"""Kijk wat er al lukte: no points, only what worked and who says so."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from plans.models import Success
from tests import make
from tests.plans.helpers import over, written


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


def url(name, rania, *args):
    return reverse(f"successes:{name}", args=[rania.pk, *args])


def told(**fields):
    return {"text": "Zelf gebeld", "happened_on": make.today()} | fields


def test_a_step_becomes_one_success_by_one_tap(client, noor, rania, year):
    step = make.action(of=year, done_on=make.today() - timedelta(days=2))
    client.wear(noor)
    for _ in range(2):
        assert client.post(url("from_action", rania, step.pk)).status_code == 302

    success = Success.objects.get()
    assert (success.text, success.happened_on) == (step.text, step.done_on)
    assert [e.verb for e in written(rania)] == [Verb.ADD]
    assert "Staat bij wat al lukte" in client.get(reverse("files:plan", args=[rania.pk])).text


def test_a_meeting_leads_to_a_success(client, noor, rania, year):
    meeting = make.meeting(of=year, held_on=make.today() - timedelta(days=4))
    step = make.action(of=year, text="Post geopend")
    meeting.reports.create(action=step, result="done")
    path = url("from_meeting", rania, meeting.pk)

    assert path in client.wear(noor).get(reverse("files:timeline", args=[rania.pk])).text
    page = client.get(path).text
    client.post(path, told(happened_on=meeting.held_on))

    assert "Post geopend" in page and f'value="{meeting.held_on}"' in page
    assert Success.objects.get().meeting == meeting


def test_by_hand_sent_twice_it_is_one_and_told_in_full(client, noor, rania):
    client.wear(noor)
    for _ in range(2):
        fields = told(said_by="participant", celebrated="Koffie op het terras")
        page = client.post(url("add", rania), fields, follow=True).text

    assert Success.objects.count() == 1
    for words in ("Zelf gebeld", "zegt <bdi>Rania", "Gevierd: <bdi>Koffie op het terras"):
        assert words in page


def test_who_said_it_can_be_added_later_by_one_at_a_time(client, noor, rania, year):
    success = make.success(of=year)
    path = url("edit", rania, success.pk)
    client.wear(noor)

    assert client.post(path, told(said_by="together", seen_version=1)).status_code == 302
    late = client.post(path, told(celebrated="Taart", seen_version=1))

    assert late.status_code == 409 and "Taart" in late.text and "samen" in late.text
    assert client.post(url("remove", rania, success.pk)).status_code == 302
    assert not Success.objects.exists()
    assert sorted(e.step for e in written(rania)) == ["", "remove"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "Vul dit nog in."),
        ({"happened_on": "2099-01-01"}, "Deze dag komt nog."),
        ({"happened_on": "1999-01-01"}, "Jullie begonnen op"),
        ({"said_by": "de koning"}, "Kies een"),
    ],
)
def test_a_wrong_success_says_so(client, noor, rania, fields, said):
    page = client.wear(noor).post(url("add", rania), told(**fields))

    assert page.status_code == 422 and said in page.text
    assert not Success.objects.exists()


def test_the_page_without_success_and_for_the_lead(client, noor, lies, rania, year):
    assert "ook iets heel kleins" in client.wear(noor).get(url("list", rania)).text
    make.success(of=year)

    page = client.wear(lies).get(url("list", rania)).text

    assert "Zelf gebeld" in page and "Vul aan" not in page
    assert client.post(url("add", rania), told()).status_code == 403
    assert {e.verb for e in AuditEvent.objects.all()} == {Verb.LOOK}


def test_of_another_and_when_it_is_over(client, noor, rania, year):
    other, own = make.success(), make.success(of=year)

    assert client.wear(noor).get(url("edit", rania, other.pk)).status_code == 404
    over(year)
    late = client.post(url("edit", rania, own.pk), told(celebrated="Met slagroom"))
    assert late.status_code == 409 and "Met slagroom" in late.text


def test_the_page_costs_the_same_however_long(client, noor, rania, year):
    def cost(rows):
        for _ in range(rows):
            make.success(of=year, action=make.action(of=year))
        client.wear(noor)
        with CaptureQueriesContext(connection) as queries:
            client.get(url("list", rania))
        return len(queries)

    cost(1)
    assert cost(1) == cost(15)
