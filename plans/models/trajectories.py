from django.db import models, transaction
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.privacy import redacted
from kansrijk.places.models import Method
from kansrijk.values.dates import DayField, DaysBetween, add_months, days_within_reach, in_order
from participants.models import Match, Participant
from participants.models.participants import led_by

MISSED = "missed"  # Kind.MISSED, which stands above this module
MONTHS = 12  # how long a year together is planned for
AFTERCARE = 6  # months at most
PHASE = ["wish_on", "underway_on", "aftercare_on", "ended_on", "ending"]  # where its phase stands
HALF_A_YEAR = 184  # days: the longest that six months can be; a form knows the day itself


class Phase(models.TextChoices):
    CALM = "calm", "rust"
    WISH = "wish", "wat wil jij?"
    UNDERWAY = "underway", "onderweg"
    AFTERCARE = "aftercare", "nazorg"
    DONE = "done", "klaar"
    STOPPED = "stopped", "gestopt"


class Ending(models.TextChoices):
    DONE = "done", "klaar"
    STOPPED = "stopped", "gestopt"


class Why(models.TextChoices):
    REACHED = "reached", "doelen gehaald"
    YEAR_OVER = "year_over", "het jaar is voorbij"
    MOVED = "moved", "verhuisd"
    NO_TIME = "no_time", "geen tijd of rust"
    OTHER_HELP = "other_help", "andere hulp past beter"
    NO_CONTACT = "no_contact", "geen contact meer"
    OWN_WISH = "own_wish", "wilde zelf stoppen"


def phase_of(year, day):
    """The phase of a year, or of a row with its days, at the end of this day; see `with_phase`."""
    steps = [
        (year.ended_on, Phase.DONE if year.ending == Ending.DONE else Phase.STOPPED),
        (year.aftercare_on, Phase.AFTERCARE),
        (year.underway_on, Phase.UNDERWAY),
        (year.wish_on, Phase.WISH),
    ]
    return next((phase for begun, phase in steps if begun and begun <= day), Phase.CALM)


class TrajectoryQuerySet(models.QuerySet):
    def visible_to(self, hat):
        """The years of visible participants; to a buddy past years only as R6 allows."""
        match hat.role:
            case Role.LEAD:
                return self.filter(led_by(hat, "participant"))
            case Role.BUDDY:
                return self.filter(pk__in=Participant.objects.reach_of(hat).years)
            case _:
                return self.none()

    def open(self):
        return self.filter(ended_on=None)

    def open_at_home(self, participant, *, hat):
        """List the open year of this participant (an id), and then those of their housemates.

        Only what this buddy sees; empty where that is not the first (any more).
        """
        reach = Participant.objects.reach_of(hat)
        home = {row.household for row in reach.rows if row.participant == participant}
        at_home = [row.year for row in reach.rows if row.household in home]
        seen = self.visible_to(hat).open().filter(pk__in=at_home)
        related = seen.select_related("participant__district")
        years = list(related.order_by("participant__search_name", "pk"))
        years.sort(key=lambda year: year.participant_id != participant)  # theirs comes first
        return years if years and years[0].participant_id == participant else []

    def begun(self, day):
        return self.filter(started_on__lte=day)

    def past_end(self, today):
        """Open years whose last day is behind us: that of aftercare, or else the planned end."""
        last = Coalesce("aftercare_until", "planned_end_on")
        return self.open().annotate(last_day=last).filter(last_day__lt=today)

    def with_phase(self, day):
        """Annotate `phase`: where the trajectory stood at the end of this day."""
        return self.begun(day).annotate(
            phase=Case(
                When(ended_on__lte=day, ending=Ending.DONE, then=Value(Phase.DONE)),
                When(ended_on__lte=day, then=Value(Phase.STOPPED)),
                When(aftercare_on__lte=day, then=Value(Phase.AFTERCARE)),
                When(underway_on__lte=day, then=Value(Phase.UNDERWAY)),
                When(wish_on__lte=day, then=Value(Phase.WISH)),
                default=Value(Phase.CALM),
                output_field=models.CharField(),
            )
        )

    def latest_of(self, participants):
        """Map participant id → a row of their latest trajectory, of which `phase_of` tells more."""
        meetings = Trajectory.meetings.rel.related_model.objects.exclude(kind=MISSED)
        heard = meetings.filter(trajectory=models.OuterRef("pk")).order_by("-held_on")
        found = self.filter(participant__in=[p.pk for p in participants]).order_by("started_on")
        told = found.annotate(
            buddy_name=models.F("match__buddy__user__name"),
            last_contact=models.Subquery(heard.values("held_on")[:1]),
        )
        shown = ("participant_id", *PHASE, "buddy_name", "last_contact")
        return {row.participant_id: row for row in told.values_list(*shown, named=True)}

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        related = self.select_related(
            "participant__neighbourhood", "participant__district", "match__buddy__user"
        )
        return related.fetch_mode(models.FETCH_RAISE).order_by("participant__search_name", "pk")

    def for_cards(self):
        """Everything a card of Vandaag shows; anything more raises instead of querying."""
        related = self.select_related("participant__neighbourhood", "participant__district")
        return related.fetch_mode(models.FETCH_RAISE).order_by("participant__search_name", "pk")


