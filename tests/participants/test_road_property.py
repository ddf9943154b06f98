"""Random roads: all steps by all hats in any order, and what must hold after every one."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from buddies.models import Buddy
from kansrijk.accounts.models import Role
from kansrijk.audit.steps import StepRefused
from participants.chain import first_misfit
from participants.models import Match, Participant
from participants.models.keys import VoteKey, Voter
from participants.models.states import PAST_PROPOSED, STARTED, EndWhy, Sharing, Side, State, Vote
from participants.models.votes import Question
from tests import make

ASKS = {  # what a step asks besides who takes it
    "introduce": lambda: {"introduced_on": make.today()},
    "refuse": lambda: {"why": "Past niet."},
    "withdraw": lambda: {"why": "Is ziek."},
    "end": lambda: {"ended_on": make.today(), "why": EndWhy.OTHER},
    "close": lambda: {"ended_on": make.today(), "why": EndWhy.YEAR_DONE},
    "choose_sharing": lambda: {"shares": Sharing.ALL},
}
STEPS = [step.name for step in Match.steps() if step.sources]
CARDS = ("pick", "doubt")
TRIES = (StepRefused, PermissionDenied)


class Roads(RuleBasedStateMachine):
    """Three participants, three buddies with few places, and everybody who may press a button."""

    matches = Bundle("matches")

    def __init__(self):
        super().__init__()
        self.road = transaction.atomic()
        self.road.__enter__()

    def teardown(self):
        transaction.set_rollback(True)  # the next road starts with nobody
        self.road.__exit__(None, None, None)

    @initialize(places=st.tuples(*[st.integers(1, 2)] * 3))
    def people(self, places):
        self.wij, self.lead = make.hat(Role.WIJ), make.hat(Role.LEAD)
        self.participants = [make.participant() for _ in range(3)]
        self.buddies = [make.buddy(wij=self.wij, places=count) for count in places]
        own = [buddy.user.hats.get() for buddy in self.buddies]
        self.hats = [self.wij, self.lead, make.hat(Role.ADMIN), make.hat(Role.TRAINER), *own]
        self.closed = {}

    @rule(target=matches, who=st.integers(0, 2), buddy=st.integers(0, 2), by=st.integers(0, 6))
    def propose(self, who, buddy, by):
        pk = self.lay(who, buddy, self.hats[by])
        return pk if pk else multiple()

    def lay(self, who, buddy, hat):
        try:
            card = Match.objects.propose(self.participants[who], self.buddies[buddy], by=hat)
        except TRIES:
            return None
        return card.pk

    @rule(pk=matches, name=st.sampled_from(STEPS), by=st.integers(0, 6))
    def a_hat_takes_a_step(self, pk, name, by):
        self.take(pk, name, self.hats[by])

    @rule(pk=matches, name=st.sampled_from(STEPS), again=st.booleans())
    def a_participant_takes_a_step(self, pk, name, again):
        match = Match.objects.get(pk=pk)
        question = Question.CARDS if name in CARDS else Question.CLICK
        about = None if question == Question.CARDS else match
        made = VoteKey.objects.make(match.participant, by=self.lead, question=question, match=about)
        voter = Voter(made.key)
        for step in [name, *["say_yes"] * again]:
            self.take(pk, step, voter)
        if match.votes.filter(key_id=made.key.pk).exists():
            made.key.use()

    @rule(target=matches, who=st.integers(0, 2), buddy=st.integers(0, 2))
    def somebody_walks_the_whole_road(self, who, buddy):
        """Chance alone seldom gets far, so now and then all goes well."""
        pk = self.lay(who, buddy, self.lead)
        if not pk:
            return multiple()
        self.walk(pk, "pick", "introduce", "meet", "say_yes")
        self.take(pk, "agree", self.hats[4 + buddy])
        self.take(pk, "approve", self.wij)
        return pk

    @rule(target=matches, buddy=st.integers(0, 2))
    def everybody_wants_the_same_buddy(self, buddy):
        """The cards are laid while there is room; the introductions come after."""
        laid = [pk for who in range(3) if (pk := self.lay(who, buddy, self.lead))]
        for pk in laid:
            self.walk(pk, "pick", "introduce")
        return multiple(*laid)

    def walk(self, pk, *names):
        for name in names:
            if name in ("pick", "say_yes"):
                self.a_participant_takes_a_step(pk, name, again=False)
            else:
                self.take(pk, name, self.lead)

    def take(self, pk, name, by):
        """Take a step as a page would; tells whether it was taken."""
        try:
            with transaction.atomic():
                getattr(Match.objects.get(pk=pk), name)(by=by, **ASKS.get(name, dict)())
        except TRIES:
            return False
        assert pk not in self.closed, "a step after a no"
        if Match.objects.get(pk=pk).state == State.DECLINED:
            self.closed[pk] = name
        return True

    @invariant()
    def a_participant_meets_one_at_a_time(self):
        for participant in Participant.objects.all():
            past = participant.matches.filter(state__in=PAST_PROPOSED)
            assert past.count() <= 1
            assert participant.matches.filter(state=State.PROPOSED).count() <= 3

    @invariant()
    def no_buddy_has_more_than_their_places(self):
        for buddy in Buddy.objects.all():
            assert buddy.places_taken() <= buddy.places

    @invariant()
    def all_three_said_yes_in_order(self):
        for match in Match.objects.filter(state__in=STARTED):
            yes = match.votes.filter(choice=Vote.YES, question=Question.CLICK).order_by("number")
            sides = list(yes.values_list("side", flat=True))
            assert sides == [Side.PARTICIPANT, Side.BUDDY, Side.WIJ]

    @invariant()
    def a_no_ends_the_road(self):
        for match in Match.objects.filter(votes__choice=Vote.NO):
            assert match.state == State.DECLINED

    @invariant()
    def the_votes_are_in_order(self):
        assert first_misfit() is None


SETTINGS = settings(
    max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_whatever_road_they_take_the_rules_hold(db):
    run_state_machine_as_test(Roads, settings=SETTINGS)


def test_a_broken_rule_would_be_seen(lies):
    """The machine above is no use if its steps never get anywhere: one whole road works."""
    roads = Roads()
    roads.people((1, 1, 1))
    roads.somebody_walks_the_whole_road(0, 0)

    assert Match.objects.get().state == State.ACTIVE
    Match.objects.update(state=State.AGREED, started_on=None)
    with pytest.raises(AssertionError):
        roads.the_votes_are_in_order()
    roads.teardown()
