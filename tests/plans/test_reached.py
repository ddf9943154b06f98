"""What was reached gathers itself between two looks."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from plans.reached import reached_at, reached_in
from tests import make


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


def days_ago(days):
    return make.today() - timedelta(days=days)


def counted(reached):
    return {kind.label: len(kind.things) for kind in reached.kinds}


def fill(year, day):
    make.action(of=year, done_on=day, agreed_on=year.started_on)
    make.goal(of=year, opened_on=year.started_on, ended_on=day, ending="reached")
    make.goal(of=year, opened_on=year.started_on, ended_on=day, ending="stopped")
    make.success(of=year, happened_on=day)
    make.obstacle(of=year, state="solved", raised_on=year.started_on, state_since=day)
    make.outcome(of=year.participant, reached_on=day)


ONE = ["resultaat", "doel gelukt", "klein succes", "stap gezet", "knelpunt opgelost"]


def test_a_look_tells_what_was_reached_since_the_look_before(noor, year):
    make.review(of=year, held_on=days_ago(40))
    halfway = make.review(of=year, which="halfway", held_on=days_ago(10))
    for days in (41, 40, 25, 9):
        fill(year, days_ago(days))

    found = reached_at(halfway, hat=noor)

    assert found.since == days_ago(40)
    assert counted(found) == dict.fromkeys(ONE, 1)
    assert {thing.day for kind in found.kinds for thing in kind.things} == {days_ago(25)}


def test_nothing_falls_between_two_looks(noor, year):
    start = make.review(of=year, held_on=days_ago(40))
    halfway = make.review(of=year, which="halfway", held_on=days_ago(10))
    for day in (year.started_on, days_ago(40), days_ago(39), days_ago(10)):
        make.success(of=year, happened_on=day)

    assert counted(reached_at(start, hat=noor)) == {"kleine successen": 2}
    assert counted(reached_at(halfway, hat=noor)) == {"kleine successen": 2}
    assert counted(reached_in(year, hat=noor)) == {"kleine successen": 4}


def test_of_others_nothing(noor, year):
    fill(make.trajectory(), make.today())
    fill(year, make.today())

    assert counted(reached_in(year, hat=noor)) == dict.fromkeys(ONE, 1)
    assert counted(reached_in(year, hat=make.hat("buddy"))) == {}


def test_it_is_seen_at_a_glance(noor, year):
    for _ in range(12):
        make.success(of=year, text="de post opengemaakt")
    page = render_to_string("reviews/reached.html", {"reached": reached_in(year, hat=noor)})

    assert "12</b><span>kleine successen</span>" in page
    assert "verrassend veel" in page
    assert page.count("De post opengemaakt") == 5 + 12

    nothing = reached_in(make.trajectory(), hat=noor)
    assert "Wat ging er beter" in render_to_string("reviews/reached.html", {"reached": nothing})


def test_it_takes_as_many_queries_for_much_as_for_little(noor, year, django_assert_num_queries):
    fill(year, make.today())
    fill(year, days_ago(3))

    noor.known, noor.home = {}, None  # as on a page
    with django_assert_num_queries(6):
        reached_in(year, hat=noor)
