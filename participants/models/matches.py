from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import RowNumber
from django.utils import timezone

from buddies.models import Absence, Buddy
from kansrijk.accounts.models import Role, User
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.privacy import redacted
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import DayField
from participants.models.match_rules import MATCH_RULES
from participants.models.match_standing import Standing
from participants.models.match_steps import ELSEWHERE, NO_ROOM, NOT_READY, SAME_HOME, MatchSteps
from participants.models.participants import Participant, in_words, led_by, not_at_home
from participants.models.states import (
    CARDS_AT_ONCE,
    PAST_PROPOSED,
    STALLS,
    WAITING,
    EndWhy,
    Sharing,
    Side,
    State,
    Vote,
)
from participants.models.votes import CastVote, Question, Way

JUST_STARTED = 30  # days that a started match stays on the board


class MatchQuerySet(models.QuerySet):
    def visible_to(self, hat):
        """The matches this hat may see; never one about oneself or one's own household."""
        others = self.filter(not_at_home(hat, "participant"))
        match hat.role:
            case Role.LEAD:
                return self.filter(led_by(hat, "participant"))
            case Role.WIJ:  # nobody approves the match in which they are the buddy
                seen = others.filter(participant__district=hat.district)
                return seen.exclude(buddy__user=hat.user)
            case Role.BUDDY:  # from the moment that they are to meet; cards are the participant's
                stands_in = Q(state=State.ACTIVE, buddy__user__in=Absence.objects.replaced_by(hat))
                own = Q(buddy__user=hat.user, state__in=PAST_PROPOSED)
                return others.filter(own | stands_in, participant__district=hat.district)
            case _:
                return self.none()

    def offered_to(self, hat):
        """A buddy's own proposals from the introduction on, also those that went no further."""
        if hat.role != Role.BUDDY:
            return self.none()
        others = self.filter(not_at_home(hat, "participant"))
        own = others.filter(buddy__user=hat.user, participant__district=hat.district)
        return own.filter(introduced_on__isnull=False)

    def ended_with(self, hat):
        """Those of this buddy that ended, the last first: for words that were still on their way."""
        others = self.filter(not_at_home(hat, "participant"))
        own = others.filter(buddy__user=hat.user, participant__district=hat.district)
        return own.filter(state=State.ENDED).order_by("-ended_on", "-pk")

    def over(self):
        """Those on whose road nothing waits any more."""
        return self.exclude(state__in=WAITING)

    def waiting(self):
        """Proposed but not started yet: the road from a card to a yes of everybody."""
        return self.filter(state__in=WAITING)

    def not_again(self, participant):
        """Matches whose buddy cannot be proposed again: a live one, or the participant said no."""
        live = Q(state__in=[State.PROPOSED, *PAST_PROPOSED])
        return self.filter(live | Q(participant_vote=Vote.NO), participant=participant)

    def active(self):
        return self.filter(state=State.ACTIVE)

    def on_board(self):
        """What the board shows: what waits, and what started in the last weeks."""
        since = timezone.localdate() - timedelta(days=JUST_STARTED)
        return self.filter(Q(state__in=WAITING) | Q(state=State.ACTIVE, started_on__gte=since))

    def first_of_each(self, most):
        """Narrow rows: of each state the `most` that stand there longest."""
        order = ("state_since", "pk")
        place = models.Window(RowNumber(), partition_by=models.F("state"), order_by=order)
        first = self.annotate(place=place).filter(place__lte=most).values("pk")
        few = first[: most * len(State)]  # cuts nothing off; says to the database that it is few
        shown = ("state", "state_since", "picked_on", "started_on", "participant_vote")
        return Match.objects.filter(pk__in=few).told(*shown).order_by(*order)

    def per_state(self):
        """Map each state to how many there are."""
        return dict(self.order_by().values_list("state").annotate(models.Count("pk")))

    def stalled(self):
        """Those that stand in one state for longer than is normal there."""
        today, late = timezone.localdate(), Q()
        for state, days in STALLS.items():
            late |= Q(state=state, state_since__lte=today - timedelta(days=days))
        return self.filter(late)

    def with_room(self):
        """Annotate `busy`: how many of the buddy's places are taken, this match included."""
        takes = Q(buddy__matches__state__in=PAST_PROPOSED)
        return self.annotate(busy=models.Count("buddy__matches", filter=takes))

    def with_way(self):
        """Annotate `way`: how the participant gave the latest vote on the klik, e.g. on paper."""
        given = CastVote.objects.filter(match=models.OuterRef("pk"), side=Side.PARTICIPANT)
        latest = given.filter(question=Question.CLICK).order_by("-number")
        return self.annotate(way=models.Subquery(latest.values("way")[:1]))

    def for_answer(self):
        """Everything that WIJ weighs: for a list, with the room, the way of voting, the contact."""
        return self.with_room().with_way().for_card().select_related("buddy__wij_contact__user")

    def for_voices(self):
        """What WIJ weighs, as its list shows it; anything more raises instead of querying."""
        own = ("why", "agreed_on", "picked_on", "state", "state_since")
        votes = ("participant_vote", "participant_words", "buddy_vote", "buddy_words")
        names = (
            "participant__name",
            "participant__called",
            "buddy__user__name",
            "buddy__user__called",
        )
        helps = ("buddy__trained_on", "buddy__places", "buddy__district__colour")
        people = ("participant", "buddy__user", "buddy__district", "buddy__wij_contact")
        shown = (*own, *votes, *names, *helps, "buddy__wij_contact__user")
        bare = self.select_related(*people).only(*shown).fetch_mode(models.FETCH_RAISE)
        return bare.with_room().with_way()

    def for_offer(self):
        """Everything that the page of a proposal shows to its buddy."""
        return self.select_related(
            "participant__district",
            "participant__neighbourhood",
            "participant__language",
            "participant__preference",
            "buddy__district",
        )

    def for_card(self):
        """Everything a card shows; anything more raises instead of querying."""
        related = self.select_related(
            "participant__neighbourhood", "participant__language", "participant__district",
            "buddy__user", "buddy__district",
        )  # fmt: skip
        return related.fetch_mode(models.FETCH_RAISE).order_by("-proposed_on", "pk")

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        return self.told("state", "proposed_on").order_by("-proposed_on", "pk")

    def told(self, *fields):
        """Only these fields, and the names of both and of where that is."""
        both = in_words("participant") | {"buddy_name": models.F("buddy__user__name")}
        return self.only(*fields).annotate(**both).fetch_mode(models.FETCH_RAISE)

    def for_rows(self):
        """Everything a proposal in Vandaag shows; anything more raises instead of querying."""
        related = self.select_related(
            "participant__neighbourhood", "participant__language", "buddy__district"
        )
        own = ("state", "state_since", "introduced_on", "introduction_place")
        names = ("name", "called", "neighbourhood__name", "language__name")
        shown = (*own, *(f"participant__{name}" for name in names), "buddy__district__colour")
        return related.only(*shown).fetch_mode(models.FETCH_RAISE).order_by("-proposed_on", "pk")


