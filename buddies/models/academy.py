"""Buddy Academie: the sessions of its courses, and which buddies were there."""

from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from buddies.models.buddies import Buddy
from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.places.models import District
from kansrijk.values.dates import DayField, days_within_reach


class Course(models.Model):
    """What buddies are taught or talk over together (training)."""

    name = models.CharField("naam", max_length=80, unique=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "training"
        verbose_name_plural = "trainingen"
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class SessionQuerySet(models.QuerySet):
    def visible_to(self, hat):
        """All sessions for a trainer; for others what they see is attendance."""
        return self if hat.role == Role.TRAINER else self.none()

    def for_list(self):
        """Everything a list row shows, with who `came` of how many were `asked`, the latest first."""
        asked = Attendance.objects.filter(session=models.OuterRef("pk"))
        came = asked.filter(presence=Presence.PRESENT)
        told = self.select_related("course", "district")
        counted = told.annotate(asked=number(asked), came=number(came))
        return counted.fetch_mode(models.FETCH_RAISE).order_by("-held_on", "-pk")


def number(attendance):
    """How many there are of each session, counted for the sessions of one page only."""
    counted = attendance.order_by().values("session").annotate(number=models.Count("pk"))
    return Coalesce(models.Subquery(counted.values("number")), 0)


class Session(models.Model):
    """One meeting of a course with the buddies of a district (bijeenkomst)."""

    course = models.ForeignKey(Course, models.PROTECT, verbose_name="training")
    district = models.ForeignKey(District, models.PROTECT, verbose_name="gebied")
    held_on = DayField("datum", default=timezone.localdate)
    topic = models.CharField("onderwerp", max_length=120, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        ordering = ["-held_on", "-pk"]
        constraints = [*days_within_reach("held_on")]
        indexes = [models.Index(fields=["held_on"], name="sessions_by_day")]

    def __str__(self):
        return f"{self.course} op {self.held_on:%d-%m-%Y}"

    def expected(self):
        """Buddies who could be asked: of the district, then a buddy; and who stands there already."""
        then = models.Q(started_on__lte=self.held_on) & (
            models.Q(left_on=None) | models.Q(left_on__gte=self.held_on)
        )
        own = models.Q(attendance__session=self)
        found = Buddy.objects.filter(models.Q(then, district=self.district_id) | own).distinct()
        return found.select_related("user").order_by("user__search_name", "pk")

    @transaction.atomic
    def write_down(self, presences, *, by):
        """Keep who was there: `presences` maps a Buddy to a Presence, or "" where not asked.

        What already stands there stays as it is; returns how many changed.
        """
        held = Session.objects.select_for_update(of=("self",)).get(pk=self.pk)
        stands = {each.buddy_id: each for each in held.attendance.all()}
        changed = [
            (buddy, presence)
            for buddy, presence in presences.items()
            if presence != (stands[buddy.pk].presence if buddy.pk in stands else "")
        ]
        for buddy, presence in changed:
            own = held.attendance.filter(buddy=buddy)
            if not presence:
                own.delete()
            elif not own.update(presence=presence):
                held.attendance.create(buddy=buddy, presence=presence)
        if changed:
            AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=held, fields=["attendance"])
        return len(changed)


class Presence(models.TextChoices):
    PRESENT = "present", "was erbij"
    EXCUSED = "excused", "had afgemeld"
    ABSENT = "absent", "was er niet"


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, hat):
        """Of their own buddies for a lead, one's own for a buddy, all for a trainer."""
        match hat.role:
            case Role.TRAINER:
                return self
            case Role.LEAD:
                return self.filter(hat.here("buddy__district"))
            case Role.BUDDY:
                return self.filter(buddy__user=hat.user)
            case _:
                return self.none()

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        told = self.select_related("session__course", "buddy__user", "buddy__district")
        return told.fetch_mode(models.FETCH_RAISE).order_by("-session__held_on", "-pk")


class Attendance(models.Model):
    """Whether a buddy who was asked for a session was there (aanwezigheid)."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance")
    buddy = models.ForeignKey(Buddy, models.PROTECT, related_name="attendance")
    presence = models.CharField("erbij", max_length=7, choices=Presence)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
        constraints = [
            models.UniqueConstraint(fields=["session", "buddy"], name="once_a_session"),
        ]

    def __str__(self):
        return f"{self.buddy}: {self.get_presence_display()}"
