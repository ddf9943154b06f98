from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.privacy import redacted
from kansrijk.audit.steps import StepRefused
from kansrijk.places.models import Domain
from kansrijk.values.dates import DayField, days_within_reach, in_order
from plans.models.goal_templates import GoalTemplate
from plans.models.of_trajectory import OfTrajectory, hold
from plans.models.trajectories import Trajectory

WORDS = ("sentence", "why", "done_when", "recognition")  # what a goal says, and can be reworded
MOST_STEPS = 7  # a goal with more is no mistake, but the page asks whether it can be smaller


class GoalEnding(models.TextChoices):
    REACHED = "reached", "gelukt"
    PARTLY = "partly", "deels gelukt"
    ADAPTED = "adapted", "aangepast"
    STOPPED = "stopped", "gestopt"


class GoalQuerySet(OfTrajectory):
    day = "opened_on"

    def open(self):
        return self.filter(ended_on=None)

    def in_order(self):
        """Open goals as the participant ranks them, then the ended ones, the latest first."""
        latest = F("ended_on").desc(nulls_first=True)
        return self.order_by(latest, "position", "-opened_on", "-pk")


class Goal(models.Model):
    """What the participant wants to reach, as a sentence in their own words (doel)."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="goals")
    template = models.ForeignKey(
        GoalTemplate, models.PROTECT, related_name="goals", null=True, blank=True, editable=False
    )
    sentence = models.CharField("ik wil", max_length=200)
    why = models.TextField("waarom dit belangrijk is", max_length=500, blank=True)
    done_when = models.CharField("klaar als", max_length=200)
    recognition = models.CharField("hoe we het vieren", max_length=200, blank=True)
    domains = models.ManyToManyField(Domain, verbose_name="leefgebieden")
    position = models.PositiveSmallIntegerField("volgorde", default=0, editable=False)
    opened_on = DayField("begonnen op", default=timezone.localdate)
    target_on = DayField("klaar vóór", null=True, blank=True)
    ended_on = DayField("afgerond op", null=True, blank=True)
    ending = models.CharField("hoe afgerond", max_length=8, choices=GoalEnding, blank=True)
    learned = models.TextField("wat we leerden", max_length=500, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = GoalQuerySet.as_manager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {name: redacted(name) for name in (*WORDS, "learned")}
        keep = {
            "id", "trajectory", "template", "position", "opened_on", "target_on", "ended_on",
            "ending", "version",
        }  # fmt: skip

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ["-opened_on", "-pk"]
        constraints = [
            *days_within_reach("opened_on", "target_on", "ended_on"),
            in_order("opened_on", "target_on", "Kies een dag die na het begin van het doel ligt."),
            in_order("opened_on", "ended_on", "Een doel kan niet klaar zijn vóór het begin."),
            models.CheckConstraint(
                condition=Q(ended_on=None) ^ ~Q(ending=""),
                name="a_finished_goal_says_how",
                violation_error_message="Zeg hoe het doel is afgerond.",
            ),
        ]

    def __str__(self):
        return self.sentence

    def save(self, *args, **kwargs):
        if self._state.adding and not self.position:  # a new goal comes last
            beside = Goal.objects.filter(trajectory=self.trajectory_id)
            self.position = (beside.aggregate(last=Max("position"))["last"] or 0) + 1
        super().save(*args, **kwargs)

    @property
    def ended(self):
        """That this goal is finished, as a sentence."""
        day = date_format(self.ended_on, "j F Y")
        return f"Dit doel is al afgerond, op {day}: {self.get_ending_display()}."

    @property
    def may_reopen(self):
        """A goal that was finished by mistake can be opened again on the same day."""
        return self.ended_on == timezone.localdate()

    @transaction.atomic
    def finish(self, *, by, ending, learned, lets_go):
        """End this goal today; `lets_go` says that its open steps need not be done any more.

        The same form sent twice ends it once; StepRefused when it had ended in another way.
        """
        hold(self.trajectory, by=by)
        self.refresh_from_db()
        if self.ended_on and (self.ending, self.learned) == (ending, learned):
            return self
        if self.ended_on:
            raise StepRefused(self.ended)
        self.ended_on = max(timezone.localdate(), self.opened_on)
        self.ending, self.learned, self.version = ending, learned, self.version + 1
        self.save()
        still_open = self.actions.filter(done_on=None, dropped_on=None)
        if lets_go:
            still_open.update(dropped_on=self.ended_on, version=F("version") + 1)
        fields = ["ended_on", "ending", *(["learned"] if learned else [])]
        AuditEvent.objects.record(by=by, verb=Verb.STEP, on=self, fields=fields, step="finish")
        return self

    @transaction.atomic
    def reopen(self, *, by):
        """Undo the finishing of today, with the steps that were let go today; a second tap is none.

        StepRefused when it was finished before today.
        """
        hold(self.trajectory, by=by)
        self.refresh_from_db()
        if self.ended_on is None:
            return
        if not self.may_reopen:
            again = "Willen jullie ermee verder? Maak er een nieuw doel van."
            raise StepRefused(f"{self.ended} {again}")
        self.actions.filter(dropped_on=self.ended_on).update(
            dropped_on=None, version=F("version") + 1
        )
        self.ended_on, self.ending, self.version = None, "", self.version + 1
        self.save()
        fields = ["ended_on", "ending"]
        AuditEvent.objects.record(by=by, verb=Verb.STEP, on=self, fields=fields, step="reopen")


class EarlierGoal(models.Model):
    """How a goal was worded before somebody changed it."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="earlier")
    sentence = models.CharField("ik wil", max_length=200)
    why = models.TextField("waarom dit belangrijk is", max_length=500, blank=True)
    done_when = models.CharField("klaar als", max_length=200)
    recognition = models.CharField("hoe we het vieren", max_length=200, blank=True)
    target_on = DayField("klaar vóór", null=True)
    until = models.DateTimeField("zo tot", default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="gewijzigd door", related_name="+"
    )

    class Privacy:
        owner = "goal__trajectory__participant"
        erase = {name: redacted(name) for name in WORDS}
        keep = {"id", "goal", "target_on", "until", "changed_by"}

    class Meta:
        verbose_name = "eerdere tekst van een doel"
        ordering = ["-until", "-pk"]
        constraints = [*days_within_reach("target_on")]

    def __str__(self):
        return self.sentence