class MatchManager(models.Manager.from_queryset(MatchQuerySet)):
    @transaction.atomic
    def propose(self, participant, buddy, *, by, why=""):
        """Make a card of this buddy for this participant; StepRefused says which rule forbids it.

        Holds the participant, so that two leads at once cannot make a fourth card (R5).
        """
        if by.role not in Match.begins[0].roles:
            raise PermissionDenied
        Participant.objects.select_for_update().get(pk=participant.pk)
        buddy = Buddy.objects.select_for_update().get(pk=buddy.pk)
        if refused := self.why_not(participant, buddy):
            raise StepRefused(refused)
        match = Match(participant=participant, buddy=buddy, why=why)
        match.enter(State.PROPOSED)
        AuditEvent.objects.record(
            by=by, verb=Verb.STEP, on=match, fields=["participant", "buddy", "why"], step="propose"
        )
        return match

    def why_not(self, participant, buddy):
        """Why this buddy cannot be proposed to this participant now, or an empty text."""
        theirs = self.filter(participant=participant)
        if theirs.filter(state__in=PAST_PROPOSED).exists():
            return "Deze deelnemer heeft al een buddy of een kennismaking."
        cards = theirs.filter(state=State.PROPOSED)
        if cards.count() >= CARDS_AT_ONCE:
            return f"Deze deelnemer bekijkt al {CARDS_AT_ONCE} kaarten. Trek er eerst een in."
        if before := self.not_again(participant).filter(buddy=buddy).first():
            said_no = "De deelnemer zei nee tegen deze buddy. Dat blijft zo."
            is_no = before.participant_vote == Vote.NO
            return said_no if is_no else "Deze buddy is al voorgesteld."
        if participant.user_id == buddy.user_id or buddy.lives_with(participant):
            return SAME_HOME
        if participant.district_id != buddy.district_id:
            return ELSEWHERE
        if not buddy.may_be_matched:
            return NOT_READY
        return "" if buddy.places_taken() < buddy.places else NO_ROOM


