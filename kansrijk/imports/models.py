"""Sheets that wait: what somebody sent to be read in, for themselves alone and for one day."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from kansrijk.accounts.models import Hat
from kansrijk.imports.cells import packed, unpacked
from kansrijk.places.models import District

ROWS_STAY = timedelta(days=1)
AFTER_DOWNLOAD = timedelta(hours=1)
MOST_WAITING = 5  # uploads of one hat whose rows are kept; older ones go


class Standing(models.TextChoices):
    """What a row is, from the sheet to the records."""

    GOOD = "good", "goed"
    DOUBT = "doubt", "eerst nakijken"
    WRONG = "wrong", "klopt niet"
    KNOWN = "known", "staat er al in"


KEPT_BACK = [Standing.DOUBT, Standing.WRONG]


class UploadQuerySet(models.QuerySet):
    def visible_to(self, hat):
        """Only what this very hat sent."""
        return self.filter(hat=hat.pk)

    def waiting(self, kind):
        """Sheets of this kind with rows that were not read in or taken back yet, newest first."""
        rows = models.Exists(Row.objects.filter(upload=models.OuterRef("pk")))
        return self.filter(rows, kind=kind.slug)

    def forget(self, now=None):
        """Delete the rows that waited long enough; returns how many. What was sent stays counted."""
        now = now or timezone.now()
        old = models.Q(made_at__lte=now - ROWS_STAY)
        old |= models.Q(downloaded_at__lte=now - AFTER_DOWNLOAD)
        return Row.objects.filter(upload__in=self.filter(old)).delete()[0]


class Upload(models.Model):
    """A sheet that somebody sent; its rows go within a day, the counts stay."""

    hat = models.ForeignKey(Hat, models.PROTECT, verbose_name="van", related_name="uploads")
    kind = models.SlugField("soort", max_length=20)
    district = models.ForeignKey(
        District, models.PROTECT, verbose_name="gebied", null=True, blank=True
    )
    made_at = models.DateTimeField("gestuurd op", default=timezone.now)
    read_at = models.DateTimeField("ingelezen op", null=True)
    downloaded_at = models.DateTimeField("opgehaald op", null=True)
    is_workbook = models.BooleanField("is een werkmap")
    headers = models.JSONField("kolommen", default=list)  # as they were written
    names = models.JSONField("velden", default=list)  # of the same columns; None: not known
    hidden = models.PositiveIntegerField("verborgen rijen", default=0)
    total = models.PositiveIntegerField("rijen", default=0)
    stored = models.PositiveIntegerField("ingelezen", default=0)
    known = models.PositiveIntegerField("stond er al in", default=0)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "ingelezen bestand"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["hat", "-id"], name="uploads_of_a_hat")]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @property
    def unknown(self):
        """The headers of columns that are not read."""
        pairs = zip(self.headers, self.names, strict=True)
        return [header for header, name in pairs if name is None and header]

    def counts(self):
        """How many rows there are of each standing, with one query."""
        found = self.rows.order_by().values_list("standing").annotate(models.Count("pk"))
        return dict.fromkeys(Standing.values, 0) | dict(found)


class Row(models.Model):
    """One row of a sheet: its cells, what it is, and why."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("rij")
    cells = models.TextField("cellen")
    standing = models.CharField("stand", max_length=5, choices=Standing)
    why = models.JSONField("reden", default=dict)  # name of the field, or "" → sentences
    is_sure = models.BooleanField("nagevraagd", default=False)
    seen = models.CharField("bekenden van toen", max_length=64, blank=True)
    like = models.JSONField("bekenden", default=dict)

    class Meta:
        verbose_name = "rij"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="one_row_a_number"),
        ]

    def __str__(self):
        return f"rij {self.number}"

    @property
    def values(self):
        return unpacked(self.cells)

    @values.setter
    def values(self, cells):
        self.cells = packed(cells)
