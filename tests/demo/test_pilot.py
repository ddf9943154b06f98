"""Oost's pilot of 2018 and 2019 gives the table in the programme's own text."""

from datetime import date

import pytest
from django.db.models import Count

from buddies.models import Buddy
from participants.models.participants import HouseholdKind
from plans.models import Meeting, Outcome, Trajectory
from plans.models.trajectories import Ending

YEARS = (date(2018, 1, 1), date(2019, 12, 31))
REACHED = {
    "better_housing": 2,
    "off_benefits_full": 4,
    "off_benefits_mostly": 2,
    "own_business": 1,
    "education_started_mbo": 5,
    "education_started_hbo": 1,
    "back_to_school": 1,
    "part_time_job": 1,
}


@pytest.fixture
def years(demo):
    return Trajectory.objects.filter(started_on__range=YEARS)


@pytest.fixture
def outcomes(demo):
    return Outcome.objects.filter(reached_on__range=YEARS)


def people(outcomes, *codes):
    return outcomes.filter(kind__code__in=codes).values("participant").distinct().count()


def test_twenty_started_and_seventeen_stayed(years):
    assert years.count() == 20
    assert {year.participant.district.slug for year in years} == {"oost"}
    stayed = years.filter(ending=Ending.DONE, ended_on__year=2019)
    stopped = years.filter(ending=Ending.STOPPED).exclude(ended_why="")
    assert (stayed.count(), stopped.count()) == (17, 3)


def test_the_results_are_those_of_the_text(outcomes):
    counted = outcomes.values_list("kind__code").annotate(number=Count("pk"))
    assert dict(counted) == REACHED


def test_work_and_courses_are_of_six_people_each(outcomes):
    assert people(outcomes, "off_benefits_full", "off_benefits_mostly") == 6
    assert people(outcomes, "education_started_mbo", "education_started_hbo") == 6


def test_the_youth_is_at_school_and_works(outcomes):
    school = outcomes.get(kind__code="back_to_school")
    job = outcomes.get(kind__code="part_time_job")
    assert school.participant == job.participant


def test_results_belong_to_who_stayed_and_fall_in_their_year(outcomes):
    for outcome in outcomes:
        year = outcome.participant.trajectories.get()
        assert year.ending == Ending.DONE
        assert year.started_on <= outcome.reached_on <= year.ended_on


def test_most_are_single_mothers(years):
    kinds = [year.participant.household.kind for year in years]
    assert kinds.count(HouseholdKind.SINGLE_PARENT) == 17


def test_the_buddies_of_then_have_left(years):
    buddies = Buddy.objects.filter(matches__trajectory__in=years).distinct()
    assert buddies.count() == 7
    assert all(buddy.left_on.year in (2019, 2020) for buddy in buddies)


def test_they_met_without_notes_that_are_still_kept(years):
    meetings = Meeting.objects.filter(trajectory__in=years)
    assert 25 * 20 < meetings.count() < 50 * 20
    assert not meetings.exclude(note="").exists()
