"""Rania and Amina live together; Noor meets them both at one table."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from participants.models.states import State
from plans.models import Action, Appointment, Meeting, Success
from tests import make


@pytest.fixture
def url(rania):
    return reverse("meetings:log", args=[rania.pk])


def lives_with(rania, to, name="Amina Fictema"):
    mate = make.participant(name, household=rania.household)
    return make.trajectory(of=mate, to=to.user.buddy)


@pytest.fixture
def amina(noor, rania):
    """The year of Rania's housemate, whom Noor helps too."""
    return lives_with(rania, noor)


def told(**fields):
    number = str(uuid.uuid4())
    return {"client_id": number, "held_on": str(make.today()), "kind": "meeting"} | fields


def test_one_entry_makes_a_meeting_in_each_file_once(client, noor, rania, url, amina):
    hers, post = make.action(of=amina), make.action(of=rania.trajectories.get(), text="Post")
    sent = told(
        note="We dronken thee.", mood="4", next_on="2099-01-01", next_time="10:00",
        step="Naar de bieb", step_for=amina.pk, success="Gelachen", success_for=amina.pk,
        **{f"with_{amina.pk}": "on", f"mood_{amina.pk}": "2", f"action_{hers.pk}": "done",
           f"action_{post.pk}": "busy"},
    )  # fmt: skip

    answers = [client.wear(noor).post(url, sent).status_code for _ in range(3)]

    own, theirs = Meeting.objects.order_by("trajectory__participant__name")[::-1]
    assert (answers, Meeting.objects.count()) == ([302] * 3, 2)
    assert (own.mood, theirs.mood) == (4, 2)
    assert own.entry == theirs.entry == uuid.UUID(sent["client_id"])
    assert (theirs.trajectory, theirs.note) == (amina, "We dronken thee.")
    assert Success.objects.get().meeting == theirs
    assert Action.objects.open().get(text="Naar de bieb").trajectory == amina
    assert Appointment.objects.count() == 2
    lines = AuditEvent.objects.filter(verb=Verb.ADD).values_list("participant_id", "fields")
    assert dict(lines)[rania.pk] == ["appointment", "held_on", "kind", "mood", "note", "steps"]
    assert "success" in dict(lines)[amina.participant_id]


def test_who_was_not_there_gets_nothing(client, noor, url, amina):
    step = make.action(of=amina)

    text = client.wear(noor).get(url).text
    client.post(url, told(note="Alleen Rania", **{f"action_{step.pk}": "done"}))

    assert "Ook Amina was erbij" in text
    assert not amina.meetings.exists()
    assert Action.objects.open().get() == step


def test_who_lives_there_but_has_another_buddy_is_not_on_the_page(client, noor, rania, url):
    lives_with(rania, make.buddy("Dawit Testema").user.hats.get())

    assert "was erbij" not in client.wear(noor).get(url).text


def test_somebody_whose_match_ended_meanwhile_is_told(client, noor, url, amina):
    client.wear(noor).get(url)
    amina.participant.matches.update(state=State.ENDED, ended_on=make.today(), ended_why="other")

    answer = client.post(url, told(note="Mijn tekst", **{f"with_{amina.pk}": "on"}))

    assert answer.status_code == 409
    assert "nu niet meer begeleidt" in answer.text and "Mijn tekst" in answer.text
    assert not Meeting.objects.exists()


def test_the_page_is_a_look_at_each_of_them(client, noor, rania, url, amina):
    client.wear(noor).get(url)

    looks = AuditEvent.objects.filter(verb=Verb.LOOK).values_list("participant_id", flat=True)
    assert sorted(looks) == sorted([rania.pk, amina.participant_id])


def test_after_the_end_of_one_the_offer_tells_only_of_the_other(client, noor, url, amina):
    step = make.action(of=amina)
    words = {f"action_{step.pk}": "failed", f"why_{step.pk}": "De lift was stuk"}
    offer = client.wear(noor).post(url, told(**words, **{f"with_{amina.pk}": "on"})).url
    assert "De lift was stuk" in client.get(offer).text

    amina.participant.matches.update(state=State.ENDED, ended_on=make.today(), ended_why="other")

    assert "De lift was stuk" not in client.get(offer).text


def test_who_was_ticked_after_the_first_time_does_not_vanish(client, noor, url, amina):
    sent = told(note="Samen", **{f"mood_{amina.pk}": "4"})
    client.wear(noor).post(url, sent)

    assert client.post(url, sent | {f"with_{amina.pk}": "on"}).status_code == 409
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "sentence"),
    [("step", "Vink aan dat Amina erbij was"), ("success", "Vink aan dat Amina erbij was")],
)
def test_a_step_is_for_somebody_who_was_there(client, noor, url, amina, field, sentence):
    answer = client.wear(noor).post(url, told(**{field: "Iets", f"{field}_for": amina.pk}))

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_goal_is_of_the_one_whose_step_it_is(client, noor, rania, url, amina):
    goal = make.goal(of=amina)

    answer = client.wear(noor).post(url, told(step="Iets", step_goal=goal.pk))

    assert "Kies een doel van Rania" in answer.text


def test_a_day_before_the_other_began_is_told(client, noor, url, amina):
    type(amina).objects.filter(pk=amina.pk).update(started_on=make.today())
    day = str(make.today() - make.timedelta(days=3))

    answer = client.wear(noor).post(url, told(held_on=day, **{f"with_{amina.pk}": "on"}))

    assert "Jij en Amina begonnen op" in answer.text


def cost(client, url, sent):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.post(url, sent).status_code == 302
    return len(queries)


def test_saving_costs_the_same_however_many_steps(client, noor, rania, url):
    year, costs = rania.trajectories.get(), []
    for steps in (0, 1, 8):
        made = [make.action(of=year) for _ in range(steps)]
        done = {f"action_{action.pk}": "done" for action in made}
        costs.append(cost(client.wear(noor), url, told(note="x", **done)))

    assert costs == [11, 14, 14]  # of which two are the frames of transactions


def test_saving_costs_the_same_however_many_people(client, noor, rania, url):
    costs = []
    for number in (1, 2):
        mates = [lives_with(rania, noor, f"Amina{n} Fictema") for n in range(number)]
        steps = {f"action_{make.action(of=mate).pk}": "done" for mate in mates}
        there = {f"with_{year.pk}": "on" for year in mates}
        costs.append(cost(client.wear(noor), url, told(note="x", **there, **steps)))

    assert costs == [14, 14]


def test_what_wij_answered_to_one_is_not_read_by_the_other(client, noor, wouter, url, amina):
    stuck = make.obstacle(of=amina, state="working")
    stuck.answers.create(state="working", text="Ik bel de huisarts.", by=wouter.user)

    assert "Ik bel de huisarts." not in client.wear(noor).get(url).text
    assert (
        "Ik bel de huisarts."
        in client.get(reverse("meetings:log", args=[amina.participant_id])).text
    )
