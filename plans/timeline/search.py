"""Searching in the notes of a file: only in those that this hat may read."""

from dataclasses import replace

from django.db.models import Q

from kansrijk.values.text import fold, pieces_of
from plans.models import Meeting
from plans.timeline import meetings
from plans.timeline.entries import Sort
from plans.timeline.line import page
from plans.timeline.sources import Source


def find(story, text, *, before):
    """Return (entries, day, number) of the meetings whose note has every word of the text.

    Accents and capitals do not count; a text without anything to look for finds nothing.
    """
    words = {found for word in text.split() if (found := fold(word).strip())}
    of = finding(words)
    hanging = (replace(part, of=hanging_on(of, part.of)) for part in meetings.PARTS)
    parts = replace(meetings.NOTES, of=of), *hanging
    source = Source(Sort.MEETINGS, replace(meetings.ROWS, of=of), telling(words), parts)
    entries, older = page(story, [source], before=before)
    return entries, older, of(story, Meeting.objects).count()


def finding(words):
    has_all = Q(*(Q(search_note__contains=word) for word in words))

    def of(story, rows):
        found = meetings.readable(story, rows).filter(has_all)
        return found if words else found.none()

    return of


def hanging_on(of, part):
    """The rows of this part that belong to these meetings."""
    found = Meeting.objects.values("pk")
    return lambda story, rows: part(story, rows).filter(meeting__in=of(story, found))


def telling(words):
    def tell(found, story, *parts):
        links, parts = meetings.links_of(found, story), meetings.Parts.of(*parts)
        return [
            meetings.entry_of(
                meeting,
                parts,
                pieces=pieces_of(parts.notes[meeting.pk], words),
                links=links.get(meeting.pk, ()),
            )
            for meeting in found
        ]

    return tell
