"""Oost's closed pilot of 2018 and 2019: fixed days, whatever day it is now.

Its results are those of the programme's own text; meetings have no notes, because those are
erased a year after the end.
"""

from datetime import date, timedelta

from buddies.models import Buddy
from kansrijk.accounts.models import Role
from kansrijk.demo.cases import Case, add_household, add_participant, join, traits_of
from kansrijk.demo.matches import Road
from kansrijk.demo.meetings import add_meetings
from kansrijk.demo.outcomes import add_outcome
from kansrijk.demo.people import GENDERS, Helper
from kansrijk.demo.years import Year, set_off
from plans.models import Trajectory
from plans.models.outcomes import Source
from plans.models.trajectories import Ending, Why

DISTRICT = "oost"
STARTED = 20
PLACES = 3
BUDDIES = [  # the day on which each of the seven left
    date(2019, 9, 30), date(2019, 12, 20), date(2020, 1, 31), date(2020, 3, 27),
    date(2020, 6, 26), date(2020, 8, 28), date(2020, 12, 18),
]  # fmt: skip
FIRST_DAY = date(2018, 2, 19)
BETWEEN = 14  # days from one start to the next, so the last one begins in November 2018
TRAINED = date(2018, 1, 10)
STOPPED = {5: (Why.MOVED, 19), 11: (Why.NO_TIME, 11), 17: (Why.OTHER_HELP, 26)}  # weeks
YOUTH = 8
WORKING_POOR = (3, 14)
# Who reached what, how many days after the start.
OUTCOMES = {
    0: [("off_benefits_full", 290)],
    1: [("better_housing", 210)],
    2: [("education_started_mbo", 168)],
    3: [("off_benefits_full", 330), ("better_housing", 150)],
    4: [("education_started_mbo", 140)],
    6: [("off_benefits_mostly", 310)],
    7: [("education_started_hbo", 252)],
    8: [("back_to_school", 84), ("part_time_job", 180)],
    9: [("off_benefits_full", 340)],
    10: [("education_started_mbo", 210)],
    12: [("own_business", 350)],
    13: [("education_started_mbo", 168)],
    14: [("off_benefits_mostly", 280)],
    15: [("education_started_mbo", 350)],
    16: [("off_benefits_full", 350)],
}


def add_pilot(story, team):
    """Add the pilot's buddies, participants, years, meetings and results; returns its cases."""
    cases = []
    helpers = [add_buddy(story, team, number) for number in range(len(BUDDIES))]
    for number in range(STARTED):
        case = add_case(story, number)
        road = Road(story, case, helpers)
        year = case.year
        helper = road.pick(year.started_on - timedelta(days=36), year.ended_on)
        road.begin(helper, year.started_on, year.ended_on)
        join(case, max(case.joined_on, story.places.districts[DISTRICT].started_on))
        trajectory = story.add(
            Trajectory,
            participant=case.participant,
            match=case.spells[0].match,
            method=case.participant.district.method,
            **vars(year),
        )
        add_meetings(story, case, trajectory, is_thin=True)
        for code, days in OUTCOMES.get(number, []):
            reached_on = year.started_on + timedelta(days=days)
            add_outcome(story, case.participant, code, reached_on, Source.OFFICIAL)
        cases.append(case)
    return cases


def add_buddy(story, team, number):
    dice = story.dice("pilot", "buddy", number)
    name, left_on = story.names.deal("nl", latin=True), BUDDIES[number]
    full = name.full
    district = story.places.districts[DISTRICT]
    team.user(full, district.started_on)
    buddy = story.add(
        Buddy,
        user=team.hat(full, Role.BUDDY, DISTRICT, left_on),
        district=district,
        neighbourhood=dice.choice(story.places.wards(DISTRICT)),
        places=PLACES,
        gender=GENDERS[name.gender],
        started_on=district.started_on,
        trained_on=TRAINED,
        left_on=left_on,
    )
    return Helper(buddy, ["nl"], dice.sample(sorted(story.places.themes), 2))


def add_case(story, number):
    dice = story.dice("pilot", number)
    kind = {YOUTH: "other", WORKING_POOR[0]: "family", WORKING_POOR[1]: "couple"}
    household = add_household(story, dice, kind.get(number, "single_parent"))
    gender = "he" if number in (YOUTH, WORKING_POOR[0]) else "she"
    name = story.names.deal("nl", gender)
    who = add_participant(story, DISTRICT, name, dice, household=household, language="nl")
    fate = "stopped" if number in STOPPED else "done"
    case = Case(("pilot", fate, number), who, traits_of(name, household, "nl"), FIRST_DAY)
    case.year = add_year(dice, number)
    return case


def add_year(dice, number):
    """Everybody who stayed ended within 2019; three stopped."""
    year = Year(FIRST_DAY + timedelta(days=BETWEEN * number))
    if number in STOPPED:
        why, weeks = STOPPED[number]
        year.ended_on = year.started_on + timedelta(weeks=weeks)
        year.ending, year.ended_why = Ending.STOPPED, why
        return year
    year = set_off(year, dice)
    year.ended_on = year.planned_end_on
    year.ending, year.ended_why = Ending.DONE, Why.REACHED
    return year
