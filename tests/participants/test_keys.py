"""Lies hands out a code, takes it back, and keys in the card of somebody without a screen."""

import re

import pytest
from django.urls import reverse

from participants.models import CastVote, VoteKey
from participants.models.keys import TRIES
from participants.models.states import Side, State, Vote
from participants.models.votes import Question, Way
from tests import make
from tests.client import HouseClient
from tests.participants.ballots import CODE, WRONG, cards_of, enter, made
from tests.participants.test_codes import other_end


@pytest.fixture
def met(noor):
    return make.match(of=make.participant("Rania Fictema"), to=noor.user.buddy, state=State.MET)


def keys_of(found):
    return reverse("keys:match", args=[found.pk])


def paper_of(found):
    return reverse("keys:match_paper", args=[found.pk])


def code_on(page):
    return "".join(re.search(r'class="secret" translate="no">(\w+) (\w+)<', page.text).groups())


def link_on(page):
    return re.search(r"/stem/[\w-]{43}/", page.text).group()


def test_a_code_is_shown_this_once(client, lies, met):
    page = client.wear(lies).post(keys_of(met))
    later = client.get(keys_of(met))

    assert "Was er een klik" in HouseClient().post(CODE, {"code": code_on(page)}).text
    assert HouseClient().get(link_on(page)).status_code == 200
    assert code_on(page) not in later.text.replace(" ", "")
    assert "Nog niet gebruikt" in later.text


def test_the_printed_card_names_only_the_buddy(client, lies, met):
    page = client.wear(lies).post(keys_of(met))

    card = page.text[page.text.index('class="ballot') :]
    assert "Was er een klik met Noor?" in card
    assert card.count('class="box"') == 3
    assert "Rania" not in card and "Testinga" not in card


def test_the_printed_card_about_cards_shows_them(client, lies, noor):
    rania = make.participant("Rania Fictema")
    cards_of(rania, noor.user.buddy, make.buddy("Amir Nepstra"))
    make.card(noor.user.buddy, likes="Schaken")

    page = client.wear(lies).post(reverse("keys:cards", args=[rania.pk]))

    card = page.text[page.text.index('class="ballot') :]
    assert all(words in card for words in ("Noor", "Amir", "Schaken", "met niemand van hen"))
    assert card.count('class="box"') == 4
    assert "Rania" not in card


def test_a_new_code_ends_the_old_one(client, lies, met):
    first = code_on(client.wear(lies).post(keys_of(met)))
    second = code_on(client.post(keys_of(met)))

    assert WRONG in HouseClient().post(CODE, {"code": first}).text
    assert "Was er een klik" in HouseClient().post(CODE, {"code": second}).text


def test_a_code_can_be_taken_back(client, lies, met):
    secret = made(met, lies)
    url = reverse("keys:match_revoke", args=[met.pk])

    answers = [client.wear(lies).post(url), client.post(url)]

    assert {answer.url for answer in answers} == {keys_of(met)}
    assert WRONG in enter(client, secret).text
    assert "ingetrokken" in client.get(keys_of(met)).text


STATES = {
    State.PROPOSED: 409,
    State.INTRODUCED: 409,
    State.MET: 200,
    State.CHOSEN: 200,
    State.AGREED: 200,
    State.ACTIVE: 409,  # nobody was there before
    State.ENDED: 409,
}


@pytest.mark.parametrize(("state", "status"), STATES.items())
def test_a_code_is_made_only_when_there_is_something_to_ask(client, lies, state, status):
    found = make.match(state=state)

    page = client.wear(lies).post(keys_of(found))

    assert page.status_code == status
    assert client.get(keys_of(found)).status_code == 200
    assert VoteKey.objects.exists() == (status == 200)


def test_without_cards_there_is_no_code_for_them(client, lies, db):
    url = reverse("keys:cards", args=[make.participant().pk])

    assert client.wear(lies).post(url).status_code == 409
    assert "Er liggen nog geen kaarten" in client.get(url).text


def test_somebody_with_an_earlier_buddy_can_choose_again_what_is_read(client, lies, noor):
    rania = make.participant()
    make.match(of=rania, to=make.buddy("Amir Nepstra"), state=State.ENDED)
    active = make.match(of=rania, to=noor.user.buddy, state=State.ACTIVE)

    page = client.wear(lies).post(keys_of(active))

    assert "mag Noor lezen" in page.text
    assert VoteKey.objects.get().question == Question.SHARING


def paper(client, found, secret, **answer):
    return client.post(paper_of(found), {"code": secret.code} | answer)


