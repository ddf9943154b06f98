"""Goals: when they began and how they ended."""

from django.db.models import F
from django.urls import reverse

from plans.models import Goal
from plans.models.goals import GoalEnding
from plans.timeline.entries import Entry, Sort
from plans.timeline.sources import Rows, Source

BEGUN = Goal.objects.annotate(day=F("opened_on"))
ENDED = Goal.objects.annotate(day=F("ended_on"))


def tell_begun(goals, story):
    return [
        Entry(
            goal.day,
            Sort.GOALS,
            "Nieuw doel",
            goal.sentence,
            links=link_to(goal, story),
            order=(3, goal.pk),
        )
        for goal in goals
    ]


def link_to(goal, story):
    """A goal and its history have a page of their own."""
    return ((reverse("goals:detail", args=[story.participant.pk, goal.pk]), "Bekijk het verloop"),)


def tell_ended(goals, story):
    return [
        Entry(
            goal.day,
            Sort.GOALS,
            f"Doel: {GoalEnding(goal.ending).label}",
            goal.sentence,
            (("info", f"Wat we leerden: {goal.learned}"),) if goal.learned else (),
            links=link_to(goal, story),
            is_joy=goal.ending == GoalEnding.REACHED,
            order=(4, goal.pk),
        )
        for goal in goals
    ]


SOURCES = (
    Source(Sort.GOALS, Rows(BEGUN, ("sentence",)), tell_begun),
    Source(Sort.GOALS, Rows(ENDED, ("sentence", "ending", "learned")), tell_ended),
)
