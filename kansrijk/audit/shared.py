"""What left the programme: the figures of a year, the same for everybody who asks again."""

from django.db import models
from django.utils import timezone


class SharedYear(models.Model):
    """The figures of one year as they were first shared; sharing again gives these same numbers.

    Two versions of one year could be subtracted, and would show who came or went in between.
    """

    year = models.PositiveSmallIntegerField("jaar", unique=True)
    at = models.DateTimeField("vastgelegd op", default=timezone.now)
    numbers = models.JSONField("getallen")  # figure → {slug of a district, or "": number or null}

    class Meta:
        verbose_name = "gedeeld jaar"
        verbose_name_plural = "gedeelde jaren"
        ordering = ["-year"]

    def __str__(self):
        return f"cijfers van {self.year}"
