from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.privacy import redacted
from kansrijk.places.models import Domain
from kansrijk.values.dates import DayField, add_months, days_within_reach
from participants.models import Match, Participant
from participants.models.participants import led_by
from participants.models.reach import READS
from plans.models.of_trajectory import YearOver

GONE = "Dit resultaat is intussen weggehaald. Kopieer je tekst als je die wilt houden."
MOMENTS = (3, 6)  # months after a result at which is asked whether it still holds
ASKED_FOR = 3  # months that such a question stays open
OVER = "Jullie tijd samen is intussen afgesloten. Kopieer je tekst als je die wilt houden."


class OutcomeGone(YearOver):
    """Somebody took the result away while this person was typing."""


def check_day(reached_on, months):
    """Return the first day that is so many whole months later; 1 March for 30 November."""
    day = add_months(reached_on, months)
    return day if day.day == reached_on.day else day + timedelta(days=1)


def had_passed(day, months):
    """The results for which so many months had passed on this day, as `check_day` counts them."""
    return Q(reached_on__lte=add_months(day, -months))


def in_hand(day, months):
    """The results for which this question is open on this day, answered or not."""
    return had_passed(day, months) & ~had_passed(day, months + ASKED_FOR)


class OutcomeKind(models.Model):
    """A type of result that the programme counts; a part ("helemaal uit …") has a whole."""

    code = models.SlugField("code", unique=True)
    name = models.CharField("naam", max_length=80)
    domain = models.ForeignKey(Domain, models.PROTECT, verbose_name="leefgebied")
    part_of = models.ForeignKey("self", models.PROTECT, related_name="parts", null=True, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", unique=True)

    class Meta:
        verbose_name = "soort resultaat"
        verbose_name_plural = "soorten resultaat"
        ordering = ["position"]

    def __str__(self):
        return self.name


class Source(models.TextChoices):
    OWN_WORDS = "own_words", "eigen woorden"
    PAPER = "paper", "op papier gezien"
    OFFICIAL = "official", "officieel"


class OutcomeQuerySet(models.QuerySet):
    def visible_to(self, hat):
        """Results of visible participants; to a buddy those of before only as R6 allows."""
        if hat.role == Role.LEAD:
            return self.filter(led_by(hat, "participant"))
        return self.filter(self.read_by(Participant.objects.reach_of(hat)))

    def seen_of(self, participant, hat, path=""):
        """The condition of what this hat sees of a visible participant, for rows at this path."""
        if hat.role == Role.LEAD:
            return Q(**{f"{path}participant": participant})
        return self.read_by(Participant.objects.reach_of(hat).only(participant), path)

    def read_by(self, reach, path=""):
        """The condition of what a buddy reads: results of their own time, and what is shared."""
        person, read = f"{path}participant", Q()
        if shared := reach.sharing(READS):
            read |= Q(**{f"{person}__in": shared})
        for row in reach.rows:
            if row.shares not in READS:
                read |= Q(**{person: row.participant, f"{path}reached_on__gte": row.since})
        return read or Q(pk__in=[])

    def with_question(self, today=None):
        """Annotate `asks`: after how many months "is dit nog zo?" is to be asked now, or None.

        Each question stays open until the next would come. What was gone after three months is
        not asked again.
        """
        today = today or timezone.localdate()
        open_now = (When(in_hand(today, months), then=months) for months in MOMENTS)
        number = models.PositiveSmallIntegerField()
        given = Q(still=Still.GONE) | Q(months=OuterRef("moment"))
        told = Exists(OutcomeCheck.objects.filter(given, outcome=OuterRef("pk")))
        found = self.annotate(moment=Case(*open_now, output_field=number))
        return found.annotate(asks=Case(When(~told, then="moment"), output_field=number))

    def asked(self, today=None):
        """Those of which is to be asked now whether they still hold; who waits longest first."""
        asked = self if "asks" in self.query.annotations else self.with_question(today)
        return asked.filter(asks__isnull=False).order_by("reached_on", "pk")

    def last_said(self, still):
        """Those of which this is the latest answer to whether they still hold."""
        latest = OutcomeCheck.objects.filter(outcome=OuterRef("pk")).order_by("-months")
        said = models.Subquery(latest.values("still")[:1])
        return self.annotate(said=said).filter(said=still)

    def without_reader(self):
        """Those that no buddy can be asked about: the year is over, or it was before their time."""
        return self.exclude(Exists(readers()))

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        related = self.with_question().select_related(
            "participant__neighbourhood", "participant__district", "kind__domain"
        )
        related = related.prefetch_related("checks")
        return related.fetch_mode(models.FETCH_RAISE).order_by("-reached_on", "-pk")

    def in_short(self):
        """What and of whom; anything more raises instead of querying."""
        shown = ("reached_on", "kind__name", "participant__name", "participant__called")
        bare = self.select_related("participant", "kind").only(*shown)
        return bare.fetch_mode(models.FETCH_RAISE)


class OutcomeManager(models.Manager.from_queryset(OutcomeQuerySet)):
    def first_day(self, participant, hat):
        """The first day that a result can have: that of the year, for a buddy who reads of then."""
        began = participant.trajectories.aggregate(day=models.Min("started_on"))["day"]
        began = began or participant.joined_on
        if hat.role != Role.BUDDY:
            return began
        theirs = Participant.objects.reach_of(hat).of(participant.pk)
        return began if theirs is None or theirs.shares in READS else max(began, theirs.since)

    @transaction.atomic
    def remove(self, outcome, *, by):
        """Take away what stood there by mistake, with its answers; nothing where it is gone."""
        hold_file(outcome.participant, by=by)
        if not self.filter(pk=outcome.pk).exists():
            return
        AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=outcome, step="remove")
        outcome.checks.all().delete()
        self.filter(pk=outcome.pk).delete()


