"""Appointments that were called off; those that are still to come stand above the timeline."""

from django.db.models.functions import TruncDate

from plans.models import Appointment
from plans.timeline.entries import Entry, Sort
from plans.timeline.sources import Rows, Source, moment_in

ROWS = Appointment.objects.annotate(day=TruncDate("called_off_at"))


def tell(appointments, story):
    return [
        Entry(
            a.day, Sort.APPOINTMENTS, "Afspraak afgezegd", in_words(a.at, a.place), order=(2, a.pk)
        )
        for a in appointments
    ]


def in_words(at, place):
    return Appointment(at=moment_in(at), place=place).in_words


SOURCES = (Source(Sort.APPOINTMENTS, Rows(ROWS, ("at", "place")), tell),)
