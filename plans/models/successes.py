from django.db import models, transaction
from django.utils import timezone

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.privacy import redacted
from kansrijk.values.dates import DayField, days_within_reach
from plans.models.actions import Action
from plans.models.meetings import Meeting
from plans.models.of_trajectory import OfTrajectory, hold
from plans.models.trajectories import Trajectory


class SuccessQuerySet(OfTrajectory):
    day = "happened_on"

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        person = "trajectory__participant"
        related = self.select_related(f"{person}__neighbourhood", f"{person}__district")
        return related.fetch_mode(models.FETCH_RAISE).order_by("-happened_on", "-pk")


class SuccessManager(models.Manager.from_queryset(SuccessQuerySet)):
    @transaction.atomic
    def cheer(self, trajectory, *, by, text, happened_on, action=None, celebrated=""):
        """Add a success by one tap; the same step, or the same words of one day, stand there once."""
        hold(trajectory, by=by)
        own = self.filter(trajectory=trajectory)
        same = {"action": action} if action else {"text": text, "happened_on": happened_on}
        if stored := own.filter(**same).first():
            return stored
        added = self.create(
            trajectory=trajectory, text=text, happened_on=happened_on, action=action,
            celebrated=celebrated,
        )  # fmt: skip
        AuditEvent.objects.record(
            by=by, verb=Verb.ADD, on=added, fields=["happened_on", "text"]
        )  # fmt: skip
        return added

    @transaction.atomic
    def remove(self, success, *, by):
        """Take away what was put here by mistake; nothing where it is already gone."""
        hold(success.trajectory, by=by)
        if not self.filter(pk=success.pk).exists():
            return
        AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=success, step="remove")
        self.filter(pk=success.pk).delete()


class SaidBy(models.TextChoices):
    PARTICIPANT = "participant", "de deelnemer"
    BUDDY = "buddy", "de buddy"
    TOGETHER = "together", "samen"
    OTHER = "other", "iemand anders"


class Success(models.Model):
    """Something small that worked and is worth a celebration (klein succes)."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="successes")
    happened_on = DayField("wanneer", default=timezone.localdate)
    text = models.CharField("wat lukte er", max_length=200)
    said_by = models.CharField("wie zegt dit", max_length=11, choices=SaidBy, blank=True)
    celebrated = models.CharField("hoe gevierd", max_length=200, blank=True)
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="successes")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="successes")
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = SuccessManager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {"text": redacted("text"), "celebrated": redacted("celebrated")}
        keep = {"id", "trajectory", "happened_on", "said_by", "action", "meeting", "version"}

    class Meta:
        verbose_name = "klein succes"
        verbose_name_plural = "kleine successen"
        ordering = ["-happened_on", "-pk"]
        constraints = [
            *days_within_reach("happened_on"),
            models.UniqueConstraint(
                fields=["action"],
                condition=models.Q(action__isnull=False),
                name="one_success_a_step",
                violation_error_message="Deze stap staat al bij wat er lukte.",
            ),
        ]

    def __str__(self):
        return self.text
