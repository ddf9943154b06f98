"""Who looked, as a number of people a day; the tab of the file has the names."""

from django.db.models import Count
from django.db.models.functions import TruncDate

from kansrijk.audit.models import AuditEvent, Verb
from plans.timeline.entries import Entry, Sort, Source


def rows(story):
    of_file = AuditEvent.objects.filter(participant_id=story.participant.pk, verb=Verb.LOOK)
    days = of_file.annotate(day=TruncDate("at"))
    return days.filter(day__gte=story.first_day) if story.first_day else days


def tell(events, story):
    days = events.order_by().values("day").annotate(people=Count("actor_id", distinct=True))
    return [
        Entry(each["day"], Sort.LOOKS, "Eén persoon keek" if each["people"] == 1
              else f"{each['people']} mensen keken")
        for each in days
    ]  # fmt: skip


SOURCES = (Source(Sort.LOOKS, rows, tell, is_one_a_day=True),)
