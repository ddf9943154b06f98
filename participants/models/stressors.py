"""What gives a participant stress, and the order in which they put it."""

from django.db import models, transaction
from django.db.models import F, Max

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.privacy import redacted
from kansrijk.audit.steps import StepRefused
from kansrijk.places.models import Domain
from participants.models.participants import Participant

MOST_STRESSORS = 12
ASIDE = 1000  # a rank that nobody has, while others move up


class StressorManager(models.Manager):
    @transaction.atomic
    def add(self, participant, *, by, text, domain):
        """Put a stressor at the end; what already stands there is not written twice.

        Raises StepRefused when there are MOST_STRESSORS.
        """
        own = self.filter(participant=participant.locked())
        if same := own.filter(text=text, domain=domain).first():
            return same
        if own.count() >= MOST_STRESSORS:
            raise StepRefused(f"Er staan al {MOST_STRESSORS} stresspunten. Haal er eerst een weg.")
        rank = (own.aggregate(last=Max("rank"))["last"] or 0) + 1
        added = self.create(participant=participant, rank=rank, text=text, domain=domain)
        fields = ["domain", "rank", "text"]
        AuditEvent.objects.record(by=by, verb=Verb.ADD, on=added, fields=fields)
        return added

    @transaction.atomic
    def move(self, participant, pk, *, by, up):
        """Swap a stressor with the one before it, or after it; None when it is gone or at an end."""
        own = list(self.filter(participant=participant.locked()))
        at = next((i for i, each in enumerate(own) if each.pk == pk), None)
        to = None if at is None else at + (-1 if up else 1)
        if to is None or not 0 <= to < len(own):
            return None
        moved, other = own[at], own[to]
        self.filter(pk=moved.pk).update(rank=ASIDE)
        self.filter(pk=other.pk).update(rank=moved.rank)
        self.filter(pk=moved.pk).update(rank=other.rank)
        AuditEvent.objects.record(
            by=by, verb=Verb.CHANGE, on=moved, fields=["rank"], step="move"
        )  # fmt: skip
        return moved

    @transaction.atomic
    def remove(self, participant, pk, *, by):
        """Take a stressor away and close the gap; None when it is already gone."""
        own = self.filter(participant=participant.locked())
        gone = own.filter(pk=pk).first()
        if gone is None:
            return None
        AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=gone, step="remove")
        own.filter(pk=pk).delete()
        own.filter(rank__gt=gone.rank).update(rank=F("rank") + ASIDE)
        own.filter(rank__gt=ASIDE).update(rank=F("rank") - ASIDE - 1)
        return gone


class Stressor(models.Model):
    """What gives a participant stress, in the order that they chose."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="stressors")
    rank = models.PositiveSmallIntegerField("volgorde")
    domain = models.ForeignKey(Domain, models.PROTECT, verbose_name="leefgebied")
    text = models.CharField("waar ik stress van krijg", max_length=200)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = StressorManager()

    class Privacy:
        owner = "participant"
        erase = {"text": redacted("text")}
        keep = {"id", "participant", "rank", "domain", "version"}

    class Meta:
        verbose_name = "stresspunt"
        verbose_name_plural = "stresspunten"
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "rank"], name="one_stressor_per_rank")
        ]

    def __str__(self):
        return self.text
