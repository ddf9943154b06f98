"""Rania votes on her own phone: nobody signs in, nobody looks, and one vote counts."""

import pytest
from django.urls import reverse

from participants.models import CastVote, Match
from participants.models.states import Side, State, Vote
from participants.models.votes import Question, Way
from tests import make
from tests.participants.ballots import (
    ANSWER,
    CLOSED,
    CODE,
    WRONG,
    cards_of,
    enter,
    made,
    receipt_on,
    tap,
    vote,
)


@pytest.fixture
def met(noor):
    return make.match(of=make.participant("Rania Fictema"), to=noor.user.buddy, state=State.MET)


def test_a_yes_with_words_counts(client, lies, met):
    page = vote(client, made(met, lies), choice="yes", words="Zij luistert.")

    met.refresh_from_db()
    cast = CastVote.objects.get()
    assert (met.state, met.participant_vote, met.shares) == (State.CHOSEN, Vote.YES, "nothing")
    assert met.participant_words == "Zij luistert."
    assert (cast.side, cast.way, cast.by_id) == (Side.PARTICIPANT, Way.KEY, None)
    assert receipt_on(page) == cast.receipt


@pytest.mark.parametrize(("choice", "state"), [("no", State.DECLINED), ("maybe", State.MET)])
def test_a_no_and_a_doubt_count_too(client, lies, met, choice, state):
    page = vote(client, made(met, lies), choice=choice)

    met.refresh_from_db()
    assert "Je stem is geteld" in page.text
    assert (met.state, met.participant_vote) == (state, choice)


def test_the_link_opens_the_same_and_looking_uses_nothing_up(client, lies, met):
    secret = made(met, lies)
    url = reverse("votes:link", args=[secret.token])

    pages = [client.get(url) for _ in range(3)]
    question = tap(client, pages[-1])

    assert "Noor" not in pages[0].text
    assert "Was er een klik met" in question.text
    assert not CastVote.objects.exists()
    assert not type(secret.key).objects.get().used_at


@pytest.mark.parametrize("typed", ["{0} {1}", "{0}-{1}", " {0}{1}\n", "‹{0}.{1}›"])
def test_a_code_may_be_typed_in_any_way(client, lies, met, typed):
    code = made(met, lies).code.lower()

    page = client.post(CODE, {"code": typed.format(code[:4], code[4:])})

    assert "Was er een klik" in page.text


