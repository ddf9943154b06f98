from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from kansrijk.audit.privacy import redacted
from participants.models import Participant
from plans.models.meetings import Kind, Meeting
from plans.models.obstacles import Obstacle
from plans.models.stuck import Stuck


class ObstacleAnswerQuerySet(models.QuerySet):
    def news_for(self, hat):
        """The last answer on each obstacle that still stands, until a next meeting was logged.

        For a buddy; that it names their years lets the database begin there.
        """
        years = Participant.objects.reach_of(hat).years
        seen = Obstacle.objects.visible_to(hat).filter(pk=OuterRef("obstacle"))
        same = ObstacleAnswer.objects.filter(obstacle=OuterRef("obstacle"))
        of_year = Meeting.objects.filter(trajectory=OuterRef("obstacle__trajectory"))
        logged = of_year.filter(kind=Kind.MEETING).order_by("-logged_at").values("logged_at")[:1]
        told = self.filter(
            Exists(seen),
            obstacle__trajectory__in=years,
            obstacle__state=F("state"),
            pk=Subquery(same.order_by("-at", "-pk").values("pk")[:1]),
        ).annotate(logged_at=Subquery(logged))
        since = told.filter(Q(logged_at=None) | Q(logged_at__lt=F("at")))
        related = since.select_related("obstacle__trajectory__participant", "by")
        return related.fetch_mode(models.FETCH_RAISE).order_by("-at", "-pk")


class ObstacleAnswer(models.Model):
    """What WIJ said about an obstacle; every answer stays."""

    obstacle = models.ForeignKey(Obstacle, models.PROTECT, related_name="answers")
    state = models.CharField("stand", max_length=9, choices=Stuck)
    text = models.TextField("antwoord", max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="van", related_name="+"
    )
    at = models.DateTimeField("gegeven op", default=timezone.now)

    objects = ObstacleAnswerQuerySet.as_manager()

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
