import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from buddies.models import Absence
from kansrijk.accounts.models import Role
from kansrijk.audit.privacy import redacted
from kansrijk.values.dates import DayField, days_within_reach, in_order
from participants.models import Match
from plans.models.actions import Action
from plans.models.meetings import Meeting
from plans.models.obstacle_steps import ObstacleSteps
from plans.models.of_trajectory import OfTrajectory
from plans.models.stuck import WITH_WIJ, Cause, MayKnow, Stuck, Urgency
from plans.models.trajectories import Trajectory


class Partner(models.Model):
    """An organisation that can open a door (organisatie die meehelpt)."""

    name = models.CharField("naam", max_length=80, unique=True)
    is_offered = models.BooleanField("staat in de lijst", default=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        verbose_name = "organisatie die meehelpt"
        verbose_name_plural = "organisaties die meehelpen"
        ordering = ["name"]

    def __str__(self):
        return self.name


class ObstacleQuerySet(OfTrajectory):
    day = "raised_on"

    def visible_to(self, hat):
        """To WIJ and leads only what the participant allowed, and never about themselves."""
        others = self.exclude(trajectory__participant__household__members__user=hat.user)
        allowed = others.exclude(consent=MayKnow.NO)
        here = allowed.filter(trajectory__participant__district=hat.district)
        match hat.role:
            case Role.WIJ:
                away = Absence.objects.replaced_by(hat)
                own = Q(match__buddy__wij_contact__user=hat.user)
                mine = own | Q(match__buddy__wij_contact__user__in=away)
                return here.filter(mine).exclude(match__buddy__user=hat.user)
            case Role.LEAD:
                return here
            case Role.BUDDY:
                return super().visible_to(hat)
            case _:
                return self.none()

    def open(self):
        """Handed to WIJ and without an end."""
        return self.filter(state__in=WITH_WIJ)

    def overdue(self, day=None):
        """Open past the day on which an answer was due; these are raised to the lead."""
        return self.open().filter(answer_by__lt=day or timezone.localdate())

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        related = self.select_related(
            "trajectory__participant__neighbourhood",
            "match__buddy__user",
            "match__buddy__wij_contact__user",
            "partner",
        )
        return related.fetch_mode(models.FETCH_RAISE).order_by("answer_by", "pk")


class Obstacle(ObstacleSteps, models.Model):
    """Something that stands in the way and that two people cannot move alone (knelpunt)."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="obstacles")
    # Whose buddy raised it: their fixed WIJ contact, or that one's deputy, answers.
    match = models.ForeignKey(Match, models.PROTECT, related_name="obstacles")
    action = models.ForeignKey(Action, models.PROTECT, related_name="obstacles", null=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="obstacles", null=True)
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField("wat staat er in de weg", max_length=500)
    consent = models.CharField("mag WIJ dit weten", max_length=7, choices=MayKnow)
    cause = models.CharField("wat is de oorzaak", max_length=12, choices=Cause)
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        verbose_name="organisatie die kan helpen",
        related_name="obstacles",
        null=True,
        blank=True,
    )
    urgency = models.CharField("hoe snel", max_length=6, choices=Urgency, default=Urgency.NORMAL)
    raised_on = DayField("gemeld op", default=timezone.localdate)
    answer_by = DayField("antwoord vóór")
    state = models.CharField("stand", max_length=9, choices=Stuck, default=Stuck.NEW)
    state_since = DayField("sinds", default=timezone.localdate, editable=False)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="gemeld door", related_name="+",
        null=True, editable=False,
    )  # fmt: skip

    objects = ObstacleQuerySet.as_manager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {"text": redacted("text")}
        keep = {
            "id", "trajectory", "match", "action", "meeting", "client_id", "consent", "cause",
            "partner", "urgency", "raised_on", "answer_by", "state", "state_since", "raised_by",
        }  # fmt: skip

    class Meta:
        verbose_name = "knelpunt"
        verbose_name_plural = "knelpunten"
        ordering = ["answer_by", "pk"]
        constraints = [
            *days_within_reach("raised_on", "answer_by", "state_since"),
            in_order("raised_on", "answer_by", "Het antwoord komt niet vóór de vraag."),
            models.CheckConstraint(
                condition=~Q(consent=MayKnow.NO) | ~Q(state__in=[*WITH_WIJ, Stuck.CANNOT]),
                name="wij_knows_only_with_consent",
                violation_error_message="De deelnemer zei nee: dit gaat niet naar WIJ.",
            ),
            models.CheckConstraint(
                condition=Q(consent=MayKnow.NO) | ~Q(state=Stuck.KEPT),
                name="what_is_kept_was_not_allowed",
                violation_error_message="Dit mag naar WIJ, dus het blijft niet alleen bij jullie.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"], condition=Q(state__in=WITH_WIJ), name="open_obstacles"
            )
        ]

    def __str__(self):
        return f"knelpunt van {self.raised_on:%d-%m-%Y}"

    @property
    def is_open(self):
        return self.state in WITH_WIJ

    @property
    def is_overdue(self):
        return self.is_open and self.answer_by < timezone.localdate()


class ObstacleAnswer(models.Model):
    """What WIJ said about an obstacle; every answer stays."""

    obstacle = models.ForeignKey(Obstacle, models.PROTECT, related_name="answers")
    state = models.CharField("stand", max_length=9, choices=Stuck)
    text = models.TextField("antwoord", max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="van", related_name="+"
    )
    at = models.DateTimeField("gegeven op", default=timezone.now)

    class Privacy:
        owner = "obstacle__trajectory__participant"
        erase = {"text": redacted("text")}
        keep = {"id", "obstacle", "state", "by", "at"}

    class Meta:
        verbose_name = "antwoord op een knelpunt"
        verbose_name_plural = "antwoorden op een knelpunt"
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_state_display()} op {timezone.localtime(self.at):%d-%m-%Y}"
