"""Days and moments: stored within reach, shown in Amsterdam, said in words."""

from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from holidays import country_holidays

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
OUT_OF_REACH = "Kies een datum tussen 1900 en 2100."


def within_reach(value):
    """Raise ValidationError for a day before 1900 or after 2100."""
    if not FIRST <= value <= LAST:
        raise ValidationError(OUT_OF_REACH, code="out_of_reach")


class DayField(models.DateField):
    """A calendar day that the software can work with; see `days_within_reach` for the database."""

    default_validators = [within_reach]

    def formfield(self, **kwargs):
        """A form without a model checks the day too."""
        return super().formfield(**{"validators": [within_reach], **kwargs})


def days_within_reach(*fields):
    """Return one check constraint per day field: 1900–2100, or empty where the field allows it."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}__range": (FIRST, LAST)}) | Q(**{f"{field}__isnull": True}),
            name=f"%(app_label)s_%(class)s_{field}_reach",
            violation_error_message=OUT_OF_REACH,
        )
        for field in fields
    ]


def in_order(earlier, later, sentence):
    """Return a check constraint: `later` is empty or not before `earlier`."""
    return models.CheckConstraint(
        condition=Q(**{f"{later}__isnull": True}) | Q(**{f"{later}__gte": models.F(earlier)}),
        name=f"%(app_label)s_%(class)s_{later}_after_{earlier}",
        violation_error_message=sentence,
    )


class DaysBetween(models.Func):
    """How many days come from one day to another, in days; also in a constraint."""

    template, arg_joiner, arity = "(%(expressions)s)", " - ", 2
    output_field = models.IntegerField()

    def __init__(self, earlier, later):
        super().__init__(later, earlier)

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(
            compiler, connection, template="CAST(julianday(%(expressions)s) AS integer)",
            arg_joiner=") - julianday(", **context,
        )  # fmt: skip


def add_months(day, months):
    """Return the same day so many months later; the last of the month where that day is missing."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


@cache
def free_days():
    """The public holidays of the Netherlands, by day."""
    return country_holidays("NL")


def working_days_after(day, number):
    """Return the day that comes so many working days later: no weekends, no public holidays."""
    while number > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in free_days():
            number -= 1
    return day


def days_ago(day, today=None):
    """Say in Dutch how long ago a day was ("6 dagen geleden"); future days count as today."""
    passed = ((today or timezone.localdate()) - day).days
    if passed <= 0:
        return "vandaag"
    return "gisteren" if passed == 1 else f"{passed} dagen geleden"


def in_words(day, style="l j F"):
    """Say a day in Dutch ("woensdag 18 november"); with its year only where that is not this one."""
    return formatted(day, style if day.year == timezone.localdate().year else f"{style} Y")


def formatted(day, style):
    """Write a day as `date_format` does, in the language of now; kept, as a page says many twice."""
    return kept_format(day, style, get_language())


@lru_cache(maxsize=2000)
def kept_format(day, style, language):
    return date_format(day, style)


def moment(day, time):
    """Return the moment at this day and time in Amsterdam, aware.

    Raises ValidationError in the night that the clock changes, for an hour that does not exist
    or exists twice.
    """
    zone = timezone.get_default_timezone()
    early, late = (datetime.combine(day, time.replace(fold=fold), zone) for fold in (0, 1))
    if early.utcoffset() == late.utcoffset():
        return early
    raise ValidationError(
        "In deze nacht gaat de klok een uur voor- of achteruit. "
        "Deze tijd bestaat dan niet, of twee keer. Kies een andere tijd.",
        code="clock_change",
    )
