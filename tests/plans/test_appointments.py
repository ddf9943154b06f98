"""Noor makes an appointment with Rania outside a log, moves it, and calls it off."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from kansrijk.audit.models import AuditEvent, Verb
from plans.models import Appointment, Trajectory
from tests import make

SUMMER, WINTER = datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


@pytest.fixture
def url(rania):
    return reverse("appointments:add", args=[rania.pk])


@pytest.fixture
def file(rania):
    return reverse("files:timeline", args=[rania.pk])


def of(appointment, name="move"):
    return reverse(f"appointments:{name}", args=[appointment.pk])


def told(days=7, **fields):
    day = (make.today() + timedelta(days=days)).isoformat()
    return {"on": day, "time": "10:30", "place": "de bieb"} | fields


def moved(appointment, **fields):
    return told(seen_version=appointment.version, **fields)


def lines(appointment):
    events = AuditEvent.objects.exclude(verb=Verb.LOOK).filter(subject="plans.appointment")
    return [(e.verb, e.step, e.fields) for e in events.filter(subject_id=appointment.pk)][::-1]


def test_noor_makes_an_appointment_and_it_stands_where_she_looks(client, noor, url, file):
    done = client.wear(noor).post(url, told(), follow=True)

    made = Appointment.objects.get()
    assert done.redirect_chain[0][0] == file
    assert made.in_words in done.text
    assert f"<strong>{made.when.capitalize()}</strong>, de bieb" in client.get(file).text
    today = client.get(reverse("today")).text
    assert "10.30 uur" in today
    assert of(made) in today
    assert lines(made) == [("add", "", ["at", "place"])]


def test_without_an_appointment_today_offers_to_make_one(client, noor, url, file):
    assert url in client.wear(noor).get(reverse("today")).text
    assert "Nog geen afspraak." in client.get(file).text


def test_the_lead_sees_it_but_does_not_change_it(client, lies, year, file):
    made = make.appointment(of=year)

    page = client.wear(lies).get(file).text

    assert made.when.capitalize() in page
    assert of(made) not in page
    assert client.get(of(made)).status_code == 403


def test_the_same_moment_sent_twice_is_one_appointment(client, noor, url):
    client.wear(noor).post(url, told())
    again = client.post(url, told())

    assert again.status_code == 302
    assert Appointment.objects.count() == 1
    assert len(lines(Appointment.objects.get())) == 1


def test_several_appointments_may_come_and_today_shows_the_first(client, noor, url, year):
    first = make.appointment(of=year, at=make.now() + timedelta(days=2), place="het park")
    client.wear(noor).post(url, told())

    page = client.get(reverse("today"))

    assert Appointment.objects.coming().count() == 2
    assert page.context["cards"][0].next == first
    assert "het park" in page.text
    assert first.when in client.get(url).text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"days": -1}, "Dit moment is al geweest"),
        ({"days": 0, "time": "00:00"}, "Dit moment is al geweest"),
        ({"on": ""}, "Vul dit nog in."),
        ({"time": ""}, "Vul dit nog in."),
        ({"on": "2026-13-01"}, "Dit is geen datum"),
        ({"on": "0001-01-01"}, "tussen 1900 en 2100"),
        ({"on": "9999-12-31"}, "tussen 1900 en 2100"),
        ({"time": "25:00"}, "Dit is geen tijd"),
        ({"place": "x" * 121}, "121"),
        ({"place": "thuis\u202e"}, "onzichtbaar of kapot teken"),
    ],
)
def test_what_cannot_be_is_answered_with_a_sentence(client, noor, url, fields, words):
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        answer = client.wear(noor).post(url, told(**fields))

    assert answer.status_code == 422
    assert words in answer.text
    assert not Appointment.objects.exists()


def test_what_begins_now_is_not_yet_past(client, noor, year, url):
    now = datetime(2026, 11, 23, 12, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with time_machine.travel(now, tick=False):
        answer = client.wear(noor).post(url, told(days=0, time="12:00"))

    assert answer.status_code == 302
    assert timezone.localtime(Appointment.objects.get().at).hour == 12


@pytest.mark.parametrize(
    ("now", "on"), [(SUMMER, "2026-03-29"), (WINTER, "2026-10-25")], ids=["missing", "double"]
)
def test_the_hour_of_the_clock_change_is_refused(client, noor, year, url, now, on):
    Trajectory.objects.update(started_on="2026-01-01", planned_end_on="2027-01-01")
    with time_machine.travel(now - timedelta(days=1), tick=False):
        answer = client.wear(noor).post(url, told(on=on, time="02:30"))

    assert answer.status_code == 422
    assert "gaat de klok een uur" in answer.text


@pytest.mark.parametrize(("now", "hour"), [(SUMMER, 8), (WINTER, 9)])
def test_ten_o_clock_is_ten_o_clock_in_both_seasons(client, noor, url, file, now, hour):
    with time_machine.travel(now - timedelta(days=1), tick=False):
        client.wear(noor).post(url, told(days=2, time="10:00"))
        page = client.get(file).text

    assert Appointment.objects.get().at.astimezone(UTC).hour == hour
    assert "10.00 uur" in page


def test_noor_moves_it(client, noor, year):
    made = make.appointment(of=year)

    client.wear(noor).post(of(made), moved(made, time="16:00"))

    made.refresh_from_db()
    assert timezone.localtime(made.at).hour == 16
    assert made.version == 2
    assert lines(made) == [("change", "", ["at", "place"])]


def test_the_place_of_this_morning_s_appointment_can_still_be_changed(client, noor, year):
    morning = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    made = make.appointment(of=year, at=morning)
    same = moved(made, days=0, time="00:00", place="het park")

    assert client.wear(noor).post(of(made), same).status_code == 302
    assert lines(made) == [("change", "", ["place"])]


def test_who_moves_what_somebody_else_moved_sees_both(client, noor, year):
    made = make.appointment(of=year, place="de bieb")
    stale = moved(made, time="16:00")
    client.wear(noor).post(of(made), moved(made, time="09:00"))

    answer = client.post(of(made), stale)

    made.refresh_from_db()
    assert answer.status_code == 409
    assert "09.00 uur" in answer.text and "16.00 uur" in answer.text
    assert timezone.localtime(made.at).hour == 9
    assert client.post(of(made), stale | {"seen_version": made.version}).status_code == 302


def test_noor_calls_it_off_and_the_timeline_keeps_it(client, noor, year, file):
    made = make.appointment(of=year)

    done = client.wear(noor).post(of(made, "call_off"), {"seen_version": 1}, follow=True)

    assert "De afspraak is afgezegd." in done.text
    assert "Afspraak afgezegd" in done.text
    assert not Appointment.objects.coming()
    assert lines(made) == [("step", "cancel", [])]


@pytest.mark.parametrize(
    "seen", [{"seen_version": 7}, {"seen_version": "x"}, {"seen_version": 2**63}, {}]
)
def test_calling_off_an_older_version_is_refused(client, noor, year, seen):
    made = make.appointment(of=year)

    answer = client.wear(noor).post(of(made, "call_off"), seen)

    assert answer.status_code == 409
    assert Appointment.objects.coming().get() == made


@pytest.mark.parametrize("over", ["called off", "yesterday", "ended"])
def test_what_is_over_stays_as_it_was(client, noor, year, over):
    at = make.now() - timedelta(days=1) if over == "yesterday" else None
    made = make.appointment(of=year, at=at)
    if over == "called off":
        made.call_off(by=noor, seen=1)
        made.refresh_from_db()
    if over == "ended":
        Trajectory.objects.update(ended_on=make.today(), ending="done")

    client.wear(noor)
    statuses = [
        client.get(of(made)).status_code,
        client.post(of(made), moved(made)).status_code,
        client.post(of(made, "call_off"), {"seen_version": made.version}).status_code,
    ]

    assert statuses == [302, 409, 409]


def test_the_others_of_a_household_keep_their_own(client, noor, rania, year):
    home = make.participant("Dilan Fictema", household=rania.household)
    at = make.now() + timedelta(days=2)
    made = make.appointment(of=year, at=at)
    theirs = make.appointment(of=make.trajectory(of=home, to=noor.user.buddy), at=at)

    page = client.wear(noor).get(of(made)).text
    client.post(of(made), moved(made))

    theirs.refresh_from_db()
    assert "Op dit moment zie je ook <bdi>Dilan</bdi>" in page
    assert of(theirs) in page
    assert theirs.at == at


def test_somebody_else_s_participant_is_out_of_sight(client, noor):
    other = make.trajectory(of=make.participant("Uma Nepstra"))
    theirs = make.appointment(of=other)
    client.wear(noor)

    for path in (reverse("appointments:add", args=[other.participant_id]), of(theirs)):
        assert client.get(path).status_code == client.post(path, told()).status_code == 404
    assert client.post(of(theirs, "call_off"), {"seen_version": 1}).status_code == 404
    assert client.get(reverse("appointments:add", args=[2**63])).status_code == 404
    assert client.get(reverse("appointments:move", args=[2**63])).status_code == 404


def test_the_form_of_htmx_is_that_of_the_page(client, noor, year, url):
    for path in (url, of(make.appointment(of=year))):
        page = client.wear(noor).get(path).text
        part = client.get(path, headers={"hx-request": "true"}).text
        part, page = (re.sub(r'(token" value)="\w+"', r"\1", text) for text in (part, page))
        assert part.strip() in page


def test_who_stands_in_may_make_one_too(client, noor, url):
    deputy = make.buddy("Uma Nepstra").user.hats.get()
    make.absence(noor, deputy)

    assert client.wear(deputy).post(url, told()).status_code == 302


def test_what_a_log_agrees_again_is_still_one_appointment(client, noor, rania, year, url):
    client.wear(noor).post(url, told())
    made = Appointment.objects.get()

    Appointment.objects.agree(made.at, "het park", meetings={year.pk: make.meeting(of=year)})
    Appointment.objects.agree(
        made.at + timedelta(days=7), "het park", meetings={year.pk: make.meeting(of=year)}
    )

    assert Appointment.objects.filter(at=made.at).get().place == "de bieb"
    assert Appointment.objects.count() == 2
