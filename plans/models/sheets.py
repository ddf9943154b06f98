from django.conf import settings
from django.db import models
from django.utils import timezone

from plans.models.of_trajectory import OfTrajectory
from plans.models.trajectories import Trajectory


class SheetQuerySet(OfTrajectory):
    day = "printed_at__date"


class PlanSheet(models.Model):
    """A plan as it was printed: its code leads from the paper back to these very steps."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="sheets")
    code = models.CharField("code", max_length=8, unique=True)
    actions = models.JSONField("stappen op papier", default=list)  # ids, in the printed order
    printed_at = models.DateTimeField("geprint op", default=timezone.now)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="geprint door", related_name="+"
    )
    keyed_at = models.DateTimeField("ingevoerd op", null=True)

    objects = SheetQuerySet.as_manager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {}
        keep = {"id", "trajectory", "code", "actions", "printed_at", "printed_by", "keyed_at"}

    class Meta:
        verbose_name = "plan op papier"
        ordering = ["-printed_at", "-pk"]

    def __str__(self):
        return f"plan op papier {self.code}"
