import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kansrijk.audit.privacy import redacted
from kansrijk.values.dates import DayField, days_within_reach, in_order
from participants.models import Match
from plans.models.actions import Action
from plans.models.meetings import Meeting
from plans.models.obstacle_rows import ObstacleManager
from plans.models.obstacle_steps import ObstacleSteps
from plans.models.partners import Partner
from plans.models.stuck import WITH_WIJ, Cause, MayKnow, Stuck, Urgency
from plans.models.trajectories import Trajectory


class Obstacle(ObstacleSteps, models.Model):
    """Something that stands in the way and that two people cannot move alone (knelpunt)."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="obstacles")
    # Whose buddy raised it: their fixed WIJ contact, or that one's deputy, answers.
    match = models.ForeignKey(Match, models.PROTECT, related_name="obstacles")
    action = models.ForeignKey(
        Action, models.PROTECT, related_name="obstacles", null=True, blank=True
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="obstacles", null=True, blank=True
    )
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
        null=True, blank=True, editable=False,
    )  # fmt: skip

    objects = ObstacleManager()

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
                fields=["answer_by", "id"],
                condition=Q(state__in=WITH_WIJ),
                name="open_obstacles",
            )
        ]

    def __str__(self):
        return f"knelpunt van {self.raised_on:%d-%m-%Y}"

    @property
    def is_open(self):
        return self.state in WITH_WIJ

    @property
    def days_open(self):
        """How many days ago it was reported."""
        return (timezone.localdate() - self.raised_on).days

    @property
    def days_late(self):
        """How many days ago the answer was due; 0 where there is still time, or it came."""
        return max(0, (timezone.localdate() - self.answer_by).days) if self.is_open else 0
