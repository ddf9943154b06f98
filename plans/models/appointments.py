from django.conf import settings
from django.db import models
from django.utils import timezone

from kansrijk.audit.privacy import redacted
from kansrijk.values.dates import FIRST, LAST
from plans.models.meetings import Meeting
from plans.models.of_trajectory import OfTrajectory
from plans.models.trajectories import Trajectory


class AppointmentQuerySet(OfTrajectory):
    day = "at__date"

    def coming(self, now=None):
        """From the start of today on: an appointment of this morning still counts as today's."""
        today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        return self.filter(at__gte=today, called_off_at=None).order_by("at")


class Appointment(models.Model):
    """When the participant and the buddy meet next (afspraak)."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="appointments")
    at = models.DateTimeField("volgende afspraak")
    place = models.CharField("waar", max_length=120, blank=True)
    made_in = models.OneToOneField(
        Meeting, models.PROTECT, related_name="next_appointment", null=True
    )
    called_off_at = models.DateTimeField("afgezegd op", null=True, editable=False)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = AppointmentQuerySet.as_manager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {"place": redacted("place")}
        keep = {"id", "trajectory", "at", "made_in", "called_off_at", "version"}

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(at__date__range=(FIRST, LAST)),
                name="appointment_within_reach",
                violation_error_message="Kies een datum tussen 1900 en 2100.",
            )
        ]

    def __str__(self):
        return f"afspraak op {timezone.localtime(self.at):%d-%m-%Y %H.%M}"


class CalendarFeed(models.Model):
    """The address under which a buddy's own agenda reads their appointments; a secret."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="van", related_name="calendar_feed"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    with_place = models.BooleanField("laat ook de plaats zien", default=False)
    made_at = models.DateTimeField("gemaakt op", default=timezone.now)

    class Meta:
        verbose_name = "agenda-link"

    def __str__(self):
        return f"agenda-link van {self.made_at:%d-%m-%Y}"
