"""Looks are planned with the year, go their road, and stay as they were once finished."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from kansrijk.audit.privacy import erase
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import add_months
from participants.models import Participant
from plans.models import Review, Score, StressThen, Trajectory, Words
from tests import make


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


def look(year, which="start"):
    return year.reviews.get(which=which)


def refused(action):
    """Whether the database refuses this."""
    try:
        with transaction.atomic():
            action()
    except DatabaseError:
        return True
    return False


def test_a_new_year_has_its_looks_planned(wouter, noor):
    agreed = make.match(to=noor.user.buddy, state="agreed")

    year = Trajectory.objects.open_for(agreed, by=wouter)

    day = year.started_on
    assert [(r.which, r.planned_on) for r in year.reviews.in_order()] == [
        ("start", day + timedelta(weeks=3)),
        ("halfway", add_months(day, 6)),
        ("end", year.planned_end_on),
    ]


def test_what_is_not_begun_moves_with_the_year(noor, year):
    look(year).begin(by=noor, held_on=make.today())
    year.planned_end_on = add_months(year.started_on, 15)
    year.aftercare_on, year.aftercare_until = make.today(), make.today() + timedelta(days=90)

    year.reviews.plan(year)

    assert look(year, "end").planned_on == year.planned_end_on
    assert look(year, "aftercare").planned_on == year.aftercare_until
    assert look(year).planned_on == year.started_on + timedelta(weeks=3)


def test_a_look_goes_from_planned_to_finished(noor, year):
    make.consent(of=year.participant)
    make.stressor(of=year.participant)
    found = look(year)

    found.begin(by=noor, held_on=make.today())
    found.finish(by=noor)

    assert (found.state, found.method_version.number) == ("finished", 1)
    assert [each.text for each in found.stress.all()] == ["Ik maak mijn post niet meer open."]


def test_a_look_that_was_skipped_can_go_on_after_all(noor, lies, year):
    found = look(year)
    found.skip(by=lies, why="ill")
    found.plan_again(by=noor)
    found.begin(by=noor, held_on=make.today())
    found.skip(by=noor, why="other", words="Er was brand in de straat.")

    with pytest.raises(StepRefused, match="al begonnen"):
        found.plan_again(by=noor)
    found.begin(by=noor, held_on=make.today())
    assert (found.state, found.skipped_why, found.skipped_words) == ("begun", "", "")


@pytest.mark.parametrize(("which", "days"), [("start", -1), ("start", 999), ("halfway", 999)])
def test_a_look_has_a_day_that_can_be(noor, year, which, days):
    with pytest.raises(StepRefused, match="kan niet"):
        look(year, which).begin(
            by=noor, held_on=make.today() + timedelta(days=1 if days < 0 else -days)
        )


def test_looks_come_in_their_order(noor, year):
    make.review(of=year, held_on=make.today() - timedelta(days=5))
    halfway = look(year, "halfway")

    with pytest.raises(StepRefused, match="past niet bij het kijkmoment aan het begin"):
        halfway.begin(by=noor, held_on=make.today() - timedelta(days=6))


def test_nobody_finishes_what_the_buddy_has_not_looked_at(noor, year):
    found = make.review(of=year, buddy_view="", finished=False)

    with pytest.raises(StepRefused, match="eigen blik"):
        found.finish(by=noor)


def test_a_finished_look_stays_as_it_was(year):
    found = make.review(of=year, stands={"home": 2})
    score = found.score_lines.get()
    user = score.said_by

    assert refused(lambda: Review.objects.filter(pk=found.pk).update(held_on=year.started_on))
    assert refused(lambda: Review.objects.filter(pk=found.pk).update(state="begun"))
    assert refused(lambda: Score.objects.filter(pk=score.pk).update(stands=5))
    assert refused(lambda: Score.objects.filter(pk=score.pk).update(words="anders"))
    assert refused(score.delete)
    assert refused(lambda: make.score(of=found, key="work"))
    assert refused(
        lambda: Words.objects.create(review=found, about="proud", text="x", said_by=user)
    )
    domain = score.area.domain
    assert refused(lambda: StressThen.objects.create(review=found, rank=1, text="x", domain=domain))


def test_a_line_cannot_move_to_a_finished_look(year):
    closed = make.review(of=year, stands={"home": 2})
    other = make.review(of=year, which="halfway", finished=False, stands={"work": 3})

    assert refused(lambda: other.score_lines.update(review=closed))


def test_a_correction_is_a_line_of_its_own(year):
    found = make.review(of=year, stands={"home": 2})
    first = found.score_lines.get()

    make.score(of=found, stands=3, corrects=first, reason="We tikten de verkeerde aan.")

    assert [score.stands for score in found.score_lines.standing()] == [3]
    assert found.score_lines.count() == 2
    assert refused(
        lambda: make.score(of=found, stands=4, corrects=found.score_lines.last(), reason="")
    )


@pytest.mark.parametrize("step", [0, 6])
def test_no_score_outside_the_scale(year, step):
    found = make.review(of=year, finished=False)

    assert refused(lambda: make.score(of=found, stands=step))
    assert refused(lambda: make.score(of=found, stands=1, wants=step))


def test_the_words_of_a_finished_look_can_be_erased(year):
    found = make.review(of=year, finished=False)
    make.score(of=found, words="Ik slaap bij mijn zus.")
    user = found.trajectory.match.buddy.user
    Words.objects.create(review=found, about="how", mood=2, text="Zwaar.", said_by=user)
    Review.objects.filter(pk=found.pk).update(state="finished")

    erase(Participant.objects.filter(pk=year.participant_id))

    score, words = found.score_lines.get(), found.words_lines.get()
    assert (score.stands, score.words) == (3, "gewist")
    assert (words.mood, words.text) == (None, "gewist")
