"""What was written when the match had ended: the lead places it without reading it."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Length, Replace, Trim
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.privacy import redacted
from kansrijk.audit.steps import Step, Stepped, StepRefused, step
from kansrijk.audit.terms import Kept
from kansrijk.values.dates import DayField, days_within_reach
from participants.models import Match
from participants.models.participants import led_by
from plans.models.meetings import Kind, Meeting
from plans.models.trajectories import Trajectory

DAYS_OF_NEWS = 14  # days that a buddy sees what became of a late log
NOT_BEGUN = "Op deze dag waren jullie nog niet begonnen."
AFTER_THE_END = "Deze dag ligt na het einde van de koppeling. Geef het verslag terug aan de buddy."
ALREADY_THERE = "Dit verslag staat al in het dossier."


class Late(models.TextChoices):
    WAITING = "waiting", "wacht op de projectleider"
    PLACED = "placed", "in het dossier gezet"
    RETURNED = "returned", "niet in het dossier gezet"


class LateLogQuerySet(models.QuerySet):
    def visible_to(self, hat):
        """For its writer, and for the leads of the district, who place it without reading it."""
        person = "trajectory__participant"
        match hat.role:
            case Role.LEAD:
                return self.filter(led_by(hat, person))
            case Role.BUDDY:
                return self.filter(hat.here(f"{person}__district"), handed_by=hat.user)
            case _:
                return self.none()

    def waiting(self):
        return self.filter(state=Late.WAITING)

    def news(self):
        """What still waits, and what became of the others in the last weeks."""
        since = timezone.localdate() - timedelta(days=DAYS_OF_NEWS)
        return self.filter(Q(state=Late.WAITING) | Q(state_since__gt=since))

    def for_list(self):
        """Everything a list row shows, how long the note is but not a word of it."""
        lines = Replace("note", Value("\n\n"), Value(" "))
        bare = Trim(Replace(lines, Value("\n"), Value(" ")))
        gaps = Length(bare) - Length(Replace(bare, Value(" "), Value("")))
        words = Case(When(note="", then=Value(0)), default=gaps + 1)
        person = "trajectory__participant__"
        related = self.select_related(f"{person}district", f"{person}neighbourhood", "handed_by")
        return related.defer("note").annotate(words=words).fetch_mode(models.FETCH_RAISE)

    def in_short(self):
        """About whom, and where it stands; anything more raises instead of querying."""
        person = "trajectory__participant"
        bare = self.select_related(person).only("state", f"{person}__name", f"{person}__called")
        return bare.fetch_mode(models.FETCH_RAISE)


class LateLogManager(models.Manager.from_queryset(LateLogQuerySet)):
    def match_of(self, participant, hat):
        """The match under which this hat wrote about a participant: the latest of their own.

        Who stood in for somebody wrote under the match of whom they replaced. None before any.
        """
        begun = Match.objects.filter(participant=participant, started_on__isnull=False)
        is_own = Case(When(buddy__user=hat.user, then=Value(0)), default=Value(1))
        ranked = begun.annotate(is_own=is_own).order_by("is_own", "-started_on", "-pk")
        return ranked.select_related("participant", "buddy").first()

    def year_of(self, match, day=None):
        """The trajectory that ran on this day, or else when the match ended; None before any."""
        years = Trajectory.objects.filter(participant=match.participant_id)
        begun = years.filter(started_on__lte=day or match.ended_on or timezone.localdate())
        return begun.order_by("-started_on").first()

    @transaction.atomic
    def hand(self, match, *, by, client_id, held_on, kind, note):
        """Give a log that came too late to the lead; the same number again answers the first."""
        years = Trajectory.objects.filter(participant=match.participant_id).order_by("pk")
        list(years.select_for_update(of=("self",)))
        if handed := self.filter(client_id=client_id, handed_by=by.user).first():
            return handed
        if (year := self.year_of(match, held_on)) is None:
            raise StepRefused(NOT_BEGUN)
        told = {"held_on": held_on, "kind": kind, "note": note}
        late = self.model(
            trajectory=year, match=match, client_id=client_id, handed_by=by.user, **told
        )
        late.enter(Late.WAITING)
        match.participant.drafts.filter(user=by.user, client_id=client_id).delete()
        fields = [name for name, value in told.items() if value]
        AuditEvent.objects.record(by=by, verb=Verb.STEP, on=late, fields=fields, step="hand")
        return late


class LateLog(Stepped, models.Model):
    """A log that was written when the match had ended, handed to the lead (verslag achteraf)."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="late_logs")
    match = models.ForeignKey(Match, models.PROTECT, related_name="late_logs")
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    held_on = DayField("datum")
    kind = models.CharField("soort contact", max_length=7, choices=Kind, default=Kind.MEETING)
    note = models.TextField("verslag", max_length=5000, blank=True)
    state = models.CharField("stand", max_length=8, choices=Late, default=Late.WAITING)
    state_since = DayField("sinds", default=timezone.localdate)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="gegeven door", related_name="+"
    )
    handed_at = models.DateTimeField("gegeven op", default=timezone.now)

    begins = [Step("hand", "Geven", (), Late.WAITING, frozenset([Role.BUDDY]))]
    objects = LateLogManager()

    class Privacy:
        owner = "trajectory__participant"
        term = Kept.NOTES
        erase = {"note": redacted("note")}
        keep = {
            "id", "trajectory", "match", "client_id", "held_on", "kind", "state", "state_since",
            "handed_by", "handed_at",
        }  # fmt: skip

    class Meta:
        verbose_name = "verslag achteraf"
        verbose_name_plural = "verslagen achteraf"
        ordering = ["handed_at", "pk"]
        constraints = [*days_within_reach("held_on", "state_since")]

    def __str__(self):
        return f"verslag achteraf van {self.held_on:%d-%m-%Y}"

    @property
    def last_on(self):
        """The last day that can be logged under this match."""
        return last_day(self.match, self.trajectory)

    @step("In het dossier zetten", Late.WAITING, Late.PLACED, roles=[Role.LEAD])
    def place(self, *, by):
        """Make it a meeting of the buddy's own time, unread; here the words are gone then."""
        if self.held_on > self.last_on:
            raise StepRefused(AFTER_THE_END)
        told = {name: getattr(self, name) for name in ("held_on", "kind", "note")}
        meeting = Meeting(
            trajectory=self.trajectory,
            match=self.match,
            client_id=self.client_id,
            entry=self.client_id,
            logged_by=self.handed_by,
            **told,
        )
        try:
            with transaction.atomic():
                meeting.save(force_insert=True)
        except IntegrityError as twice:
            raise StepRefused(ALREADY_THERE) from twice
        fields = [name for name, value in told.items() if value]
        AuditEvent.objects.record(by=by, verb=Verb.ADD, on=meeting, fields=fields)
        self.note = ""
        return ["note"]

    @step("Niet in het dossier zetten", Late.WAITING, Late.RETURNED, roles=[Role.LEAD])
    def return_it(self, *, by):
        """Leave it with the buddy, who still has the words."""


def last_day(match, year):
    """The last day that can be logged: of the match, of the year, else today."""
    ends = (match.ended_on, year.ended_on, timezone.localdate())
    return min(day for day in ends if day)
