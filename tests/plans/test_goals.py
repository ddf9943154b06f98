"""Rania's goals: in her words, changed together with Noor, kept in how they were."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kansrijk.audit.models import Verb
from plans.models import Action, Goal, GoalTemplate
from tests import make
from tests.plans.helpers import domains, told, written


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


def url(name, *args):
    return reverse(f"goals:{name}", args=args)


def test_a_new_goal_comes_with_its_steps_and_one_line(client, noor, rania, year):
    steps = [("De brieven zoeken", "together"), ("", "participant"), ("Bellen", "buddy")]
    fields = {"domains": domains("home", "finances"), "recognition": "Taart", "why": "Slapen"}
    make.goal(of=year)

    answer = client.wear(noor).post(url("add", rania.pk), told(*steps, **fields))

    goal = Goal.objects.get(recognition="Taart")
    assert answer.url == f"{reverse('files:plan', args=[rania.pk])}?doel={goal.pk}"
    assert [(a.text, a.who, a.position) for a in goal.actions.all()] == [
        ("De brieven zoeken", "together", 1), ("Bellen", "buddy", 2),
    ]  # fmt: skip
    assert (goal.position, goal.domains.count()) == (2, 2)
    assert written(rania).get().fields == [
        "domains", "done_when", "recognition", "sentence", "steps", "why",
    ]  # fmt: skip


def test_sent_three_times_it_is_one_goal(client, noor, rania):
    client.wear(noor)
    for _ in range(3):
        assert client.post(url("add", rania.pk), told(("Bellen", "buddy"))).status_code == 302
    late = client.post(url("add", rania.pk), told(("Iets anders", "buddy")))

    assert (late.status_code, Goal.objects.count(), Action.objects.count()) == (409, 1, 1)
    assert "Iets anders" in late.text


def test_eight_steps_are_a_tip_and_two_hundred_a_sentence(client, noor, rania):
    eight = [(f"Stap {n}", "together") for n in range(8)]
    page = client.wear(noor).post(url("add", rania.pk), told(*eight), follow=True).text
    many = told(*[(f"Stap nummer {n}", "together") for n in range(30)])
    refused = client.post(url("add", rania.pk), many | {"sentence": "Ik wil veel"})

    assert "Kan het kleiner?" in page
    assert refused.status_code == 422
    assert "Meer dan 20 stappen tegelijk" in refused.text and "Stap nummer 29" in refused.text
    assert Action.objects.count() == 8
    data = {f"step-{n}-{name}": "x" for n in range(200) for name in ("text", "who", "due_on")}
    assert client.post(url("add", rania.pk), data).status_code == 400


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sentence": ""}, "Vul dit nog in."),
        ({"domains": []}, "Vul dit nog in."),
        ({"domains": [str(n) for n in range(900, 940)]}, "Kies een"),
        ({"target_on": "2020-01-01"}, "na het begin van het doel"),
        ({"sentence": "Mijn nummer is 111222333"}, "burgerservicenummer"),
        ({"step-0-due_on": "2019-01-01"}, "Deze dag is al geweest."),
        ({"step-1-due_on": "2099-01-01"}, "Schrijf op welke stap dit is"),
        ({"step-0-text": "x" * 201}, "200"),
    ],
)
def test_what_is_wrong_says_so_and_keeps_the_words(client, noor, rania, fields, said):
    page = client.wear(noor).post(url("add", rania.pk), told(("Bellen", "buddy"), **fields))

    assert page.status_code == 422
    assert said in page.text
    assert "De kamer is van ons samen" in page.text
    assert not Goal.objects.exists() and not Action.objects.exists()


def test_one_more_row_saves_nothing_and_keeps_all(client, noor, rania):
    page = client.wear(noor).post(url("add", rania.pk), told(("Bellen", "wij"), more="1"))

    assert page.status_code == 200
    assert 'name="step-3-text"' in page.text and 'value="Bellen"' in page.text
    assert not Goal.objects.exists()


def test_an_example_is_changed_before_use(client, noor, rania):
    example = make.template(weeks=3, recognition="Thee", is_calm=True)
    page = client.wear(noor).get(f"{url('add', rania.pk)}?voorbeeld={example.pk}").text
    GoalTemplate.objects.filter(pk=example.pk).update(is_offered=False)  # hidden meanwhile
    client.post(url("add", rania.pk), told(("Bellen", "buddy"), template=example.pk))

    assert 'value="Ik woon rustig"' in page and 'value="De brieven zoeken"' in page
    assert f"{make.today() + timedelta(weeks=3)}" in page
    assert Goal.objects.get().template == example
    late = client.get(f"{url('add', rania.pk)}?voorbeeld={example.pk}", follow=True)
    assert "Dit voorbeeld is er niet meer." in late.text


def test_examples_by_domain_and_what_brings_calm(client, noor, rania):
    GoalTemplate.objects.all().delete()
    make.template(sentence="Ik open mijn post", area="finances", is_calm=True)
    make.template(sentence="Ik leer rekenen", area="education")
    make.template(sentence="Verborgen", is_offered=False)

    def shown(query):
        page = client.get(url("examples", rania.pk) + query).text
        return ["Ik open mijn post" in page, "Ik leer rekenen" in page, "Verborgen" in page]

    client.wear(noor)
    assert shown("") == shown("?gebied=raar") == [True, True, False]
    assert shown("?gebied=education") == [False, True, False]
    assert shown("?rust=on") == [True, False, False]


def test_rewording_keeps_what_stood_there(client, noor, rania, year):
    goal = make.goal(of=year, done_when="Er is een plan")
    changed = told(sentence="Ik blijf hier", rows=0, seen_version=1)

    client.wear(noor).post(url("edit", rania.pk, goal.pk), changed)
    page = client.get(url("detail", rania.pk, goal.pk)).text

    goal.refresh_from_db()
    assert (goal.sentence, goal.version) == ("Ik blijf hier", 2)
    assert goal.earlier.get().sentence == "Ik blijf in mijn huis wonen"
    assert "Hier stond: <bdi>Ik blijf in mijn huis wonen" in page and "Noor Testinga" in page
    assert written(rania).get().verb == Verb.CHANGE


def test_two_who_reword_at_once_lose_nothing(client, noor, rania, year):
    goal = make.goal(of=year)
    Goal.objects.filter(pk=goal.pk).update(sentence="Van de ander", version=2)

    late = client.wear(noor).post(
        url("edit", rania.pk, goal.pk), told(rows=0, sentence="Van Noor", seen_version=1)
    )

    assert late.status_code == 409
    assert "Van de ander" in late.text and "Van Noor" in late.text
    assert not goal.earlier.exists() and not written(rania)
