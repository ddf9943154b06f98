"""Noor's appointments in her own agenda: an address that is a secret, and no names in it."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from buddies.models import Absence
from kansrijk.accounts.models import Hat, User
from kansrijk.audit.models import AuditEvent
from kansrijk.logs import without_secrets
from participants.models import Match
from plans.agenda import amsterdam
from plans.models import Appointment, CalendarFeed
from plans.models.appointments import digest
from tests import make

SETTINGS, MAKE, STOP = (reverse(f"agenda:{name}") for name in ("settings", "make", "stop"))
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


def made(hat, *, with_place=False):
    return CalendarFeed.objects.make(by=hat, with_place=with_place)


def fetch(client, token):
    return client.get(f"/agenda/{token}.ics")


def events(client, token):
    return Calendar.from_ical(fetch(client, token).content).walk("VEVENT")


def test_noor_makes_an_address_and_sees_it_once(client, noor):
    page = client.wear(noor).post(MAKE, {})

    token = page.context["link"].split("/")[-1].removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert page.text.count(token) == 2
    assert page.context["opens"].startswith("webcal://testserver/agenda/")
    assert feed.token_hash == digest(token) != token
    assert token not in client.get(SETTINGS).text
    assert fetch(client, token).status_code == 200
    assert AuditEvent.objects.filter(subject="plans.calendarfeed").count() == 1


def test_the_agenda_is_what_agendas_read(client, noor, year):
    make.appointment(of=year)
    answer = fetch(client, made(noor))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    assert not answer.cookies
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert len(Calendar.from_ical(answer.content).walk("VTIMEZONE")) == 1


def test_nobody_s_name_is_in_it_and_the_place_only_by_choice(client, noor, rania, year):
    made_one = make.appointment(of=year, place="bij Rania thuis")
    token = made(noor)

    text = fetch(client, token).text
    client.wear(noor).post(SETTINGS, {"with_place": "on"})
    with_place = events(client, token)[0]

    assert "Rania" not in text and "Noor" not in text and "LOCATION" not in text
    assert "DESCRIPTION" not in text
    assert with_place["summary"] == "Afspraak (Kansrijk)"
    assert with_place["location"] == "bij Rania thuis"
    assert with_place["uid"] == f"afspraak-{made_one.pk}@kansrijk"


@pytest.mark.parametrize(
    ("at", "local"),
    [
        (datetime(2030, 3, 30, 9, tzinfo=UTC), "20300330T100000"),
        (datetime(2030, 3, 31, 8, tzinfo=UTC), "20300331T100000"),
        (datetime(2030, 10, 26, 8, tzinfo=UTC), "20301026T100000"),
        (datetime(2030, 10, 27, 9, tzinfo=UTC), "20301027T100000"),
    ],
)
def test_ten_o_clock_stays_ten_o_clock_around_the_clock_change(client, noor, year, at, local):
    make.appointment(of=year, at=at)
    token = made(noor)

    text, event = fetch(client, token).text, events(client, token)[0]

    assert f"DTSTART;TZID=Europe/Amsterdam:{local}" in text
    assert event["dtstart"].dt == at
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=1)


def test_the_zone_in_the_file_is_the_clock_of_this_machine():
    zone = amsterdam().to_tz(lookup_tzid=False)
    for year in (2026, 2035):
        for day in range(0, 365, 7):
            noon = datetime.combine(date(year, 1, 1) + timedelta(days=day), datetime.min.time())
            noon = noon.replace(hour=12)
            assert (
                noon.replace(tzinfo=zone).utcoffset() == noon.replace(tzinfo=AMSTERDAM).utcoffset()
            )


def test_a_moved_one_is_the_same_event_and_a_called_off_one_says_so(client, noor, year):
    first, second = make.appointment(of=year), make.appointment(of=year)
    token = made(noor)
    before = {event["uid"] for event in events(client, token)}
    Appointment.objects.filter(pk=first.pk).update(version=2, at=make.now() + timedelta(days=1))
    second.call_off(by=noor, seen=1)

    after = events(client, token)

    assert {event["uid"] for event in after} == before
    assert [(e["sequence"], e["status"]) for e in after] == [(2, "CONFIRMED"), (2, "CANCELLED")]


def test_the_last_thirty_days_and_all_that_comes(client, noor, year):
    for days in (-40, -29, 1, 400):
        make.appointment(of=year, at=make.now() + timedelta(days=days))

    assert len(events(client, made(noor))) == 3


def test_a_new_address_ends_the_old_one_at_once(client, noor):
    old, new = made(noor), made(noor)

    assert fetch(client, old).status_code == 404
    assert fetch(client, new).status_code == 200
    client.wear(noor).post(STOP)
    assert fetch(client, new).status_code == 404
    assert client.post(STOP).status_code == 302


def close_match(noor, year):
    Match.objects.filter(pk=year.match_id).update(
        state="ended", ended_on=make.today(), ended_why="other"
    )


def close_account(noor, year):
    User.objects.filter(pk=noor.user_id).update(is_active=False)


def withdraw_hat(noor, year):
    Hat.objects.filter(pk=noor.pk).update(withdrawn_at=make.now())


@pytest.mark.parametrize("shut", [close_match, close_account, withdraw_hat])
def test_who_is_shut_out_gets_an_empty_agenda(client, noor, year, shut):
    make.appointment(of=year)
    token = made(noor)
    assert len(events(client, token)) == 1

    shut(noor, year)

    assert events(client, token) == []


def test_all_buddy_hats_count_and_standing_in_while_it_lasts(client, noor, year):
    east = make.hat("buddy", where="oost", of=noor.user)
    theirs = make.trajectory(of=make.participant("Uma Nepstra"))
    here = make.trajectory(of=make.participant("Gyan Nepstra"))
    there = make.trajectory(of=make.participant(where="oost"), to=make.buddy(where="oost"))
    for each in (year, theirs, here, there):
        make.appointment(of=each)
    away = make.absence(theirs.match.buddy.user.hats.get(), noor)
    make.absence(there.match.buddy.user.hats.get(), east)
    token = made(noor)

    assert len(events(client, token)) == 3
    Absence.objects.filter(pk=away.pk).update(
        last_on=make.today() - timedelta(days=1), first_on=make.today() - timedelta(days=3)
    )
    assert len(events(client, token)) == 2


@pytest.mark.parametrize("token", ["x", "x" * 3000, "ሰላም", "..", "'--", "a%20b", "x.ics", "*"])
def test_what_is_no_address_is_not_found(client, db, token):
    assert fetch(client, token).status_code == 404


def test_odd_requests_for_an_agenda(client, noor):
    path = f"/agenda/{made(noor)}.ics"

    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405
    assert client.get("/agenda/%00.ics").status_code == 400
    assert client.get("/agenda/a/b.ics").status_code == 404


def test_nobody_stands_beside_an_agenda(client, noor, lies):
    """A cookie of a colleague in this browser changes nothing, and none goes out."""
    token = made(noor)
    client.wear(lies)

    answer = fetch(client, token)

    assert answer.status_code == 200
    assert not answer.cookies


def test_the_address_is_in_no_log():
    for key in ("request", "event"):
        logged = without_secrets(None, "", {key: "GET /agenda/geheim.ics"})
        assert logged[key] == "GET /agenda/…"


def test_an_agenda_costs_the_same_however_full(client, noor, year, django_assert_num_queries):
    token = made(noor)
    for number in (1, 30):
        for _ in range(number):
            make.appointment(of=year)
        # the feed and its user, the hats, how far they reach, appointments, moments
        with django_assert_num_queries(5):
            fetch(client, token)


def test_the_part_is_the_part_of_the_page(client, noor):
    for _ in range(2):
        page = client.wear(noor).get(SETTINGS).text
        part = client.get(SETTINGS, headers={"hx-request": "true"}).text
        part, page = (re.sub(r'(token" value)="\w+"', r"\1", text) for text in (part, page))
        assert part.strip() in page
        made(noor)
