"""Sentences about days and years that are still to come."""

from django.core.exceptions import ValidationError
from django.utils import timezone

FUTURE = "Deze dag komt nog. Kies vandaag of een dag die geweest is."
NOT_BORN = "Dit jaar komt nog. Kies een geboortejaar dat geweest is."


def not_in_the_future(day):
    """Return the day; raise ValidationError where it has still to come."""
    if day and day > timezone.localdate():
        raise ValidationError(FUTURE, code="future")
    return day


def not_yet_born(year):
    """Return the year of birth; raise ValidationError where it has still to come."""
    if year and year > timezone.localdate().year:
        raise ValidationError(NOT_BORN, code="future")
    return year
