"""Noor's match with Rania ended yesterday; what she typed finds its way, unread by Lies."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from participants.models.states import State
from plans.models import Draft, LateLog, Meeting
from tests import make

JSON = {"accept": "application/json"}
FIGURE = reverse("figure", args=["verslagen-achteraf"])
YESTERDAY = timedelta(days=1)


@pytest.fixture
def ended(rania):
    """Rania, whose match ended yesterday while her year goes on."""
    day = make.today() - YESTERDAY
    rania.matches.update(state=State.ENDED, ended_on=day, ended_why="other")
    return rania


def page(name, participant, *args):
    return reverse(f"meetings:{name}", args=[participant.pk, *args])


def told(**fields):
    day = str(make.today() - YESTERDAY)
    return {"client_id": str(uuid.uuid4()), "kind": "meeting", "held_on": day} | fields


def test_a_log_that_comes_too_late_keeps_every_word(client, noor, ended):
    sent = told(note="Mijn verslag", success="Gebeld", step="Naar het loket", why_7="De lift")

    answer = client.wear(noor).post(page("log", ended), sent)
    in_script = client.post(page("log", ended), sent, headers=JSON)

    for shown in ("nu niet meer", "Mijn verslag", "Gebeld", "Naar het loket", "De lift"):
        assert shown in answer.text
    assert sent["client_id"] in answer.text
    assert (answer.status_code, in_script.status_code) == (409, 409)
    assert "niet meer" in in_script.json()["errors"][0]
    assert not Meeting.objects.exists()


def test_with_script_what_was_saved_becomes_a_draft_first(client, noor, ended):
    sent = told(note="Mijn laatste zin", revision="0")
    make.draft(of=ended, to=noor, client_id=sent["client_id"], revision=7)

    answer = client.wear(noor).post(page("log", ended), sent, headers={"hx-request": "true"})

    assert answer["HX-Redirect"] == page("draft", ended, sent["client_id"])
    assert "Mijn laatste zin" in client.get(answer["HX-Redirect"]).text
    broken = client.post(page("log", ended), sent | {"client_id": "x"}, headers=JSON)
    assert broken.status_code == 409


def test_noor_gives_it_to_the_lead_once(client, noor, ended):
    sent = told(note="Mijn verslag")
    make.draft(of=ended, to=noor, client_id=sent["client_id"])

    answers = [client.wear(noor).post(page("late", ended), sent) for _ in range(3)]

    late = LateLog.objects.get()
    assert {answer.url for answer in answers} == {reverse("drafts:list")}
    assert (late.match.buddy.user, late.state, late.note) == (noor.user, "waiting", "Mijn verslag")
    assert not Draft.objects.exists()
    event = AuditEvent.objects.get(step="hand")
    assert (event.fields, event.participant_id) == (["held_on", "kind", "note"], ended.pk)
    assert client.post(page("log", ended), sent, headers=JSON).json() == {"stored": True}


def test_words_that_were_added_after_the_first_time_come_back(client, noor, ended):
    sent = told(note="Eerste zin.")
    client.wear(noor).post(page("late", ended), sent)

    again = client.post(page("late", ended), sent | {"note": "Eerste zin. Tweede."})

    assert (again.status_code, LateLog.objects.get().note) == (409, "Eerste zin.")
    assert "Eerste zin. Tweede." in again.text and sent["client_id"] not in again.text


def test_a_draft_of_before_the_end_can_be_given_too(client, noor, ended):
    found = make.draft(of=ended, to=noor, content="kind=phone&note=Alleen+concept&success=Ja")

    text = client.wear(noor).get(page("draft", ended, found.client_id)).text

    assert "Alleen concept" in text and "Wat lukte er: Ja" in text
    assert str(found.client_id) in text
    assert page("late", ended) in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"held_on": "tomorrow"}, "Deze dag komt nog"),
        ({"held_on": "today"}, "gingen tot en met"),
        ({"held_on": "2001-01-01"}, "Jullie begonnen op"),
        ({"note": "x" * 60_000}, "5000"),
        ({"note": "a\u202eb"}, "onzichtbaar of kapot"),
        ({"note": "BSN 111222333"}, "burgerservicenummer"),
        ({"kind": "feest"}, "Kies een van de antwoorden"),
    ],
)
def test_wrong_input_is_told_and_the_words_stay(client, noor, ended, changes, sentence):
    days = {"tomorrow": make.today() + YESTERDAY, "today": make.today()}
    sent = told(note="Mijn verslag") | changes
    sent["held_on"] = str(days.get(sent["held_on"], sent["held_on"]))

    answer = client.wear(noor).post(page("late", ended), sent)

    assert answer.status_code == 422
    assert sentence in answer.text and sent["note"][:50] in answer.text
    assert not LateLog.objects.exists()


def test_lies_sees_who_and_how_much_but_not_a_word(client, noor, lies, ended):
    make.late_log(of=ended.trajectories.get(), to=noor, note="Heel geheim dit.\nNog iets")
    make.late_log(of=ended.trajectories.get(), to=noor, note="")

    text = client.wear(lies).get(FIGURE).text

    for shown in ("Rania Fictema", "Noor Testinga", "5 woorden", "0 woorden"):
        assert shown in text
    assert "geheim" not in text
    assert client.get("/gebied/").text.count("verslagen achteraf") == 1


def test_placing_makes_the_meeting_once_and_empties_the_words(client, noor, lies, ended):
    day = make.today() - YESTERDAY
    late = make.late_log(of=ended.trajectories.get(), to=noor, held_on=day)
    place = reverse("late:place", args=[late.pk])

    answers = [client.wear(lies).post(place).status_code for _ in range(2)]

    meeting, late = Meeting.objects.get(), LateLog.objects.get()
    assert answers == [302, 409]
    assert (meeting.note, meeting.logged_by, meeting.held_on) == (
        "Nog een gesprek.",
        noor.user,
        day,
    )
    assert (meeting.match, late.note, late.state) == (late.match, "", "placed")
    assert [e.verb for e in AuditEvent.objects.filter(actor_id=lies.user_id)] == [
        Verb.STEP, Verb.ADD,
    ]  # fmt: skip


def test_nothing_is_placed_after_the_end(client, noor, lies, ended):
    late = make.late_log(of=ended.trajectories.get(), to=noor)

    assert client.wear(lies).post(reverse("late:place", args=[late.pk])).status_code == 409
    assert not Meeting.objects.exists()


def test_noor_sees_what_became_of_it_and_keeps_what_was_returned(client, noor, lies, ended):
    late = make.late_log(of=ended.trajectories.get(), to=noor)
    client.wear(lies).post(reverse("late:return", args=[late.pk]))
    client.wear(noor)

    assert "niet in het dossier gezet" in client.get("/vandaag/").text
    assert "niet in het dossier gezet" in client.get(reverse("drafts:list")).text
    assert "Nog een gesprek." in client.get(reverse("late:detail", args=[late.pk])).text


def test_a_stranger_and_another_district_stay_closed(client, noor, lies):
    other = make.trajectory(of=make.participant(where="oost"))
    late = make.late_log(of=other, to=make.buddy(where="oost").user.hats.get())

    assert client.wear(noor).get(page("late", other.participant)).status_code == 404
    assert client.get(reverse("late:detail", args=[late.pk])).status_code == 404
    assert "0 woorden" not in client.wear(lies).get(FIGURE).text


def test_who_can_still_log_goes_to_the_log(client, noor, rania):
    assert client.wear(noor).get(page("late", rania)).url == page("log", rania)


@pytest.mark.parametrize("rows", [1, 8])
def test_the_lists_cost_the_same_however_long(
    client, noor, lies, ended, rows, django_assert_num_queries
):
    for _ in range(rows):
        make.late_log(of=ended.trajectories.get(), to=noor)
        make.draft(of=ended, to=noor)

    client.wear(lies)
    with django_assert_num_queries(4):  # session, user with hats, count, rows
        client.get(FIGURE)
    client.wear(noor)
    with django_assert_num_queries(4):  # session, user with hats, drafts, late logs
        client.get(reverse("drafts:list"))
