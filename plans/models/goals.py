from django.db import models
from django.db.models import Q
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.privacy import redacted
from kansrijk.places.models import Domain
from kansrijk.values.dates import DayField, days_within_reach, in_order
from participants.models import Match
from plans.models.trajectories import Trajectory


class GoalEnding(models.TextChoices):
    REACHED = "reached", "gelukt"
    PARTLY = "partly", "deels gelukt"
    ADAPTED = "adapted", "aangepast"
    STOPPED = "stopped", "gestopt"


class OfTrajectory(models.QuerySet):
    """What hangs on a trajectory is visible to whoever may see that trajectory.

    A buddy sees what is of their own time, by the field `day`; of before what the participant
    chose to share (R6). The buddy with whom the year began sees all of it.
    """

    day = ""

    def visible_to(self, hat):
        seen = self.filter(trajectory__in=Trajectory.objects.visible_to(hat))
        return seen.filter(self.read_by(hat)) if hat.role == Role.BUDDY else seen

    def read_by(self, hat):
        began = Match.objects.visible_to(hat).active().values("pk")
        shared = Match.objects.reading(hat, participant="trajectory__participant", day=self.day)
        return Q(trajectory__match__in=began) | shared


class GoalQuerySet(OfTrajectory):
    day = "opened_on"

    def open(self):
        return self.filter(ended_on=None)


class Goal(models.Model):
    """What the participant wants to reach, as a sentence in their own words (doel)."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="goals")
    sentence = models.CharField("ik wil", max_length=200)
    why = models.TextField("waarom dit belangrijk is", max_length=500, blank=True)
    done_when = models.CharField("klaar als", max_length=200)
    domains = models.ManyToManyField(Domain, verbose_name="leefgebieden")
    opened_on = DayField("begonnen op", default=timezone.localdate)
    ended_on = DayField("afgerond op", null=True, blank=True)
    ending = models.CharField("hoe afgerond", max_length=8, choices=GoalEnding, blank=True)
    learned = models.TextField("wat we leerden", max_length=500, blank=True)

    objects = GoalQuerySet.as_manager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {name: redacted(name) for name in ("sentence", "why", "done_when", "learned")}
        keep = {"id", "trajectory", "opened_on", "ended_on", "ending"}

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ["-opened_on", "-pk"]
        constraints = [
            *days_within_reach("opened_on", "ended_on"),
            in_order("opened_on", "ended_on", "Een doel kan niet klaar zijn vóór het begin."),
            models.CheckConstraint(
                condition=Q(ended_on=None) ^ ~Q(ending=""),
                name="a_finished_goal_says_how",
                violation_error_message="Zeg hoe het doel is afgerond.",
            ),
        ]

    def __str__(self):
        return self.sentence


class Who(models.TextChoices):
    PARTICIPANT = "participant", "deelnemer"
    TOGETHER = "together", "samen"
    BUDDY = "buddy", "buddy"
    WIJ = "wij", "WIJ-contact"


class ActionQuerySet(OfTrajectory):
    day = "agreed_on"

    def open(self):
        return self.filter(done_on=None)


class Action(models.Model):
    """One small step towards a goal, or just for this week (stap)."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="actions")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="actions", null=True, blank=True)
    text = models.CharField("stap", max_length=200)
    who = models.CharField("wie", max_length=11, choices=Who, default=Who.PARTICIPANT)
    agreed_on = DayField("afgesproken op", default=timezone.localdate)
    due_on = DayField("voor", null=True, blank=True)
    done_on = DayField("gelukt op", null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {"text": redacted("text")}
        keep = {"id", "trajectory", "goal", "who", "agreed_on", "due_on", "done_on"}

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        ordering = ["agreed_on", "pk"]
        constraints = [
            *days_within_reach("agreed_on", "due_on", "done_on"),
            in_order("agreed_on", "done_on", "Een stap kan niet gelukt zijn vóór de afspraak."),
        ]
        indexes = [
            models.Index(fields=["trajectory"], condition=Q(done_on=None), name="open_actions")
        ]

    def __str__(self):
        return self.text
