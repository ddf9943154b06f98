from functools import cache

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone

from kansrijk.audit.privacy import redacted
from plans.models.meetings import Kind, Meeting
from plans.models.obstacles import Obstacle
from plans.models.stuck import Stuck


class ObstacleAnswerQuerySet(models.QuerySet):
    def news_for(self, hat, *, years=None):
        """The last answer to a buddy on each obstacle that still stands; only of these `years`.

        Until a next meeting of that year was logged.
        """
        return news().filter(Obstacle.objects.seen_by(hat, "obstacle__", years=years))


@cache
def news():
    """The news of all buddies; built once, as that takes longer than asking for it."""
    same = ObstacleAnswer.objects.filter(obstacle=OuterRef("obstacle")).order_by("-at", "-pk")
    of_year = Meeting.objects.filter(trajectory=OuterRef("obstacle__trajectory"))
    told = ObstacleAnswer.objects.filter(
        ~Exists(of_year.filter(kind=Kind.MEETING, logged_at__gte=OuterRef("at"))),
        obstacle__state=F("state"),
        pk=Subquery(same.values("pk")[:1]),
    )
    person = "obstacle__trajectory__participant"
    shown = ("obstacle__cause", f"{person}__name", f"{person}__called", "by__name")
    related = told.select_related(person, "by").only("state", "text", "at", *shown)
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
