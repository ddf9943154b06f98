from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.values.dates import DayField, days_within_reach
from participants.models.keys import HALF, random_code
from plans.models.of_trajectory import OfTrajectory, hold
from plans.models.trajectories import Trajectory


class SheetQuerySet(OfTrajectory):
    day = "printed_at__date"


class SheetManager(models.Manager.from_queryset(SheetQuerySet)):
    @transaction.atomic
    def make(self, trajectory, actions, *, by):
        """Keep which steps stand on the paper, in this order, under a code of its own."""
        hold(trajectory, by=by)
        code = random_code()
        while self.filter(code=code).exists():
            code = random_code()
        ids = [action.pk for action in actions]
        made = self.create(trajectory=trajectory, code=code, actions=ids, printed_by_id=by.user_id)
        AuditEvent.objects.record(by=by, verb=Verb.ADD, on=made, fields=["actions"])
        return made


class PlanSheet(models.Model):
    """A plan as it was printed: its code leads from the paper back to these very steps."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="sheets")
    code = models.CharField("code", max_length=8, unique=True)
    actions = models.JSONField("stappen op papier", default=list)  # ids, in the printed order
    printed_at = models.DateTimeField("geprint op", default=timezone.now)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="geprint door", related_name="+"
    )
    filled_on = DayField("ingevuld op", null=True, blank=True)
    keyed_at = models.DateTimeField("ingevoerd op", null=True)

    objects = SheetManager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {}
        keep = {
            "id", "trajectory", "code", "actions", "printed_at", "printed_by", "filled_on",
            "keyed_at",
        }  # fmt: skip

    class Meta:
        verbose_name = "plan op papier"
        ordering = ["-printed_at", "-pk"]
        constraints = [*days_within_reach("filled_on")]

    def __str__(self):
        return f"plan op papier {self.code}"

    @property
    def shown(self):
        """The code as it is printed: two groups of four."""
        return f"{self.code[:HALF]} {self.code[HALF:]}"
