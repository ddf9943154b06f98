"""With whom Salma lives: counted, never named, and shared with whoever takes part too."""

import pytest

from kansrijk.audit.models import AuditEvent, Verb
from participants.models import Household
from participants.models.states import State
from tests import make
from tests.participants.test_intake import part


@pytest.fixture
def salma(db):
    return make.participant("Salma Fictema", household=Household.objects.create(kind="unknown"))


def home(**changes):
    return {"kind": "single_parent", "children_0_3": 1, "children_4_11": 2, "children_12_17": 0,
            "seen_version": 1} | changes  # fmt: skip


def test_the_household_in_numbers_and_a_line_in_each_file(client, lies, salma):
    sister = make.participant("Samira Fictema", household=salma.household)

    client.wear(lies).post(part("household", salma), home())

    salma.household.refresh_from_db()
    events = AuditEvent.objects.filter(verb=Verb.CHANGE)
    assert str(salma.household) == "alleenstaande ouder, 3 kinderen"
    assert {event.participant_id for event in events} == {salma.pk, sister.pk}


@pytest.mark.parametrize("number", ["-1", "16", "99999", "x", ""])
def test_impossible_numbers_of_children(client, lies, salma, number):
    answer = client.wear(lies).post(part("household", salma), home(children_4_11=number))

    assert answer.status_code == 422


def test_two_participants_share_a_household(client, lies, salma):
    sister = make.participant("Samira Fictema")
    left = salma.household_id

    client.wear(lies).post(part("housemate", salma), {"housemate": sister.pk})

    salma.refresh_from_db()
    assert salma.household == sister.household
    assert not Household.objects.filter(pk=left).exists()
    assert "Samira Fictema" in client.get(part("overview", salma)).text


def test_who_moves_out_gets_a_household_of_their_own(client, lies, salma):
    sister = make.participant("Samira Fictema", household=salma.household)

    client.wear(lies).post(part("housemate", salma), {"housemate": ""})

    salma.refresh_from_db()
    assert salma.household_id != sister.household_id
    assert salma.household.kind == "unknown"


def test_saying_the_same_again_changes_nothing(client, lies, salma):
    sister = make.participant("Samira Fictema", household=salma.household)

    client.wear(lies).post(part("housemate", salma), {"housemate": sister.pk})

    assert not AuditEvent.objects.filter(verb=Verb.CHANGE).exists()
    assert Household.objects.count() == 1


@pytest.mark.parametrize("state", [State.PROPOSED, State.ACTIVE])
def test_nobody_moves_in_with_their_own_buddy(client, lies, noor, salma, state):
    of_buddy = make.participant("Nora Testinga", user=noor.user)
    make.match(of=salma, to=noor.user.buddy, state=state)

    answer = client.wear(lies).post(part("housemate", salma), {"housemate": of_buddy.pk})

    assert answer.status_code == 422
    assert "heeft een koppeling" in answer.text


def test_a_housemate_of_another_district_cannot_be_chosen(client, lies, salma):
    other = make.participant("Uma Nepstra", where="oost")

    answer = client.wear(lies).post(part("housemate", salma), {"housemate": other.pk})

    assert answer.status_code == 422
    assert "Uma" not in answer.text
