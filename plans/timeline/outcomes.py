"""Results, and what was said months later of whether they still hold."""

from django.db.models import F
from django.urls import reverse

from plans.models import Outcome, OutcomeCheck
from plans.models.outcomes import Still
from plans.timeline.entries import Entry, Sort, Source

ICONS = {Still.TRUE: "check", Still.GONE: "cross", Still.UNKNOWN: "question"}


def seen(story):
    """Results are of the person, not of one of their years."""
    return Outcome.objects.visible_to(story.hat).filter(participant=story.participant)


def reached(story):
    return seen(story).annotate(day=F("reached_on"))


def checked(story):
    found = OutcomeCheck.objects.filter(outcome__in=seen(story).values("pk"))
    return found.annotate(day=F("asked_on"))


def tell_reached(outcomes, story):
    return [
        Entry(
            outcome.day,
            Sort.OUTCOMES,
            f"Resultaat: {outcome.kind.name}",
            outcome.words,
            (("info", f"Hoe we dit weten: {outcome.get_source_display()}"),),
            links=links(story),
            is_joy=True,
            order=(4, outcome.pk),
        )
        for outcome in outcomes.select_related("kind")
    ]


def tell_checked(checks, story):
    return [
        Entry(
            check.day,
            Sort.OUTCOMES,
            f"Is dit nog zo? {check.outcome.kind.name}",
            notes=((ICONS[check.still], str(check).capitalize()),),
            links=links(story),
            order=(4, check.pk),
        )
        for check in checks.select_related("outcome__kind")
    ]


def links(story):
    return ((reverse("outcomes:list", args=[story.participant.pk]), "Bekijk de resultaten"),)


SOURCES = (
    Source(Sort.OUTCOMES, reached, tell_reached),
    Source(Sort.OUTCOMES, checked, tell_checked),
)
