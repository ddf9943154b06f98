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

ENTRIES = 30  # a page shows so many, and all the rest of its oldest day
READ = 200  # rows that are nearly always enough for a page; else all of them are read

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
    """One page of entries, whole days only; one statement, or two where days are very full."""
    by_hand = [entry for entry in by_hand if entry.day < before]
    newest = united(story, sources, before)
    rows = list(newest[:READ])
    since, has_older = first_day(sources, rows, by_hand)
    if len(rows) == READ and since <= rows[-1][0]:
        rows = list(newest)
        since, has_older = first_day(sources, rows, by_hand)
    entries = [entry for entry in by_hand if entry.day >= since]
    for source, found, *parts in placed(sources, [row for row in rows if row[0] >= since]):
        entries += source.tell(found, story, *parts) if found else []
    entries.sort(key=lambda entry: (entry.day, entry.order), reverse=True)
    return entries, since if has_older else None


def united(story, sources, before):
    """Rows of (day, mark, pk, told) of all that these sources read, newest first."""
    found = (rows.before(before, story) for source in sources for rows in source.reads)
    first, *others = (rows for rows in found if rows is not None)
    return first.union(*others, all=True).order_by("-day")


def first_day(sources, rows, by_hand):
    """The day on which the page begins, and whether anything is older than that."""
    tells = {source.rows.mark: source for source in sources}
    told = {
        (day, mark, None if tells[mark].is_one_a_day else pk)
        for day, mark, pk, _ in rows
        if mark in tells
    }
    days = sorted([entry.day for entry in by_hand] + [day for day, *_ in told], reverse=True)
    since = days[ENTRIES - 1] if len(days) >= ENTRIES else FIRST
    return since, bool(days) and days[-1] < since


def placed(sources, rows):
    """Tuples of a source, its rows, and those of each of its parts."""
    found = {read.mark: [] for source in sources for read in source.reads}
    row = {read.mark: read.row for source in sources for read in source.reads}
    for day, mark, pk, told in rows:
        found[mark].append(row[mark](day, pk, *told))
    return [(source, *(found[read.mark] for read in source.reads)) for source in sources]