class Match(MatchSteps, Standing, models.Model):
    """A buddy proposed to a participant, and the road from that card to a year together."""

    participant = models.ForeignKey(
        Participant, models.PROTECT, verbose_name="deelnemer", related_name="matches"
    )
    buddy = models.ForeignKey(Buddy, models.PROTECT, related_name="matches")
    state = models.CharField("stand", max_length=10, choices=State, default=State.PROPOSED)
    state_since = DayField("stand sinds", default=timezone.localdate, editable=False)
    why = models.TextField("waarom deze twee", max_length=500, blank=True)
    proposed_on = DayField("voorgesteld op", default=timezone.localdate)
    picked_on = DayField("deelnemer wil kennismaken sinds", null=True, blank=True)
    introduced_on = DayField("kennismaking op", null=True, blank=True)
    introduction_place = models.CharField("waar", max_length=120, blank=True)
    participant_vote = models.CharField("stem deelnemer", max_length=5, choices=Vote, blank=True)
    participant_words = models.TextField("de deelnemer zegt", max_length=500, blank=True)
    shares = models.CharField(
        "de buddy mag van vroeger lezen", max_length=7, choices=Sharing, default=Sharing.NOTHING
    )
    buddy_vote = models.CharField("stem buddy", max_length=5, choices=Vote, blank=True)
    buddy_words = models.TextField("de buddy zegt", max_length=500, blank=True)
    agreed_on = DayField("allebei ja op", null=True, blank=True)
    started_on = DayField("gestart op", null=True, blank=True)
    ended_on = DayField("afgelopen op", null=True, blank=True)
    ended_why = models.CharField("waarom afgelopen", max_length=10, choices=EndWhy, blank=True)
    ended_words = models.TextField("toelichting", max_length=500, blank=True)
    declined_by = models.CharField("nee van", max_length=11, choices=Side, blank=True)
    declined_why = models.TextField("reden", max_length=500, blank=True)

    objects = MatchManager()

    class Privacy:
        owner = "participant"
        erase = {
            name: redacted(name)
            for name in (
                "why",
                "introduction_place",
                "participant_words",
                "buddy_words",
                "declined_why",
                "ended_words",
            )
        }
        keep = {
            "id", "participant", "buddy", "state", "state_since", "proposed_on", "picked_on",
            "introduced_on", "agreed_on", "participant_vote", "shares", "buddy_vote", "started_on",
            "ended_on", "ended_why", "declined_by",
        }  # fmt: skip

    class Meta:
        verbose_name = "koppeling"
        verbose_name_plural = "koppelingen"
        constraints = MATCH_RULES
        indexes = [
            models.Index(fields=["participant", "state"], name="matches_of_a_person"),
            models.Index(fields=["-proposed_on", "id"], name="matches_in_order"),
        ]

    def __str__(self):
        return f"{self.participant} met {self.buddy}"

    def told_votes(self):
        """The votes in order, each with the name of who keyed it in (`keyer`) where that was so."""
        votes = list(self.votes.order_by("number"))
        keyers = User.objects.in_bulk([v.by_id for v in votes if v.way == Way.PAPER])
        for vote in votes:
            vote.keyer = keyers.get(vote.by_id, "")
        return votes
