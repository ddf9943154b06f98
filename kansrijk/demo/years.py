"""When each year together began, which phases it went through, and how it ended."""

from dataclasses import dataclass
from datetime import date, timedelta

from kansrijk.values.dates import add_months
from plans.models.trajectories import AFTERCARE, Ending, Why

STOPPED = [Why.NO_CONTACT, Why.OWN_WISH, Why.MOVED, Why.OTHER_HELP, Why.NO_TIME]
TWO_YEARS = 730  # days
LONGER = 6  # weeks after the planned end: an extension, where more weeks are aftercare
EXTENDED = 10  # weeks
NEARLY_HALFWAY = {("west", "underway", 2)}  # their second look comes next week
DROPOUT = 20  # days ago
CALM = [2, 13, 26, 37, 47]  # days since the start; the first had no meeting yet


@dataclass
class Year:
    started_on: date
    wish_on: date = None
    underway_on: date = None
    aftercare_on: date = None
    aftercare_until: date = None
    ended_on: date = None
    ending: str = ""
    ended_why: str = ""
    planned_end_on: date = None

    def __post_init__(self):
        self.planned_end_on = add_months(self.started_on, 12)


def add_year(story, case, size):
    """Give a case whose match became active its year; `size` is how many share its fate."""
    number = case.key[2]
    dice = story.dice(*case.key, "year")
    make = {
        "calm": calm, "wish": wish, "underway": underway, "aftercare": aftercare,
        "done": done, "stopped": stopped,
    }[case.fate]  # fmt: skip
    case.year = make(story, dice, number, size)
    if case.key in NEARLY_HALFWAY:
        case.year = set_off(Year(story.ago(7 * 25)), dice)


def calm(story, dice, number, size):
    return Year(story.ago(CALM[number if size > 1 else 3]))


def wish(story, dice, number, size):
    year = Year(story.ago(58 + 8 * number))
    year.wish_on = year.started_on + timedelta(days=dice.randrange(35, 50))
    return year


def underway(story, dice, number, size):
    """Spread from the 16th to the 49th week; the oldest of many was made longer."""
    weeks = 16 + 33 * number // max(1, size - 1)
    year = set_off(Year(story.ago(7 * weeks)), dice)
    if number == size - 1 > 2:
        year.planned_end_on += timedelta(weeks=EXTENDED)
    return year


def set_off(year, dice):
    year.wish_on = year.started_on + timedelta(days=dice.randrange(35, 60))
    year.underway_on = year.wish_on + timedelta(days=dice.randrange(21, 42))
    return year


def aftercare(story, dice, number, size):
    """The year itself is over since 3 to 19 weeks."""
    year = set_off(Year(story.ago(368 + 7 * (3 + 8 * number))), dice)
    year.aftercare_on = year.planned_end_on
    year.aftercare_until = add_months(year.aftercare_on, AFTERCARE)
    return year


def done(story, dice, number, size):
    """Ended somewhere in the past two years, the first case longest ago."""
    ended = TWO_YEARS - 18 - number * (TWO_YEARS - 30) // size - dice.randrange(0, 10)
    weeks = dice.choice([0, 0, 6, 10, 14, 20, 24])
    year = set_off(Year(story.ago(ended + 366 + 7 * weeks)), dice)
    year.ended_on = year.planned_end_on
    if weeks == LONGER:
        year.ended_on = year.planned_end_on = year.planned_end_on + timedelta(weeks=weeks)
    elif weeks:
        year.aftercare_on = year.planned_end_on
        year.ended_on += timedelta(days=7 * weeks)
        year.aftercare_until = year.ended_on
    year.ending = Ending.DONE
    year.ended_why = Why.REACHED if dice.random() < 0.75 else Why.YEAR_OVER
    return year


def stopped(story, dice, number, size):
    """Stopped early; the first one only just."""
    ended_on = story.ago(DROPOUT + number * 170 + dice.randrange(0, 9))
    weeks = dice.choice([7, 12, 19, 26, 33])
    year = Year(ended_on - timedelta(days=7 * weeks))
    planned = set_off(Year(year.started_on), dice)
    if planned.wish_on < ended_on:
        year.wish_on = planned.wish_on
    if planned.underway_on < ended_on:
        year.underway_on = planned.underway_on
    year.ended_on, year.ending = ended_on, Ending.STOPPED
    year.ended_why = STOPPED[number % len(STOPPED)]
    return year
