"""Lies leads West and is also a buddy: she always works under one hat."""

import pytest
from django.urls import reverse

from kansrijk.accounts.models import Role
from tests import make
from tests.accounts.people import sign_in, with_password

CHOOSE = reverse("hats:choose")


@pytest.fixture
def also_buddy(lies):
    return make.hat(Role.BUDDY, of=lies.user, where="oost")


def test_she_sees_her_own_hats_only(client, lies, also_buddy, tess):
    page = client.wear(lies).get(CHOOSE).text

    assert "Projectleider in West" in page
    assert "Buddy in Oost" in page
    assert "Trainer" not in page


def test_she_puts_on_the_other_hat(client, lies, also_buddy):
    before = client.wear(lies).session.session_key

    answer = client.post(CHOOSE, {"hat": also_buddy.pk})

    assert answer.url == reverse("start")
    assert client.session["hat"] == also_buddy.pk
    assert client.session.session_key != before


def test_after_switching_the_device_is_still_in_her_list(lies, also_buddy):
    client = sign_in(with_password(lies.user))
    client.post(CHOOSE, {"hat": also_buddy.pk})

    assert "dit apparaat" in client.get(reverse("usersessions_list")).text


@pytest.mark.parametrize("which", ["somebody else's", "withdrawn", "rubbish", ""])
def test_a_hat_that_is_not_hers_stays_off(client, lies, also_buddy, tess, which):
    type(also_buddy).objects.filter(pk=also_buddy.pk).update(withdrawn_at=make.now())
    values = {"somebody else's": tess.pk, "withdrawn": also_buddy.pk, "rubbish": "9" * 40, "": ""}
    client.wear(lies)

    answer = client.post(CHOOSE, {"hat": values[which]})

    assert answer.status_code == 422
    assert client.session["hat"] == lies.pk


def test_without_any_hat_the_page_says_whom_to_ask(client, db):
    client.force_login(make.user("Uma Nepstra"))

    for page in [CHOOSE, reverse("account")]:
        assert "Vraag een beheerder om een rol" in client.get(page).text


def test_the_account_page_shows_me_and_my_hats(client, lies, also_buddy):
    page = client.wear(lies).get(reverse("account")).text

    for text in ["Lies Oefenveen", lies.user.email, "Projectleider in West", "Buddy in Oost"]:
        assert text in page
