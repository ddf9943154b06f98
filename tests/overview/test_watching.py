"""Who watches the year: looks in time, results that hold, years to round off; figures and mail."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kansrijk.mail.models import About
from kansrijk.overview.board import board
from kansrijk.overview.figures import attention, looks, outcomes
from kansrijk.overview.figures.registry import Scope
from kansrijk.overview.nudges import waiting
from kansrijk.overview.periods import Period
from participants.models import Match
from plans.models import ContactMoment, OutcomeCheck, Review
from tests import make


def ago(days):
    return make.today() - timedelta(days=days)


@pytest.fixture
def this_year(lies):
    return Scope(lies, Period(ago(365), make.today()))


def check(of, months, still):
    source = "" if still == "unknown" else "paper"
    return OutcomeCheck.objects.create(
        outcome=of, months=months, still=still, source=source, asked_by=make.user()
    )


def planned(days, **fields):
    """The look at the start of a year of its own, planned so many days ago; the others later."""
    year = make.trajectory(started_on=ago(days + 21))
    Review.objects.filter(trajectory=year).exclude(which="start").update(planned_on=ago(-200))
    Review.objects.filter(trajectory=year, which="start").update(**fields)
    return Review.objects.get(trajectory=year, which="start")


# ── Looks ───────────────────────────────────────────────────────────────────


def test_a_look_is_in_time_until_three_weeks_after_its_day(this_year):
    last, early, late = (make.review(held_on=ago(d)) for d in (49 - 21, 49 + 10, 49 - 22))

    assert set(looks.reviews_expected(this_year)) == {last, early, late}
    assert set(looks.reviews_in_time(this_year)) == {last, early}


def test_what_is_not_settled_yet_or_never_came_is_not_expected(this_year):
    skipped = planned(5, state="skipped", skipped_why="ill")
    missed, waits = planned(22), planned(21)
    stopped = planned(40, state="skipped", skipped_why="stopped")
    ended = planned(40)
    told = {"ended_on": ago(45), "ending": "stopped", "ended_why": "moved"}
    type(ended.trajectory).objects.filter(pk=ended.trajectory_id).update(**told)

    assert set(looks.reviews_expected(this_year)) == {skipped, missed}
    assert not looks.reviews_in_time(this_year).exists()
    assert set(attention.reviews_due(this_year)) == {missed, waits}
    assert stopped not in attention.reviews_due(this_year)


def test_a_year_past_its_end_is_to_be_rounded_off(this_year):
    begun = {"started_on": ago(500)}
    over, last_day = (make.trajectory(**begun, planned_end_on=ago(days)) for days in (1, 0))
    begun |= {"planned_end_on": ago(150), "aftercare_on": ago(150)}
    cared, after = (make.trajectory(**begun, aftercare_until=ago(d)) for d in (0, 1))

    assert set(attention.to_round_off(this_year)) == {over, after}
    assert {last_day, cared}.isdisjoint(attention.to_round_off(this_year))


# ── Results, later ──────────────────────────────────────────────────────────


def test_what_is_known_later_adds_up_to_all(this_year):
    for days, answers in ((100, {3: "true"}), (110, {}), (200, {3: "gone"}), (210, {6: "unknown"})):
        found = make.outcome(reached_on=ago(days))
        for months, still in answers.items():
            check(found, months, still)

    counted = [
        [whole.number, *(each.number for each in rows)] for whole, rows in board(this_year)["later"]
    ]

    assert counted == [[4, 1, 1, 0, 2], [2, 0, 1, 1, 0]]  # all, holds, gone, unknown, no answer


def test_results_belong_to_the_period_in_which_their_months_were_over(lies):
    make.outcome(reached_on=make.today().replace(year=2024, month=1, day=31))  # 1 May
    first = make.today().replace(year=2024, month=5, day=1)
    april = Scope(lies, Period(first - timedelta(days=30), first - timedelta(days=1)))
    may = Scope(lies, Period(first, first + timedelta(days=30)))

    counts = [outcomes.looked_back_on(3, scope).count() for scope in (april, may)]

    assert counts == [0, 1]


# ── Lists with filters in the address ───────────────────────────────────────


def names(client, name, **asked):
    response = client.get(reverse(name), asked)
    return response, {
        str(getattr(row, "trajectory", row).participant) for row in response.context["page"]
    }


def test_the_list_of_looks(client, lies):
    due, held = planned(5), make.review(held_on=ago(40))
    skipped = planned(6, state="skipped", skipped_why="ill")
    client.wear(lies)
    expected = {"": due, "finished": held, "skipped": skipped}
    for stand, review in expected.items():
        page, shown = names(client, "reviews_of_district", stand=stand, welk="start")
        assert shown == {str(review.trajectory.participant)}, stand
    assert "ziekte" in page.text
    assert len(names(client, "reviews_of_district", stand="alle")[1]) == 3
    assert names(client, "reviews_of_district", stand="later", welk="start")[1] == set()


def test_the_list_of_results(client, lies):
    home, work = (
        make.outcome(code=code, reached_on=ago(100)) for code in ("better_housing", "own_business")
    )
    check(home, 3, "true")
    client.wear(lies)
    for asked, one in (
        ({"soort": "better_housing"}, home), ({"later": "vraag"}, work), ({"later": "true"}, home),
    ):  # fmt: skip
        assert names(client, "outcomes_of_district", **asked)[1] == {str(one.participant)}
    page, shown = names(client, "outcomes_of_district", bron="paper")
    assert not shown and "Er is niets dat hierbij past" in page.text
    for odd in ({"van": ago(1), "tot": ago(9)}, {"soort": "rijk"}, {"van": "x"}):
        page, shown = names(client, "outcomes_of_district", **odd)
        assert len(shown) == 2 and "Je ziet nu alles" in page.text


@pytest.mark.parametrize("name", ["reviews_of_district", "outcomes_of_district"])
def test_a_list_costs_the_same_and_its_part_is_that_of_the_page(client, lies, name):
    client.wear(lies)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse(name), {"stand": "alle"}).text
        part = client.get(reverse(name), {"stand": "alle"}, headers={"hx-request": "true"}).text
        assert part.strip() in page
        return len(queries)

    planned(5), check(make.outcome(reached_on=ago(100)), 3, "true")
    first = cost()
    for _ in range(5):
        planned(6), check(make.outcome(reached_on=ago(100)), 3, "gone")
    assert cost() == first


# ── Mail ────────────────────────────────────────────────────────────────────


def told(about):
    return [(thing.user_id, thing.since) for thing in waiting() if thing.about == about]


def test_the_buddy_is_asked_or_the_lead_where_no_buddy_can(noor, lies, rania):
    Match.objects.update(shares="summary")
    make.outcome(of=rania, reached_on=ago(100))
    make.outcome(reached_on=ago(100))

    users = [user for user, _ in told(About.STILL)]
    assert sorted(users) == sorted([noor.user_id, lies.user_id])
    Match.objects.update(shares="nothing")
    assert [user for user, _ in told(About.STILL)] == [lies.user_id] * 2


def test_a_question_is_told_once_for_each_moment(noor, rania):
    Match.objects.update(shares="all")
    found = make.outcome(of=rania, reached_on=ago(100))
    [(_, first)] = told(About.STILL)
    found.reached_on = ago(200)
    found.save()

    [(_, second)] = told(About.STILL)

    assert first != second <= make.today()
    check(found, 6, "true")
    assert told(About.STILL) == []


@pytest.mark.parametrize(
    ("planned_in", "heard", "expected"), [(2, None, 1), (3, None, 0), (-14, None, 1),
    (-15, None, 0), (-10, 60, 1), (-10, 8, 0)],
)  # fmt: skip
def test_a_moment_of_aftercare_is_told(noor, rania, planned_in, heard, expected):
    year = rania.trajectories.get()
    ContactMoment.objects.create(trajectory=year, planned_on=ago(-planned_in))
    if heard is not None:
        make.meeting(of=year, held_on=ago(heard), kind="phone")

    assert told(About.MOMENT) == [(noor.user_id, ago(-planned_in))] * expected


def test_a_year_that_is_over_is_told_to_the_buddy_and_the_lead(noor, lies):
    make.trajectory(to=noor.user.buddy, started_on=ago(400), planned_end_on=ago(1))

    assert sorted(told(About.OVER)) == sorted([(noor.user_id, ago(1)), (lies.user_id, ago(1))])
