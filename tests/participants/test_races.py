"""Two people at the same moment, with real threads: exactly one wins, the other reads why."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from kansrijk.accounts.models import Hat
from kansrijk.audit.steps import StepRefused
from participants.chain import broken_link
from participants.models import CastVote, Match
from participants.models.states import State
from participants.models.votes import Question
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 20


def at_once(*acts):
    """Run each act in a thread of its own, all released together; True for each that won."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait(timeout=30)
            act()
            return True
        except StepRefused:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def step(name, match, by, **told):
    """The step as a request of its own takes it: from a fresh record."""
    return lambda: getattr(Match.objects.get(pk=match.pk), name)(by=by, **told)


def times(most=TIMES):
    """So many times where rows are locked one by one; a few where a file has one writer anyway."""
    return range(most if connection.vendor == "postgresql" else 3)


def test_two_approvals(wouter, noor):
    for _ in times():
        match = make.match(to=make.buddy(wij=wouter), state=State.AGREED)
        won = at_once(step("approve", match, wouter), step("approve", match, wouter))
        assert sorted(won) == [False, True]
        assert match.votes.count() == 1


def test_approve_against_decline(wouter, noor):
    for _ in times():
        match = make.match(to=make.buddy(wij=wouter), state=State.AGREED)
        won = at_once(step("approve", match, wouter), step("refuse", match, wouter, why="Nee"))
        assert sorted(won) == [False, True]
        match.refresh_from_db()
        assert match.state == (State.ACTIVE if won[0] else State.DECLINED)


def test_the_participant_s_no_against_the_approval(wouter, lies):
    for _ in times():
        match = make.match(to=make.buddy(wij=wouter), state=State.AGREED)
        voter = make.voter(match, by=lies)
        won = at_once(step("say_no", match, voter), step("approve", match, wouter))
        assert sorted(won) == [False, True]
        match.refresh_from_db()
        assert match.state == (State.DECLINED if won[0] else State.ACTIVE)


def test_two_proposals_for_the_last_place(lies, wouter):
    for _ in times():
        buddy = make.buddy(wij=wouter, places=1)
        cards = [make.match(to=buddy, picked_on=make.today()) for _ in range(2)]
        won = at_once(
            *[step("introduce", card, lies, introduced_on=make.today()) for card in cards]
        )
        assert sorted(won) == [False, True]
        assert buddy.places_taken() == 1


def test_two_leads_lay_the_third_card(lies, wouter):
    colleague = make.hat("lead", "Lotte Oefenveen")
    for _ in times(10):
        salma = make.participant()
        for _ in range(2):
            make.match(of=salma)
        buddies = [make.buddy(wij=wouter) for _ in range(2)]
        hats = (lies, colleague)
        won = at_once(*[lay(salma, buddy, hat) for buddy, hat in zip(buddies, hats, strict=True)])
        assert sorted(won) == [False, True]
        assert salma.matches.count() == 3


def lay(participant, buddy, hat):
    worn = Hat.objects.select_related("user", "district").get(pk=hat.pk)
    return lambda: Match.objects.propose(participant, buddy, by=worn)


def test_two_buddies_are_introduced_to_one_participant(lies, wouter):
    for _ in times(10):
        salma = make.participant()
        first = make.match(of=salma, to=make.buddy(wij=wouter), picked_on=make.today())
        second = make.match(of=salma, to=make.buddy(wij=wouter))
        voter = make.voter(second, Question.CARDS, by=lies)
        at_once(
            step("introduce", first, lies, introduced_on=make.today()), step("pick", second, voter)
        )
        assert salma.matches.exclude(picked_on=None).filter(state=State.PROPOSED).count() <= 1


def test_the_chain_holds_when_many_vote_at_once(wouter):
    matches = [make.match(to=make.buddy(wij=wouter), state=State.AGREED) for _ in range(8)]

    won = at_once(*[step("approve", match, wouter) for match in matches])

    assert all(won)
    assert CastVote.objects.count() == len(matches)
    assert broken_link() is None
