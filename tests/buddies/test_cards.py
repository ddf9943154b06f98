"""The buddy's card: what a participant may see of them, and only that."""

import pytest
from django.urls import reverse

from buddies.models import Buddy, Card
from buddies.models.cards import Shown
from kansrijk.places.models import Language
from tests import make

URL = reverse("cards:edit")
TOLD = {"lived": "Ik had schulden.", "likes": "Samen koken.", "shows_languages": "on"}


def shown(hat):
    return Shown(Buddy.objects.get(user=hat.user))


def test_noor_writes_her_card_and_sees_it_as_a_participant_does(client, noor):
    noor.user.buddy.languages.add(Language.objects.get(code="ti"))

    client.wear(noor).post(URL, TOLD | {"agreed_on": "on"})
    page = client.get(reverse("buddies:me")).text

    for words in ("Ik had schulden.", "Samen koken.", "<dd>Tigrinya</dd>", "sinds"):
        assert words in page
    assert Card.objects.get().agreed_on == make.today()


def test_what_noor_did_not_agree_to_is_never_shown(client, noor):
    client.wear(noor).post(URL, TOLD)

    assert shown(noor).is_bare
    assert "Meer vertel ik als we elkaar zien." in client.get(reverse("buddies:me")).text


def test_taking_the_tick_away_hides_the_card_again(client, noor):
    make.card(noor.user.buddy)

    client.wear(noor).post(URL, TOLD | {"seen_version": 1})

    assert shown(noor).is_bare
    assert Card.objects.get().agreed_on is None


def test_only_what_is_ticked_is_shown(noor):
    noor.user.buddy.languages.add(Language.objects.get(code="ti"))
    make.card(noor.user.buddy, shows_languages=False)

    assert shown(noor).languages == []
    assert shown(noor).lived


def test_the_day_of_agreeing_stays(client, noor):
    make.card(noor.user.buddy, agreed_on="2024-05-01")

    client.wear(noor).post(URL, TOLD | {"agreed_on": "on", "seen_version": 1})

    assert str(Card.objects.get().agreed_on) == "2024-05-01"


@pytest.mark.parametrize("version", [{}, {"seen_version": 1}])
def test_another_tab_was_first(client, noor, version):
    make.card(noor.user.buddy, version=2)

    stale = client.wear(noor).post(URL, TOLD | version)

    assert stale.status_code == 409
    assert "Ik had schulden." in stale.text
    assert Card.objects.get().lived == "Ik had zelf schulden."


def test_the_first_card_sent_twice_is_one(client, noor):
    answers = [client.wear(noor).post(URL, TOLD).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Card.objects.count() == 1


def test_too_long_is_told_and_kept(client, noor):
    page = client.wear(noor).post(URL, TOLD | {"lived": "thee " * 101})

    assert page.status_code == 422
    assert "thee thee" in page.text


def test_a_card_belongs_to_a_buddy(client, wouter):
    assert client.wear(wouter).get(URL).status_code == 403
