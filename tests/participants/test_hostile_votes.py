"""Somebody bends a ballot by hand, or votes in two places with one code."""

import pytest
from django.urls import reverse

from kansrijk.accounts.models import Role
from kansrijk.audit.steps import StepRefused
from participants.models import CastVote, VoteKey
from participants.models.ballots import OtherCards, cast
from participants.models.states import State
from participants.models.votes import Question
from tests import make
from tests.participants.ballots import CLOSED, cards_of, enter, made, tap


@pytest.fixture
def met(noor):
    return make.match(of=make.participant("Rania Fictema"), to=noor.user.buddy, state=State.MET)


@pytest.mark.parametrize("seen", ["9" * 5000, "-", "²", "x"])
def test_cards_that_nobody_could_have_looked_at(client, lies, noor, seen):
    rania = make.participant("Rania Fictema")
    first, _ = cards_of(rania, noor.user.buddy, make.buddy())
    page = enter(client, made(first, lies, Question.CARDS))

    sent = tap(client, page, seen=seen, choice=str(first.pk), screen="check", go="send")

    assert sent.status_code == 200
    assert "Je stem is nog niet geteld" in sent.text
    assert not CastVote.objects.exists()


def test_an_answer_outside_the_cards_that_were_looked_at(client, lies, noor):
    """By hand: the card that is chosen goes away while the vote is on its way."""
    rania = make.participant("Rania Fictema")
    first, second = cards_of(rania, noor.user.buddy, make.buddy())
    key = made(first, lies, Question.CARDS).key
    first.withdraw(by=lies, why="Ziek.")

    with pytest.raises(OtherCards):
        cast(key, {"choice": str(first.pk), "seen": [str(second.pk)]})


@pytest.mark.parametrize(("again", "counts"), [("yes", True), ("no", False), ("maybe", False)])
def test_only_the_same_answer_is_a_double_tap(client, lies, met, again, counts):
    """Two phones, one code: whoever says something else reads that it was not counted."""
    secret = made(met, lies)
    pages = [tap(client, tap(client, enter(client, secret), choice=c)) for c in ("yes", again)]
    tap(client, pages[0], go="send")

    late = tap(client, pages[1], go="send")

    assert ("Je stem is geteld" in late.text) is counts
    assert (CLOSED in late.text) is not counts


def test_a_phone_after_the_paper_card_hears_that_it_is_closed(client, lies, met):
    secret = made(met, lies)
    page = tap(client, tap(client, enter(client, secret), choice="yes"))
    cast(secret.key, {"choice": "yes", "shares": "", "words": ""}, keyed_by=lies)

    assert CLOSED in tap(client, page, go="send").text


@pytest.mark.parametrize("question", [Question.CLICK, Question.CARDS])
def test_a_lead_never_holds_the_ballot_about_themselves(client, lies, noor, question):
    """Noor leads West too: neither her own code nor her own paper card goes through her hands."""
    both = make.hat(Role.LEAD, of=noor.user)
    state = State.MET if question == Question.CLICK else State.PROPOSED
    found = make.match(to=noor.user.buddy, state=state)
    noun, pk = (
        ("match", found.pk) if question == Question.CLICK else ("cards", found.participant_id)
    )
    secret = made(found, lies, question)
    client.wear(both)

    page = client.get(reverse(f"keys:{noun}", args=[pk]))
    assert "Deze vraag gaat over jou" in page.text and "Maak een code" not in page.text
    assert client.post(reverse(f"keys:{noun}", args=[pk])).status_code == 409
    sent = {"code": secret.code, "choice": "yes" if noun == "match" else str(found.pk)}
    client.post(reverse(f"keys:{noun}_paper", args=[pk]), sent)
    with pytest.raises(StepRefused, match="over jou als buddy"):
        cast(secret.key, {"choice": "yes"}, keyed_by=both)

    assert VoteKey.objects.get() == secret.key
    assert not CastVote.objects.exists()
