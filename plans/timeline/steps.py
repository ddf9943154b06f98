"""Steps: what was agreed, what worked, and what is no longer needed, together for each day."""

from itertools import groupby
from operator import attrgetter

from django.db.models import Exists, F, OuterRef

from kansrijk.values.dates import in_words as day_in_words
from plans.models import Action, ActionReport
from plans.models.actions import Who
from plans.models.reports import Result
from plans.timeline.entries import Entry, Sort
from plans.timeline.sources import Rows, Source, day_in

IN_MEETING = ActionReport.objects.filter(
    action=OuterRef("pk"), meeting__isnull=False, result=Result.DONE
)
AGREED = Action.objects.annotate(day=F("agreed_on"))
DONE = Action.objects.annotate(day=F("done_on"), is_told=Exists(IN_MEETING))
DROPPED = Action.objects.annotate(day=F("dropped_on"))


def done(story, actions):
    """Steps that worked; what was told in a meeting stands with that meeting."""
    found = story.of(actions)
    return found.filter(is_told=False) if Sort.MEETINGS in story.kinds else found


def in_words(action):
    """A step with who does it and by when: "Ik bel school (samen, vóór 4 december)"."""
    due = f", vóór {day_in_words(day_in(action.due_on), 'j F')}" if action.due_on else ""
    return f"{action.text} ({Who(action.who).label}{due})"


def telling(title, icon, words, order):
    """A function that tells all steps of a day in one entry under this title."""

    def tell(actions, story):
        found = sorted(actions, key=attrgetter("day", "position", "pk"))
        return [
            Entry(day, Sort.STEPS, title, notes=tuple((icon, words(a)) for a in steps), order=order)
            for day, steps in groupby(found, key=attrgetter("day"))
        ]

    return tell


TOLD = "text", "who", "due_on", "position"
SOURCES = tuple(
    Source(Sort.STEPS, rows, tell, is_one_a_day=True)
    for rows, tell in (
        (Rows(AGREED, TOLD), telling("Afgesproken", "step", in_words, order=(2, 0))),
        (Rows(DONE, TOLD, done), telling("Gelukt", "check", attrgetter("text"), order=(4, 0))),
        (
            Rows(DROPPED, TOLD),
            telling("Hoeft niet meer", "cross", attrgetter("text"), order=(1, 0)),
        ),
    )
)
