"""What somebody said of a result, and whether it was still so after 3 and 6 months."""

from collections import Counter
from datetime import timedelta

from kansrijk.demo.texts import LOOKS
from kansrijk.values.dates import add_months
from participants.models import Match
from plans.models import Outcome, OutcomeCheck
from plans.models.outcomes import Source, Still

MONTHS = (3, 6)
ANSWERS = [Still.TRUE] * 15 + [Still.UNKNOWN] * 3 + [Still.GONE] * 2
SOURCES = [Source.OWN_WORDS] * 3 + [Source.PAPER]
RECENT = timedelta(days=75)  # some that came up since then are still to be asked
ASKED_BY_NOW = 0.5
WORDS = 0.7  # the share of results with words


def add_checks(story, team):
    """Tell of each result what was known of it later; what is gone is not asked again."""
    dice, dealt = story.dice("checks"), Counter()
    for row in story.rows[Outcome]:
        texts = LOOKS["outcomes"].get(row.kind.code, [])
        is_old = row.participant.joined_on.year < 2020  # of the pilot nobody kept the words
        if dealt[row.kind] < len(texts) * 2 and dice.random() < WORDS and not is_old:
            row.words = texts[dealt[row.kind] % len(texts)]
            dealt[row.kind] += 1
        for months in MONTHS:
            if not add_check(story, team, dice, row, months):
                break


def add_check(story, team, dice, row, months):
    """Add one answer; tells whether there is a reason to ask again later."""
    day = add_months(row.reached_on, months) + timedelta(days=dice.randrange(0, 12))
    if day >= story.today or (story.today - day < RECENT and dice.random() > ASKED_BY_NOW):
        return False
    still = dice.choice(ANSWERS)
    story.add(
        OutcomeCheck,
        outcome=row,
        months=months,
        still=still,
        source="" if still == Still.UNKNOWN else dice.choice(SOURCES),
        asked_on=day,
        asked_by=who_asks(story, team, row, day),
    )
    return still != Still.GONE


def who_asks(story, team, row, day):
    """The buddy of that day; the lead when there is none any more."""
    for match in story.rows[Match]:
        is_theirs = match.participant is row.participant and match.started_on
        if is_theirs and match.started_on <= day <= (match.ended_on or day):
            return match.buddy.user
    return team.leads[row.participant.district.slug]
