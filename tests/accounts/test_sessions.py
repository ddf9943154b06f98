"""A session lives as long as somebody works, and dies at the server."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.count import counting
from bench.sessions import InProcess
from kansrijk.accounts.models import Role
from tests import make
from tests.accounts.people import is_signed_in, sign_in, with_password
from tests.client import HouseClient


@pytest.fixture
def user(noor):
    return with_password(noor.user)


def test_signing_out_kills_the_session_at_the_server(user):
    client = sign_in(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(reverse("account_logout"))

    thief = HouseClient()
    thief.cookies[settings.SESSION_COOKIE_NAME] = cookie

    assert not Session.objects.filter(pk=cookie).exists()
    assert not is_signed_in(thief)


def test_signing_out_is_never_a_link(user):
    client = sign_in(user)

    assert "Wil je uitloggen?" in client.get(reverse("account_logout")).text
    assert is_signed_in(client)


def test_signing_out_clears_what_the_browser_kept(user):
    answer = sign_in(user).post(reverse("account_logout"))

    assert answer.url == reverse("account_login")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_pages_behind_the_door_are_never_stored(user):
    assert sign_in(user).get(reverse("account"))["Cache-Control"] == "no-store, private"


def test_who_is_switched_off_is_out_at_the_next_click(client, user):
    client.wear(user.hats.get())
    assert is_signed_in(client)

    type(user).objects.update(is_active=False)

    assert not is_signed_in(client)


def test_a_page_counts_the_same_statements_however_late_it_has_its_turn(noor):
    client = InProcess(noor)
    with counting() as early:
        client.get(reverse("today"))
    with time_machine.travel(timezone.now() + timedelta(minutes=20)), counting() as late:
        assert client.get(reverse("today")).status_code == 200

    assert len(early) == len(late) > 0


@pytest.mark.parametrize(("role", "minutes"), [(Role.LEAD, 30), (Role.ADMIN, 15)])
def test_an_idle_session_ends(db, role, minutes):
    hat = make.hat(role)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = HouseClient().wear(hat)
        assert is_signed_in(client)
        clock.shift(timedelta(minutes=minutes))
        assert is_signed_in(client)
        clock.shift(timedelta(minutes=minutes, seconds=1))
        assert not is_signed_in(client)


def test_a_session_ends_after_twelve_hours_of_work(lies):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = HouseClient().wear(lies)
        for _ in range(12 * 3 + 1):
            assert is_signed_in(client)
            clock.shift(timedelta(minutes=20))
        assert not is_signed_in(client)


def test_typed_text_waits_for_its_writer_only(bea):
    other = make.hat(Role.ADMIN, "Ben Proefstra")
    page, typed = reverse("places:funder_add"), "Stichting Voorbeeld"
    for back, is_shown in [(bea, True), (other, False)]:
        with time_machine.travel(timezone.now(), tick=False) as clock:
            client = sign_in(with_password(bea.user))
            client.get(page)
            clock.shift(timedelta(minutes=16))
            client.post(page, {"name": typed})
            sign_in(with_password(back.user), client)
            assert (typed in client.get(page).text) is is_shown


@pytest.mark.parametrize("hours", [1, 25, 100])
def test_typed_text_waits_after_a_night_too(bea, hours):
    page, typed = reverse("places:funder_add"), "Stichting Voorbeeld"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = sign_in(with_password(bea.user))
        client.get(page)
        clock.shift(timedelta(hours=hours))
        client.post(page, {"name": typed})
        sign_in(bea.user, client)

        assert typed in client.get(page).text


def test_typed_text_waits_when_a_session_was_ended_elsewhere(bea):
    page, typed = reverse("places:funder_add"), "Stichting Voorbeeld"
    client = sign_in(with_password(bea.user))
    bea.user.end_sessions()

    client.post(page, {"name": typed})
    sign_in(bea.user, client)

    assert typed in client.get(page).text


def test_too_much_text_to_wait_is_said(bea):
    client = sign_in(with_password(bea.user))
    bea.user.end_sessions()

    response = client.post(reverse("places:funder_add"), {"name": "x" * 500_001}, follow=True)

    assert "te lang om te laten staan" in response.text


def test_a_password_never_waits_in_a_session(user):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = sign_in(user)
        client.get(reverse("account"))
        clock.shift(timedelta(minutes=31))
        client.post(reverse("account_change_password"), {"password1": "een nieuw geheim woord"})

        assert "typed" not in client.session


def test_the_list_shows_my_devices_in_words(user):
    sign_in(user, HTTP_USER_AGENT="Mozilla/5.0 (iPhone) CriOS/120 Safari/604")
    page = sign_in(user).get(reverse("usersessions_list")).text

    assert "Chrome op een iPhone" in page
    assert page.count("dit apparaat") == 1


def test_ten_devices_ask_no_more_than_one(user, django_assert_num_queries):
    here = sign_in(user)
    here.get(reverse("account"))
    with CaptureQueriesContext(connection) as one:
        here.get(reverse("usersessions_list"))
    asked = len(one)
    for _ in range(9):
        sign_in(user)

    with django_assert_num_queries(asked):
        page = here.get(reverse("usersessions_list")).text
    assert page.count("<h2>") == 10


def test_a_device_that_was_signed_out_leaves_the_list(user):
    here, there, late = (sign_in(user) for _ in range(3))
    there.post(reverse("account_logout"))
    Session.objects.filter(pk=late.session.session_key).update(expire_date=timezone.now())
    page = here.get(reverse("usersessions_list")).text

    assert page.count("<h2>") == 1 and "Je bent nergens anders ingelogd." in page
    assert UserSession.objects.filter(user=user).count() == 1


def test_the_other_devices_can_be_signed_out(user):
    here, there = sign_in(user), sign_in(user)

    here.post(reverse("usersessions_list"))

    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_nobody_sees_the_sessions_of_somebody_else(user, lies):
    sign_in(with_password(lies.user), HTTP_USER_AGENT="Mozilla/5.0 (Windows) Firefox/130")

    assert "Windows" not in sign_in(user).get(reverse("usersessions_list")).text
