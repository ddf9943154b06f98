"""Who sees which obstacles, and how much of them: as much as the participant allowed."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Case, F, Prefetch, Q, Value, When
from django.utils import timezone

from buddies.models import Absence
from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import working_days_after
from participants.models import Match, Participant
from participants.models.participants import counts, not_at_home
from participants.models.states import Sharing, State
from plans.models.of_trajectory import OfTrajectory
from plans.models.stuck import ANSWER_DAYS, OVER, WITH_WIJ, MayKnow, Stuck
from plans.models.trajectories import Trajectory

ENDED = (
    "Jullie koppeling is intussen afgelopen. Dit is niet opgeslagen. Kopieer je tekst als je die "
    "wilt houden, of geef hem aan de projectleider."
)

CONTACT = "match__buddy__wij_contact"
BESIDE = [  # what a row tells besides its own: where, who answers, and how to reach them
    "trajectory__participant", "match__buddy__district__name", "partner__name", f"{CONTACT}__team",
    *(f"{CONTACT}__user__{name}" for name in ("name", "called", "phone", "email")),
]  # fmt: skip


class ObstacleQuerySet(OfTrajectory):
    day = "raised_on"

    def visible_to(self, hat):
        """To WIJ and leads only what the participant allowed, and never about themselves.

        What they did not allow is of the two alone: a deputy does not read it, and a next buddy
        only where the participant chose "alles" (R6).
        """
        if hat.role == Role.BUDDY:
            return self.filter(self.seen_by(hat))
        return self.reaching(hat).exclude(consent=MayKnow.NO)

    def reaching(self, hat):
        """What is on the desk of WIJ or a lead, whatever the participant allowed; not to show.

        It follows the buddy's present contact, and the deputy of who is away.
        """
        person = "trajectory__participant"
        here = self.filter(
            hat.here(f"{person}__district"), not_at_home(hat, person), counts(hat, person)
        )
        match hat.role:
            case Role.WIJ:
                away = Absence.objects.replaced_by(hat)
                own = Q(match__buddy__wij_contact__user=hat.user)
                mine = here.filter(own | Q(match__buddy__wij_contact__user__in=away))
                return mine.exclude(match__buddy__user=hat.user)
            case Role.LEAD:
                return here
            case _:
                return self.none()

    def seen_by(self, hat, path="", *, years=None):
        """The condition under which a buddy sees the obstacle at this path ("obstacle__")."""
        reach = Participant.objects.reach_of(hat)
        reach = reach if years is None else reach.within(years)
        told_all = reach.sharing((Sharing.ALL,), to=hat.user_id)
        between_us = Q(
            (f"{path}match__buddy__user", hat.user_id),
            (f"{path}raised_by", hat.user_id),
            (f"{path}trajectory__participant__in", told_all),
            _connector=Q.OR,
        )
        is_told = ~Q(**{f"{path}consent": MayKnow.NO})
        return self.read_by(reach, path) & (is_told | between_us)

    def in_file(self, hat):
        """Those that a participant's file may show: a lead reads there none without a name."""
        seen = self.visible_to(hat)
        return seen if hat.role == Role.BUDDY else seen.filter(consent=MayKnow.YES)

    def in_file_of(self, years, hat, path=""):
        """The same of visible years, as a condition for rows at this path."""
        if hat.role == Role.BUDDY:
            return self.seen_by(hat, path, years=years)
        return self.seen_in(years, hat, path) & Q(**{f"{path}consent": MayKnow.YES})

    def told_to(self, hat):
        """Annotate who it is about, as far as this hat may know.

        `told_name` and `told_buddy` are empty for WIJ and leads after "ja, zonder naam";
        `told_file`, the id of the file, for who cannot open it; `told_step` for all but a buddy.
        """
        knows_all, opens = hat.role == Role.BUDDY, hat.role != Role.WIJ
        person, buddy = "trajectory__participant", "match__buddy__user__name"

        def told(path, nothing):
            named = Case(When(consent=MayKnow.YES, then=F(path)), default=Value(nothing))
            return F(path) if knows_all else named

        return self.annotate(
            told_name=told(f"{person}__name", ""),
            told_buddy=told(buddy, ""),
            told_file=told(f"{person}_id", None)
            if opens
            else Value(None, output_field=models.BigIntegerField()),
            told_step=F("action__text") if knows_all else Value(""),
        )

    def open(self):
        """Handed to WIJ and without an end."""
        return self.filter(state__in=WITH_WIJ)

    def running(self):
        """Without an end, also those that stay between the two."""
        return self.exclude(state__in=OVER)

    def over(self):
        return self.filter(state__in=OVER)

    def overdue(self, day=None):
        """Open past the day on which an answer was due; these are raised to the lead."""
        return self.open().filter(answer_by__lt=day or timezone.localdate())

    def for_lead(self, day=None):
        """What a lead looks after: what is overdue, and what has nobody to answer it."""
        late = Q(answer_by__lt=day or timezone.localdate())
        return self.open().filter(late | Q(match__buddy__wij_contact=None))

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying.

        No participant and no name of a buddy is in it: who may know those, see `told_to`.
        """
        related = self.select_related(
            "trajectory", "match__buddy__wij_contact__user", "match__buddy__district", "partner"
        )
        own = [field.name for field in self.model._meta.concrete_fields]
        answers = self.model.answers.rel.related_model.objects.select_related("by")
        told = related.only(*own, *BESIDE).prefetch_related(Prefetch("answers", answers))
        return told.fetch_mode(models.FETCH_RAISE).order_by("answer_by", "pk")


class ObstacleManager(models.Manager.from_queryset(ObstacleQuerySet)):
    @transaction.atomic
    def raise_for(self, match, *, by, client_id, **told):
        """Store what stands in the way; with a yes of the participant it goes to WIJ at once.

        The same `client_id` again answers the obstacle that was stored the first time. Raises
        StepRefused when the match ended meanwhile.
        """
        keeps = told["consent"] == MayKnow.NO
        begin = self.model.begins[1 if keeps else 0]
        if by.role not in begin.roles:
            raise PermissionDenied
        match = Match.objects.select_for_update(of=("self",)).get(pk=match.pk)
        if stored := self.filter(client_id=client_id, match=match).first():
            return stored
        year = Trajectory.objects.open().filter(participant=match.participant_id).first()
        if match.state != State.ACTIVE or year is None:
            raise StepRefused(ENDED)
        raised = self.model(trajectory=year, match=match, client_id=client_id, **told)
        raised.raised_by_id = by.user_id
        raised.answer_by = working_days_after(raised.raised_on, ANSWER_DAYS[raised.urgency])
        raised.enter(Stuck(begin.target))
        fields = ["state", "answer_by", *(name for name, value in told.items() if value)]
        AuditEvent.objects.record(by=by, verb=Verb.STEP, on=raised, fields=fields, step=begin.name)
        return raised
