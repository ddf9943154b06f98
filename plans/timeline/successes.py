"""Small successes: who says so, and how it was celebrated."""

from django.db.models import F

from plans.models import Success
from plans.models.successes import SaidBy
from plans.timeline.entries import Entry, Sort
from plans.timeline.sources import Rows, Source

SAID = {
    SaidBy.PARTICIPANT: "Gezegd door de deelnemer",
    SaidBy.BUDDY: "Gezegd door de buddy",
    SaidBy.TOGETHER: "Samen gezegd",
    SaidBy.OTHER: "Gezegd door iemand anders",
}


ROWS = Success.objects.annotate(day=F("happened_on"))


def of(story, successes):
    """Successes; those of a meeting stand with it where meetings are shown."""
    found = story.of(successes)
    return found.filter(meeting=None) if Sort.MEETINGS in story.kinds else found


def tell(successes, story):
    return [
        Entry(
            success.day,
            Sort.SUCCESSES,
            "Klein succes",
            success.text,
            tuple(notes_of(success)),
            is_joy=True,
            order=(4, success.pk),
        )
        for success in successes
    ]


def notes_of(success):
    if success.said_by:
        yield "person", SAID[success.said_by]
    if success.celebrated:
        yield "joy", f"Gevierd: {success.celebrated}"


TOLD = "text", "said_by", "celebrated"
SOURCES = (Source(Sort.SUCCESSES, Rows(ROWS, TOLD, of), tell),)
