"""Sentences about days and years that are still to come."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from participants.models.participants import OLDEST, TOO_OLD

FUTURE = "Deze dag komt nog. Kies vandaag of een dag die geweest is."
NOT_BORN = "Dit jaar komt nog. Kies een geboortejaar dat geweest is."


def not_in_the_future(day):
    """Return the day; raise ValidationError where it has still to come."""
    if day and day > timezone.localdate():
        raise ValidationError(FUTURE, code="future")
    return day


def of_birth(year):
    """Return the year of birth; raise ValidationError where nobody alive was born in it."""
    if year is not None and year < OLDEST:
        raise ValidationError(TOO_OLD, code="old")
    if year and year > timezone.localdate().year:
        raise ValidationError(NOT_BORN, code="future")
    return year
