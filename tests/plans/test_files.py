"""The file of Rania, for Noor her buddy and Lies who leads West."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from participants.models import Match
from tests import make

TABS = ["timeline", "plan", "about", "looks"]


def tab(name, participant):
    return reverse(f"files:{name}", args=[participant.pk])


@pytest.mark.parametrize("name", TABS)
def test_every_look_at_a_file_leaves_one_line(client, noor, rania, name):
    client.wear(noor).get(tab(name, rania))

    event = AuditEvent.objects.get()
    assert (event.verb, event.participant_id, event.actor_id) == (Verb.LOOK, rania.pk, noor.user_id)


@pytest.mark.parametrize("name", TABS)
def test_a_refused_look_leaves_no_line_and_shows_nothing(client, noor, name):
    other = make.participant("Uma Nepstra")
    make.trajectory(of=other)

    response = client.wear(noor).get(tab(name, other))

    assert response.status_code == 404
    assert "Uma" not in response.text
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("name", TABS)
def test_an_empty_file_says_what_will_come(client, lies, name):
    new = make.participant("Gyan Nepstra")

    assert client.wear(lies).get(tab(name, new)).status_code == 200


def test_who_looked_is_told_by_name(client, noor, lies, rania):
    client.wear(lies).get(tab("about", rania))

    page = client.wear(noor).get(tab("looks", rania)).text

    assert "Lies Oefenveen" in page
    assert "het dossier bekeken" in page


def test_a_participant_who_voted_is_not_somebody_who_left(client, noor, lies, rania):
    vote = {"role": "participant", "verb": "step", "step": "say_yes", "subject_id": 1}
    for actor in (None, lies.user_id):
        AuditEvent.objects.create(
            actor_id=actor, subject="participants.match", participant_id=rania.pk, **vote
        )

    page = client.wear(noor).get(tab("looks", rania)).text

    assert "de deelnemer zelf" in page
    assert "de deelnemer, ingevoerd door Lies Oefenveen" in page
    assert "iemand die weg is" not in page


def test_the_lead_sees_that_they_met_but_no_notes(client, noor, lies, rania):
    year = rania.trajectories.get()
    make.meeting(of=year, note="Alleen voor ons twee.")

    of_buddy = client.wear(noor).get(tab("timeline", rania)).text
    of_lead = client.wear(lies).get(tab("timeline", rania)).text

    assert "Alleen voor ons twee." in of_buddy
    assert "Alleen voor ons" not in of_lead
    assert "Gesprek" in of_lead


def test_a_new_buddy_reads_no_notes_of_the_one_before(client, noor, rania):
    year = rania.trajectories.get()
    make.meeting(of=year, note="Aan de eerste buddy verteld.")
    Match.objects.filter(pk=year.match_id).update(
        state="ended", ended_on=make.today(), ended_why="buddy_left"
    )
    new = make.buddy("Bram Nepstra")
    make.match(of=rania, to=new, state="active")

    page = client.wear(new.user.hats.get()).get(tab("timeline", rania)).text

    assert "Gesprek" in page
    assert "Aan de eerste buddy" not in page


def test_the_timeline_tells_the_year_newest_first(client, noor, rania):
    year = rania.trajectories.get()
    make.goal(of=year, opened_on=year.started_on + timedelta(days=3))
    make.success(of=year, text="Post geopend", happened_on=make.today())
    make.outcome(of=rania, code="volunteering")

    page = client.wear(noor).get(tab("timeline", rania)).text

    order = [page.index(words) for words in ("Post geopend", "Ik blijf in mijn huis", "eerst rust")]
    assert order == sorted(order)
    assert "Doet vrijwilligerswerk" in page


def test_older_entries_are_one_click_away_and_none_is_lost(client, noor, rania):
    year = rania.trajectories.get()
    days = [make.today() - timedelta(days=n) for n in range(45)]
    for day in days:
        make.meeting(of=year, held_on=day, note=f"Dag {day:%Y%m%d}.")

    first = client.wear(noor).get(tab("timeline", rania))
    older = client.get(f"{tab('timeline', rania)}?tot={first.context['older']:%Y-%m-%d}")

    texts = first.text + older.text
    assert all(texts.count(f"Dag {day:%Y%m%d}.") == 1 for day in days)


@pytest.mark.parametrize("tot", ["x", "0001-01-01", "9999-99-99", "%00"])
def test_an_odd_day_in_the_address_is_no_fault(client, noor, rania, tot):
    assert client.wear(noor).get(f"{tab('timeline', rania)}?tot={tot}").status_code in (200, 400)


@pytest.mark.parametrize("name", TABS)
def test_a_tab_costs_the_same_however_long(client, noor, rania, name):
    year = rania.trajectories.get()

    def cost(rows):
        for _ in range(rows):
            meeting = make.meeting(of=year)
            action = make.action(of=year, goal=make.goal(of=year))
            meeting.reports.create(action=action, result="busy")
            make.success(of=year)
        client.wear(noor)
        with CaptureQueriesContext(connection) as queries:
            client.get(tab(name, rania))
        return len(queries)

    cost(1)
    few = cost(1)
    assert cost(15) <= few  # a full page of the timeline can hold fewer kinds


def test_a_year_brings_its_file_along(client, noor, rania, django_assert_num_queries):
    client.wear(noor)

    with django_assert_num_queries(5):  # session, user with hats, reach, years, the line
        client.get(tab("about", rania))


def test_the_list_finds_a_name_without_putting_it_in_the_address(client, lies, rania):
    make.participant("Özgür Nepstra")
    url = reverse("participants:list")

    found = client.wear(lies).post(url, {"naam": "ozgur"})

    assert "Özgür Nepstra" in found.text
    assert "Rania" not in found.text
    assert "naam" not in found.request["QUERY_STRING"]


@pytest.mark.parametrize(
    ("phase", "shown"), [("calm", "Rania"), ("wachtend", "Gyan"), ("done", None), ("raar", "Rania")]
)
def test_the_list_filters_by_phase(client, lies, rania, phase, shown):
    make.participant("Gyan Nepstra")

    page = client.wear(lies).get(reverse("participants:list"), {"fase": phase}).text

    assert (shown in page) if shown else ("die hierbij passen" in page)


def test_the_rows_of_htmx_are_those_of_the_page(client, lies, rania):
    url = reverse("participants:list")

    page = client.wear(lies).get(url).text
    rows = client.get(url, headers={"hx-request": "true"})

    assert rows.text.strip() in page
    assert "HX-Request" in rows["Vary"]


def test_the_back_button_gets_the_whole_page(client, lies, rania):
    restored = {"hx-request": "true", "hx-history-restore-request": "true"}

    page = client.wear(lies).get(reverse("participants:list"), headers=restored).text

    assert "<html" in page


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_however_long(client, lies, rows, django_assert_num_queries):
    for _ in range(rows):
        make.trajectory(of=make.participant())
    client.wear(lies)

    with django_assert_num_queries(4):  # session, user with hats, participants, their years
        client.get(reverse("participants:list"))
