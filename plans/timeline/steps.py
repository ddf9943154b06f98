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


def agreed(story):
    return story.of(Action).annotate(day=F("agreed_on"))


def done(story):
    """Steps that worked; what was told in a meeting stands with that meeting."""
    found = story.of(Action).filter(done_on__isnull=False).annotate(day=F("done_on"))
    if Sort.MEETINGS not in story.kinds:
        return found
    told = ActionReport.objects.filter(action=OuterRef("pk"), meeting__isnull=False)
    return found.filter(~Exists(told.filter(result=Result.DONE)))


def dropped(story):
    return story.of(Action).filter(dropped_on__isnull=False).annotate(day=F("dropped_on"))


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
    Source(Sort.STEPS, Rows(rows, TOLD), tell, is_one_a_day=True)
    for rows, tell in (
        (agreed, telling("Afgesproken", "step", in_words, order=(2, 0))),
        (done, telling("Gelukt", "check", attrgetter("text"), order=(4, 0))),
        (dropped, telling("Hoeft niet meer", "cross", attrgetter("text"), order=(1, 0))),
    )
)
