"""Choosing a password: long is enough, and a link works once."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.accounts.people import PASSWORD, is_signed_in, link_in, sign_in, with_password
from tests.client import HouseClient

NEW = "zeven groene paraplu's"
DEAD = "Deze link werkt niet meer"


def forgot(user):
    HouseClient().post(reverse("account_reset_password"), {"email": user.email})
    return link_in(mail.outbox[-1].body)


def choose(link, password=NEW):
    """Follow the link from a mail and choose this password; the last page comes back."""
    client = HouseClient()
    page = client.get(link, follow=True)
    if DEAD in page.text:
        return page
    path = page.redirect_chain[-1][0]
    return client.post(path, {"password1": password, "password2": password}, follow=True)


@pytest.fixture
def user(noor):
    return with_password(noor.user)


def test_a_forgotten_password_is_chosen_anew(user):
    assert "Je wachtwoord is opgeslagen" in choose(forgot(user)).text
    assert is_signed_in(sign_in(user, password=NEW))
    assert not is_signed_in(sign_in(user, password=PASSWORD))


def test_the_mails_about_it_are_neutral(user):
    choose(forgot(user))

    assert [sent.subject for sent in mail.outbox] == [
        "Kies een nieuw wachtwoord",
        "Je wachtwoord is gewijzigd",
    ]
    assert not any("Noor" in sent.body or "127.0.0.1" in sent.body for sent in mail.outbox)


def test_the_link_works_once(user):
    link = forgot(user)
    choose(link)

    assert DEAD in choose(link).text


def test_the_link_works_an_hour(user):
    link = forgot(user)

    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert DEAD in choose(link).text


def test_an_unknown_address_sees_the_same_page_and_gets_no_mail(client, user):
    data = {"email": "niemand@voorbeeld.test"}

    page = client.post(reverse("account_reset_password"), data, follow=True)

    assert "Is je e-mailadres bij ons bekend?" in page.text
    assert not mail.outbox


def test_who_never_accepted_the_invitation_gets_no_other_way_in(client, db):
    invited = make.user("Uma Nepstra")

    client.post(reverse("account_reset_password"), {"email": invited.email})
    client.post(reverse("account_request_login_code"), {"email": invited.email})

    assert not mail.outbox


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("kort", "te kort"),
        ("x" * 129, "te lang"),
        ("123456qwerty", "te algemeen"),
        ("wachtwoord123", "te makkelijk te raden"),
        ("kansrijkkansrijk1", "te makkelijk te raden"),
        ("NoorTestinga2026", "te makkelijk te raden"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(user, password, why):
    assert why in choose(forgot(user), password).text


@pytest.mark.parametrize("password", ["zonder hoofdletters", "ሰላም ለኹሉ ሰላም ለኹሉ", "x9" + "ab " * 42])
def test_no_rules_about_digits_or_capitals(user, password):
    assert "Je wachtwoord is opgeslagen" in choose(forgot(user), password).text


def test_changing_it_asks_for_the_present_one(user):
    client = sign_in(user)
    data = {"oldpassword": "verkeerd", "password1": NEW, "password2": NEW}

    assert "niet je wachtwoord van nu" in client.post("/wachtwoord/wijzigen/", data).text


def test_changing_it_ends_the_other_sessions_and_keeps_this_one(user):
    here, there = sign_in(user), sign_in(user)
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    assert here.post("/wachtwoord/wijzigen/", data).url == reverse("account")
    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_the_link_dies_with_the_sessions(user):
    link = forgot(user)

    user.end_sessions()

    assert DEAD in choose(link).text


def test_asking_again_and_again_is_answered_with_a_page_to_wait(client, user):
    asked = [
        client.post(reverse("account_reset_password"), {"email": user.email}) for _ in range(6)
    ]

    assert [answer.status_code for answer in asked] == [302] * 5 + [429]
    assert "Even wachten" in asked[-1].text
    assert len(mail.outbox) == 5