class TrajectoryManager(models.Manager.from_queryset(TrajectoryQuerySet)):
    @transaction.atomic
    def open_for(self, match, *, by):
        """Approve the match and open the year together; StepRefused when somebody was first.

        A participant whose year already runs goes on with it, with the new buddy.
        """
        match.approve(by=by)
        running = self.filter(participant=match.participant, ended_on=None).first()
        if running:
            return running
        opened = self.create(
            participant=match.participant,
            match=match,
            method=match.participant.district.method,
            started_on=match.started_on,
            planned_end_on=add_months(match.started_on, MONTHS),
        )
        opened.reviews.plan(opened)
        AuditEvent.objects.record(by=by, verb=Verb.ADD, on=opened)
        return opened


class Trajectory(models.Model):
    """A participant's year: its phases are the dates on which they began."""

    participant = models.ForeignKey(
        Participant, models.PROTECT, verbose_name="deelnemer", related_name="trajectories"
    )
    match = models.OneToOneField(Match, models.PROTECT, verbose_name="begonnen met")
    method = models.ForeignKey(Method, models.PROTECT, verbose_name="methode")
    started_on = DayField("begonnen op")
    planned_end_on = DayField("gepland einde")
    wish_on = DayField("wat wil jij vanaf", null=True, blank=True)
    underway_on = DayField("onderweg vanaf", null=True, blank=True)
    aftercare_on = DayField("nazorg vanaf", null=True, blank=True)
    aftercare_until = DayField("nazorg tot", null=True, blank=True)
    ended_on = DayField("geëindigd op", null=True, blank=True)
    ending = models.CharField("hoe geëindigd", max_length=7, choices=Ending, blank=True)
    ended_why = models.CharField("waarom", max_length=10, choices=Why, blank=True)
    ended_words = models.TextField("in eigen woorden", max_length=500, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = TrajectoryManager()

    class Privacy:
        owner = "participant"
        erase = {"ended_words": redacted("ended_words")}
        keep = {
            "id", "participant", "match", "method", "started_on", "planned_end_on", "wish_on",
            "underway_on", "aftercare_on", "aftercare_until", "ended_on", "ending", "ended_why",
            "version",
        }  # fmt: skip

    class Meta:
        verbose_name = "traject"
        verbose_name_plural = "trajecten"
        constraints = [
            *days_within_reach(
                "started_on",
                "planned_end_on",
                "wish_on",
                "underway_on",
                "aftercare_on",
                "aftercare_until",
                "ended_on",
            ),
            in_order("started_on", "planned_end_on", "Het einde ligt vóór het begin."),
            in_order("started_on", "wish_on", "Een fase kan niet vóór het begin liggen."),
            in_order("started_on", "underway_on", "Een fase kan niet vóór het begin liggen."),
            in_order("wish_on", "underway_on", "“Onderweg” komt na “wat wil jij?”."),
            in_order("started_on", "aftercare_on", "Nazorg kan niet vóór het begin liggen."),
            in_order("wish_on", "aftercare_on", "Nazorg komt na de andere fases."),
            in_order("underway_on", "aftercare_on", "Nazorg komt na de andere fases."),
            in_order("aftercare_on", "aftercare_until", "Nazorg eindigt niet vóór het begin."),
            models.CheckConstraint(
                condition=LessThanOrEqual(
                    DaysBetween("aftercare_on", "aftercare_until"), HALF_A_YEAR
                ),
                name="aftercare_is_half_a_year",
                violation_error_message="Nazorg duurt hoogstens een half jaar.",
            ),
            models.CheckConstraint(
                condition=Q(aftercare_on=None, aftercare_until=None)
                | Q(aftercare_on__isnull=False, aftercare_until__isnull=False),
                name="aftercare_has_two_ends",
                violation_error_message="Nazorg heeft een begin en een einde.",
            ),
            in_order("started_on", "ended_on", "Het einde ligt vóór het begin."),
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(ended_on=None),
                name="one_open_trajectory",
                violation_error_message="Deze deelnemer heeft al een lopend traject.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="", ended_why="")
                | (Q(ended_on__isnull=False) & ~Q(ending="")),
                name="an_end_says_how",
                violation_error_message="Zeg hoe het traject eindigde.",
            ),
            models.CheckConstraint(
                condition=~Q(ending=Ending.STOPPED) | ~Q(ended_why=""),
                name="stopping_has_a_reason",
                violation_error_message="Kies waarom het stopte.",
            ),
        ]

    def __str__(self):
        return f"traject van {self.participant}"

    def week(self, today=None):
        """The number of the week of the year together, from 1."""
        return ((today or timezone.localdate()) - self.started_on).days // 7 + 1

    def phase_on(self, day):
        return phase_of(self, day)

    @property
    def present_phase(self):
        return self.phase_on(timezone.localdate())
