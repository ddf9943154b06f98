"""The story of a file: all that happened, in one line of time, a page at a time."""

from kansrijk.values.dates import FIRST
from plans.timeline import (
    appointments,
    extensions,
    goals,
    looks,
    meetings,
    obstacles,
    outcomes,
    phases,
    reviews,
    steps,
    successes,
)
from plans.timeline.entries import Sort

BY_HAND = -1  # the place of entries that no query tells
ENTRIES = 30  # a page shows so many, and all the rest of its oldest day

SOURCES = (
    *meetings.SOURCES,
    *steps.SOURCES,
    *goals.SOURCES,
    *successes.SOURCES,
    *outcomes.SOURCES,
    *obstacles.SOURCES,
    *reviews.SOURCES,
    *extensions.SOURCES,
    *appointments.SOURCES,
    *looks.SOURCES,
)


def timeline(story, *, before):
    """Return (entries, day): newest first; `day` is where older ones begin, None without any."""
    chosen = [source for source in SOURCES if source.sort in story.kinds]
    by_hand = phases.entries(story) if Sort.PHASES in story.kinds else []
    return page(story, chosen, by_hand, before=before)


def page(story, sources, by_hand=(), *, before):
    """One page of entries, whole days only: a query for the days, and those of its sources."""
    by_hand = [entry for entry in by_hand if entry.day < before]
    days = newest_days(story, sources, by_hand, before)
    since, has_older = first_day(days)
    entries = [entry for entry in by_hand if entry.day >= since]
    for mark in {mark for day, _, mark in days if day >= since} - {BY_HAND}:
        entries += sources[mark].entries(story, since, before)
    entries.sort(key=lambda entry: (entry.day, entry.order), reverse=True)
    return entries, since if has_older else None


def newest_days(story, sources, by_hand, before):
    """Rows of (day, number of entries, place of the source), newest first, for a page and more."""
    days = [(entry.day, 1, BY_HAND) for entry in by_hand]
    if sources:
        first, *others = (each.count(story, before, mark) for mark, each in enumerate(sources))
        united = first.union(*others, all=True).order_by("-day")
        # A day has at most a row from each source, so these reach past the page's last day.
        days += united[: ENTRIES + len(sources) + 1]
    return sorted(days, reverse=True)


def first_day(days):
    """The day on which the page begins, and whether anything is older than that."""
    total = 0
    for day, number, _ in days:
        total += number
        if total >= ENTRIES:
            return day, days[-1][0] < day
    return FIRST, False
