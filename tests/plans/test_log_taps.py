"""The taps of a log: a face, what stood in the way, a meeting that was missed, a line in between."""

import time
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.overview.board import board
from kansrijk.overview.figures.meetings import in_minutes
from kansrijk.overview.figures.registry import Scope
from kansrijk.overview.periods import Period
from plans.forms.entries import HOUR, SIGNER
from plans.models import ActionReport, Appointment, Meeting
from tests import make

JSON = {"accept": "application/json"}


@pytest.fixture
def url(rania):
    return reverse("meetings:log", args=[rania.pk])


def told(**fields):
    number = str(uuid.uuid4())
    return {"client_id": number, "held_on": str(make.today()), "kind": "meeting"} | fields


def test_a_face_and_what_stood_in_the_way_are_kept(client, noor, rania, url):
    action = make.action(of=rania.trajectories.get())
    taps = {f"action_{action.pk}": "failed", f"why_{action.pk}": "De wachtrij was te lang"}

    offer = client.wear(noor).post(url, told(mood="2", **taps), follow=True)

    assert Meeting.objects.get().mood == 2
    assert ActionReport.objects.get().hindered_by == "De wachtrij was te lang"
    assert "Wat nog niet lukte" in offer.text and "wachtrij" in offer.text


def test_what_stood_in_the_way_is_not_for_the_lead(client, noor, lies, rania):
    meeting = make.meeting(of=rania.trajectories.get(), logged_by=noor.user)
    step = make.action(of=meeting.trajectory)
    ActionReport.objects.create(
        meeting=meeting, action=step, result="failed", hindered_by="Een ruzie thuis"
    )
    timeline = reverse("files:timeline", args=[rania.pk])

    assert "Een ruzie thuis" in client.wear(noor).get(timeline).text
    assert "Een ruzie thuis" not in client.wear(lies).get(timeline).text


def test_words_without_a_tap_are_not_lost(client, noor, rania, url):
    action = make.action(of=rania.trajectories.get())

    answer = client.wear(noor).post(url, told(**{f"why_{action.pk}": "De lift was stuk"}))

    assert answer.status_code == 422
    assert "Tik ook aan" in answer.text and "De lift was stuk" in answer.text


def test_words_about_a_step_that_is_gone_come_back_in_the_sentence(client, noor, rania, url):
    gone = make.action(of=rania.trajectories.get(), dropped_on=make.today())
    taps = {f"action_{gone.pk}": "failed", f"why_{gone.pk}": "De lift was stuk"}

    answer = client.wear(noor).post(url, told(**taps))

    assert answer.status_code == 409
    assert "hoeft intussen niet meer" in answer.text and "De lift was stuk" in answer.text


def test_a_meeting_that_was_missed_has_a_reason_no_face_and_a_next_time(client, noor, url):
    page = client.wear(noor).get(f"{url}?niet-doorgegaan").text
    sent = told(
        kind="missed", missed_why="moved", mood="1", next_on="2099-01-01", next_time="10:00"
    )
    client.post(url, sent)

    meeting = Meeting.objects.get()
    assert "Rania kon niet" in page and "Dat gebeurt." in page
    assert (meeting.kind, meeting.missed_why, meeting.mood) == ("missed", "moved", None)
    assert Appointment.objects.get().made_in == meeting


def test_a_meeting_that_took_place_has_no_reason(client, noor, url):
    client.wear(noor).post(url, told(missed_why="buddy"))

    assert Meeting.objects.get().missed_why == ""


# ── How long it took, and on which day ──────────────────────────────────────


def opened(ago):
    return SIGNER.sign(str(int(time.time()) - ago))


@pytest.mark.parametrize(
    ("taken", "seconds"),
    [
        ({"seconds": "95"}, 95),
        ({"seconds": "0", "opened": 40}, 40),
        ({"opened": 40}, 40),
        ({"opened": HOUR + 60}, None),
        ({"opened": -500}, None),
        ({"seconds": "99999"}, None),
        ({"seconds": "-5"}, None),
        ({"seconds": "９"}, None),
        ({"seconds": "9" * 400}, None),
        ({}, None),
    ],
)
def test_the_page_remembers_how_long_it_took(client, noor, url, taken, seconds):
    with time_machine.travel(datetime.now(UTC), tick=False):
        if "opened" in taken:
            taken = taken | {"opened": opened(taken["opened"])}
        client.wear(noor).post(url, told(**taken))

    assert Meeting.objects.get().seconds == seconds


