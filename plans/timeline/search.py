"""Searching in the notes of a file: only in those that this hat may read."""

from dataclasses import replace

from django.db.models import Q

from kansrijk.values.text import fold, pieces_of
from plans.models import Meeting
from plans.timeline import meetings
from plans.timeline.entries import Sort
from plans.timeline.line import page
from plans.timeline.sources import Rows, Source


def find(story, text, *, before):
    """Return (entries, day, number) of the meetings whose note has every word of the text.

    Accents and capitals do not count; a text without anything to look for finds nothing.
    """
    words = {found for word in text.split() if (found := fold(word).strip())}
    rows = finding(words)
    parts = tuple(replace(part, of=hanging_on(rows, part.of)) for part in meetings.PARTS)
    source = Source(Sort.MEETINGS, Rows(rows, meetings.TOLD), telling(words), parts)
    entries, older = page(story, [source], before=before)
    return entries, older, rows(story).count()


def finding(words):
    has_all = Q(*(Q(search_note__contains=word) for word in words))

    def rows(story):
        found = meetings.rows(story).filter(Meeting.objects.note_read_by(story.hat), has_all)
        return found if words else found.none()

    return rows


def hanging_on(rows, part):
    """The rows of this part that belong to these meetings."""
    return lambda story: part(story).filter(meeting__in=rows(story).values("pk"))


def telling(words):
    def tell(found, story, *parts):
        links, parts = meetings.links_of(found, story), meetings.Parts.of(*parts)
        return [
            meetings.entry_of(
                meeting,
                parts,
                pieces=pieces_of(meeting.readable_note, words),
                links=links.get(meeting.pk, ()),
            )
            for meeting in found
        ]

    return tell