def readers():
    """The running match whose buddy may read the result of the outer row."""
    theirs = Match.objects.active().filter(participant=OuterRef("participant"))
    return theirs.filter(Q(started_on__lte=OuterRef("reached_on")) | Q(shares__in=READS))


def hold_file(participant, *, by):
    """Let nobody else write in these results until the transaction ends.

    Raises YearOver where the match of this buddy is over.
    """
    locked = participant.locked()
    theirs = Match.objects.visible_to(by).active().filter(participant=locked)
    if by.role == Role.BUDDY and not theirs.exists():
        raise YearOver(OVER)


class Outcome(models.Model):
    """A result in somebody's life: typed, dated, and with where we know it from."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="outcomes")
    kind = models.ForeignKey(OutcomeKind, models.PROTECT, verbose_name="resultaat")
    reached_on = DayField("sinds", default=timezone.localdate)
    source = models.CharField("hoe weten we dit", max_length=9, choices=Source)
    words = models.CharField("in eigen woorden", max_length=200, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = OutcomeManager()

    class Privacy:
        owner = "participant"
        erase = {"words": redacted("words")}
        keep = {"id", "participant", "kind", "reached_on", "source", "version"}

    class Meta:
        verbose_name = "resultaat"
        verbose_name_plural = "resultaten"
        constraints = [
            *days_within_reach("reached_on"),
            models.UniqueConstraint(
                fields=["participant", "kind", "reached_on"], name="one_outcome_a_day"
            ),
        ]
        indexes = [models.Index(fields=["reached_on", "kind"], name="outcomes_by_day")]

    def __str__(self):
        return f"{self.kind} sinds {self.reached_on:%d-%m-%Y}"

    def coming(self, today=None):
        """The day on which is asked whether it still holds, where one is to come; else None."""
        today = today or timezone.localdate()
        if any(check.still == Still.GONE for check in self.checks.all()):
            return None
        days = (check_day(self.reached_on, months) for months in MOMENTS)
        return next((day for day in days if day > today), None)


class Still(models.TextChoices):
    """Whether a result holds some months later."""

    TRUE = "true", "ja, nog steeds"
    GONE = "gone", "nee, niet meer"
    UNKNOWN = "unknown", "dat weten we niet"


class OutcomeCheck(models.Model):
    """The answer to "is dit nog zo?", three and six months after a result."""

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="checks")
    months = models.PositiveSmallIntegerField("na", choices=[(3, "3 maanden"), (6, "6 maanden")])
    still = models.CharField("is dit nog zo?", max_length=7, choices=Still)
    source = models.CharField("hoe weten we dit", max_length=9, choices=Source, blank=True)
    asked_on = DayField("gevraagd op", default=timezone.localdate)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="door", related_name="+"
    )
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Privacy:
        owner = "outcome__participant"
        erase = {}
        keep = {"id", "outcome", "months", "still", "source", "asked_on", "asked_by", "version"}

    class Meta:
        verbose_name = "navraag naar een resultaat"
        ordering = ["outcome", "months"]
        constraints = [
            *days_within_reach("asked_on"),
            models.UniqueConstraint(
                fields=["outcome", "months"],
                name="asked_once_a_time",
                violation_error_message="Hier is al antwoord op gegeven.",
            ),
            models.CheckConstraint(
                condition=models.Q(months__in=[3, 6]), name="asked_after_three_or_six_months"
            ),
            models.CheckConstraint(
                condition=models.Q(still=Still.UNKNOWN) ^ ~models.Q(source=""),
                name="what_we_know_has_a_source",
                violation_error_message="Zeg hoe we dit weten.",
            ),
        ]

    def __str__(self):
        return f"na {self.get_months_display()}: {self.get_still_display()}"
