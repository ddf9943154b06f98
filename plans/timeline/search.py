"""Searching in the notes of a file: only in those that this hat may read."""

from django.db.models import Q

from kansrijk.values.text import fold, pieces_of
from plans.models import Meeting
from plans.timeline import meetings
from plans.timeline.entries import Sort, Source
from plans.timeline.line import page


def find(story, text, *, before):
    """Return (entries, day, number) of the meetings whose note has every word of the text.

    Accents and capitals do not count; a text without anything to look for finds nothing.
    """
    words = {found for word in text.split() if (found := fold(word).strip())}
    source = Source(Sort.MEETINGS, finding(words), telling(words))
    entries, older = page(story, [source], before=before)
    return entries, older, source.rows(story).count()


def finding(words):
    has_all = Q(*(Q(search_note__contains=word) for word in words))

    def rows(story):
        found = meetings.rows(story).filter(Meeting.objects.note_read_by(story.hat), has_all)
        return found if words else found.none()

    return rows


def telling(words):
    def tell(found, story):
        with_note = list(meetings.with_all(found, story.hat))
        links = meetings.links_of(with_note, story)
        return [
            meetings.entry_of(
                meeting,
                pieces=pieces_of(meeting.readable_note, words),
                links=links.get(meeting.pk, ()),
            )
            for meeting in with_note
        ]

    return tell
