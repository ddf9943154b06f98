"""Bea gives and withdraws hats; what belongs to a hat comes along."""

import pytest
from django.urls import reverse

from buddies.models import Buddy, WijContact
from kansrijk.accounts.models import Hat, Role
from kansrijk.audit.models import AuditEvent
from participants.models import Participant
from tests import make
from tests.client import HouseClient


def give(client, user, role, where=""):
    return client.post(reverse("users:hat", args=[user.pk]), {"role": role, "district": where})


def withdraw(client, hat):
    return client.post(reverse("users:withdraw", args=[hat.pk]))


def test_lies_becomes_a_buddy_too(client, bea, lies):
    answer = give(client.wear(bea), lies.user, "buddy", "west")

    assert answer.url == reverse("users:edit", args=[lies.user_id])
    assert [str(hat) for hat in lies.user.hats.all()] == ["Projectleider in West", "Buddy in West"]
    assert lies.user.buddy.district.slug == "west"


def test_giving_leaves_a_line_for_each_new_record(client, bea, lies):
    give(client.wear(bea), lies.user, "buddy", "west")

    lines = AuditEvent.objects.values_list("actor_id", "verb", "subject")
    assert set(lines) == {
        (bea.user_id, "add", "accounts.hat"),
        (bea.user_id, "add", "buddies.buddy"),
    }


@pytest.mark.parametrize(("role", "where"), [("buddy", "west"), ("admin", "")])
def test_the_same_hat_twice_is_refused_in_words(client, bea, noor, role, where):
    user = noor.user if role == "buddy" else bea.user

    answer = give(client.wear(bea), user, role, where)

    assert answer.status_code == 422
    assert "Deze persoon heeft deze rol al." in answer.text


@pytest.mark.parametrize(("role", "where"), [("wij", ""), ("trainer", "west"), ("", "west")])
def test_a_role_and_a_district_have_to_fit(client, bea, lies, role, where):
    assert give(client.wear(bea), lies.user, role, where).status_code == 422
    assert lies.user.hats.count() == 1


def test_a_lead_of_all_districts_sees_each(client, bea, lies):
    give(client.wear(bea), lies.user, "lead", "")
    everywhere = lies.user.hats.get(district=None)
    for where in ("west", "oost"):
        make.participant(where=where)

    assert Participant.objects.visible_to(everywhere).count() == 2
    assert Participant.objects.visible_to(lies).count() == 1


def test_a_buddy_who_moves_leaves_the_old_district_behind(client, bea, noor):
    withdraw(client.wear(bea), noor)
    give(client, noor.user, "buddy", "oost")

    buddy = Buddy.objects.get(user=noor.user)
    assert (buddy.district.slug, buddy.wij_contact) == ("oost", None)


def test_a_buddy_with_a_participant_does_not_move(client, bea, noor, rania):
    answer = give(client.wear(bea), noor.user, "buddy", "oost")

    assert answer.status_code == 422
    assert "Deze buddy heeft nog een deelnemer in West." in answer.text


def test_a_wij_worker_who_moves_is_found_in_the_new_district(client, bea, wouter):
    give(client.wear(bea), wouter.user, "wij", "zuid")

    assert WijContact.objects.get(user=wouter.user).district.slug == "zuid"


def test_a_withdrawn_hat_ends_all_sessions_and_stays_in_the_books(client, bea, noor):
    hers = HouseClient().wear(noor)
    withdraw(client.wear(bea), noor)

    assert hers.get(reverse("account")).status_code == 302
    noor.refresh_from_db()
    assert noor.withdrawn_at
    assert AuditEvent.objects.get().fields == ["withdrawn_at"]


def test_asking_first_changes_nothing(client, bea, noor):
    page = client.wear(bea).get(reverse("users:withdraw", args=[noor.pk]))

    assert "Wil je deze rol intrekken?" in page.text
    assert not Hat.objects.exclude(withdrawn_at=None).exists()


def test_withdrawing_twice_says_so(client, bea, noor):
    withdraw(client.wear(bea), noor)

    answer = withdraw(client, noor)

    assert answer.status_code == 409
    assert "Deze rol was al ingetrokken." in answer.text


def test_bea_keeps_her_own_hat_and_reads_why(client, bea):
    assert withdraw(client.wear(bea), bea).status_code == 409
    page = client.get(reverse("users:edit", args=[bea.user_id])).text

    assert "Je kunt je eigen rol als beheerder niet intrekken." in page
    assert reverse("users:withdraw", args=[bea.pk]) not in page


def test_bea_withdraws_another_hat_of_her_own_and_stays(client, bea):
    lead = make.hat(Role.LEAD, of=bea.user)

    answer = withdraw(client.wear(bea), lead)

    assert client.get(answer.url).status_code == 200


def test_another_administrator_can_be_withdrawn(client, bea):
    other = make.hat(Role.ADMIN, "Ben Proefstra")

    assert withdraw(client.wear(bea), other).status_code == 302


def test_where_districts_are_very_many_she_types_the_name(client, bea, lies, monkeypatch):
    monkeypatch.setattr("kansrijk.accounts.reach.AT_A_GLANCE", 2)
    client.wear(bea)
    pages = [
        reverse("users:list"),
        reverse("users:invite"),
        reverse("users:hat", args=[lies.user_id]),
    ]
    for page in pages:
        assert ">Zuid<" not in client.get(page).text, page

    assert lies.user.email in client.get(pages[0], {"district": "West"}).text
    assert (
        "Bedoel je Oost, Oosterpark?"
        in client.post(pages[2], {"role": "wij", "district": "oos"}).text
    )
    client.post(pages[2], {"role": "wij", "district": "oost"})
    assert lies.user.hats.filter(role="wij", district__slug="oost").exists()
