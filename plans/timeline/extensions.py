"""A year that was made longer, with the reason."""

from django.db.models import F
from django.utils.formats import date_format

from plans.models import Extension
from plans.timeline.entries import Entry, Sort
from plans.timeline.sources import Rows, Source, day_in

ROWS = Extension.objects.annotate(day=F("agreed_on"))


def tell(extensions, story):
    return [
        Entry(
            each.day,
            Sort.PHASES,
            f"Verlengd tot {date_format(day_in(each.until), 'j F Y')}",
            each.reason,
            order=(0, each.pk),
        )
        for each in extensions
    ]


SOURCES = (Source(Sort.PHASES, Rows(ROWS, ("until", "reason")), tell),)
