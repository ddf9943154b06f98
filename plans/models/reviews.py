"""Looking back together (kijkmoment): at the start, halfway, at the end, and after aftercare."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.privacy import redacted
from kansrijk.audit.steps import StepRefused
from kansrijk.places.models import MethodVersion
from kansrijk.values.dates import DayField, add_months, days_within_reach
from participants.models import Consent
from participants.models.states import Sharing
from plans.models.of_trajectory import OfTrajectory, hold
from plans.models.review_steps import ReviewState, ReviewSteps
from plans.models.trajectories import Trajectory

SOON = timedelta(weeks=2)  # how long before its day a review is told
FIRST_REVIEW = timedelta(weeks=3)  # the look at the start is within three weeks
HALFWAY = 6  # months
SCREENS = 6
CLOSED = (
    "Dit kijkmoment is intussen afgesloten. Wat jij typte, staat er nog: kopieer het als je het "
    "wilt houden."
)


class Which(models.TextChoices):
    """Which look of the year; in the order in which they come."""

    START = "start", "begin"
    HALFWAY = "halfway", "halverwege"
    END = "end", "einde"
    AFTERCARE = "aftercare", "nazorg"


WHEN = {
    Which.START: "aan het begin",
    Which.HALFWAY: "halverwege",
    Which.END: "aan het einde",
    Which.AFTERCARE: "na de nazorg",
}


class SkippedWhy(models.TextChoices):
    OWN_WISH = "own_wish", "de deelnemer wilde het niet"
    NO_MOMENT = "no_moment", "er was geen goed moment"
    ILL = "ill", "ziekte"
    STOPPED = "stopped", "het jaar eindigde eerder"
    OTHER = "other", "iets anders"


class BuddyView(models.TextChoices):
    GIVEN = "given", "gegeven"
    NONE = "none", "geen eigen blik"


class Ladder(models.IntegerChoices):
    """The participation ladder, in our own words; optional."""

    ALONE = 1, "ik kom bijna nergens"
    CONTACTS = 2, "ik zie mensen buiten mijn huis"
    JOINS = 3, "ik doe mee aan een activiteit of cursus"
    VOLUNTEERS = 4, "ik doe vrijwilligerswerk"
    SUPPORTED = 5, "ik heb werk, met hulp erbij"
    WORKS = 6, "ik heb werk"


class ReviewQuerySet(OfTrajectory):
    day = "held_on"
    shares = (Sharing.ALL,)  # a summary is goals, steps and what worked out: nothing that was said

    def read_by(self, reach, path=""):
        """A look that is still to come has nothing in it; why one was skipped is of that day."""
        if [*reach.since(self.shares, with_begun=True)] == [None]:
            return super().read_by(reach, path)
        state, year = f"{path}state", f"{path}trajectory__in"
        never_begun = Q(**{state: ReviewState.SKIPPED, f"{path}held_on": None})
        skipped = never_begun & self.shared_in(reach, "state_since", path)
        planned = Q(**{state: ReviewState.PLANNED, year: reach.years})
        return super().read_by(reach, path) | planned | skipped

    def finished(self):
        return self.filter(state=ReviewState.FINISHED)

    def waiting(self):
        """Those that are neither finished nor skipped."""
        return self.filter(state__in=[ReviewState.PLANNED, ReviewState.BEGUN])

    def due(self, today):
        """Those whose day has come."""
        return self.waiting().filter(planned_on__lte=today)

    def now(self, today=None):
        """Those to hold now or within two weeks."""
        soon = (today or timezone.localdate()) + SOON
        return self.waiting().filter(planned_on__lte=soon)

    def in_order(self):
        """As they come in a year."""
        rank = models.Case(
            *(models.When(which=which, then=place) for place, which in enumerate(Which.values))
        )
        return self.order_by("trajectory", rank)

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        person = "trajectory__participant"
        related = self.select_related(f"{person}__neighbourhood", f"{person}__district")
        return related.fetch_mode(models.FETCH_RAISE).order_by("planned_on", "pk")


class ReviewManager(models.Manager.from_queryset(ReviewQuerySet)):
    def plan(self, year):
        """Plan the looks of a year; those not yet begun move along with its dates.

        Call it in the transaction that opens the year, extends it or begins aftercare.
        """
        own = {review.which: review for review in self.filter(trajectory=year)}
        for which, day in planned_days(year):
            review = own.get(which)
            if review is None:
                self.create(trajectory=year, which=which, planned_on=day)
            elif review.planned_on != day and review.state == ReviewState.PLANNED:
                self.filter(pk=review.pk).update(planned_on=day, version=review.version + 1)


def planned_days(year):
    """Return (which, day) for each look of this year, as its dates put them."""
    planned = [
        (Which.START, year.started_on + FIRST_REVIEW),
        (Which.HALFWAY, add_months(year.started_on, HALFWAY)),
        (Which.END, year.planned_end_on),
    ]
    return planned + ([(Which.AFTERCARE, year.aftercare_until)] if year.aftercare_until else [])


class Review(ReviewSteps, models.Model):
    """One look: when it is planned, when it was held, and how far it came."""

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="reviews")
    which = models.CharField("welk kijkmoment", max_length=9, choices=Which)
    planned_on = DayField("gepland op")
    state = models.CharField(
        "stand", max_length=8, choices=ReviewState, default=ReviewState.PLANNED
    )
    state_since = DayField("sinds", default=timezone.localdate)
    method_version = models.ForeignKey(
        MethodVersion, models.PROTECT, verbose_name="versie van de methode", null=True, blank=True
    )
    held_on = DayField("gehouden op", null=True, blank=True)
    is_on_paper = models.BooleanField("op papier begonnen", default=False)
    reached = models.PositiveSmallIntegerField("scherm", default=0)  # the furthest saved
    ladder = models.PositiveSmallIntegerField("meedoen", choices=Ladder, null=True, blank=True)
    # When the participant had chosen everything; from then on until the buddy's view is given, or
    # is not wanted, nobody sees what was chosen (R9).
    scored_at = models.DateTimeField("gekozen op", null=True, blank=True, editable=False)
    buddy_view = models.CharField("blik van de buddy", max_length=5, choices=BuddyView, blank=True)
    skipped_why = models.CharField(
        "waarom overgeslagen", max_length=9, choices=SkippedWhy, blank=True
    )
    skipped_words = models.CharField("in woorden", max_length=200, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = ReviewManager()

    class Privacy:
        owner = "trajectory__participant"
        erase = {"skipped_words": redacted("skipped_words")}
        keep = {
            "id", "trajectory", "which", "planned_on", "state", "state_since", "method_version",
            "held_on", "is_on_paper", "reached", "ladder", "scored_at", "buddy_view",
            "skipped_why", "version",
        }  # fmt: skip

    class Meta:
        verbose_name = "kijkmoment"
        verbose_name_plural = "kijkmomenten"
        ordering = ["planned_on", "pk"]
        constraints = [
            *days_within_reach("planned_on", "held_on", "state_since"),
            models.UniqueConstraint(fields=["trajectory", "which"], name="one_review_of_a_kind"),
            models.CheckConstraint(
                condition=Q(state__in=[ReviewState.PLANNED, ReviewState.SKIPPED])
                | Q(held_on__isnull=False, method_version__isnull=False),
                name="a_begun_review_has_a_day",
                violation_error_message="Zeg op welke dag jullie keken.",
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.SKIPPED) ^ Q(skipped_why=""),
                name="a_skipped_review_says_why",
                violation_error_message="Kies waarom dit kijkmoment niet doorging.",
            ),
            models.CheckConstraint(
                condition=~Q(skipped_why=SkippedWhy.OTHER) | ~Q(skipped_words=""),
                name="another_reason_has_words",
                violation_error_message="Schrijf op waarom dit kijkmoment niet doorging.",
            ),
            models.CheckConstraint(
                condition=Q(buddy_view="") | Q(scored_at__isnull=False),
                name="the_participant_scores_first",
                violation_error_message="De deelnemer kiest eerst.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.FINISHED) | Q(scored_at=None) | ~Q(buddy_view=""),
                name="a_finished_review_is_open",
                violation_error_message="Zeg eerst of de buddy ook een eigen blik geeft.",
            ),
            models.CheckConstraint(
                condition=Q(ladder=None) | Q(ladder__in=Ladder.values),
                name="ladder_has_six_rungs",
                violation_error_message="Kies een van de zes treden.",
            ),
        ]
        indexes = [models.Index(fields=["state", "planned_on"], name="reviews_by_day")]

    def __str__(self):
        return f"kijkmoment {self.get_which_display()}"

    @property
    def when(self):
        """Which look it is, as it reads behind "kijkmoment"."""
        return WHEN[self.which]

    @property
    def is_hidden(self):
        """The participant has chosen and the buddy has not looked yet: nobody sees the choices."""
        return self.scored_at is not None and not self.buddy_view

    @property
    def is_talked(self):
        """Begun with a method that talks instead of measuring; its picture has a page of its own."""
        return self.method_version is not None and self.method_version.method.is_talking_picture

    @property
    def may_choose(self):
        """The participant may choose, and choose again: until the buddy's view lies beside it."""
        is_open = not self.is_hidden and self.buddy_view != BuddyView.GIVEN
        return self.state == ReviewState.BEGUN and is_open

    def lock_first(self):
        """Who writes in a year holds the year before what hangs on it."""
        Trajectory.objects.select_for_update().get(pk=self.trajectory_id)

    def advance(self, screen):
        """Keep that this screen was saved; tell whether the look came further than before."""
        is_further = screen > self.reached
        if is_further:
            self.reached = screen
            self.save(update_fields=["reached"])
        return is_further

    def keep_stress(self, *, by):
        """Keep what gives stress now, in the order of now, where the buddy may know it."""
        if not Consent.objects.told_to(by, self.trajectory.participant):
            return
        then = self.stress.model
        then.objects.bulk_create(
            then(review=self, rank=each.rank, domain_id=each.domain_id, text=each.text)
            for each in self.trajectory.participant.stressors.all()
        )

    def moment(self, today=None):
        """Where it stands on this day: "later", "soon", "due", or its state when it is no plan."""
        if self.state != ReviewState.PLANNED:
            return self.state
        today = today or timezone.localdate()
        if self.planned_on <= today:
            return "due"
        return "soon" if self.planned_on <= today + SOON else "later"


@transaction.atomic
def hold_review(review, *, by):
    """Return this review, locked with its trajectory until the transaction ends, to write in it.

    StepRefused when it is not under way (any more), YearOver when the year is over, PermissionDenied
    for who is no buddy.
    """
    if by.role != Role.BUDDY:
        raise PermissionDenied
    hold(review.trajectory, by=by)  # the year before what hangs on it, as the steps do
    locked = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if locked.state != ReviewState.BEGUN:
        raise StepRefused(CLOSED)
    return locked
