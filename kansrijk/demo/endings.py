"""How years became longer, what was said when they ended, and the moments of aftercare."""

from datetime import timedelta

from kansrijk.demo.texts import LOOKS, fitting
from kansrijk.values.dates import add_months
from plans.models import ContactMoment, Extension, Trajectory
from plans.models.trajectories import MONTHS, Ending

AGREED = 21  # days before the end that stood there
SILENT = 0.25  # the share of ended years without words
SHORT = timedelta(weeks=4)  # aftercare that is too short for two moments
SOON = {("west", "aftercare", 1): 3}  # days from now that they will be in touch


def add_endings(story, team, cases, pilot):
    years = {year.participant_id: year for year in story.rows[Trajectory]}
    for case in [*cases, *pilot]:
        if case.year:
            year = years[case.participant.pk]
            add_extension(story, team, case, year)
            add_contact_moments(story, case, year)
            if case not in pilot:  # what was said then is erased by now
                add_last_words(story, case, year)


def add_extension(story, team, case, year):
    """Where the planned end is not that of a year, the lead said so some weeks before."""
    was_until = add_months(year.started_on, MONTHS)
    if year.planned_end_on != was_until:
        dice = story.dice(*case.key, "extension")
        story.add(
            Extension,
            trajectory=year,
            agreed_on=min(was_until, story.today) - timedelta(days=AGREED),
            was_until=was_until,
            until=year.planned_end_on,
            reason=dice.choice(LOOKS["extensions"]),
            agreed_by=team.leads[year.participant.district.slug],
        )


def add_contact_moments(story, case, year):
    """Two, spread over aftercare; nobody plans one that comes after the end."""
    if not year.aftercare_on or year.aftercare_until - year.aftercare_on < SHORT:
        return
    third = (year.aftercare_until - year.aftercare_on) // 3
    days = [year.aftercare_on + third, year.aftercare_on + 2 * third]
    if case.key in SOON:
        days[1] = story.today + timedelta(days=SOON[case.key])
    for day in days:
        story.add(ContactMoment, trajectory=year, planned_on=day)


def add_last_words(story, case, year):
    dice = story.dice(*case.key, "last words")
    if not year.ended_on or dice.random() < SILENT:
        return
    texts = LOOKS["ended"]
    told = texts["done"] if year.ending == Ending.DONE else texts[year.ended_why]
    year.ended_words = fitting(dice, told, case.traits).deal()
