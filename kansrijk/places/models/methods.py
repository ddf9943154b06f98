"""Ways of looking at somebody's life. A method is data; what a version says never changes."""

from django.db import models
from django.utils import timezone

from kansrijk.values.dates import DayField, days_within_reach, in_order


class Method(models.Model):
    """A way of looking at somebody's life; its domains and the words of its versions are rows."""

    key = models.SlugField("sleutel", unique=True)
    name = models.CharField("naam", max_length=80)
    # Seen by the participant and, with consent, the buddy; never counted, compared or reported.
    is_talking_picture = models.BooleanField("praatplaat", default=False)
    lowest = models.PositiveSmallIntegerField("laagste", default=1)
    highest = models.PositiveSmallIntegerField("hoogste", default=5)

    class Meta:
        verbose_name = "methode"
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def scale(self):
        """All values that somebody can choose, lowest first."""
        return range(self.lowest, self.highest + 1)

    def present_version(self):
        """The version that a new review is made with: the newest that is not withdrawn."""
        return self.versions.filter(withdrawn_on=None).first()


class Domain(models.Model):
    """A life domain (leefgebied) of a method, whatever a version calls it."""

    method = models.ForeignKey(Method, models.PROTECT, related_name="domains")
    key = models.SlugField("sleutel")
    name = models.CharField("naam", max_length=80)  # as the newest version calls it
    position = models.PositiveSmallIntegerField("volgorde")

    class Meta:
        verbose_name = "leefgebied"
        ordering = ["method", "position"]
        constraints = [
            models.UniqueConstraint(fields=["method", "key"], name="one_domain_per_key"),
            models.UniqueConstraint(fields=["method", "position"], name="one_domain_per_position"),
        ]

    def __str__(self):
        return self.name


class MethodVersion(models.Model):
    """The words of a method from some day on; a review keeps the version it was made with."""

    method = models.ForeignKey(Method, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("versie")
    since_on = DayField("geldt sinds", default=timezone.localdate)
    withdrawn_on = DayField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "versie van een methode"
        ordering = ["method", "-number"]
        constraints = [
            *days_within_reach("since_on", "withdrawn_on"),
            in_order("since_on", "withdrawn_on", "Intrekken kan niet vóór het begin."),
            models.UniqueConstraint(fields=["method", "number"], name="one_version_a_number"),
        ]

    def __str__(self):
        return f"{self.method}, versie {self.number}"


class Level(models.Model):
    """What a version calls a step of the scale ("het wankelt")."""

    method_version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="levels")
    value = models.PositiveSmallIntegerField("stap")
    name = models.CharField("naam", max_length=80)

    class Meta:
        verbose_name = "stap van de schaal"
        ordering = ["value"]
        constraints = [
            models.UniqueConstraint(fields=["method_version", "value"], name="one_name_a_level")
        ]

    def __str__(self):
        return self.name


class AreaQuerySet(models.QuerySet):
    def domains(self):
        """The life domains themselves, in the order of the version."""
        return self.filter(part_of=None).order_by("position")


class Area(models.Model):
    """A life domain, or a part of one (deelgebied), in the words of one version."""

    method_version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="areas")
    domain = models.ForeignKey(Domain, models.PROTECT, related_name="areas")
    part_of = models.ForeignKey("self", models.CASCADE, related_name="parts", null=True, blank=True)
    key = models.SlugField("sleutel")
    name = models.CharField("naam", max_length=80)
    question = models.CharField("vraag", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("volgorde")

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "onderdeel van een methode"
        ordering = ["method_version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["method_version", "domain", "key"], name="one_area_per_key"
            ),
            models.UniqueConstraint(
                fields=["method_version", "domain"],
                condition=models.Q(part_of=None),
                name="one_area_a_domain",
            ),
        ]

    def __str__(self):
        return self.name


class Sentence(models.Model):
    """How it is at one step of the scale, as somebody would say it of themselves."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="sentences")
    value = models.PositiveSmallIntegerField("stap")
    text = models.CharField("zin", max_length=200)

    class Meta:
        verbose_name = "zin bij een stap"
        ordering = ["value"]
        constraints = [
            models.UniqueConstraint(fields=["area", "value"], name="one_sentence_a_step")
        ]

    def __str__(self):
        return self.text
