"""Who looked, as a number of people a day; the tab of the file has the names."""

from django.db.models import Count, Value
from django.db.models.functions import TruncDate
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from plans.models import Obstacle
from plans.timeline.entries import Entry, Sort
from plans.timeline.sources import Rows, Source


def told_to(events, participant, hat):
    """Without the lines of obstacles that are not in this file for this hat."""
    seen = Obstacle.objects.in_file(hat).values("pk")
    of_person = Obstacle.objects.filter(trajectory__participant=participant)
    closed = of_person.exclude(pk__in=seen).values("pk")
    return events.exclude(subject=Obstacle._meta.label_lower, subject_id__in=closed)


def rows(story):
    of_file = AuditEvent.objects.filter(participant_id=story.participant.pk, verb=Verb.LOOK)
    days = told_to(of_file, story.participant, story.hat).annotate(day=TruncDate("at"))
    days = days.filter(day__gte=story.first_day) if story.first_day else days
    return days.order_by().values("day").annotate(people=Count("actor_id", distinct=True))


def tell(days, story):
    names = reverse("files:looks", args=[story.participant.pk])
    return [
        Entry(
            each.day,
            Sort.LOOKS,
            in_words(each.people),
            links=((names, "Bekijk wie dat was"),),
        )
        for each in days
    ]


def in_words(people):
    return "Eén persoon keek" if people == 1 else f"{people} mensen keken"


SOURCES = (Source(Sort.LOOKS, Rows(rows, ("people",), key=Value(0)), tell),)