def test_a_time_that_somebody_made_up_is_no_fault(client, noor, url):
    client.wear(noor).post(url, told(opened="12:geen-handtekening"))

    assert Meeting.objects.get().seconds is None


@pytest.mark.parametrize(
    ("held_on", "ago", "days"),
    [
        ("", "", 0),
        ("", "93600", 1),  # written yesterday, sent now
        ("tomorrow", "60", 0),  # the clock of the phone runs ahead
        ("", "nonsense", 0),
        ("", "9" * 30, 0),
    ],
)
def test_the_day_follows_the_clock_of_the_server(client, noor, url, held_on, ago, days):
    noon = datetime.now(UTC).replace(hour=12)
    with time_machine.travel(noon, tick=False):
        tomorrow = str(make.today() + timedelta(days=1))
        sent = told(held_on=held_on and tomorrow, ago=ago)
        client.wear(noor).post(url, sent)
        expected = make.today() - timedelta(days=days)

    assert Meeting.objects.get().held_on == expected


def test_a_script_hears_that_it_is_stored_or_what_is_wrong(client, noor, url):
    sent = told(note="Mijn tekst")
    answers = [client.wear(noor).post(url, sent, headers=JSON) for _ in range(2)]
    wrong = client.post(url, told(next_place="thuis"), headers=JSON)

    assert [answer.json() for answer in answers] == [{"stored": True}] * 2
    assert wrong.status_code == 422
    assert wrong.json()["errors"] == [
        "Op welke dag is de afspraak?: Kies ook een dag voor de afspraak."
    ]


def test_the_number_of_somebody_else_s_log_is_not_taken_over(client, noor, rania, url):
    deputy = make.buddy("Dawit Testema").user.hats.get()
    make.absence(noor, deputy)
    theirs = make.meeting(of=rania.trajectories.get(), logged_by=deputy.user, note="Van Dawit")

    answer = client.wear(noor).post(url, told(client_id=str(theirs.client_id), note="Van Noor"))

    assert answer.status_code == 422
    assert "Van Noor" in answer.text and str(theirs.client_id) not in answer.text


# ── A line in between ───────────────────────────────────────────────────────


@pytest.fixture
def contact(rania):
    return reverse("meetings:contact", args=[rania.pk])


def test_contact_in_between_is_a_kind_and_a_line(client, noor, rania, contact):
    sent = {"client_id": str(uuid.uuid4()), "kind": "app", "note": "Succes gewenst."}

    answers = [client.wear(noor).post(contact, sent).url for _ in range(2)]

    meeting = Meeting.objects.get()
    assert answers == [reverse("files:timeline", args=[rania.pk])] * 2
    assert (meeting.kind, meeting.note, meeting.held_on) == ("app", "Succes gewenst.", make.today())
    assert AuditEvent.objects.get(verb=Verb.ADD).fields == ["held_on", "kind", "note"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "Vul dit nog in"),
        ({"kind": "missed"}, "Kies een van de antwoorden"),
        ({"note": "x" * 501}, "500"),
        ({"note": "BSN 111222333"}, "burgerservicenummer"),
        ({"held_on": "2099-01-01"}, "Deze dag komt nog"),
    ],
)
def test_a_wrong_line_is_told(client, noor, contact, changes, sentence):
    sent = {"client_id": str(uuid.uuid4()), "kind": "app", "note": "Mijn zin"} | changes

    answer = client.wear(noor).post(contact, sent)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Meeting.objects.exists()


# ── What the lead sees of it ────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("taken", "median"),
    [([60] * 4, None), ([10, 20, 90, 100, 3600], 90), ([10, 20, 80, 100, 200, 300], 90)],
)
def test_the_lead_sees_the_middle(client, lies, rania, taken, median):
    year = rania.trajectories.get()
    for seconds in [*taken, None]:
        make.meeting(of=year, seconds=seconds)
    make.meeting(of=year, seconds=1, kind="app")
    scope = Scope(lies, Period(make.today(), make.today()))

    assert board(scope)["took"] == (None if median is None else "1 min 30 s")
    text = client.wear(lies).get("/gebied/").text
    assert ("nog geen" if median is None else "1 min 30 s") in text


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (59, "59 s"), (60, "1 min"), (100, "1 min 40 s")]
)
def test_a_length_of_time_in_words(seconds, words):
    assert in_minutes(seconds) == words
