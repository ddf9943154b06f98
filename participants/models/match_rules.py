"""What must never be true of a match: the database refuses it, in words for who tried."""

from django.db import models
from django.db.models import Q

from kansrijk.values.dates import days_within_reach, in_order
from participants.models.states import PAST_PROPOSED, STARTED, Side, State, Vote

MATCH_RULES = [
    *days_within_reach(
        "state_since",
        "proposed_on",
        "picked_on",
        "introduced_on",
        "agreed_on",
        "started_on",
        "ended_on",
    ),
    in_order("proposed_on", "introduced_on", "Kennismaken kan niet vóór het voorstel."),
    in_order("started_on", "ended_on", "Een koppeling kan niet eindigen vóór het begin."),
    models.UniqueConstraint(
        fields=["participant"],
        condition=Q(state=State.PROPOSED, picked_on__isnull=False),
        name="one_card_is_picked",
        violation_error_message="De deelnemer koos net een andere kaart.",
    ),
    models.UniqueConstraint(
        fields=["participant", "buddy"],
        condition=Q(state__in=[State.PROPOSED, *PAST_PROPOSED]),
        name="one_live_match_a_pair",
        violation_error_message="Deze buddy is al voorgesteld.",
    ),
    models.CheckConstraint(
        condition=~Q(state__in=[*PAST_PROPOSED, State.ENDED]) | Q(picked_on__isnull=False),
        name="the_participant_picks_whom_to_meet",
        violation_error_message="Eerst zegt de deelnemer met wie die wil kennismaken.",
    ),
    models.UniqueConstraint(
        fields=["participant"],
        condition=Q(state__in=PAST_PROPOSED),
        name="one_match_past_proposed",
        violation_error_message="Deze deelnemer heeft al een buddy of een kennismaking.",
    ),
    models.CheckConstraint(
        condition=(~Q(participant_vote=Vote.NO) & ~Q(buddy_vote=Vote.NO)) | Q(state=State.DECLINED),
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
        condition=Q(state__in=STARTED) ^ Q(started_on=None),
        name="a_started_match_has_a_start",
        violation_error_message="Vul in wanneer de koppeling begon.",
    ),
    models.CheckConstraint(
        condition=Q(state=State.ENDED) ^ Q(ended_on=None),
        name="an_ended_match_has_an_end",
        violation_error_message="Vul in wanneer de koppeling afliep.",
    ),
    models.CheckConstraint(
        condition=Q(state=State.ENDED) ^ Q(ended_why=""),
        name="an_ended_match_says_why",
        violation_error_message="Kies waarom de koppeling afliep.",
    ),
    models.CheckConstraint(
        condition=Q(state=State.DECLINED) ^ Q(declined_by=""),
        name="a_declined_match_says_by_whom",
        violation_error_message="Zeg wie nee zei.",
    ),
    models.CheckConstraint(
        condition=~Q(declined_by__in=[Side.WIJ, Side.LEAD]) | ~Q(declined_why=""),
        name="wij_refuses_with_a_reason",
        violation_error_message="Schrijf op waarom. De deelnemer kan de reden lezen.",
    ),
    models.CheckConstraint(
        condition=(Q(declined_by=Side.PARTICIPANT) & Q(participant_vote=Vote.NO))
        | (~Q(declined_by=Side.PARTICIPANT) & ~Q(participant_vote=Vote.NO)),
        name="the_participant_s_no_is_theirs",
        violation_error_message="Alleen de deelnemer zegt nee namens de deelnemer.",
    ),
]
