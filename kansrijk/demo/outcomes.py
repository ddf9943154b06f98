"""What somebody reached: typed, dated, and where we know it from."""

from datetime import timedelta

from kansrijk.values.dates import add_months
from plans.models import Outcome
from plans.models.outcomes import Source

SOURCES = [Source.OWN_WORDS, Source.OWN_WORDS, Source.PAPER, Source.OFFICIAL]
# How likely each is among those who reached something, and who can reach it.
CHANCES = [
    ("debts_in_arrangement", 6, "debts"),
    ("income_complete", 6, ""),
    ("network_grown", 5, ""),
    ("volunteering", 5, ""),
    ("education_started_mbo", 4, ""),
    ("part_time_job", 4, ""),
    ("health_care_started", 4, ""),
    ("off_benefits_full", 3, ""),
    ("savings_started", 3, ""),
    ("better_housing", 2, ""),
    ("eviction_prevented", 4, "evicted"),
    ("safe_at_home", 4, "unsafe"),
    ("off_benefits_mostly", 2, ""),
    ("course_started", 2, ""),
    ("work_found", 2, ""),
    ("debt_free", 1, "debts"),
    ("diploma_obtained", 1, ""),
    ("education_started_hbo", 1, ""),
    ("own_business", 1, ""),
]
# One of each group a person: somebody does not find work twice.
GROUPS = [
    {"off_benefits_full", "off_benefits_mostly", "work_found", "part_time_job", "own_business"},
    {"education_started_mbo", "education_started_hbo", "course_started"},
    {"debts_in_arrangement", "debt_free"},
]
HOW_MANY = {  # to choose from, by fate
    "done": [1, 1, 2, 2, 3, 0],
    "aftercare": [1, 2, 2],
    "underway": [0, 1, 1],
    "stopped": [0, 0, 0, 1],
}
FIRST_MONTHS = 100  # days in which nothing is reached yet


def add_outcomes(story, case):
    """Add what a case reached, between the first months and the end or yesterday."""
    dice = story.dice(*case.key, "outcomes")
    first = case.year.started_on + timedelta(days=FIRST_MONTHS)
    last = min(case.last_day, story.today - timedelta(days=1))
    if last <= first:
        return
    for code in choose(dice, case, dice.choice(HOW_MANY.get(case.fate, [0]))):
        day = first + timedelta(days=dice.randrange((last - first).days))
        add_outcome(story, case.participant, code, day, dice.choice(SOURCES))


def add_open_questions(story, cases):
    """Today three months ago something changed: Noor can ask about one, the lead of the other."""
    day = add_months(story.today, -3)
    calm = timedelta(days=FIRST_MONTHS)
    west = [c for c in cases if c.slug == "west" and c.year.started_on + calm <= day]
    own = [c for c in west if c.is_current and c.spells[-1].first <= day and is_noors(c)]
    over = [c for c in west if c.fate == "done" and c.last_day >= day]
    told = {(row.participant.pk, row.kind.code) for row in story.rows[Outcome]}
    for case in [*own[:1], *over[:1]]:
        code = next(c for c, *_ in CHANCES[2:] if (case.participant.pk, c) not in told)
        add_outcome(story, case.participant, code, day, Source.OWN_WORDS)


def is_noors(case):
    return case.spells[-1].helper.buddy.user.name == "Noor Testinga"


def choose(dice, case, number):
    """Choose so many kinds of result that go together."""
    left = {code: weight for code, weight, needs in CHANCES if not needs or needs in case.traits}
    chosen = []
    for _ in range(number):
        code = dice.choices(list(left), weights=list(left.values()))[0]
        chosen.append(code)
        group = next((group for group in GROUPS if code in group), {code})
        left = {code: weight for code, weight in left.items() if code not in group}
    return chosen


def add_outcome(story, participant, code, reached_on, source):
    return story.add(
        Outcome,
        participant=participant,
        kind=story.places.kinds[code],
        reached_on=reached_on,
        source=source,
    )
