"""Lies opens a list behind a figure: it tells since when, and who waits longest comes first."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kansrijk.overview import behind
from kansrijk.overview.figures.counting import counted
from kansrijk.overview.figures.registry import FIGURES, Scope
from kansrijk.overview.periods import Period
from kansrijk.values.dates import formatted
from participants.models.states import State
from plans.models import Obstacle
from plans.models.stuck import Stuck
from tests import make
from tests.overview.test_downloads import rows_of

WAITING = [figure for figure in FIGURES.values() if figure.since]


@pytest.fixture
def this_year(lies):
    return Scope(lies, Period(ago(365), make.today()))


def ago(days):
    return make.today() - timedelta(days=days)


def on_page(day):
    return formatted(day, "j F Y")


def opened(client, slug):
    """The page of a list, and the rows of its file."""
    path = reverse("figure", args=[slug])
    return client.get(path).text, rows_of(client.get(path, {"als": "csv"}))


def silent(*days):
    """Years that began long ago, whose last contact was so many days ago, in that order."""
    for number in days:
        year = make.trajectory(started_on=ago(100))
        make.meeting(of=year, held_on=ago(number), kind="phone")
        make.meeting(of=year, held_on=ago(1), kind="missed")


def test_the_first_of_a_list_is_the_oldest_that_gebied_tells(this_year):
    silent(12, 40, 25)

    found = counted([("now", figure, this_year) for figure in WAITING])

    for figure in WAITING:
        days = [*behind.listed(figure, figure.rows(this_year)).values_list(figure.since, flat=True)]
        assert days == sorted(days), figure.slug
        assert days[:1] == [day for day in [found["now", figure.slug].oldest] if day], figure.slug


def test_who_is_silent_longest_comes_first_with_since_when(client, lies):
    silent(12, 40, 25)

    page, rows = opened(client.wear(lies), "stil")

    assert [date.fromisoformat(row["stil sinds"]) for row in rows] == [ago(40), ago(25), ago(12)]
    assert [row["dagen geleden"] for row in rows] == ["40", "25", "12"]
    assert page.index(on_page(ago(40))) < page.index(on_page(ago(25)))
    assert "Stil sinds" in page and "(40 dagen geleden)" in page


def test_a_match_that_waits_tells_since_when(client, lies):
    for number in (6, 30, 9):
        make.match(state=State.AGREED, proposed_on=ago(60), state_since=ago(number))

    for slug in ("wij", "stilstaand"):
        page, rows = opened(client.wear(lies), slug)

        since = [date.fromisoformat(row["wacht sinds"]) for row in rows]
        assert since == [ago(30), ago(9), ago(6)], slug
        assert f"{on_page(ago(30))} " in page and "(30 dagen geleden)" in page


def test_the_same_day_is_in_the_order_of_names(client, lies):
    for name in ("Zita Testinga", "Adem Fictema"):
        make.participant(name, joined_on=ago(5))
    make.participant("Mina Nepstra", joined_on=ago(50))

    page, rows = opened(client.wear(lies), "wachtend")

    names = ["Mina Nepstra", "Adem Fictema", "Zita Testinga"]
    assert [row["deelnemer"] for row in rows] == names
    assert [page.index(name) for name in names] == sorted(page.index(name) for name in names)


def test_a_file_that_is_not_complete_says_what_was_not_asked(client, lies):
    make.participant(birth_year=None, wish="Rust")

    page, [row] = opened(client.wear(lies), "onvolledig")

    asked = "geboortejaar, wijk, stresspunten, wensen voor een buddy, 4 toestemmingen"
    assert (
        row["nog niet gevraagd"] == asked and f'<td data-label="Nog niet gevraagd">{asked}' in page
    )


def test_how_long_solving_took_can_be_checked(client, lies):
    found = make.obstacle(consent="unnamed")
    days = {"raised_on": ago(400), "state_since": make.today(), "answer_by": ago(398)}
    Obstacle.objects.filter(pk=found.pk).update(state=Stuck.SOLVED, **days)

    page, [row] = opened(client.wear(lies), "knelpunten-opgelost")

    assert row["opgelost op"] == make.today().isoformat()
    assert row["dagen tot oplossen"] == "400" and row["deelnemer"] == "zonder naam"
    assert on_page(make.today()) in page and formatted(ago(398), "l j F Y") in page


def test_how_long_the_road_took_can_be_checked(client, lies):
    person = make.participant(joined_on=ago(30))
    days = {"proposed_on": ago(25), "introduced_on": ago(20), "agreed_on": ago(4)}
    make.match(of=person, state=State.ACTIVE, started_on=make.today(), **days)
    make.referral(received_on=ago(40), participant=person, state="accepted")

    _, [whole] = opened(client.wear(lies), "tijd")
    page, [step] = opened(client, "tijd-stemmen")

    assert (whole["aangemeld op"], whole["dagen"]) == (ago(40).isoformat(), "40")
    assert step["kennismaking op"] == ago(20).isoformat()
    assert step["twee keer ja op"] == ago(4).isoformat()
    assert step["dagen"] == "16" and on_page(ago(4)) in page