def test_a_paper_card_counts_and_says_who_keyed_it(client, lies, met):
    secret = made(met, lies)

    done = paper(client.wear(lies), met, secret, choice="yes", words="Zij is lief.")
    page = client.get(done.url)

    met.refresh_from_db()
    cast = CastVote.objects.get()
    assert (met.state, met.participant_words) == (State.CHOSEN, "Zij is lief.")
    assert (cast.side, cast.way, cast.by_id) == (Side.PARTICIPANT, Way.PAPER, lies.user_id)
    assert f"{cast.receipt[:4]} {cast.receipt[4:]}" in page.text
    assert "op papier, ingevoerd door <bdi>Lies Oefenveen</bdi>" in page.text


def test_a_paper_card_about_the_cards(client, lies, noor):
    first, second = cards_of(make.participant(), noor.user.buddy, make.buddy("Amir Nepstra"))
    secret = made(first, lies, Question.CARDS)
    url = reverse("keys:cards_paper", args=[first.participant_id])

    done = client.wear(lies).post(url, {"code": secret.code, "choice": str(second.pk)})

    second.refresh_from_db()
    assert done.status_code == 302
    assert second.picked_on == make.today()


def test_a_paper_card_about_reading(client, lies, noor):
    rania = make.participant()
    make.match(of=rania, to=make.buddy("Amir Nepstra"), state=State.ENDED)
    active = make.match(of=rania, to=noor.user.buddy, state=State.ACTIVE)

    paper(client.wear(lies), active, made(active, lies, Question.SHARING), shares="summary")

    active.refresh_from_db()
    assert active.shares == "summary"


def test_cards_that_changed_meanwhile_are_told(client, lies, noor):
    [first] = cards_of(make.participant(), noor.user.buddy)
    secret = made(first, lies, Question.CARDS)
    url = reverse("keys:cards_paper", args=[first.participant_id])
    sent = {"code": secret.code, "choice": "none", "seen": str(first.pk)}
    cards_of(first.participant, make.buddy("Amir Nepstra"))

    late = client.wear(lies).post(url, sent)

    assert (late.status_code, "net veranderd" in late.text) == (409, True)
    assert not CastVote.objects.exists()


@pytest.mark.parametrize("choice", ["", "active", "12"])
def test_a_card_without_a_good_answer_comes_back(client, lies, met, choice):
    page = paper(client.wear(lies), met, made(met, lies), choice=choice, words="Zij is lief.")

    assert page.status_code == 422
    assert "Zij is lief." in page.text
    assert not CastVote.objects.exists()


def test_a_wrong_code_on_paper_is_a_try(client, lies, met):
    secret = made(met, lies)
    client.wear(lies)
    pages = [
        client.post(paper_of(met), {"code": other_end(secret.code), "choice": "yes"})
        for _ in range(TRIES)
    ]

    locked = paper(client, met, secret, choice="yes")

    assert {page.status_code for page in [*pages, locked]} == {422}
    assert all("Deze code werkt niet" in page.text for page in [*pages, locked])
    assert not CastVote.objects.exists()


def test_the_code_of_somebody_else_counts_nothing(client, lies, met):
    other = make.match(state=State.MET)

    page = paper(client.wear(lies), met, made(other, lies), choice="yes")

    other.refresh_from_db()
    assert (page.status_code, other.participant_vote) == (422, "")


def test_a_card_for_a_match_that_is_over(client, lies, met):
    secret = made(met, lies)
    met.withdraw(by=lies, why="Noor is ziek.")

    sent = paper(client.wear(lies), met, secret, choice="yes")

    assert sent.url == reverse("matches:detail", args=[met.pk])
    assert not CastVote.objects.exists()


def test_a_keyed_no_stays_a_no(client, lies, met):
    secret = made(met, lies)
    for _ in range(2):
        paper(client.wear(lies), met, secret, choice="no")

    met.refresh_from_db()
    assert (met.state, met.participant_vote) == (State.DECLINED, Vote.NO)
    assert CastVote.objects.count() == 1


@pytest.mark.parametrize("name", ["match", "match_revoke", "match_paper"])
def test_elsewhere_and_other_hats(client, lies, wouter, met, name):
    elsewhere = make.match(of=make.participant(where="oost"), to=make.buddy(where="oost"))

    assert client.wear(lies).post(reverse(f"keys:{name}", args=[elsewhere.pk])).status_code == 404
    assert client.wear(wouter).post(reverse(f"keys:{name}", args=[met.pk])).status_code == 403
    assert not VoteKey.objects.exists()
