import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property

from kansrijk.accounts.models import Hat, Role, User
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.privacy import redacted
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import FIRST, LAST
from plans.models.extensions import ContactMoment
from plans.models.meetings import Meeting
from plans.models.of_trajectory import OfTrajectory
from plans.models.trajectories import Trajectory

CHANGED = "Deze afspraak is intussen gewijzigd, geweest of afgezegd."
KEPT_IN_AGENDA = timedelta(days=30)  # how long a past appointment stays in somebody's agenda


class AppointmentQuerySet(OfTrajectory):
    day = "at__date"

    def coming(self, now=None):
        """From the start of today on: an appointment of this morning still counts as today's."""
        today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        return self.filter(at__gte=today, called_off_at=None).order_by("at")

    def changeable_by(self, hat):
        """Those still to come in a year that runs; what was, stays as it was."""
        return self.visible_to(hat).filter(trajectory__ended_on=None).coming()

    def agree(self, at, place, *, meetings):
        """Keep what a log agreed: `meetings` maps trajectory id → Meeting.

        Who made this appointment before the meeting has it once, not twice.
        """
        made = self.filter(trajectory__in=meetings, at=at, called_off_at=None)
        before = set(made.values_list("trajectory", flat=True))
        self.bulk_create(
            Appointment(trajectory_id=year, at=at, place=place, made_in=meeting)
            for year, meeting in meetings.items()
            if year not in before
        )

    def beside(self, appointment):
        """Those with others of the same household at the same moment: each stands by itself."""
        if appointment.at is None or appointment.pk is None:
            return self.none()
        household = appointment.trajectory.participant.household_id
        home = self.filter(trajectory__participant__household=household, at=appointment.at)
        others = home.exclude(trajectory=appointment.trajectory_id).filter(called_off_at=None)
        return others.select_related("trajectory__participant")


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

    @property
    def when(self):
        """The moment in Amsterdam, in words: "vrijdag 27 november, 10.00 uur"."""
        at = timezone.localtime(self.at)
        is_this_year = at.year == timezone.localdate().year
        day = date_format(at, "l j F" if is_this_year else "l j F Y")
        return f"{day}, {date_format(at, 'H.i')} uur"

    @property
    def in_words(self):
        return f"{self.when}, {self.place}" if self.place else self.when

    @transaction.atomic
    def call_off(self, *, by, seen):
        """It does not go on; StepRefused when this is no longer the version that was seen."""
        here = type(self).objects.changeable_by(by).select_for_update(of=("self",))
        appointment = here.filter(pk=self.pk, version=seen).first()
        if appointment is None:
            raise StepRefused(CHANGED)
        appointment.called_off_at, appointment.version = timezone.now(), seen + 1
        appointment.save()
        AuditEvent.objects.record(by=by, verb=Verb.STEP, on=appointment, step="cancel")


def digest(token):
    """How the token stands in the database; it is far too long to be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


class CalendarFeedManager(models.Manager):
    def by_token(self, token):
        """The feed at this address, or None; of an address that was renewed nothing is left."""
        return self.select_related("user").filter(token_hash=digest(token)).first()

    @transaction.atomic
    def make(self, *, by, with_place):
        """Make the address of this user, or a new one in place of it; answers its token."""
        User.objects.select_for_update(no_key=True).get(pk=by.user_id)
        token = secrets.token_urlsafe(32)
        told = {"token_hash": digest(token), "with_place": with_place, "made_at": timezone.now()}
        feed, is_new = self.update_or_create(user_id=by.user_id, defaults=told)
        verb = Verb.ADD if is_new else Verb.CHANGE
        AuditEvent.objects.record(by=by, verb=verb, on=feed, fields=["token", "with_place"])
        return token


class CalendarFeed(models.Model):
    """The address under which a buddy's own agenda reads their appointments; a secret."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="van", related_name="calendar_feed"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    with_place = models.BooleanField("laat ook de plaats zien", default=False)
    made_at = models.DateTimeField("gemaakt op", default=timezone.now)

    objects = CalendarFeedManager()

    class Meta:
        verbose_name = "agenda-link"

    def __str__(self):
        return f"agenda-link van {self.made_at:%d-%m-%Y}"

    @cached_property
    def hats(self):
        """Under which its user is a buddy; none when shut out."""
        if not self.user.is_active:
            return []
        worn = Hat.objects.worn_by(self.user).filter(role=Role.BUDDY).select_related("user")
        for hat in (found := list(worn)):
            hat.known = {}
        return found

    def seen(self, model, **where):
        """What its user may see now as a buddy, under any of their hats."""
        found = {}
        for hat in self.hats:
            rows = model.objects.visible_to(hat).filter(**where).select_related("trajectory")
            found |= {row.pk: row for row in rows}
        return list(found.values())

    def appointments(self):
        seen = self.seen(Appointment, at__gte=timezone.now() - KEPT_IN_AGENDA)
        return sorted(seen, key=lambda each: (each.at, each.pk))

    def contact_moments(self):
        """The days in aftercare on which the two will be in touch."""
        since = timezone.localdate() - KEPT_IN_AGENDA
        seen = self.seen(ContactMoment, planned_on__gte=since, trajectory__ended_on=None)
        return sorted(seen, key=lambda each: (each.planned_on, each.pk))

    @transaction.atomic
    def choose(self, *, by, with_place):
        """Have the place in it, or no longer; the address stays."""
        self.with_place = with_place
        self.save(update_fields=["with_place"])
        AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=self, fields=["with_place"])

    @transaction.atomic
    def stop(self, *, by):
        """Nobody reads along any more: the address is dead from now on."""
        AuditEvent.objects.record(by=by, verb=Verb.STEP, on=self, step="remove")
        self.delete()
