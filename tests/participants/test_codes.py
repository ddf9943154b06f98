"""Codes that do not work all get one answer; a receipt tells how it stands, never the choice."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.models import CastVote, VoteKey
from participants.models.keys import HALF, LOCKED, TRIES, VALID, random_code
from participants.models.states import Side, State
from participants.models.votes import Question
from tests import make
from tests.participants.ballots import (
    CODE,
    RECEIPT,
    WRONG,
    cards_of,
    enter,
    made,
    receipt_on,
    vote,
)

DEAD = {
    "used": {"used_at": make.now()},
    "revoked": {"revoked_at": make.now()},
    "expired": {"expires_at": make.now() - VALID},
    "locked": {"locked_until": make.now() + timedelta(days=9999)},
}


@pytest.fixture
def met(noor):
    return make.match(to=noor.user.buddy, state=State.MET)


def other_end(code):
    """The same first half, and another second half."""
    return code[:HALF] + ("AAAA" if code[HALF:] != "AAAA" else "BBBB")


def dead(secret, how):
    """Make the key of this secret worthless in this way; the code to type."""
    if how == "unknown":
        return "ZZZZ" + random_code(4)
    if how == "wrong half":
        return other_end(secret.code)
    VoteKey.objects.filter(pk=secret.key.pk).update(**DEAD[how])
    return secret.code


def answers(client, secret):
    """What each kind of wrong code gets: the status, the page and the number of queries."""
    for how in ("unknown", "wrong half", *DEAD):
        cache.clear()
        VoteKey.objects.update(used_at=None, revoked_at=None, locked_until=None)
        code = dead(secret, how)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.post(CODE, {"code": code})
        yield page.status_code, page.text, len(queries)


def test_every_wrong_code_gets_the_very_same_answer(client, lies, met):
    found = set(answers(client, made(met, lies)))

    assert len(found) == 1
    status, text, _queries = found.pop()
    assert (status, WRONG in text) == (422, True)


def test_every_wrong_link_gets_that_page_too(client, lies, met):
    secret = made(met, lies)
    pages = [client.get(reverse("votes:link", args=[random_code(43)]))]
    for how in DEAD:
        VoteKey.objects.update(used_at=None, revoked_at=None, locked_until=None)
        dead(secret, how)
        pages.append(client.get(reverse("votes:link", args=[secret.token])))

    assert {page.text for page in pages} == {client.post(CODE, {"code": "x"}).text}
    assert {page.status_code for page in pages} == {422}


def test_ten_wrong_tries_lock_the_key_for_a_while(client, lies, met, time_machine):
    time_machine.move_to(make.now())
    secret = made(met, lies)
    for number in range(TRIES):
        client.post(CODE, {"code": other_end(secret.code)}, REMOTE_ADDR=f"10.0.0.{number}")

    locked = enter(client, secret)
    time_machine.shift(LOCKED + timedelta(seconds=1))

    assert WRONG in locked.text
    assert "Was er een klik" in enter(client, secret).text


def test_an_address_with_ten_wrong_codes_waits(client, lies, met, time_machine):
    time_machine.move_to(make.now())
    secret = made(met, lies)
    wrong = [client.post(CODE, {"code": random_code()}) for _ in range(10)]

    limited, elsewhere = (
        enter(client, secret),
        client.post(CODE, {"code": secret.code}, REMOTE_ADDR="10.0.0.9"),
    )
    time_machine.shift(timedelta(minutes=16))

    assert limited.text == wrong[0].text
    assert "Was er een klik" in elsewhere.text
    assert "Was er een klik" in enter(client, secret).text


def test_a_client_does_not_choose_its_own_address(client, lies, met, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    secret = made(met, lies)
    for number in range(10):
        client.post(CODE, {"code": "x"}, headers={"x-forwarded-for": f"10.0.0.{number}, 192.0.2.1"})

    limited = client.post(
        CODE, {"code": secret.code}, headers={"x-forwarded-for": "10.9.9.9, 192.0.2.1"}
    )

    assert WRONG in limited.text


def test_right_codes_do_not_count(client, lies, met):
    secret = made(met, lies)

    assert all("Was er een klik" in enter(client, secret).text for _ in range(12))


ODD = ["x" * 10_000, "😀" * 8, "٢٣٤٥٦٧٨٩", "a\x00b", "\u202e", "' OR 1=1 --", "١" * 8, "ﬀ²①"]


@pytest.mark.parametrize("page", [CODE, RECEIPT])
@pytest.mark.parametrize("typed", ODD)
def test_odd_codes_get_the_same_sentence(client, db, page, typed):
    answer = client.post(page, {"code": typed})

    assert (answer.status_code, WRONG in answer.text) == (422, True)


def test_a_code_in_arabic_digits_works(client, lies, met):
    secret = made(met, lies)
    eastern = secret.code.translate(str.maketrans("23456789", "٢٣٤٥٦٧٨٩"))

    assert "Was er een klik" in client.post(CODE, {"code": eastern}).text


@pytest.mark.parametrize("page", [CODE, RECEIPT])
def test_no_code_at_all_is_asked_again_and_counts_for_nothing(client, db, page):
    answers = [client.post(page, data) for data in [{}, {"code": "  "}] * 8]

    assert {answer.status_code for answer in answers} == {422}
    assert all("Vul eerst de code in" in answer.text for answer in answers)


def standing(client, receipt):
    return client.post(RECEIPT, {"code": f"{receipt[:4]}-{receipt[4:]}".lower()}).text


def test_the_receipt_tells_how_it_stands(client, lies, wouter, noor, met):
    receipt = receipt_on(vote(client, made(met, lies), choice="yes", words="Zo fijn"))
    chosen = standing(client, receipt)
    met.refresh_from_db()
    met.agree(by=noor)
    met.refuse(by=wouter, why="Jullie wonen <b>samen</b>.")
    refused = standing(client, receipt)

    assert "Je stem is geteld op" in chosen and "De buddy denkt nog na." in chosen
    assert "WIJ zei nee." in refused and "Jullie wonen &lt;b&gt;samen&lt;/b&gt;." in refused
    for page in (chosen, refused):
        assert not any(word in page for word in ("Noor", "Zo fijn", met.participant.first_name))


def test_the_receipt_never_tells_the_choice(client, lies, noor):
    pages = set()
    for choice in ("no", "none"):
        question = Question.CLICK if choice == "no" else Question.CARDS
        state = State.MET if choice == "no" else State.PROPOSED
        found = make.match(to=noor.user.buddy, state=state)
        receipt = receipt_on(vote(client, made(found, lies, question), choice=choice))
        pages.add(standing(client, receipt))

    assert len(pages) == 1
    assert "Het gaat niet door." in pages.pop()


def test_the_receipt_tells_why_a_card_was_withdrawn(client, lies, noor):
    cards = cards_of(make.participant(), noor.user.buddy, make.buddy("Amir Nepstra"))
    secret = made(cards[0], lies, Question.CARDS)
    receipt = receipt_on(vote(client, secret, choice="maybe"))
    cards[0].withdraw(by=lies, why="Noor is ziek geworden.")

    page = standing(client, receipt)

    assert "Noor is ziek geworden." in page
    assert "Er is nog niets afgesproken." in page


@pytest.mark.parametrize("state", [*State])
def test_every_state_has_a_sentence(client, db, state):
    by = {"declined_by": Side.BUDDY, "buddy_vote": "no"} if state == State.DECLINED else {}
    found = make.match(state=state, **by)
    CastVote.objects.cast(
        found,
        by=make.voter(found, Question.CARDS),
        side=Side.PARTICIPANT,
        question="click",
        choice="yes",
    )

    page = standing(client, CastVote.objects.get().receipt)

    assert 'class="lead"' in page


def test_wrong_receipts_count_for_the_address(client, lies, met):
    receipt = receipt_on(vote(client, made(met, lies), choice="yes"))
    for _ in range(10):
        client.post(RECEIPT, {"code": random_code()})

    assert WRONG in standing(client, receipt)


@pytest.mark.parametrize("empty", ["", "--", " . "])
def test_votes_without_a_receipt_are_nobodys(client, noor, met, empty):
    CastVote.objects.cast(met, by=noor, side=Side.BUDDY, question="click", choice="yes")

    assert "Je stem is geteld" not in client.post(RECEIPT, {"code": empty}).text
