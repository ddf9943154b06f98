"""A version of a method while it is written: nobody sees it before it holds."""

from django.db import models
from django.utils import timezone

from kansrijk.places.models.methods import Method, MethodVersion
from kansrijk.values.dates import DayField, days_within_reach


class MethodDraft(models.Model):
    """The words of the next version, as plain data; at most one for each method.

    It stands apart from the versions, so that no review can begin with half a version.
    `content` has the shape of `kansrijk.administration.versions.told`.
    """

    method = models.OneToOneField(Method, models.PROTECT, related_name="draft")
    based_on = models.ForeignKey(MethodVersion, models.PROTECT, related_name="+")
    content = models.JSONField("tekst")
    started_on = DayField("begonnen op", default=timezone.localdate)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        verbose_name = "concept van een methode"
        verbose_name_plural = "concepten van een methode"
        constraints = [*days_within_reach("started_on")]

    def __str__(self):
        return f"concept van {self.method}"
