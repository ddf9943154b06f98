"""Tess writes down the sessions of the Buddy Academie and who was there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buddies.models import Attendance, Course, Session
from kansrijk.audit.models import AuditEvent
from kansrijk.overview.figures.registry import Scope, find_figure
from kansrijk.overview.periods import Period
from tests import make
from tests.buddies.academy import session

LIST = reverse("academy:list")


def there(of):
    return reverse("academy:attendance", args=[of.pk])


def test_tess_writes_down_a_session_and_who_was_there(client, tess, noor):
    buddy = noor.user.buddy
    told = {"course": Course.objects.first().pk, "district": make.district().slug}

    page = client.wear(tess).post(reverse("academy:add"), told | {"held_on": make.today()})
    made = Session.objects.get()
    assert page.url == there(made)
    client.post(there(made), {f"buddy_{buddy.pk}": "present"})

    assert "1 van 1" in client.get(LIST).text
    events = AuditEvent.objects.filter(subject="buddies.session").order_by("pk")
    assert [event.verb for event in events] == ["add", "change"]


def test_nothing_written_down_yet(client, tess):
    assert "nog geen bijeenkomst" in client.wear(tess).get(LIST).text
    assert "nog geen buddy" in client.get(there(session(district=make.district("zuid")))).text


def test_who_was_not_asked_does_not_count_and_can_be_taken_back(client, tess, noor):
    made, field = session(), f"buddy_{noor.user.buddy.pk}"
    client.wear(tess)
    for said in ("absent", "excused", ""):
        client.post(there(made), {field: said})
        assert [each.presence for each in Attendance.objects.all()] == ([said] if said else [])
        assert ("0 van 1" if said else "nog niet ingevuld") in client.get(LIST).text


def test_the_same_twice_leaves_one_line(client, tess, noor):
    made, sent = session(), {f"buddy_{noor.user.buddy.pk}": "present"}
    client.wear(tess).post(there(made), sent)
    client.post(there(made), sent)

    assert AuditEvent.objects.filter(subject_id=made.pk, subject="buddies.session").count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"held_on": make.today() + timedelta(days=1)}, "Deze dag komt nog"),
        ({"held_on": "31-02-2026"}, "Dit is geen datum"),
        ({"district": "weg"}, "Dit gebied is er niet"),
        ({"topic": "x" * 121}, "120"),
    ],
)
def test_what_cannot_be_is_told(client, tess, wrong, sentence):
    told = {
        "course": Course.objects.first().pk, "district": make.district().slug,
        "held_on": make.today(),
    }  # fmt: skip
    answer = client.wear(tess).post(reverse("academy:add"), told | wrong)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Session.objects.exists()


def test_an_odd_answer_about_somebody_is_refused(client, tess, noor):
    made = session()
    answer = client.wear(tess).post(there(made), {f"buddy_{noor.user.buddy.pk}": "misschien"})

    assert answer.status_code == 422
    assert not Attendance.objects.exists()


def test_only_a_trainer_comes_here(client, lies, noor):
    for hat in (lies, noor):
        assert client.wear(hat).get(LIST).status_code == 403


def test_the_lead_sees_how_many_were_there(lies, noor):
    this = Scope(lies, Period(make.today() - timedelta(days=30), make.today()))
    for where, buddy in (("west", noor.user.buddy), ("oost", make.buddy(where="oost"))):
        for presence in ("present", "absent"):
            Attendance.objects.create(
                session=session(district=make.district(where)), buddy=buddy, presence=presence
            )

    slugs = ("academie", "erbij-present", "erbij-absent", "erbij-excused")
    assert [find_figure(slug).count(this) for slug in slugs] == [2, 1, 1, 0]


def test_the_list_costs_the_same_for_one_and_ten(client, tess):
    def cost(number):
        for _ in range(number):
            session()
        client.wear(tess)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    assert cost(1) == cost(9)
