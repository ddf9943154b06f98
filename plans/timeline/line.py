"""The story of a file: all that happened, in one line of time, a page at a time."""

from kansrijk.values.dates import FIRST
from plans.timeline import appointments, goals, looks, meetings, obstacles, phases, steps, successes
from plans.timeline.entries import Sort

ENTRIES = 30  # a page shows so many, and all the rest of its oldest day

# Reviews (kijkmomenten) join here with a module and a line of their own.
SOURCES = (
    *meetings.SOURCES,
    *steps.SOURCES,
    *goals.SOURCES,
    *successes.SOURCES,
    *obstacles.SOURCES,
    *appointments.SOURCES,
    *looks.SOURCES,
)


def timeline(story, *, before):
    """Return (entries, day): newest first; `day` is where older ones begin, None without any."""
    chosen = [source for source in SOURCES if source.sort in story.kinds]
    by_hand = phases.entries(story) if Sort.PHASES in story.kinds else []
    return page(story, chosen, by_hand, before=before)


def page(story, sources, by_hand=(), *, before):
    """One page of entries, whole days only; in two queries and those that each source needs."""
    by_hand = [entry for entry in by_hand if entry.day < before]
    since, has_older = first_day(newest_days(story, sources, by_hand, before))
    entries = [entry for entry in by_hand if entry.day >= since]
    for source in sources:
        entries += source.entries(story, since, before)
    entries.sort(key=lambda entry: (entry.day, entry.order), reverse=True)
    return entries, since if has_older else None


def newest_days(story, sources, by_hand, before):
    """Pairs of (day, number of entries), newest first: enough of them for a page and one more."""
    pairs = [(entry.day, 1) for entry in by_hand]
    if sources:
        first, *others = (source.count(story, before) for source in sources)
        united = first.union(*others, all=True).order_by("-day")
        # A day has at most a row from each source, so these reach past the page's last day.
        pairs += united[: ENTRIES + len(sources) + 1]
    return sorted(pairs, reverse=True)


def first_day(pairs):
    """The day on which the page begins, and whether anything is older than that."""
    total = 0
    for day, number in pairs:
        total += number
        if total >= ENTRIES:
            return day, pairs[-1][0] < day
    return FIRST, False
