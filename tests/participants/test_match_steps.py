"""Lies moves a match along its road; whoever comes too late reads how it stands now."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from kansrijk.audit.steps import StepRefused
from participants.models import Match
from participants.models.states import PAST_PROPOSED, Side, State, Vote
from participants.models.votes import Question
from tests import make


@pytest.fixture
def picked(noor):
    return make.match(to=noor.user.buddy, picked_on=make.today())


def post(client, name, match, **told):
    return client.post(reverse(f"matches:{name}", args=[match.pk]), told)


def test_lies_arranges_the_introduction(client, lies, picked):
    client.wear(lies)
    day = make.today() + timedelta(days=3)

    done = post(client, "introduce", picked, introduced_on=day, place="10.00 uur, buurthuis")

    picked.refresh_from_db()
    assert done.url == reverse("matches:detail", args=[picked.pk])
    assert (picked.state, picked.introduced_on) == (State.INTRODUCED, day)
    assert "10.00 uur, buurthuis" in client.get(done.url).text


def test_nobody_is_introduced_before_the_participant_chose(client, lies, noor):
    card = make.match(to=noor.user.buddy)

    answer = post(client.wear(lies), "introduce", card, introduced_on=make.today())

    assert answer.status_code == 409
    assert "Eerst zegt de deelnemer" in answer.text


@pytest.mark.parametrize("day", ["", "morgen", "0001-01-01", "2000-01-01", "9999-12-31"])
def test_an_impossible_day_is_told(client, lies, picked, day):
    answer = post(client.wear(lies), "introduce", picked, introduced_on=day, place="Thuis")

    assert answer.status_code == 422
    assert 'value="Thuis"' in answer.text


def test_the_last_place_was_just_taken(client, lies, picked):
    for _ in range(picked.buddy.places):
        make.match(to=picked.buddy, state=State.INTRODUCED)

    answer = post(client.wear(lies), "introduce", picked, introduced_on=make.today(), place="Thuis")

    assert answer.status_code == 409
    assert "geen plek meer" in answer.text
    assert 'value="Thuis"' in answer.text


def test_after_the_talk_the_participant_votes(client, lies, noor):
    arranged = make.match(state=State.INTRODUCED, introduced_on=make.today() + timedelta(days=2))

    post(client.wear(lies), "meet", arranged)
    again = post(client, "meet", arranged)

    arranged.refresh_from_db()
    assert (arranged.state, arranged.introduced_on) == (State.MET, make.today())
    assert again.status_code == 409


def test_a_proposal_is_taken_back_with_a_reason(client, lies, picked):
    empty = post(client.wear(lies), "withdraw", picked, why="")
    done = post(client, "withdraw", picked, why="De buddy is ziek.")

    picked.refresh_from_db()
    assert (empty.status_code, done.status_code) == (422, 302)
    assert (picked.declined_by, picked.declined_why) == (Side.LEAD, "De buddy is ziek.")


def test_a_match_ends_with_a_reason_and_stays(client, lies, rania):
    match = Match.objects.get()

    empty = post(client.wear(lies), "end", match, ended_on=make.today())
    future = post(client, "end", match, ended_on=make.today() + timedelta(days=1), why="moved")
    early = post(client, "end", match, ended_on="2001-01-01", why="moved")
    done = post(client, "end", match, ended_on=make.today(), why="buddy_left", words="Verhuist.")

    match.refresh_from_db()
    assert [a.status_code for a in (empty, future, early, done)] == [422, 422, 422, 302]
    assert (match.state, match.ended_why) == (State.ENDED, "buddy_left")
    assert "de buddy stopt" in client.get(done.url).text


@pytest.mark.parametrize("name", ["introduce", "withdraw", "end", "meet"])
def test_only_the_lead_moves_it(client, noor, wouter, picked, name):
    for hat in (noor, wouter):
        assert post(client.wear(hat), name, picked).status_code == 403


@pytest.mark.parametrize("name", ["introduce", "withdraw", "end"])
def test_a_page_out_of_turn_shows_how_it_stands(client, lies, name):
    declined = make.match(state=State.DECLINED, declined_by=Side.BUDDY, buddy_vote=Vote.NO)

    answer = client.wear(lies).get(reverse(f"matches:{name}", args=[declined.pk]))

    assert answer.url == reverse("matches:detail", args=[declined.pk])


def test_picking_another_card_lets_the_first_go(lies):
    salma = make.participant()
    first, second = (Match.objects.propose(salma, make.buddy(), by=lies) for _ in range(2))

    first.pick(by=make.voter(first, Question.CARDS, by=lies))
    second.pick(by=make.voter(second, Question.CARDS, by=lies))

    assert list(Match.objects.exclude(picked_on=None)) == [second]


def test_a_no_stays_a_no_whatever_sql_somebody_writes(lies):
    found = make.match(state=State.MET)
    found.say_no(by=make.voter(found, by=lies))

    for change in ({"state": State.MET}, {"participant_vote": Vote.YES}, {"buddy_vote": "yes"}):
        same = Match.objects.filter(pk=found.pk)
        with pytest.raises(DatabaseError), transaction.atomic():
            same.update(declined_by="" if "state" in change else Side.PARTICIPANT, **change)
    for step in Match.steps():
        if step.sources:
            assert State.DECLINED not in step.sources


def test_a_buddy_cannot_be_spoken_for(noor):
    found = make.match(to=noor.user.buddy, state=State.CHOSEN)
    other = make.buddy().user.hats.get()

    with pytest.raises(PermissionDenied):
        found.agree(by=other)


def test_a_hat_is_no_participant(lies, noor, wouter):
    found = make.match(to=noor.user.buddy, state=State.MET)

    for hat in (lies, noor, wouter):
        for step in (found.say_yes, found.say_no, found.say_maybe):
            with pytest.raises(PermissionDenied):
                step(by=hat)


@pytest.mark.parametrize("state", PAST_PROPOSED)
def test_each_state_past_proposed_takes_a_place(noor, state):
    make.match(to=noor.user.buddy, state=state)

    assert noor.user.buddy.places_taken() == 1


def test_a_step_that_the_database_forbids_is_told(lies, rania):
    card = make.match(of=rania, picked_on=make.today())

    with pytest.raises(StepRefused, match="heeft al een buddy of een kennismaking"):
        card.introduce(by=lies, introduced_on=make.today())


@pytest.mark.parametrize("state", [State.PROPOSED, State.AGREED])
def test_who_turns_out_to_live_together_goes_no_further(lies, wouter, noor, state):
    """The household became known after the card was made, whatever way that came in."""
    found = make.match(to=noor.user.buddy, state=state, picked_on=make.today())
    make.participant(user=noor.user, household=found.participant.household)

    with pytest.raises(StepRefused, match="hetzelfde huishouden"):
        if state == State.AGREED:
            found.approve(by=wouter)
        else:
            found.introduce(by=lies, introduced_on=make.today())
