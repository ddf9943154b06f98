"""The second step: an app with codes, recovery codes; and what happens where it is asked."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from kansrijk.accounts import seeds
from tests.accounts.people import code_of, is_signed_in, sign_in, with_app, with_password

STEP = reverse("mfa_authenticate")
APP = reverse("mfa_activate_totp")
START_OF_A_STEP = datetime(2040, 1, 1, tzinfo=UTC)  # codes change at :00 and :30


@pytest.fixture
def user(noor):
    return with_password(noor.user)


def fill(client, code):
    return client.post(STEP, {"code": code})


def test_the_password_alone_is_not_enough(user):
    with_app(user)

    client = sign_in(user)

    assert client.last.url == STEP
    assert not is_signed_in(client)


def test_the_code_of_the_app_opens_the_door(user):
    secret = with_app(user)
    client = sign_in(user)

    fill(client, code_of(secret))

    assert is_signed_in(client)


def test_a_code_works_once_also_a_minute_later(user):
    secret = with_app(user)
    with time_machine.travel(START_OF_A_STEP, tick=False) as clock:
        code = code_of(secret)
        fill(sign_in(user), code)
        clock.shift(timedelta(seconds=31))

        again = sign_in(user)
        assert "al gebruikt" in fill(again, code).text
        assert not is_signed_in(again)


def test_a_wrong_code_stays_out_and_five_close_it(user):
    secret = with_app(user)
    client = sign_in(user)

    for _ in range(5):
        assert "Deze code klopt niet." in fill(client, "000000").text

    assert "Het ging te vaak mis." in fill(client, code_of(secret)).text
    assert not is_signed_in(client)


def test_a_recovery_code_works_once(user):
    with_app(user)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]

    first, second = sign_in(user), sign_in(user)
    fill(first, code)
    fill(second, code)

    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_the_seeds_are_not_readable_in_the_database(user):
    secret = with_app(user)
    seed = seeds.decrypt(Authenticator.objects.get(type="recovery_codes").data["seed"])

    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        stored = str(cursor.fetchall())

    assert secret not in stored
    assert seed not in stored


def test_a_new_secret_key_still_reads_the_old_seeds(settings):
    settings.SECRET_KEY = "the old one"
    kept = seeds.encrypt("JBSWY3DPEHPK3PXP")

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new one", ["the old one"]

    assert seeds.decrypt(kept) == "JBSWY3DPEHPK3PXP"


def test_setting_it_up_shows_a_picture_and_then_recovery_codes(user):
    client = sign_in(user)
    page = client.get(APP)
    data = {"code": code_of(client.session["mfa.totp.secret"])}
    after = client.post(APP, data, follow=True)

    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    assert 'src="data:image/svg+xml' in page.text
    assert after.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")


def test_other_pages_allow_no_data_images(user):
    assert "data:" not in sign_in(user).get(reverse("mfa_index"))["Content-Security-Policy"]


def test_a_while_later_we_ask_again_who_it_is(user):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = sign_in(user)
        clock.shift(timedelta(minutes=6))

        assert client.get(APP).url.startswith(reverse("account_reauthenticate"))


def test_where_it_is_asked_nobody_works_without(settings, user):
    settings.SECOND_FACTOR = True
    client = sign_in(user)

    assert client.get(reverse("today")).url == APP
    assert is_signed_in(client)


def test_with_an_app_the_work_goes_on_and_without_it_stops(settings, user):
    settings.SECOND_FACTOR = True
    secret = with_app(user)
    client = sign_in(user)
    fill(client, code_of(secret))
    assert client.get(reverse("today")).status_code == 200

    client.post(reverse("mfa_deactivate_totp"))

    assert client.get(reverse("today")).url == APP


def test_an_app_that_is_not_there_takes_nothing_away(user):
    client = sign_in(user)
    session = client.session
    session["factor"] = True
    session.save()

    assert client.get(reverse("mfa_deactivate_totp")).status_code == 404
    assert client.session["factor"]


def test_nobody_touches_the_passkey_of_somebody_else(user, lies):
    data = {"name": "Sleutel", "credential": {}}
    other = Authenticator.objects.create(user=lies.user, type="webauthn", data=data)

    for name in ["mfa_remove_webauthn", "mfa_edit_webauthn"]:
        assert sign_in(user).get(reverse(name, args=[other.pk])).status_code == 404


def test_the_passkey_door_answers_with_a_challenge_and_refuses_rubbish(client, db):
    page = reverse("mfa_login_webauthn")

    asked = client.get(page, headers={"accept": "application/json"}).json()
    assert asked["request_options"]["publicKey"]["userVerification"] == "required"
    for rubbish in ["", "{}", "[]", "1", '{"response": 1}', '{"id": "x", "response": {}}']:
        answer = client.post(page, {"credential": rubbish})
        assert answer.url == reverse("account_login")


@pytest.mark.parametrize("rubbish", ["", "{}", "[]", '{"id": "x"}', '{"id": "x", "response": {}}'])
def test_adding_a_passkey_refuses_rubbish(user, rubbish):
    client = sign_in(user)
    client.get(reverse("mfa_add_webauthn"))

    answer = client.post(reverse("mfa_add_webauthn"), {"name": "", "credential": rubbish})

    assert "Er klopt nog iets niet" in answer.text
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("name", ["mfa_list_webauthn", "mfa_index", "mfa_view_recovery_codes"])
def test_each_page_about_it_works_and_speaks_of_what_i_have(user, name):
    secret = with_app(user)
    data = {"name": "Mijn telefoon", "credential": {}}
    client = sign_in(user)
    fill(client, code_of(secret))
    Authenticator.objects.create(user=user, type="webauthn", data=data)

    page = client.get(reverse(name))

    assert page.status_code == 200
    assert not {"Security", "recovery", "Activate"} & set(page.text.split())


def test_a_session_without_the_second_step_ends_once_there_is_one(settings, user):
    settings.SECOND_FACTOR = True
    client = sign_in(user)
    with_app(user)  # from another session

    response = client.get(reverse("today"))

    assert response.url.startswith(reverse("account_login"))
    assert not is_signed_in(client)
