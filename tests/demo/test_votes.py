"""Every match has the votes that belong to it, in one chain that nobody can change unseen."""

from datetime import UTC, timedelta

import pytest

from kansrijk.audit.models import PARTICIPANT, AuditEvent
from kansrijk.demo.roads import PROMISED
from participants.chain import first_misfit
from participants.models import CastVote, ChainHead, Match, VoteKey
from participants.models.keys import ALPHABET
from participants.models.states import STALLS, STARTED, EndWhy, Sharing, Side, State, Vote
from participants.models.votes import FIRST, Question, Way


def in_state(state, **more):
    return Match.objects.filter(state=state, **more)


def test_the_votes_fit_the_matches(demo):
    assert first_misfit() is None
    assert not Match.objects.filter(state__in=STARTED, votes=None).exists()


def test_the_chain_is_sealed_and_complete(demo):
    previous, votes = FIRST, list(CastVote.objects.order_by("number"))
    for number, vote in enumerate(votes, start=1):
        assert (vote.number, vote.previous) == (number, previous)
        assert vote.is_sealed
        previous = vote.hash
    head = ChainHead.objects.get()
    assert (head.pk, head.length, head.hash) == (1, len(votes), previous)


def test_the_chain_is_in_order_of_time_and_has_a_past_only(demo):
    moments = list(CastVote.objects.order_by("number").values_list("cast_at", flat=True))
    assert moments == sorted(moments)
    assert moments[0].year == 2018
    assert moments[-1].date() < demo.today


def test_a_new_vote_goes_on_where_the_chain_ended(demo):
    match = in_state(State.AGREED).first()
    by = match.buddy.wij_contact.user.hats.get(role="wij")
    match.approve(by=by)
    assert first_misfit() is None


def test_each_side_voted_itself(demo):
    for vote in CastVote.objects.exclude(side=Side.PARTICIPANT).select_related("match__buddy"):
        assert (vote.way, vote.key_id, vote.receipt) == (Way.SIGNED_IN, None, "")
        is_the_buddy = vote.by_id == vote.match.buddy.user_id
        assert is_the_buddy == (vote.side == Side.BUDDY)


def test_the_participant_voted_with_a_key_that_was_used_then(demo):
    keys = VoteKey.objects.in_bulk()
    for vote in CastVote.objects.filter(side=Side.PARTICIPANT).select_related("match"):
        key = keys[vote.key_id]
        assert key.used_at == vote.cast_at and key.made_at < key.used_at < key.expires_at
        assert key.participant_id == vote.match.participant_id
        assert key.match_id == (None if vote.question == Question.CARDS else vote.match_id)
        assert len(vote.receipt) == 8 and set(vote.receipt) <= set(ALPHABET)


def test_some_voted_on_paper_and_the_lead_keyed_it_in(demo):
    votes = CastVote.objects.filter(side=Side.PARTICIPANT, cast_at__year__gte=2021)
    paper = votes.filter(way=Way.PAPER)
    assert 0.05 < paper.count() / votes.count() < 0.3
    assert not paper.filter(by_id=None).exists()
    assert not votes.filter(way=Way.KEY).exclude(by_id=None).exists()
    before = CastVote.objects.filter(side=Side.PARTICIPANT, cast_at__year__lt=2020)
    assert set(before.values_list("way", flat=True)) == {Way.PAPER}


def test_somebody_who_looks_at_cards_or_met_a_buddy_has_an_open_key(demo):
    waits = VoteKey.objects.filter(used_at=None, revoked_at=None)
    assert waits.filter(question=Question.CARDS).count() == 3
    assert waits.filter(question=Question.CLICK, match__state=State.MET).count() == 2
    assert all(key.expires_at.astimezone(UTC).date() > demo.today for key in waits)


def test_cards_wait_for_the_participant_or_for_the_lead(demo):
    cards = in_state(State.PROPOSED)
    assert cards.exclude(picked_on=None).count() == 2
    doubted = cards.filter(votes__question=Question.CARDS, votes__choice=Vote.MAYBE)
    assert len(set(doubted.values_list("votes__key_id", flat=True))) == 1
    west = cards.filter(participant__district__slug="west", picked_on=None)
    assert (west.count(), west.filter(votes=None).count()) == (3, 3)


def test_every_state_tells_its_own_story(demo):
    talk = in_state(State.INTRODUCED).get()
    assert talk.introduced_on == demo.today + timedelta(days=2) and talk.introduction_place
    met = in_state(State.MET).order_by("participant_vote")
    assert [m.participant_vote for m in met] == ["", Vote.MAYBE]
    assert met[1].participant_words
    chosen = in_state(State.CHOSEN).get()
    assert chosen.buddy.user.name == "Noor Testinga"
    assert (demo.today - chosen.state_since).days > STALLS[State.CHOSEN]


@pytest.mark.parametrize("state", [State.PROPOSED, State.MET, State.AGREED])
def test_some_stand_still_and_some_do_not(demo, state):
    days = [(demo.today - match.state_since).days for match in in_state(state)]
    assert min(days) < STALLS[state] <= max(days)


@pytest.mark.parametrize("side", Side)
def test_each_side_said_no_to_somebody(demo, side):
    declined = in_state(State.DECLINED, declined_by=side)
    last = [(m.votes.last().side, m.votes.last().choice) for m in declined]
    assert set(last) == {(Side.PARTICIPANT, Vote.YES) if side == Side.LEAD else (side, Vote.NO)}
    if side in (Side.WIJ, Side.LEAD):
        assert declined.get().declined_why


def test_a_no_by_the_participant_came_before_or_after_they_met(demo):
    asked = CastVote.objects.filter(side=Side.PARTICIPANT, choice=Vote.NO)
    assert set(asked.values_list("question", flat=True)) == {Question.CARDS, Question.CLICK}


def test_matches_ended_for_several_reasons(demo):
    found = set(in_state(State.ENDED).values_list("ended_why", flat=True))
    assert found >= {EndWhy.YEAR_DONE, EndWhy.BUDDY_LEFT, EndWhy.NO_CLICK, EndWhy.MOVED}


def test_who_has_a_second_buddy_chose_what_this_one_reads(demo):
    again = in_state(State.ACTIVE, participant__matches__state=State.ENDED)
    assert {match.shares for match in again} == set(Sharing)
    changed = CastVote.objects.get(question=Question.SHARING)
    assert changed.shares == changed.match.shares == Sharing.ALL


def test_participants_stand_in_the_trail(demo):
    lines = AuditEvent.objects.filter(role=PARTICIPANT)
    steps = {"pick", "doubt", "say_yes", "say_maybe", "say_no", "choose_sharing"}
    assert set(lines.values_list("step", flat=True)) == steps
    assert lines.filter(actor_id=None).count() > lines.exclude(actor_id=None).count() > 0


def test_on_other_days_the_promised_buddy_still_has_room(elsewhen):
    _, rows = elsewhen
    chosen = [match for match in rows[Match] if match.state == State.CHOSEN]
    assert len(chosen) == len(PROMISED)
    assert chosen[0].buddy.user.name == "Noor Testinga"
