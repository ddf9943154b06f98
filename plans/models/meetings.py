import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.privacy import redacted
from kansrijk.audit.terms import Kept
from kansrijk.values.dates import DayField, days_within_reach
from kansrijk.values.text import FoldedField
from participants.models import Match, Participant
from participants.models.participants import in_words
from participants.models.states import Sharing
from plans.models.of_trajectory import OfTrajectory
from plans.models.trajectories import Trajectory


class Kind(models.TextChoices):
    MEETING = "meeting", "gesprek"
    APP = "app", "app"
    MAIL = "mail", "mail"
    PHONE = "phone", "telefoon"
    MISSED = "missed", "ging niet door"


CONTACT = [Kind.MEETING, Kind.APP, Kind.MAIL, Kind.PHONE]


class Mood(models.IntegerChoices):
    """How it goes, as the participant says it: a face with a word, never a grade."""

    HEAVY = 1, "zwaar"
    HARD = 2, "moeilijk"
    SO_SO = 3, "gaat"
    GOOD = 4, "goed"
    GREAT = 5, "top"


class MissedWhy(models.TextChoices):
    """Why a meeting did not happen: a fact, nobody's failure."""

    PARTICIPANT = "participant", "de deelnemer kon niet"
    BUDDY = "buddy", "de buddy kon niet"
    MOVED = "moved", "we kozen een ander moment"
    NOBODY = "nobody", "er kwam iets tussen"


class MeetingQuerySet(OfTrajectory):
    def weekly(self):
        """Meetings that took place; contact by app, mail or phone is something else."""
        return self.filter(kind=Kind.MEETING)

    def read_by(self, reach, path=""):
        """What was logged under a running match; of the matches before what is shared."""
        year, shared = f"{path}trajectory__in", reach.since(self.shares, with_begun=False)
        own = Q(**{year: reach.years, f"{path}match__in": reach.matches})
        return own | Q(**{year: shared[None]}) if None in shared else own

    def note_read_by(self, hat):
        """The condition under which this hat may read the note: who was the buddy and who wrote it.

        A later buddy reads the earlier notes only when the participant chose "alles" (R6).
        """
        if hat.role != Role.BUDDY:
            return Q(pk__in=[])
        told_all = Participant.objects.reach_of(hat).sharing((Sharing.ALL,), to=hat.user_id)
        own = Q(match__buddy__user=hat.user_id) | Q(logged_by=hat.user_id)
        return own | Q(trajectory__participant__in=told_all)

    def correctable_by(self, hat):
        """What this hat may still correct: who may write in it, while they are still matched."""
        if hat.role != Role.BUDDY:
            return self.none()
        theirs = Q(match__buddy__user=hat.user_id) | Q(logged_by=hat.user_id)
        now = Participant.objects.reach_of(hat).matches
        return self.filter(theirs, match__in=now, trajectory__ended_on=None).visible_to(hat)

    def is_correctable(self, match, written_by, *, by):
        """The same as `correctable_by`, for one that this hat sees, in a year that runs.

        `match` is the id of its match, `written_by` those of the users who may call it theirs.
        """
        return by.user_id in written_by and match in Participant.objects.reach_of(by).matches

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        told = self.only("held_on").annotate(
            participant_id=F("trajectory__participant"),
            buddy_name=F("match__buddy__user__name"),
            **in_words("trajectory__participant"),
        )
        return told.fetch_mode(models.FETCH_RAISE).order_by("-held_on", "-pk")


class Meeting(models.Model):
    """A weekly meeting, or another contact, as the buddy logged it (gesprek)."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="meetings")
    match = models.ForeignKey(Match, models.PROTECT, related_name="meetings")
    held_on = DayField("datum", default=timezone.localdate)
    kind = models.CharField("soort contact", max_length=7, choices=Kind, default=Kind.MEETING)
    missed_why = models.CharField(
        "waarom niet", max_length=11, choices=MissedWhy, blank=True, default=""
    )
    mood = models.PositiveSmallIntegerField("hoe gaat het", choices=Mood, null=True, blank=True)
    note = models.TextField("verslag", max_length=5000, blank=True)
    search_note = FoldedField(source="note")
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Shared by the rows of one log about several people of a household.
    entry = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    seconds = models.PositiveIntegerField("vastleggen duurde", null=True, editable=False)
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
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Privacy:
        owner = "trajectory__participant"
        term = Kept.NOTES
        erase = {"note": redacted("note"), "search_note": redacted("search_note"), "mood": None}
        keep = {
            "id", "trajectory", "match", "held_on", "kind", "missed_why", "client_id", "entry",
            "seconds", "logged_at", "logged_by", "version",
        }  # fmt: skip

    class Meta:
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"
        constraints = [
            *days_within_reach("held_on"),
            models.CheckConstraint(
                condition=Q(missed_why="") | Q(kind=Kind.MISSED),
                name="only_what_was_missed_has_a_reason",
                violation_error_message="Alleen wat niet doorging, heeft een reden.",
            ),
            models.CheckConstraint(
                condition=Q(mood=None) | Q(mood__in=Mood.values),
                name="mood_is_one_of_five_faces",
                violation_error_message="Kies een van de vijf gezichten.",
            ),
        ]
        indexes = [
            models.Index(fields=["trajectory", "-held_on"], name="meetings_of_a_year"),
            models.Index(fields=["held_on", "kind"], name="meetings_by_day"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} op {self.held_on:%d-%m-%Y}"


class EarlierMeeting(models.Model):
    """What a log said before it was corrected; both may read it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="earlier")
    held_on = DayField("datum")
    kind = models.CharField("soort contact", max_length=7, choices=Kind)
    missed_why = models.CharField("waarom niet", max_length=11, choices=MissedWhy, blank=True)
    mood = models.PositiveSmallIntegerField("hoe gaat het", choices=Mood, null=True)
    note = models.TextField("verslag", max_length=5000, blank=True)
    until = models.DateTimeField("zo tot", default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="gewijzigd door", related_name="+"
    )

    class Privacy:
        owner = "meeting__trajectory__participant"
        term = Kept.NOTES
        erase = {"note": redacted("note"), "mood": None}
        keep = {"id", "meeting", "held_on", "kind", "missed_why", "until", "changed_by"}

    class Meta:
        verbose_name = "eerdere tekst van een gesprek"
        ordering = ["-until", "-pk"]
        constraints = [*days_within_reach("held_on")]

    def __str__(self):
        return f"eerdere tekst tot {timezone.localtime(self.until):%d-%m-%Y %H.%M}"
