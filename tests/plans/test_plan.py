"""Rania's plan: how goals end, who may change it, its history, and how a step reads."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kansrijk.audit.models import Verb
from plans.models import Action, Success
from plans.models.reports import Result
from plans.plan import mostly_buddy, tell
from tests import make
from tests.plans.helpers import over, told, written


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


def url(name, *args):
    return reverse(f"goals:{name}", args=args)


@pytest.mark.parametrize(("choice", "stays"), [("weg", False), ("los", True)])
def test_finishing_says_how_and_what_becomes_of_the_steps(client, noor, rania, year, choice, stays):
    goal = make.goal(of=year, recognition="Taart eten")
    step = make.action(of=year, goal=goal)
    told = {"ending": "reached", "learned": "Bellen helpt", "open_steps": choice}

    page = client.wear(noor).post(url("finish", rania.pk, goal.pk), told, follow=True).text
    client.post(reverse("successes:from_goal", args=[rania.pk, goal.pk]))
    client.post(reverse("successes:from_goal", args=[rania.pk, goal.pk]))

    goal.refresh_from_db(), step.refresh_from_db()
    assert (goal.ending, goal.ended_on, goal.learned) == ("reached", make.today(), "Bellen helpt")
    assert step.is_open is stays
    assert "Jullie spraken af: <bdi>Taart eten" in page
    success = Success.objects.get()
    assert (success.text, success.celebrated) == (goal.sentence, "Taart eten")
    assert [e.verb for e in written(rania)] == [Verb.ADD, Verb.STEP]
    plan = client.get(reverse("files:plan", args=[rania.pk])).text
    assert (step.text in plan) is stays


def test_finished_twice_at_once_one_wins_and_the_other_keeps_the_words(client, noor, rania, year):
    goal, finish = make.goal(of=year), {"ending": "partly", "learned": "Klein beginnen"}
    client.wear(noor)
    for _ in range(2):  # the very same form
        assert client.post(url("finish", rania.pk, goal.pk), finish).status_code == 302
    late = client.post(url("finish", rania.pk, goal.pk), {"ending": "stopped", "learned": "Iets"})

    assert late.status_code == 409
    assert "Dit doel is al afgerond" in late.text and "Iets" in late.text
    assert written(rania).count() == 1
    assert client.get(url("finish", rania.pk, goal.pk)).status_code == 302
    assert client.post(url("edit", rania.pk, goal.pk), told(rows=0)).status_code == 409


def test_a_goal_finished_by_mistake_opens_again_on_the_same_day_only(client, noor, rania, year):
    goal = make.goal(of=year)
    step = make.action(of=year, goal=goal)
    client.wear(noor).post(
        url("finish", rania.pk, goal.pk), {"ending": "reached", "open_steps": "weg"}
    )
    assert client.post(url("reopen", rania.pk, goal.pk)).status_code == 302
    goal.refresh_from_db(), step.refresh_from_db()
    assert (goal.ended_on, goal.ending, step.is_open) == (None, "", True)

    goal.ended_on, goal.ending = make.today() - timedelta(days=1), "partly"
    goal.opened_on = goal.ended_on
    goal.save()
    late = client.post(url("reopen", rania.pk, goal.pk))
    assert late.status_code == 409
    assert "Maak er een nieuw doel van." in late.text


def test_when_the_match_is_over_the_words_can_still_be_copied(client, noor, rania, year):
    goal = make.goal(of=year)
    over(year)
    client.wear(noor)

    kept = client.post(url("add", rania.pk), told(("Samen bellen", "together")))
    assert kept.status_code == 409
    assert "Ik wil rust in huis" in kept.text and "Samen bellen" in kept.text
    assert client.get(url("add", rania.pk)).status_code == 404
    assert client.post(url("edit", rania.pk, goal.pk), told()).status_code == 409
    assert not written(rania)


def test_a_year_that_ended_is_read_and_not_changed(client, noor, rania, year):
    goal = make.goal(of=year)
    year.ended_on, year.ending = make.today(), "done"
    year.save()
    client.wear(noor)

    assert client.post(url("edit", rania.pk, goal.pk), told(rows=0)).status_code == 409
    assert client.get(url("detail", rania.pk, goal.pk)).status_code == 200
    assert "Nieuw doel" not in client.get(reverse("files:plan", args=[rania.pk])).text


def test_the_lead_reads_the_plan_and_changes_nothing(client, lies, rania, year):
    goal = make.goal(of=year)
    make.action(of=year, goal=goal)
    page = client.wear(lies).get(reverse("files:plan", args=[rania.pk])).text

    assert "Ik blijf in mijn huis wonen" in page and "<form" not in page.split("<main")[1]
    assert client.get(url("detail", rania.pk, goal.pk)).status_code == 200
    assert client.post(url("add", rania.pk), told()).status_code == 403


def test_the_deputy_writes_as_the_buddy_does(client, noor, rania):
    bram = make.buddy("Bram Nepstra").user.hats.get()
    make.absence(noor, bram)

    assert client.wear(bram).post(url("add", rania.pk), told()).status_code == 302
    assert written(rania).get().actor_id == bram.user_id


def test_the_goal_of_another_is_out_of_sight(client, noor, rania):
    other = make.goal()

    for name in ("detail", "edit", "finish"):
        assert client.wear(noor).get(url(name, rania.pk, other.pk)).status_code == 404
    assert client.post(url("reopen", rania.pk, 2**63)).status_code == 404


def test_the_history_tells_how_it_went(client, noor, rania, year):
    goal = make.goal(of=year, learned="Vragen mag", ended_on=make.today(), ending="adapted")
    step = make.action(of=year, goal=goal, text="De corporatie bellen", done_on=make.today())
    make.action(of=year, goal=goal, text="Een brief sturen", dropped_on=make.today())
    make.meeting(of=year).reports.create(action=step, result=Result.BUSY)
    make.success(of=year, text="Durven bellen", action=step)

    page = client.wear(noor).get(url("detail", rania.pk, goal.pk)).text

    for words in (
        "Doel gemaakt", "Stap afgesproken", "De corporatie bellen: bezig", "Stap gelukt",
        "Stap hoeft niet meer", "Durven bellen", "Afgerond: aangepast", "Vragen mag",
    ):  # fmt: skip
        assert words in page


@pytest.mark.parametrize("name", ["plan", "history"])
def test_a_page_of_the_plan_costs_the_same_however_long(client, noor, rania, year, name):
    goal = make.goal(of=year)
    history, plan = url("detail", rania.pk, goal.pk), reverse("files:plan", args=[rania.pk])
    path = plan if name == "plan" else history

    def cost(rows):
        for _ in range(rows):
            step = make.action(of=year, goal=goal, done_on=make.today())
            make.action(of=year, goal=make.goal(of=year))
            make.success(of=year, action=step)
            make.meeting(of=year).reports.create(action=step, result="busy")
            goal.earlier.create(sentence="Anders", done_when="Dan", changed_by=noor.user)
        client.wear(noor)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    cost(1)
    assert cost(1) == cost(12) <= 20


@pytest.mark.parametrize(
    ("whose", "asks"),
    [("b", False), ("bb", True), ("bt", False), ("bbt", True), ("bbtt", False), ("", False)],
)
def test_it_asks_gently_when_most_steps_are_the_buddy_s(whose, asks):
    who = {"b": "buddy", "t": "together"}
    steps = [Action(text="x", who=who[letter]) for letter in whose]

    assert mostly_buddy(steps) is asks
    assert mostly_buddy([*steps, Action(who="buddy", done_on=make.today())]) is asks


@pytest.mark.parametrize(
    ("text", "who", "read"),
    [
        ("De corporatie bellen.", "together", "De corporatie bellen, samen"),
        ("Ik bel de corporatie", "participant", "Ik bel de corporatie"),
        ("De huur betalen", "participant", "De huur betalen, door Rania"),
        ("Samen koken", "together", "Samen koken"),
        ("Bellen", "wij", "Bellen, door het WIJ-contact"),
        ("Bellen. Noor zit erbij", "buddy", "Bellen. Noor zit erbij. Door de buddy."),
    ],
)
def test_a_step_reads_as_a_sentence(text, who, read):
    assert "".join(tell(Action(text=text, who=who), "Rania")) == read


def test_a_step_says_before_which_day():
    day = make.today().replace(year=make.today().year + 1, month=12, day=4)

    assert tell(Action(text="Bellen", who="together", due_on=day), "Rania")[1].endswith(
        f" 4 december {day.year}"
    )
