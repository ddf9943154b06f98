"""Somebody's appointments and moments of contact as a file for their own agenda (RFC 5545), without names in it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import STATUS, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

TITLE, MOMENT = "Afspraak (Kansrijk)", "Contactmoment (Kansrijk)"
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LOOK_AGAIN = timedelta(hours=1)  # how soon an agenda may come back for changes
# The clock of the European Union since 1996; a test compares it with the machine's own rules.
CLOCK = [
    (TimezoneDaylight, datetime(1996, 3, 31, 2), 3, "CEST", HOUR, 2 * HOUR),
    (TimezoneStandard, datetime(1996, 10, 27, 3), 10, "CET", 2 * HOUR, HOUR),
]


def calendar_of(feed):
    """Return the appointments of a CalendarFeed as the bytes of an .ics file."""
    calendar = Calendar.new(
        prodid="-//Kansrijk//Afspraken//NL",
        name="Kansrijk",
        method="PUBLISH",
        refresh_interval=LOOK_AGAIN,
    )
    calendar.add_component(amsterdam())
    for appointment in feed.appointments():
        calendar.add_component(event_of(appointment, with_place=feed.with_place))
    for moment in feed.contact_moments():
        calendar.add_component(day_of(moment))
    return calendar.to_ical()


def event_of(appointment, *, with_place):
    """An appointment for an hour; the place only where the user chose to have it there."""
    event = Event.new(
        uid=f"afspraak-{appointment.pk}@kansrijk",
        stamp=timezone.now(),
        start=timezone.localtime(appointment.at),
        end=timezone.localtime(appointment.at + HOUR),
        summary=TITLE,
        location=appointment.place if with_place and appointment.place else None,
        sequence=appointment.version,
        status=STATUS.CANCELLED if appointment.called_off_at else STATUS.CONFIRMED,
        classification="PRIVATE",
    )
    return event


def day_of(moment):
    """A moment of contact in aftercare: a whole day, because no hour was agreed."""
    return Event.new(
        uid=f"contactmoment-{moment.pk}@kansrijk",
        stamp=timezone.now(),
        start=moment.planned_on,
        end=moment.planned_on + DAY,
        summary=MOMENT,
        sequence=moment.trajectory.version,
        classification="PRIVATE",
    )


def amsterdam():
    """The zone in which the moments stand, with its summer and winter time."""
    zone = Timezone()
    zone.add("tzid", settings.TIME_ZONE)
    for kind, since, month, name, before, after in CLOCK:
        part = kind()
        part.add("dtstart", since)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone
