"""Noor comes in, with a password or a code by mail; nobody else does."""

import re

import pytest
from django.conf import Settings
from django.core import mail
from django.urls import reverse

from kansrijk.accounts.models import User
from tests import make
from tests.accounts.people import NO_PAIR, PASSWORD, TOO_OFTEN, is_signed_in, sign_in, with_password
from tests.client import HouseClient

LOGIN = reverse("account_login")


@pytest.fixture(autouse=True)
def passwords(noor, lies):
    with_password(noor.user)
    with_password(lies.user)


def ask_code(client, email):
    client.post(reverse("account_request_login_code"), {"email": email})
    return client.get(reverse("account_confirm_login_code"))


def fill_code(client, code):
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def test_the_door_is_one_plain_page(client):
    page = client.get("/inloggen/")

    assert page.status_code == 200
    for way in ["Inloggen", "Stuur me een code per mail", "passkey", "Wachtwoord vergeten"]:
        assert way in page.text


def test_noor_signs_in_with_her_password(noor):
    client = sign_in(noor.user)

    assert client.last.url == reverse("start")
    assert is_signed_in(client)


def test_capitals_and_spaces_around_the_address_do_not_matter(client, noor):
    client.post(LOGIN, {"login": f" {noor.user.email.upper()} ", "password": PASSWORD})

    assert is_signed_in(client)


def test_signing_in_changes_the_session_key_and_starts_with_the_first_hat(client, noor):
    before = client.session.session_key  # asking for it made an anonymous session

    sign_in(noor.user, client)
    client.get(reverse("account"))

    assert before and client.session.session_key != before
    assert client.session["hat"] == noor.pk


@pytest.mark.parametrize("who", ["noor", "nobody"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, noor, who):
    email = noor.user.email if who == "noor" else "niemand@voorbeeld.test"

    answer = client.post(LOGIN, {"login": email, "password": "verkeerd wachtwoord"})

    assert NO_PAIR in answer.text
    assert not is_signed_in(client)


@pytest.mark.parametrize("who", ["noor", "nobody"])
def test_five_wrong_passwords_close_the_account_for_a_while(client, noor, who):
    email = noor.user.email if who == "noor" else "niemand@voorbeeld.test"
    for _ in range(5):
        assert NO_PAIR in client.post(LOGIN, {"login": email, "password": "verkeerd"}).text

    answer = client.post(LOGIN, {"login": email, "password": PASSWORD})

    assert TOO_OFTEN in answer.text
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "more", [{"HTTP_HOST": "localhost:81"}, {"HTTP_X_FORWARDED_FOR": "9.9.9.9"}]
)
def test_another_host_or_a_made_up_header_does_not_reset_the_count(noor, more):
    for _ in range(5):
        sign_in(noor.user, password="verkeerd")

    assert TOO_OFTEN in sign_in(noor.user, **more).last.text


def test_twenty_wrong_passwords_close_the_address(noor, lies):
    for number in range(20):
        stranger = User(email=f"vreemde{number}@voorbeeld.test")
        sign_in(stranger, password="verkeerd", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")

    assert TOO_OFTEN in sign_in(lies.user).last.text
    assert is_signed_in(sign_in(lies.user, REMOTE_ADDR="10.9.9.9"))


def test_behind_our_proxy_the_address_is_what_the_proxy_says(settings, noor, lies):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(20):
        stranger = User(email=f"vreemde{number}@voorbeeld.test")
        said = f"10.0.0.{number}, 7.7.7.7"
        sign_in(stranger, password="verkeerd", HTTP_X_FORWARDED_FOR=said)

    assert TOO_OFTEN in sign_in(lies.user, HTTP_X_FORWARDED_FOR="1.1.1.1, 7.7.7.7").last.text
    assert is_signed_in(sign_in(lies.user, HTTP_X_FORWARDED_FOR="7.7.7.7, 8.8.8.8"))


@pytest.mark.parametrize(
    ("proxies", "said"),
    [(1, "onbekend"), (1, "7.7.7.7, 999.1.1.1"), (1, "\xe9\xff"), (2, "7.7.7.7")],
)
def test_behind_our_proxy_an_unreadable_address_keeps_nobody_out(settings, noor, proxies, said):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    assert is_signed_in(sign_in(noor.user, HTTP_X_FORWARDED_FOR=said))


def test_unreadable_addresses_count_for_who_called(settings, noor, lies):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(20):
        stranger = User(email=f"vreemde{number}@voorbeeld.test")
        sign_in(stranger, password="verkeerd", HTTP_X_FORWARDED_FOR=f"onbekend-{number}")

    assert TOO_OFTEN in sign_in(lies.user, HTTP_X_FORWARDED_FOR="onbekend").last.text
    assert is_signed_in(sign_in(lies.user, HTTP_X_FORWARDED_FOR="7.7.7.7"))


def test_a_code_by_mail_is_neutral_and_opens_the_door(client, noor):
    ask_code(client, noor.user.email)
    (sent,) = mail.outbox
    fill_code(client, re.search(r"\d{4}-\d{4}", sent.body)[0])

    assert sent.subject == "Je code"
    assert "Noor" not in sent.body
    assert is_signed_in(client)


def test_a_wrong_code_stays_out_and_three_end_it(client, noor):
    ask_code(client, noor.user.email)

    assert "Deze code klopt niet" in fill_code(client, "0000-0000").text
    fill_code(client, "0000-0000")
    assert fill_code(client, "0000-0000").url == reverse("account_request_login_code")
    assert not is_signed_in(client)


def test_asking_a_code_for_an_unknown_address_looks_the_same_and_mails_nobody(noor):
    known = ask_code(HouseClient(), noor.user.email).text.replace(noor.user.email, "…")
    unknown = ask_code(HouseClient(), "niemand@voorbeeld.test").text

    token = re.compile(r'value="\w{64}"')
    assert token.sub("", known) == token.sub("", unknown.replace("niemand@voorbeeld.test", "…"))
    assert [sent.to for sent in mail.outbox] == [[noor.user.email]]


def test_nobody_makes_an_account_by_themselves(client, db):
    data = {"email": "nieuw@voorbeeld.test", "password1": PASSWORD}

    for answer in [
        client.get(reverse("account_signup")),
        client.post(reverse("account_signup"), data),
    ]:
        assert "op uitnodiging" in answer.text
    assert not User.objects.filter(email="nieuw@voorbeeld.test").exists()


def test_who_is_switched_off_stays_out(noor):
    noor.user.is_active = False
    noor.user.save()

    client = sign_in(noor.user)

    assert not is_signed_in(client)
    assert "Je account staat uit" in client.get(client.last.url).text


@pytest.mark.parametrize(
    "to",
    ["//elders.test/", "https://elders.test", "javascript:alert(1)", "//[::1", "\\\\elders.test"],
)
def test_after_signing_in_we_never_leave_this_site(client, noor, to):
    data = {"login": noor.user.email, "password": PASSWORD, "next": to}

    assert client.post(LOGIN, data).url == reverse("start")


def test_nothing_typed_asks_for_it_in_words(client):
    answer = client.post(LOGIN, {"login": "geen adres", "password": ""})

    assert answer.text.count("Dit veld is verplicht.") == 2
    assert "geldig e-mailadres" in answer.text


def test_an_account_without_a_password_has_no_password_that_fits(client):
    invited = make.user("Uma Nepstra")

    assert NO_PAIR in sign_in(invited, client, password="!").last.text


def test_the_real_settings_hash_with_argon2_and_lengths_are_12_to_128():
    real = Settings("kansrijk.settings")

    assert real.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
    assert {"at_least": 12, "at_most": 128} in [
        validator.get("OPTIONS") for validator in real.AUTH_PASSWORD_VALIDATORS
    ]
