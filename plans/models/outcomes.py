from django.conf import settings
from django.db import models
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.privacy import redacted
from kansrijk.places.models import Domain
from kansrijk.values.dates import DayField, days_within_reach
from participants.models import Match, Participant


class OutcomeKind(models.Model):
    """A type of result that the programme counts; a part ("helemaal uit …") has a whole."""

    code = models.SlugField("code", unique=True)
    name = models.CharField("naam", max_length=80)
    domain = models.ForeignKey(Domain, models.PROTECT, verbose_name="leefgebied")
    part_of = models.ForeignKey("self", models.PROTECT, related_name="parts", null=True, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", unique=True)

    class Meta:
        verbose_name = "soort resultaat"
        verbose_name_plural = "soorten resultaat"
        ordering = ["position"]

    def __str__(self):
        return self.name


class Source(models.TextChoices):
    OWN_WORDS = "own_words", "eigen woorden"
    PAPER = "paper", "op papier gezien"
    OFFICIAL = "official", "officieel"


class OutcomeQuerySet(models.QuerySet):
    def visible_to(self, hat):
        """Results of visible participants; to a buddy those of before only as R6 allows."""
        seen = self.filter(participant__in=Participant.objects.visible_to(hat))
        if hat.role != Role.BUDDY:
            return seen
        return seen.filter(Match.objects.reading(hat, participant="participant", day="reached_on"))

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        related = self.select_related("participant__neighbourhood", "kind")
        return related.fetch_mode(models.FETCH_RAISE).order_by("-reached_on", "-pk")


class Outcome(models.Model):
    """A result in somebody's life: typed, dated, and with where we know it from."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="outcomes")
    kind = models.ForeignKey(OutcomeKind, models.PROTECT, verbose_name="resultaat")
    reached_on = DayField("sinds", default=timezone.localdate)
    source = models.CharField("hoe weten we dit", max_length=9, choices=Source)
    words = models.CharField("in eigen woorden", max_length=200, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = OutcomeQuerySet.as_manager()

    class Privacy:
        owner = "participant"
        erase = {"words": redacted("words")}
        keep = {"id", "participant", "kind", "reached_on", "source", "version"}

    class Meta:
        verbose_name = "resultaat"
        verbose_name_plural = "resultaten"
        constraints = [
            *days_within_reach("reached_on"),
            models.UniqueConstraint(
                fields=["participant", "kind", "reached_on"], name="one_outcome_a_day"
            ),
        ]
        indexes = [models.Index(fields=["reached_on", "kind"], name="outcomes_by_day")]

    def __str__(self):
        return f"{self.kind} sinds {self.reached_on:%d-%m-%Y}"


class Still(models.TextChoices):
    """Whether a result holds some months later."""

    TRUE = "true", "ja, nog steeds"
    GONE = "gone", "nee, niet meer"
    UNKNOWN = "unknown", "dat weten we niet"


class OutcomeCheck(models.Model):
    """The answer to "is dit nog zo?", three and six months after a result."""

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="checks")
    months = models.PositiveSmallIntegerField("na", choices=[(3, "3 maanden"), (6, "6 maanden")])
    still = models.CharField("is dit nog zo?", max_length=7, choices=Still)
    source = models.CharField("hoe weten we dit", max_length=9, choices=Source, blank=True)
    asked_on = DayField("gevraagd op", default=timezone.localdate)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="door", related_name="+"
    )

    class Privacy:
        owner = "outcome__participant"
        erase = {}
        keep = {"id", "outcome", "months", "still", "source", "asked_on", "asked_by"}

    class Meta:
        verbose_name = "navraag naar een resultaat"
        ordering = ["outcome", "months"]
        constraints = [
            *days_within_reach("asked_on"),
            models.UniqueConstraint(
                fields=["outcome", "months"],
                name="asked_once_a_time",
                violation_error_message="Hier is al antwoord op gegeven.",
            ),
            models.CheckConstraint(
                condition=models.Q(months__in=[3, 6]), name="asked_after_three_or_six_months"
            ),
            models.CheckConstraint(
                condition=models.Q(still=Still.UNKNOWN) ^ ~models.Q(source=""),
                name="what_we_know_has_a_source",
                violation_error_message="Zeg hoe we dit weten.",
            ),
        ]

    def __str__(self):
        return f"na {self.get_months_display()}: {self.get_still_display()}"
