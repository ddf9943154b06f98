from django.db import models, transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.privacy import redacted
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import DayField, days_within_reach, in_order
from plans.models.goal_templates import Who
from plans.models.goals import Goal
from plans.models.of_trajectory import OfTrajectory, hold
from plans.models.trajectories import Trajectory


class ActionQuerySet(OfTrajectory):
    day = "agreed_on"

    def open(self):
        """Still to be done: neither done nor let go."""
        return self.filter(done_on=None, dropped_on=None)

    def loose(self):
        """Just for this week: without a goal, or left open when their goal ended."""
        return self.filter(Q(goal=None) | Q(goal__ended_on__isnull=False))


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

    def save(self, *args, **kwargs):
        if self._state.adding and not self.position:  # a new step comes last
            beside = Action.objects.filter(trajectory=self.trajectory_id, goal=self.goal_id)
            self.position = (beside.aggregate(last=Max("position"))["last"] or 0) + 1
        super().save(*args, **kwargs)

    @property
    def is_open(self):
        return self.done_on is None and self.dropped_on is None

    @transaction.atomic
    def turn(self, to, *, by):
        """Take one of TURNS; a second tap on the same button changes nothing.

        Answers whether anything changed. StepRefused when the step went another way meanwhile.
        """
        hold(self.trajectory, by=by)
        self.refresh_from_db()
        field, is_set = TURNS[to]
        if bool(getattr(self, field)) == is_set:
            return False
        if is_set and not self.is_open:
            raise StepRefused(self.went)
        day = max(timezone.localdate(), self.agreed_on) if is_set else None
        changes = {field: day, "version": F("version") + 1}
        Action.objects.filter(pk=self.pk).update(**changes)
        AuditEvent.objects.record(by=by, verb=Verb.STEP, on=self, fields=[field], step=to)
        return True

    @property
    def went(self):
        """How it stands with a step that is not open any more, as a sentence."""
        if self.done_on:
            return f"De stap “{self}” is al gelukt, op {date_format(self.done_on, 'j F Y')}."
        day = date_format(self.dropped_on, "j F Y")
        return f"De stap “{self}” hoeft niet meer, sinds {day}. Zet hem eerst terug."


# The taps on a step: the day that they fill (True) or empty again (False).
TURNS = {
    "tick": ("done_on", True),
    "untick": ("done_on", False),
    "let_go": ("dropped_on", True),
    "resume": ("dropped_on", False),
}
