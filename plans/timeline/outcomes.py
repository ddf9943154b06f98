"""Results, and what was said months later of whether they still hold."""

from django.db.models import F
from django.urls import reverse

from plans.models import Outcome, OutcomeCheck
from plans.models.outcomes import Source as KnownFrom
from plans.models.outcomes import Still
from plans.timeline.entries import Entry, Sort
from plans.timeline.sources import Rows, Source

ICONS = {Still.TRUE: "check", Still.GONE: "cross", Still.UNKNOWN: "question"}


REACHED = Outcome.objects.annotate(day=F("reached_on"))
CHECKED = OutcomeCheck.objects.annotate(day=F("asked_on"))


def of(story, outcomes, path=""):
    """Results are of the person, not of one of their years."""
    return outcomes.filter(Outcome.objects.seen_of(story.participant, story.hat, path))


def checks_of(story, checks):
    return of(story, checks, "outcome__")


def tell_reached(outcomes, story):
    return [
        Entry(
            outcome.day,
            Sort.OUTCOMES,
            f"Resultaat: {outcome.kind__name}",
            outcome.words,
            (("info", f"Hoe we dit weten: {KnownFrom(outcome.source).label}"),),
            links=links(story),
            is_joy=True,
            order=(4, outcome.pk),
        )
        for outcome in outcomes
    ]


def tell_checked(checks, story):
    return [
        Entry(
            check.day,
            Sort.OUTCOMES,
            f"Is dit nog zo? {check.outcome__kind__name}",
            notes=((ICONS[check.still], in_words(check).capitalize()),),
            links=links(story),
            order=(4, check.pk),
        )
        for check in checks
    ]


def in_words(check):
    return str(OutcomeCheck(months=check.months, still=check.still))


def links(story):
    return ((reverse("outcomes:list", args=[story.participant.pk]), "Bekijk de resultaten"),)


ASKED = "outcome__kind__name", "months", "still"
SOURCES = (
    Source(Sort.OUTCOMES, Rows(REACHED, ("kind__name", "words", "source"), of), tell_reached),
    Source(Sort.OUTCOMES, Rows(CHECKED, ASKED, checks_of), tell_checked),
)
