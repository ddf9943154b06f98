"""The plan on the fridge: a code leads from the paper back to these very steps."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from plans.models import Action, PlanSheet
from tests import make
from tests.plans.helpers import over, written


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


@pytest.fixture
def steps(year):
    goal = make.goal(of=year)
    of_goal = [make.action(of=year, goal=goal, text=text) for text in ("Bellen", "Schrijven")]
    return [*of_goal, make.action(of=year, text="Wandelen")]


@pytest.fixture
def sheet(year, steps):
    return make.sheet(of=year, actions=steps)


def key(sheet):
    return reverse("sheets:key", args=[sheet.trajectory.participant_id, sheet.pk])


def told(**fields):
    return {"filled_on": make.today(), "rows": 3} | fields


def results(steps, *said):
    return {f"result_{step.pk}": result for step, result in zip(steps, said, strict=False)}


def test_printing_keeps_what_stands_on_the_paper(client, noor, rania, year, steps):
    make.action(of=year, text="Al klaar", done_on=make.today())
    client.wear(noor)

    page = client.post(reverse("sheets:make", args=[rania.pk]), follow=True).text

    sheet = PlanSheet.objects.get()
    assert sheet.actions == [step.pk for step in steps]
    assert sheet.shown in page and "3. <bdi>Wandelen" in page and "Al klaar" not in page
    lines = AuditEvent.objects.filter(subject="plans.plansheet")
    assert [line.verb for line in lines] == [Verb.ADD]


def test_a_code_leads_back_to_the_paper(client, noor, sheet):
    client.wear(noor)
    find = reverse("sheets:find")

    typed = f" {sheet.code[:4].lower()}-{sheet.code[4:]} "

    assert client.post(find, {"code": typed}).url == key(sheet)


def test_the_code_of_another_is_as_unknown_as_none(client, noor, sheet):
    theirs = make.sheet(of=make.trajectory())
    client.wear(noor)

    pages = [
        client.post(reverse("sheets:find"), {"code": code})
        for code in (theirs.code, "AAAA2222", "x" * 30, "é")
    ]

    assert [page.status_code for page in pages] == [422] * 4
    assert all("Deze code kennen we niet." in page.text for page in pages)
    assert client.get(key(theirs)).status_code == 404


def test_what_was_ticked_at_home_comes_into_the_plan_once(client, noor, rania, sheet, steps):
    new = {"step-1-text": "Post openen", "step-1-who": "buddy", "step-1-goal": steps[0].goal_id}
    filled = told(**results(steps, "done", "busy", "failed"), **new)
    client.wear(noor)

    assert client.post(key(sheet), filled).status_code == 302
    late = client.post(key(sheet), told(**{"step-0-text": "Nog iets", "step-0-who": "wij"}))

    sheet.refresh_from_db()
    assert [Action.objects.get(pk=s.pk).done_on for s in steps] == [make.today(), None, None]
    assert [r.result for r in sheet.reports.all()] == ["done", "busy", "failed"]
    added = Action.objects.get(text="Post openen")
    assert (added.goal, added.who) == (steps[0].goal, "buddy")
    assert late.status_code == 409
    assert "al ingevoerd" in late.text and "Nog iets" in late.text
    assert client.get(key(sheet)).status_code == 302
    assert [e.step for e in written(rania)] == ["key_in"]
    assert "Bellen" in client.get(reverse("files:timeline", args=[rania.pk]) + "?soort=stap").text
    story = client.get(reverse("goals:detail", args=[rania.pk, steps[0].goal_id])).text
    assert "Op papier" in story and "Schrijven: bezig" in story


def test_the_plan_that_changed_meanwhile_says_so(client, noor, sheet, steps):
    day = make.today() - timedelta(days=1)
    Action.objects.filter(pk=steps[0].pk).update(done_on=day)
    Action.objects.filter(pk=steps[1].pk).update(dropped_on=day)

    page = client.wear(noor).get(key(sheet)).text
    client.post(key(sheet), told(**results(steps, "done", "done")))

    assert "staat al: gelukt op" in page and "staat: hoeft niet meer" in page
    kept = Action.objects.in_bulk([s.pk for s in steps])
    assert [kept[s.pk].done_on for s in steps] == [day, None, None]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"filled_on": "2099-01-01"}, "Deze dag komt nog."),
        ({"filled_on": "2019-01-01"}, "Dit papier is geprint op"),
        ({"filled_on": ""}, "Vul dit nog in."),
        ({"step-0-due_on": "2099-01-01"}, "Schrijf op welke stap dit is"),
    ],
)
def test_a_wrong_paper_says_so(client, noor, sheet, fields, words):
    page = client.wear(noor).post(key(sheet), told(**{"step-2-text": "Bellen"} | fields))

    assert page.status_code == 422
    assert words in page.text and 'value="Bellen"' in page.text


def test_a_paper_after_the_match_is_over(client, noor, rania, year, sheet):
    over(year)
    late = client.wear(noor).post(key(sheet), told(**{"step-0-text": "Zelf gebeld"}))

    assert late.status_code == 409 and "Zelf gebeld" in late.text
    assert client.post(reverse("sheets:find"), {"code": sheet.code}).status_code == 422
    assert not written(rania)
