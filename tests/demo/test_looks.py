"""The looks of each year, what was said at them, and what came after."""

from datetime import timedelta

import pytest
from django.db.models import F, Q

from kansrijk.accounts.models import Hat, Role
from participants.models import Consent
from participants.models.consents import ConsentKind
from plans.models import (
    ContactMoment,
    Extension,
    Outcome,
    OutcomeCheck,
    Review,
    Score,
    StressThen,
    TalkingPoint,
    Trajectory,
    Words,
)
from plans.models.outcomes import Still
from plans.models.review_steps import ReviewState
from plans.models.reviews import BuddyView, SkippedWhy, Which


@pytest.fixture
def noor(demo):
    return Hat.objects.get(user__email__startswith="noor.testinga@", role=Role.BUDDY)


def test_every_year_has_its_looks_and_every_state_is_there(demo):
    for year in Trajectory.objects.prefetch_related("reviews"):
        aftercare = {Which.AFTERCARE} if year.aftercare_on else set()
        assert {r.which for r in year.reviews.all()} == set(Which) - {Which.AFTERCARE} | aftercare
    assert set(Review.objects.values_list("state", flat=True)) == set(ReviewState)
    assert set(Review.objects.values_list("skipped_why", flat=True)) == {"", *SkippedWhy}
    ended = Review.objects.waiting().filter(trajectory__ended_on__isnull=False)
    assert not ended.exists()


def test_looks_are_held_in_their_order_within_the_year(demo):
    held = Review.objects.exclude(held_on=None).in_order().select_related("trajectory")
    days = {}
    for look in held:
        year = look.trajectory
        assert year.started_on <= look.held_on <= (year.ended_on or demo.today)
        assert days.get(year, look.held_on) <= look.held_on
        days[year] = look.held_on


def test_most_looks_are_held_in_time(demo):
    finished = Review.objects.finished()
    late = finished.filter(held_on__gt=F("planned_on") + timedelta(weeks=3))
    assert 0 < late.count() < finished.count() / 5
    asked = Review.objects.filter(planned_on__lt=demo.today).exclude(skipped_why="stopped")
    assert finished.count() > 0.8 * asked.count()


def test_noor_has_looks_to_come_to_hold_and_half_done(noor, demo):
    seen = Review.objects.visible_to(noor)
    moments = {look.moment(demo.today) for look in seen}
    assert moments >= {"later", "soon", "due", "begun", "finished"}
    own = seen.finished().filter(trajectory__match__buddy__user=noor.user)
    full = own.filter(buddy_view=BuddyView.GIVEN, which=Which.HALFWAY).get()
    assert Score.objects.filter(review__trajectory=full.trajectory).exclude(reason="").exists()
    said = Score.objects.filter(review__in=seen).exclude(difference="")
    assert set(said.values_list("side", flat=True)) == {"participant", "buddy"}


def test_some_chose_and_their_buddy_did_not_look_yet(demo):
    hidden = Review.objects.get(scored_at__isnull=False, buddy_view="")
    assert hidden.state == ReviewState.BEGUN
    assert hidden.score_lines.filter(area__part_of=None).count() == 5


def test_scores_go_up_and_down_and_some_say_nothing(demo):
    lines = Score.objects.standing().filter(side="participant", area__part_of=None)
    steps = {(s.review.trajectory_id, s.area.key, s.review.which): s.stands for s in
             lines.select_related("review", "area")}  # fmt: skip
    moved = [
        later - steps[year, key, Which.START]
        for (year, key, which), later in steps.items()
        if which == Which.END and later and steps.get((year, key, Which.START))
    ]
    assert sum(m > 0 for m in moved) > len(moved) / 2 and 0 in moved and min(moved) < 0
    assert lines.filter(stands=None).exists()
    assert Score.objects.exclude(area__part_of=None).exists()
    assert not lines.filter(wants__lt=F("stands")).exists()


def test_of_the_pilot_only_the_scores_are_left(demo):
    pilot = Q(review__held_on__lt="2020-01-01")
    assert Score.objects.filter(pilot).count() > 5 * 17 * 2
    assert not Score.objects.filter(pilot).exclude(words="", difference="").exists()
    for model in (Words, StressThen):
        assert not model.objects.filter(pilot).exists() and model.objects.count() > 500


def test_the_talking_picture_is_only_there_with_a_yes(demo):
    points = TalkingPoint.objects.all()
    yes = Consent.objects.live().filter(kind=ConsentKind.HEALTH, is_given=True)
    told = set(points.values_list("review__trajectory__participant", flat=True))
    assert told and told <= set(yes.values_list("participant", flat=True))
    zuid = Review.objects.finished().filter(trajectory__participant__district__slug="zuid")
    assert zuid.filter(talkingpoint_lines=None).exists()
    assert not Score.objects.filter(review__in=zuid).exists()
    assert points.filter(stands=None).exists()


def test_years_were_made_longer_and_aftercare_has_two_moments(demo):
    for longer in Extension.objects.select_related("trajectory"):
        assert longer.agreed_on < demo.today and longer.until == longer.trajectory.planned_end_on
    assert Trajectory.objects.open().exclude(extensions=None).exists()
    for year in Trajectory.objects.exclude(contact_moments=None):
        days = [moment.planned_on for moment in year.contact_moments.all()]
        assert len(days) == 2 and year.aftercare_on < days[0] < days[1] < year.aftercare_until
    assert ContactMoment.objects.filter(planned_on__gt=demo.today).exists()
    assert Trajectory.objects.exclude(ended_words="").count() > 20


def test_results_were_asked_after_and_some_still_are_to_be(demo):
    checks = OutcomeCheck.objects.all()
    assert set(checks.values_list("still", flat=True)) == set(Still)
    assert not checks.filter(asked_on__gte=demo.today).exists()
    asked = Outcome.objects.filter(reached_on__lt=demo.today - timedelta(days=110))
    assert 0 < asked.filter(checks=None).count() < asked.count() / 5
    assert Outcome.objects.exclude(words="").count() > 20
