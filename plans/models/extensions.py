from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from kansrijk.audit.privacy import redacted
from kansrijk.values.dates import DayField, DaysBetween, days_within_reach
from plans.models.meetings import CONTACT, Meeting
from plans.models.of_trajectory import OfTrajectory
from plans.models.trajectories import Trajectory

MOMENTS = 2  # how many times the two are in touch in aftercare
EARLY = 7  # days: a contact so long before the planned day counts as that moment
SOON = timedelta(weeks=2)  # how long before its day a moment is told


class ExtensionQuerySet(OfTrajectory):
    day = "agreed_on"


class Extension(models.Model):
    """A year that was made longer, from which day to which, and why (verlenging)."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="extensions")
    agreed_on = DayField("afgesproken op", default=timezone.localdate)
    was_until = DayField("was tot")
    until = DayField("nieuw einde")
    reason = models.CharField("waarom", max_length=300)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="door", related_name="+"
    )

    objects = ExtensionQuerySet.as_manager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {"reason": redacted("reason")}
        keep = {"id", "trajectory", "agreed_on", "was_until", "until", "agreed_by"}

    class Meta:
        verbose_name = "verlenging"
        verbose_name_plural = "verlengingen"
        ordering = ["agreed_on", "pk"]
        constraints = [
            *days_within_reach("agreed_on", "was_until", "until"),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("was_until")),
                name="an_extension_is_longer",
                violation_error_message="Het nieuwe einde ligt na het einde dat er stond.",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="an_extension_says_why",
                violation_error_message="Schrijf op waarom het jaar langer duurt.",
            ),
        ]

    def __str__(self):
        return f"verlengd tot {self.until:%d-%m-%Y}"


class ContactMomentQuerySet(OfTrajectory):
    day = "planned_on"

    def with_heard(self):
        """Annotate `heard_on`: the first contact of this moment, empty where there was none yet.

        A contact belongs to the latest moment whose day has come, or comes within EARLY days.
        """
        others = ContactMoment.objects.filter(trajectory=OuterRef("trajectory"))
        later = others.filter(planned_on__gt=OuterRef("planned_on")).order_by("planned_on")
        contacts = Meeting.objects.filter(trajectory=OuterRef("trajectory"), kind__in=CONTACT)
        told = contacts.annotate(
            late=DaysBetween(OuterRef("planned_on"), "held_on"),
            ahead=DaysBetween("held_on", OuterRef("next_on")),
        ).filter(Q(ahead=None) | Q(ahead__gt=EARLY), late__gte=-EARLY)
        heard = told.order_by("held_on").values("held_on")[:1]
        own = self.annotate(next_on=Subquery(later.values("planned_on")[:1]))
        return own.annotate(heard_on=Subquery(heard))

    def waiting(self):
        """Those of a year that runs on which the two were not in touch yet."""
        return self.filter(trajectory__ended_on=None).with_heard().filter(heard_on=None)

    def now(self, today=None):
        """Those that wait, now or within two weeks."""
        soon = (today or timezone.localdate()) + SOON
        return self.filter(planned_on__lte=soon).waiting()

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        related = self.select_related("trajectory__participant__neighbourhood")
        return related.fetch_mode(models.FETCH_RAISE).order_by("planned_on", "pk")


class ContactMoment(models.Model):
    """A moment in aftercare on which the two will be in touch; the day can move."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="contact_moments")
    planned_on = DayField("gepland op")

    objects = ContactMomentQuerySet.as_manager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {}
        keep = {"id", "trajectory", "planned_on"}

    class Meta:
        verbose_name = "contactmoment in de nazorg"
        verbose_name_plural = "contactmomenten in de nazorg"
        ordering = ["planned_on", "pk"]
        constraints = [
            *days_within_reach("planned_on"),
            models.UniqueConstraint(
                fields=["trajectory", "planned_on"],
                name="one_contact_moment_a_day",
                violation_error_message="Kies twee verschillende dagen.",
            ),
        ]

    def __str__(self):
        return f"contact op {self.planned_on:%d-%m-%Y}"
