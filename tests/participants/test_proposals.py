"""Lies looks for a buddy for Rania: who fits, why, and what a rule forbids."""

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent
from participants.models import Match
from participants.models.states import State
from tests import make


@pytest.fixture
def seeker(db):
    return make.participant("Salma Fictema")


@pytest.fixture
def page(seeker):
    return reverse("proposals:list", args=[seeker.pk])


@pytest.fixture
def propose(client, lies, seeker):
    url = reverse("proposals:add", args=[seeker.pk])
    client.wear(lies)
    return lambda buddy: client.post(url, {"buddy": buddy.pk})


def test_a_card_is_laid_with_the_reasons(client, noor, propose, seeker, page):
    answer = propose(noor.user.buddy)

    match = Match.objects.get()
    assert answer.url == page
    assert (match.state, match.buddy) == (State.PROPOSED, noor.user.buddy)
    assert match.why.startswith("Noor ")
    assert AuditEvent.objects.filter(step="propose", participant_id=seeker.pk).count() == 1
    assert "Voorgesteld: Noor Testinga" in client.get(page).text


def test_nobody_to_propose(client, lies, page):
    assert "Er is nu geen buddy die je kunt voorstellen." in client.wear(lies).get(page).text


def test_a_fourth_card_is_refused(propose, seeker):
    for _ in range(3):
        assert propose(make.buddy()).status_code == 302

    answer = propose(make.buddy())

    assert answer.status_code == 409
    assert "bekijkt al 3 kaarten" in answer.text
    assert Match.objects.count() == 3


@pytest.mark.parametrize(
    ("lacks", "why"),
    [
        ({"trained_on": None}, "basistraining"),
        ({"wij_contact": None}, "WIJ-contact"),
        ({"places": 0}, "geen plek"),
        ({"started_on": "2020-01-01", "left_on": "2026-01-01"}, "gestopt"),
    ],
)
def test_who_is_not_ready_is_neither_shown_nor_proposed(client, propose, page, lacks, why):
    buddy = make.buddy("Uma Nepstra", **lacks)

    answer = propose(buddy)

    assert answer.status_code == 409
    assert why in answer.text
    assert "Uma" not in client.get(page).text


def test_a_no_is_never_asked_again(client, noor, propose, seeker, page):
    make.match(of=seeker, to=noor.user.buddy, state=State.DECLINED, declined_by="participant")

    answer = propose(noor.user.buddy)

    assert answer.status_code == 409
    assert "Dat blijft zo." in answer.text
    assert not client.get(page).context["page"].object_list


def test_nobody_is_the_buddy_of_their_own_household(client, noor, propose, seeker, page):
    make.participant("Noor Testinga", household=seeker.household, user=noor.user)

    assert "huishouden" in propose(noor.user.buddy).text
    assert not client.get(page).context["page"].object_list


def test_who_has_a_buddy_gets_no_card(client, lies, rania):
    url = reverse("proposals:add", args=[rania.pk])

    answer = client.wear(lies).post(url, {"buddy": make.buddy().pk})

    assert "heeft al een buddy" in answer.text


@pytest.mark.parametrize("buddy", ["", "x", "0", "9" * 30])
def test_a_buddy_that_is_none_is_not_found(client, lies, seeker, buddy):
    url = reverse("proposals:add", args=[seeker.pk])

    assert client.wear(lies).post(url, {"buddy": buddy}).status_code == 404


def test_a_buddy_of_another_district_is_not_found(propose):
    assert propose(make.buddy(where="oost")).status_code == 404


def test_the_history_stands_beside_it(client, lies, rania):
    Match.objects.get().end(
        by=lies, ended_on=make.today(), why="no_click", words="Het liep stroef."
    )

    text = client.wear(lies).get(reverse("proposals:list", args=[rania.pk])).text

    assert "Noor Testinga" in text
    assert "de klik is weg" in text