def test_no_cookie_comes_in_or_goes_out(client, lies, met):
    session = client.wear(lies).session
    session["seen"] -= 300  # so long ago that any look at the session would renew it
    session.save()
    secret = made(met, lies)
    pages = [client.get(CODE), client.get(f"/stem/{secret.token}/"), enter(client, secret)]
    pages += [tap(client, pages[-1], choice="yes"), vote(client, secret, choice="no")]
    pages += [client.get("/weg/"), client.get("/stem/bewijs/"), client.post(CODE, {"code": "x"})]

    for page in pages:
        assert not page.cookies
        assert page["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page["Cache-Control"]
        assert "Lies" not in page.text and "Uitloggen" not in page.text
    assert client.get("/gebied/").status_code == 200  # and Lies is still signed in


def test_picking_a_card(client, lies, noor):
    rania, amir = make.participant(), make.buddy("Amir Nepstra")
    first, second = cards_of(rania, noor.user.buddy, amir)
    make.card(amir, likes="Schaken")

    cards = enter(client, secret := made(first, lies, Question.CARDS))
    vote(client, secret, choice=str(second.pk))

    first.refresh_from_db(), second.refresh_from_db()
    assert all(words in cards.text for words in ("Noor", "Amir", "Schaken", "Ik had zelf schulden"))
    assert "Testinga" not in cards.text and "Nepstra" not in cards.text
    assert (first.picked_on, second.picked_on) == (None, make.today())


@pytest.mark.parametrize(("choice", "state"), [("none", State.DECLINED), ("maybe", State.PROPOSED)])
def test_with_none_of_them_or_not_yet(client, lies, noor, choice, state):
    rania = make.participant()
    cards = cards_of(rania, noor.user.buddy, make.buddy("Amir Nepstra"))

    page = vote(client, made(cards[0], lies, Question.CARDS), choice=choice)

    assert [found.state for found in Match.objects.all()] == [state, state]
    assert set(CastVote.objects.values_list("receipt", flat=True)) == {receipt_on(page)}


def test_a_card_that_nobody_looked_at_gets_no_no(client, lies, noor):
    rania = make.participant()
    [seen] = cards_of(rania, noor.user.buddy)
    page = tap(client, enter(client, made(seen, lies, Question.CARDS)))
    page = tap(client, page, choice="none")
    [late] = cards_of(rania, make.buddy("Amir Nepstra"))

    again = tap(client, page, go="send")

    assert "Er is net iets veranderd" in again.text and "Amir" in again.text
    assert not CastVote.objects.exists()
    late.refresh_from_db()
    assert late.state == State.PROPOSED


def test_a_new_buddy_reads_what_the_participant_chooses(client, lies, noor):
    rania = make.participant()
    make.match(of=rania, to=make.buddy("Amir Nepstra"), state=State.ENDED)
    met = make.match(of=rania, to=noor.user.buddy, state=State.MET)

    question = tap(client, enter(client, secret := made(met, lies)), choice="yes")
    vote(client, secret, choice="yes", shares="summary")

    met.refresh_from_db()
    assert "van je vorige tijd?" in question.text
    assert met.shares == "summary"


def test_the_question_about_reading_can_be_skipped(client, lies, noor):
    rania = make.participant()
    make.match(of=rania, to=make.buddy("Amir Nepstra"), state=State.ENDED)
    met = make.match(of=rania, to=noor.user.buddy, state=State.MET)
    page = tap(client, enter(client, made(met, lies)), choice="yes")
    page = tap(client, tap(client, page, go="skip"), words="")

    tap(client, page, go="send")

    met.refresh_from_db()
    assert (met.state, met.shares) == (State.CHOSEN, "nothing")


def test_choosing_again_what_the_buddy_of_now_reads(client, lies, noor):
    active = make.match(to=noor.user.buddy, state=State.ACTIVE)

    vote(client, made(active, lies, Question.SHARING), shares="all")

    active.refresh_from_db()
    assert active.shares == "all"


def test_a_yes_can_still_become_a_no(client, lies, noor):
    chosen = make.match(to=noor.user.buddy, state=State.CHOSEN)
    secret = made(chosen, lies)

    kept = tap(client, enter(client, secret), choice="yes")
    vote(client, secret, choice="no")

    chosen.refresh_from_db()
    assert "Er verandert niets" in kept.text
    assert chosen.state == State.DECLINED


def test_going_back_and_changing(client, lies, met):
    page = tap(client, enter(client, made(met, lies)), choice="yes")
    page = tap(client, page, words="Eerst ja")

    changed = tap(client, page, go="choice")
    words = tap(client, changed, choice="no")
    tap(client, tap(client, words, words="Nu nee"), go="send")

    met.refresh_from_db()
    assert "dit koos je" in changed.text and "Eerst ja" in words.text
    assert (met.state, met.participant_words) == (State.DECLINED, "Nu nee")


def test_a_match_that_moved_on_meanwhile(client, lies, met):
    page = tap(client, tap(client, enter(client, made(met, lies)), choice="yes"))
    Match.objects.get(pk=met.pk).withdraw(by=lies, why="Noor is ziek.")

    late = tap(client, page, go="send")

    assert (late.status_code, CLOSED in late.text) == (409, True)
    assert not CastVote.objects.exists()


def test_a_vote_sent_twice_counts_once(client, lies, met):
    page = tap(client, tap(client, enter(client, made(met, lies)), choice="yes"))

    first, second = tap(client, page, go="send"), tap(client, page, go="send")

    met.refresh_from_db()
    assert CastVote.objects.count() == 1
    assert met.state == State.CHOSEN
    assert receipt_on(first) == receipt_on(second)
    assert "De eerste telt" in second.text


def test_later_the_sent_vote_opens_nothing_any_more(client, lies, met, time_machine):
    time_machine.move_to(make.now())
    page = tap(client, tap(client, enter(client, secret := made(met, lies)), choice="yes"))
    tap(client, page, go="send")
    time_machine.shift(180)

    assert CLOSED in tap(client, page, go="send").text
    assert WRONG in enter(client, secret).text
    assert WRONG in client.get(f"/stem/{secret.token}/").text


def test_a_ballot_stays_open_for_an_hour(client, lies, met, time_machine):
    time_machine.move_to(make.now())
    page = enter(client, made(met, lies))
    time_machine.shift(3601)

    assert WRONG in tap(client, page, choice="yes").text


def test_a_question_without_an_answer_comes_back(client, lies, met):
    page = enter(client, made(met, lies))

    again = tap(client, page)

    assert again.status_code == 422
    assert "Kies eerst een antwoord" in again.text


@pytest.mark.parametrize(
    "words", ["x" * 501, "mijn nummer is 111222333", "a\x00b", "\u202eomgekeerd"]
)
def test_odd_words_come_back_with_a_sentence(client, lies, met, words):
    page = tap(client, enter(client, made(met, lies)), choice="yes")

    again = tap(client, page, words=words)

    assert again.status_code == 422
    assert 'class="errors"' in again.text
    assert not CastVote.objects.exists()


def test_what_is_no_bsn_can_be_sent(client, lies, met):
    page = tap(client, enter(client, made(met, lies)), choice="yes")
    page = tap(client, page, words="mijn nummer is 111222333")

    page = tap(client, page, words="mijn nummer is 111222333", no_bsn="on")

    assert "Je stem is geteld" in tap(client, page, go="send").text


@pytest.mark.parametrize("choice", ["active", "declined", "999999", "none", "", "1 OR 1=1"])
def test_a_changed_answer_is_no_answer(client, lies, met, choice):
    page = enter(client, made(met, lies))
    make.match()

    sent = tap(client, page, choice=choice, screen="check", go="send")

    assert sent.status_code == 422
    assert not CastVote.objects.exists()


def test_nobody_picks_the_card_of_somebody_else(client, lies, noor):
    [own] = cards_of(make.participant(), noor.user.buddy)
    [other] = cards_of(make.participant(), noor.user.buddy)
    page = enter(client, made(own, lies, Question.CARDS))

    sent = tap(client, page, choice=str(other.pk), seen=str(other.pk), screen="check", go="send")

    assert sent.status_code == 422
    assert not CastVote.objects.exists()


@pytest.mark.parametrize("ticket", ["", "x", "a:b:c", "é\u0000", "x" * 10_000])
def test_a_ticket_that_nobody_gave_opens_nothing(client, db, ticket):
    page = client.post(ANSWER, {"ticket": ticket, "screen": "check", "go": "send"})

    assert (page.status_code, WRONG in page.text) == (422, True)


def test_the_answers_are_never_asked_by_get(client, db):
    assert client.get(ANSWER).url == CODE
