from django.db import models
from django.utils import timezone

from kansrijk.accounts.models import Role
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

    objects = OutcomeQuerySet.as_manager()

    class Privacy:
        owner = "participant"
        erase = {}
        keep = {"id", "participant", "kind", "reached_on", "source"}

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
