from django.db import models
from django.db.models import Q
from django.utils import timezone

from buddies.models import Buddy
from buddies.models.buddies import TAKES_A_PLACE
from kansrijk.accounts.models import Role
from kansrijk.audit.privacy import redacted
from kansrijk.audit.steps import Stepped, StepRefused, step
from kansrijk.values.dates import DayField, days_within_reach, in_order
from participants.models.participants import Participant


class State(models.TextChoices):
    PROPOSED = "proposed", "voorgesteld"
    INTRODUCED = "introduced", "kennisgemaakt"
    CHOSEN = "chosen", "deelnemer zei ja"
    AGREED = "agreed", "wacht op WIJ"
    ACTIVE = "active", "gestart"
    ENDED = "ended", "afgelopen"
    DECLINED = "declined", "gaat niet door"


PAST_PROPOSED = [State(key) for key in TAKES_A_PLACE]
WAITING = [State.PROPOSED, State.INTRODUCED, State.CHOSEN, State.AGREED]


class Vote(models.TextChoices):
    YES = "yes", "ja"
    NO = "no", "nee"


class Side(models.TextChoices):
    PARTICIPANT = "participant", "deelnemer"
    BUDDY = "buddy", "buddy"
    WIJ = "wij", "WIJ"


class MatchQuerySet(models.QuerySet):
    def visible_to(self, hat):
        """The matches this hat may see; never one about oneself or one's own household."""
        others = self.exclude(participant__household__members__user=hat.user)
        match hat.role:
            case Role.LEAD:
                return others.filter(participant__district=hat.district)
            case Role.WIJ:  # nobody approves the match in which they are the buddy
                seen = others.filter(participant__district=hat.district)
                return seen.exclude(buddy__user=hat.user)
            case Role.BUDDY:
                own = others.filter(buddy__user=hat.user, participant__district=hat.district)
                return own.filter(state=State.ACTIVE)
            case _:
                return self.none()

    def waiting(self):
        """Proposed but not started yet: the road from a card to a yes of everybody."""
        return self.filter(state__in=WAITING)

    def with_room(self):
        """Annotate `busy`: how many of the buddy's places are taken, this match included."""
        takes = Q(buddy__matches__state__in=PAST_PROPOSED)
        return self.annotate(busy=models.Count("buddy__matches", filter=takes))

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        related = self.select_related(
            "participant__neighbourhood", "participant__language", "buddy__user", "buddy__district"
        )
        return related.fetch_mode(models.FETCH_RAISE).order_by("-proposed_on", "pk")


class Match(Stepped, models.Model):
    """A buddy proposed to a participant, and the road from that card to a year together."""

    participant = models.ForeignKey(
        Participant, models.PROTECT, verbose_name="deelnemer", related_name="matches"
    )
    buddy = models.ForeignKey(Buddy, models.PROTECT, related_name="matches")
    state = models.CharField("stand", max_length=10, choices=State, default=State.PROPOSED)
    why = models.TextField("waarom deze twee", max_length=500, blank=True)
    proposed_on = DayField("voorgesteld op", default=timezone.localdate)
    introduced_on = DayField("kennisgemaakt op", null=True, blank=True)
    participant_vote = models.CharField("stem deelnemer", max_length=3, choices=Vote, blank=True)
    participant_words = models.TextField("de deelnemer zegt", max_length=500, blank=True)
    buddy_vote = models.CharField("stem buddy", max_length=3, choices=Vote, blank=True)
    buddy_words = models.TextField("de buddy zegt", max_length=500, blank=True)
    agreed_on = DayField("allebei ja op", null=True, blank=True)
    started_on = DayField("gestart op", null=True, blank=True)
    ended_on = DayField("afgelopen op", null=True, blank=True)
    declined_by = models.CharField("nee van", max_length=11, choices=Side, blank=True)
    declined_why = models.TextField("reden", max_length=500, blank=True)

    objects = MatchQuerySet.as_manager()

    class Privacy:
        owner = "participant"
        erase = {
            name: redacted(name)
            for name in ("why", "participant_words", "buddy_words", "declined_why")
        }
        keep = {
            "id", "participant", "buddy", "state", "proposed_on", "introduced_on", "agreed_on",
            "participant_vote", "buddy_vote", "started_on", "ended_on", "declined_by",
        }  # fmt: skip

    class Meta:
        verbose_name = "koppeling"
        verbose_name_plural = "koppelingen"
        constraints = [
            *days_within_reach(
                "proposed_on", "introduced_on", "agreed_on", "started_on", "ended_on"
            ),
            in_order("proposed_on", "introduced_on", "Kennismaken kan niet vóór het voorstel."),
            in_order("started_on", "ended_on", "Een koppeling kan niet eindigen vóór het begin."),
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(state__in=PAST_PROPOSED),
                name="one_match_past_proposed",
                violation_error_message="Deze deelnemer heeft al een buddy of een kennismaking.",
            ),
            models.CheckConstraint(
                condition=(~Q(participant_vote=Vote.NO) & ~Q(buddy_vote=Vote.NO))
                | Q(state=State.DECLINED),
                name="a_no_closes_the_match",
                violation_error_message="Iemand zei nee. Dan gaat deze koppeling niet door.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.CHOSEN, State.AGREED, State.ACTIVE, State.ENDED])
                | Q(participant_vote=Vote.YES),
                name="the_participant_says_yes_first",
                violation_error_message="Eerst zegt de deelnemer ja.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.AGREED, State.ACTIVE, State.ENDED])
                | Q(buddy_vote=Vote.YES, agreed_on__isnull=False),
                name="the_buddy_says_yes_too",
                violation_error_message="Eerst zegt ook de buddy ja.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.ACTIVE, State.ENDED]) ^ Q(started_on=None),
                name="a_started_match_has_a_start",
                violation_error_message="Vul in wanneer de koppeling begon.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ENDED) ^ Q(ended_on=None),
                name="an_ended_match_has_an_end",
                violation_error_message="Vul in wanneer de koppeling afliep.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DECLINED) ^ Q(declined_by=""),
                name="a_declined_match_says_by_whom",
                violation_error_message="Zeg wie nee zei.",
            ),
            models.CheckConstraint(
                condition=~Q(declined_by=Side.WIJ) | ~Q(declined_why=""),
                name="wij_refuses_with_a_reason",
                violation_error_message="Schrijf op waarom. De deelnemer kan de reden lezen.",
            ),
        ]

    def __str__(self):
        return f"{self.participant} met {self.buddy}"

    @step("Koppeling goedkeuren", State.AGREED, State.ACTIVE, roles=[Role.WIJ])
    def approve(self, *, by):
        """Say yes for WIJ, after the participant and the buddy did."""
        if self.buddy.left_on or not self.buddy.trained_on:
            raise StepRefused(
                "Dit kan nu niet: deze buddy is gestopt of heeft de basistraining nog niet. "
                "Vraag het na bij de projectleider."
            )
        self.started_on = timezone.localdate()
        return ["started_on"]

    @step("Koppeling afwijzen", State.AGREED, State.DECLINED, roles=[Role.WIJ])
    def refuse(self, *, by, why):
        """Say no for WIJ, with a reason that the participant can read."""
        self.declined_by, self.declined_why = Side.WIJ, why
        return ["declined_by", "declined_why"]
