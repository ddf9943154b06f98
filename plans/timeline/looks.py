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
    of_person = Obstacle.objects.filter(trajectory__participant=participant)
    closed = of_person.exclude(pk__in=of_person.in_file(hat).values("pk")).values("pk")
    return events.exclude(subject=Obstacle._meta.label_lower, subject_id__in=closed)


LOOKS = AuditEvent.objects.filter(verb=Verb.LOOK).annotate(day=TruncDate("at")).order_by()
DAYS = LOOKS.values("day").annotate(people=Count("actor_id", distinct=True))


def of(story, days):
    days = days.filter(participant_id=story.participant.pk)
    days = told_to(days, story.participant, story.hat)
    return days.filter(day__gte=story.first_day) if story.first_day else days


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


SOURCES = (Source(Sort.LOOKS, Rows(DAYS, ("people",), of, key=Value(0)), tell),)
