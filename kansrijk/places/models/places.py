from django.db import models

from kansrijk.places.models.methods import Method
from kansrijk.values.dates import DayField, days_within_reach


class Language(models.Model):
    """A language that participants and buddies speak."""

    code = models.SlugField("code", max_length=8, unique=True)
    name = models.CharField("naam", max_length=40)

    class Meta:
        verbose_name = "taal"
        ordering = ["name"]

    def __str__(self):
        return self.name


class Funder(models.Model):
    name = models.CharField("naam", max_length=120, unique=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        verbose_name = "financier"
        ordering = ["name"]

    def __str__(self):
        return self.name


class Colour(models.TextChoices):
    OOST = "oost", "amber"
    WEST = "west", "blauwgroen"
    ZUID = "zuid", "terracotta"
    OOSTERPARK = "oosterpark", "violet"
    FIRST = "edge-1", "blauw"
    SECOND = "edge-2", "groen"
    THIRD = "edge-3", "roze"
    FOURTH = "edge-4", "grijs"


class District(models.Model):
    """A part of the city where the programme runs (gebied)."""

    slug = models.SlugField("kort", unique=True)
    name = models.CharField("naam", max_length=80, unique=True)
    colour = models.CharField("kleur", max_length=12, choices=Colour, default=Colour.FIRST)
    method = models.ForeignKey(Method, models.PROTECT, verbose_name="methode")
    funders = models.ManyToManyField(Funder, verbose_name="financiers", blank=True)
    started_on = DayField("begonnen op", null=True, blank=True)
    started_as = models.CharField("begin in woorden", max_length=80, blank=True)
    pilot_from = DayField("proef vanaf", null=True, blank=True)
    pilot_until = DayField("proef tot en met", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        verbose_name = "gebied"
        ordering = ["name"]
        constraints = [
            *days_within_reach("started_on", "pilot_from", "pilot_until"),
            models.CheckConstraint(
                condition=models.Q(pilot_from=None, pilot_until=None)
                | models.Q(
                    pilot_from__isnull=False,
                    pilot_until__isnull=False,
                    pilot_from__lte=models.F("pilot_until"),
                ),
                name="pilot_has_two_ends",
                violation_error_message="Een proef heeft een begin en een einde, in die volgorde.",
            ),
        ]

    def __str__(self):
        return self.name


class Neighbourhood(models.Model):
    """A neighbourhood (wijk) of a district."""

    district = models.ForeignKey(
        District, models.PROTECT, verbose_name="gebied", related_name="neighbourhoods"
    )
    name = models.CharField("naam", max_length=80)
    started_on = DayField("begonnen op", null=True, blank=True)
    started_as = models.CharField("begin in woorden", max_length=80, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        verbose_name = "wijk"
        ordering = ["district", "name"]
        constraints = [
            *days_within_reach("started_on"),
            models.UniqueConstraint(
                fields=["district", "name"],
                name="one_neighbourhood_per_name",
                violation_error_message="Deze wijk staat al bij dit gebied.",
            ),
        ]

    def __str__(self):
        return self.name


class Published(models.Model):
    """A number of a pilot as the programme told it, beside which our own count can be laid."""

    district = models.ForeignKey(
        District, models.PROTECT, verbose_name="gebied", related_name="published"
    )
    label = models.CharField("wat", max_length=80)
    number = models.PositiveIntegerField("aantal")
    figure = models.SlugField("cijfer", max_length=80)  # the slug of the figure that counts it
    is_part = models.BooleanField("deel van de regel erboven", default=False)
    source = models.CharField("bron", max_length=120)
    position = models.PositiveSmallIntegerField("volgorde")

    class Meta:
        verbose_name = "gepubliceerd cijfer"
        verbose_name_plural = "gepubliceerde cijfers"
        ordering = ["district", "position"]
        constraints = [
            models.UniqueConstraint(fields=["district", "figure"], name="one_number_a_figure")
        ]

    def __str__(self):
        return f"{self.label}: {self.number}"
