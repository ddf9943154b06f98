from django.db import models
from django.db.models import Q
from django.utils import timezone

from kansrijk.audit.privacy import redacted
from kansrijk.values.dates import DayField, days_within_reach, in_order
from plans.models.goal_templates import Who
from plans.models.goals import Goal
from plans.models.of_trajectory import OfTrajectory
from plans.models.trajectories import Trajectory


class ActionQuerySet(OfTrajectory):
    day = "agreed_on"

    def open(self):
        """Still to be done: neither done nor let go."""
        return self.filter(done_on=None, dropped_on=None)


class Action(models.Model):
    """One small step towards a goal, or just for this week (stap)."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="actions")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="actions", null=True, blank=True)
    text = models.CharField("stap", max_length=200)
    who = models.CharField("wie", max_length=11, choices=Who, default=Who.PARTICIPANT)
    position = models.PositiveSmallIntegerField("volgorde", default=0, editable=False)
    agreed_on = DayField("afgesproken op", default=timezone.localdate)
    due_on = DayField("voor", null=True, blank=True)
    done_on = DayField("gelukt op", null=True, blank=True)
    dropped_on = DayField("hoeft niet meer sinds", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = ActionQuerySet.as_manager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {"text": redacted("text")}
        keep = {
            "id", "trajectory", "goal", "who", "position", "agreed_on", "due_on", "done_on",
            "dropped_on", "version",
        }  # fmt: skip

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        ordering = ["position", "agreed_on", "pk"]
        constraints = [
            *days_within_reach("agreed_on", "due_on", "done_on", "dropped_on"),
            in_order("agreed_on", "done_on", "Een stap kan niet gelukt zijn vóór de afspraak."),
            in_order("agreed_on", "dropped_on", "Een stap kan niet vervallen vóór de afspraak."),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_on=None),
                name="a_step_is_done_or_dropped",
                violation_error_message="Deze stap is al gelukt.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["trajectory"],
                condition=Q(done_on=None, dropped_on=None),
                name="open_actions",
            )
        ]

    def __str__(self):
        return self.text

    @property
    def is_open(self):
        return self.done_on is None and self.dropped_on is None
