import uuid

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Greatest
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.privacy import redacted
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import FIRST, LAST, DayField, days_within_reach
from participants.models import Match
from participants.models.states import Sharing
from plans.models.goals import Action, OfTrajectory, Who
from plans.models.trajectories import Trajectory


class Kind(models.TextChoices):
    MEETING = "meeting", "gesprek"
    APP = "app", "app"
    MAIL = "mail", "mail"
    PHONE = "phone", "telefoon"
    MISSED = "missed", "ging niet door"


CONTACT = [Kind.MEETING, Kind.APP, Kind.MAIL, Kind.PHONE]


class MeetingQuerySet(OfTrajectory):
    def weekly(self):
        """Meetings that took place; contact by app, mail or phone is something else."""
        return self.filter(kind=Kind.MEETING)

    def read_by(self, hat):
        own = Match.objects.visible_to(hat).active().values("pk")
        shared = Match.objects.reading(hat, participant="trajectory__participant")
        return Q(match__in=own) | shared

    def with_note_for(self, hat):
        """Annotate `readable_note`: the note for the buddy and who wrote it, nothing for others.

        A later buddy reads the earlier notes only when the participant chose "alles" (R6).
        """
        user = hat.user if hat.role == Role.BUDDY else None
        theirs = Match.objects.filter(
            buddy__user=user, participant=models.OuterRef("trajectory__participant")
        )
        all_shared = models.Exists(theirs.active().filter(shares=Sharing.ALL))
        written = Q(logged_by=user) if user else Q()
        is_own = When(Q(match__buddy__user=user) | written | all_shared, then=F("note"))
        shown = Case(is_own, default=Value(""), output_field=models.TextField())
        return self.defer("note").annotate(readable_note=shown)

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        related = self.select_related(
            "trajectory__participant__neighbourhood", "match__buddy__user"
        )
        ordered = related.order_by("-held_on", "-pk")
        return ordered.defer("note").fetch_mode(models.FETCH_RAISE)


class MeetingManager(models.Manager.from_queryset(MeetingQuerySet)):
    @transaction.atomic
    def log(self, trajectory, *, by, client_id, results, **told):
        """Store what a buddy told: the meeting, steps, a success, the next appointment.

        `results` are pairs (Action, Result). The same `client_id` again answers the meeting that
        was stored the first time. Raises StepRefused when a step was finished meanwhile.
        """
        locked = Trajectory.objects.select_for_update().get(pk=trajectory.pk)  # one log at a time
        if stored := self.filter(client_id=client_id, trajectory=trajectory).first():
            return stored
        seen = Match.objects.visible_to(by).active()
        match = seen.filter(participant=trajectory.participant_id).first()
        if locked.ended_on or match is None:
            raise StepRefused(
                "Jullie jaar is intussen afgesloten. Kopieer je tekst als je die wilt houden."
            )
        meeting = self.create(
            trajectory=trajectory,
            match=match,
            client_id=client_id,
            logged_by_id=by.user_id,
            **{name: told[name] for name in ("held_on", "kind", "note")},
        )
        meeting.tell_results(results)
        fields = ["held_on", "kind", *meeting.add_what_follows(told)]
        fields += [name for name in ("note",) if told[name]] + (["steps"] if results else [])
        AuditEvent.objects.record(by=by, verb=Verb.ADD, on=meeting, fields=fields)
        return meeting


class Meeting(models.Model):
    """A weekly meeting, or another contact, as the buddy logged it (gesprek)."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="meetings")
    match = models.ForeignKey(Match, models.PROTECT, related_name="meetings")
    held_on = DayField("datum", default=timezone.localdate)
    kind = models.CharField("soort contact", max_length=7, choices=Kind, default=Kind.MEETING)
    note = models.TextField("verslag", max_length=5000, blank=True)
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Empty for what was logged before deputies could; then it was the buddy.
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="vastgelegd door",
        related_name="+",
        null=True,
        editable=False,
    )
    logged_at = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)

    objects = MeetingManager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {"note": redacted("note")}
        keep = {
            "id",
            "trajectory",
            "match",
            "held_on",
            "kind",
            "client_id",
            "logged_at",
            "logged_by",
        }

    class Meta:
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"
        constraints = [*days_within_reach("held_on")]
        indexes = [
            models.Index(fields=["trajectory", "-held_on"], name="meetings_of_a_year"),
            models.Index(fields=["held_on", "kind"], name="meetings_by_day"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} op {self.held_on:%d-%m-%Y}"

    @property
    def deputy(self):
        """Who logged this in the buddy's place, or None."""
        is_own = self.logged_by_id in (None, self.match.buddy.user_id)
        return None if is_own else self.logged_by

    def tell_results(self, results):
        """Keep what came of each step, and close the ones that worked."""
        reports = [ActionReport(meeting=self, action=a, result=r) for a, r in results]
        ActionReport.objects.bulk_create(reports)
        done = [action.pk for action, result in results if result == Result.DONE]
        open_still = Action.objects.filter(pk__in=done, done_on=None)
        closed = open_still.update(done_on=Greatest(Value(self.held_on), F("agreed_on")))
        if closed < len(done):
            raise StepRefused("Een van de stappen is intussen al gelukt.")

    def add_what_follows(self, told):
        """Add the new step, the success and the appointment; answer which there were."""
        of = {"trajectory": self.trajectory}
        if told["step"]:
            self.trajectory.actions.create(
                goal=told["step_goal"],
                text=told["step"],
                who=told["step_who"] or Who.PARTICIPANT,
                agreed_on=self.held_on,
                due_on=told["step_due_on"],
            )
        if told["success"]:
            self.successes.create(**of, happened_on=self.held_on, text=told["success"])
        if at := told.get("next_at"):
            Appointment.objects.create(**of, at=at, place=told["next_place"], made_in=self)
        names = {"step": "step", "success": "success", "next_at": "appointment"}
        return [label for name, label in names.items() if told.get(name)]


class Result(models.TextChoices):
    DONE = "done", "gelukt"
    BUSY = "busy", "bezig"
    FAILED = "failed", "lukte niet"


class ActionReport(models.Model):
    """What came of a step, as told in a meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="reports")
    action = models.ForeignKey(Action, models.PROTECT, related_name="reports")
    result = models.CharField("hoe ging het", max_length=6, choices=Result)

    class Privacy:
        owner = "meeting__trajectory__participant"
        erase = {}
        keep = {"id", "meeting", "action", "result"}

    class Meta:
        verbose_name = "hoe een stap ging"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "action"], name="one_report_per_action")
        ]

    def __str__(self):
        return f"{self.action}: {self.get_result_display()}"


class AppointmentQuerySet(OfTrajectory):
    day = "at__date"

    def coming(self, now=None):
        """From the start of today on: an appointment of this morning still counts as today's."""
        today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        return self.filter(at__gte=today).order_by("at")


class Appointment(models.Model):
    """When the participant and the buddy meet next (afspraak)."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="appointments")
    at = models.DateTimeField("volgende afspraak")
    place = models.CharField("waar", max_length=120, blank=True)
    made_in = models.OneToOneField(
        Meeting, models.PROTECT, related_name="next_appointment", null=True
    )

    objects = AppointmentQuerySet.as_manager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {"place": redacted("place")}
        keep = {"id", "trajectory", "at", "made_in"}

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
