"""Lies looks at what changed in West between two looks of the same people."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.urls import reverse

from tests import make

THEN = date(2024, 2, 1)
TODAY = date(2025, 3, 1)
CHOSEN = {"jaar": "2024", "eerst": "start", "daarna": "halfway"}


@pytest.fixture(autouse=True)
def in_spring():
    with time_machine.travel(TODAY, tick=False):
        yield


def person(first=2, later=3, *, says_yes=True, where="west"):
    of = make.participant(where=where)
    make.consent(of=of, kind="report", is_given=says_yes)
    year = make.trajectory(of=of, started_on=THEN)
    make.review(of=year, held_on=THEN, stands={"home": first})
    day = THEN + timedelta(days=180)
    make.review(of=year, which="halfway", held_on=day, stands={"home": later})
    return of


def ask(client, lies, **asked):
    return client.wear(lies).get(reverse("change"), CHOSEN | asked)


def test_the_page_says_who_went_where_and_who_is_missing(client, lies):
    for later in (2, 3, 3, 4, 1):
        person(later=later)
    person(says_yes=False)

    page = ask(client, lies)

    [home] = [each for each in page.context["found"].domains if each.is_told]
    assert (home.n, home.up, home.same, home.down) == (5, 3, 1, 1)
    assert "Geen toestemming om mee te tellen" in page.text
    assert page.context["found"].total == 6
    assert "te weinig mensen om te tonen" in page.text  # the other domains


def test_with_few_people_no_number_is_shown(client, lies):
    for _ in range(4):
        person()

    page = ask(client, lies)

    assert page.context["found"].domains == [] and "te weinig mensen" in page.text


def test_an_empty_year_and_a_talking_picture_say_so(client, lies):
    person(where="oost")
    assert "geen kijkmoment halverwege gepland" in ask(client, lies).text
    renee = make.hat("lead", "Renée Fictema", where="zuid")
    assert "Dat is een praatplaat" in ask(client, renee).text


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"eerst": "end", "daarna": "halfway"}, "later komt dan het eerste"),
        ({"jaar": "1999"}, "Kies een van de antwoorden"),
        ({"daarna": "start"}, "Kies een van de antwoorden"),
    ],
)
def test_an_impossible_choice_is_told_and_the_usual_is_shown(client, lies, asked, sentence):
    page = ask(client, lies, **asked)

    assert sentence in page.text
    assert (page.context["pair"].first, page.context["pair"].later) == ("start", "end")


def test_years_never_overlap(client, lies):
    """Else one year could be subtracted from another."""
    oost = make.hat("lead", "Bram Voorbeeldsma", where="oost")
    periods = [p for _, p in ask(client, oost).context["form"].years.values()]
    days = sorted((p.first, p.last) for p in periods)
    assert len(days) > 2
    assert all(last < first for (_, last), (first, _) in pairwise(days))


def test_the_list_says_who_and_why_and_never_a_step(client, lies):
    rania, other = person(), person(says_yes=False)
    page = client.wear(lies).get(reverse("change_people"), CHOSEN)
    assert rania.name in page.text and other.name in page.text
    assert "vergeleken" in page.text and "het net" not in page.text

    page = client.get(reverse("change_people"), CHOSEN | {"stand": "consent"})
    assert other.name in page.text and rania.name not in page.text

    page = client.get(reverse("change_people"), CHOSEN | {"stand": "ill"})
    assert "Hier staat niemand" in page.text


def test_gebied_leads_here_and_the_definitions_explain_it(client, lies):
    assert reverse("change") in client.wear(lies).get(reverse("district")).text
    assert "vullen we niet in" in client.get(reverse("definitions")).text


def told(client, lotte, **asked):
    page = ask(client, lotte, **asked)
    return next(
        each for each in page.context["found"].domains if each.domain.key == "home"
    ), page.text


def test_the_programme_minus_its_districts_tells_of_nobody(client, lotte):
    for _ in range(5):
        person()
    alone = person(2, 1, where="oost")

    whole, page = told(client, lotte)
    west, _ = told(client, lotte, gebied="west")

    assert (whole.n, whole.up, whole.down) == (west.n, west.up, west.down) == (5, 5, 0)
    assert (whole.left_out, whole.passed_over) == (1, 0) and "uit te rekenen" in page
    assert alone.name not in page


def test_small_districts_count_when_they_are_enough_together(client, lotte):
    for where, number in (("west", 6), ("oost", 3), ("oosterpark", 2)):
        for _ in range(number):
            person(2, 3 if where == "west" else 1, where=where)

    whole, page = told(client, lotte)

    assert (whole.n, whole.up, whole.down, whole.left_out) == (11, 6, 5, 0)
    assert "uit te rekenen" not in page
