"""Noor wrote something wrong about Rania, and puts it right."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from kansrijk.audit.models import AuditEvent, Verb
from participants.models.states import State
from plans.models import EarlierMeeting
from tests import make


@pytest.fixture
def meeting(noor, rania):
    year = rania.trajectories.get()
    return make.meeting(of=year, note="Ze belde met de corperatie.", logged_by=noor.user, mood=3)


def page(meeting):
    return reverse("meetings:correct", args=[meeting.pk])


def told(meeting, **changes):
    day = meeting.held_on.isoformat()
    said = {"kind": "meeting", "held_on": day, "mood": "3", "note": "Ze belde zelf."}
    return said | {"seen_version": "1"} | changes


def test_noor_corrects_it_and_the_earlier_text_stays(client, noor, meeting):
    answer = client.wear(noor).post(page(meeting), told(meeting, mood="4"))

    meeting.refresh_from_db()
    before = EarlierMeeting.objects.get()
    event = AuditEvent.objects.get(verb=Verb.CHANGE)
    assert answer.url == reverse("files:timeline", args=[meeting.trajectory.participant_id])
    assert (meeting.note, meeting.mood, meeting.search_note) == (
        "Ze belde zelf.",
        4,
        "ze belde zelf.",
    )
    assert (before.note, before.mood, before.changed_by) == (
        "Ze belde met de corperatie.", 3, noor.user,
    )  # fmt: skip
    assert event.fields == ["mood", "note"]
    assert "corperatie" in client.get(page(meeting)).text


def test_nothing_changed_leaves_no_earlier_text(client, noor, meeting):
    client.wear(noor).post(page(meeting), told(meeting, note=meeting.note))

    assert not EarlierMeeting.objects.exists()


def test_a_meeting_that_was_missed_after_all(client, noor, meeting):
    client.wear(noor).post(page(meeting), told(meeting, kind="missed", missed_why="moved"))

    meeting.refresh_from_db()
    assert (meeting.kind, meeting.missed_why, meeting.mood) == ("missed", "moved", None)


def test_who_corrects_second_sees_both_texts(client, noor, meeting):
    client.wear(noor).post(page(meeting), told(meeting))

    late = client.post(page(meeting), told(meeting, note="Van de andere telefoon"))
    again = client.post(page(meeting), told(meeting, note="Van beide", seen_version="2"))

    assert (late.status_code, again.status_code) == (409, 302)
    assert late.context["form"].conflicts == [
        ("Verslag", "Ze belde zelf.", "Van de andere telefoon")
    ]
    assert EarlierMeeting.objects.count() == 2


def test_what_differs_is_told_in_words_on_both_sides(client, noor, meeting):
    day = meeting.held_on - timedelta(days=1)
    client.wear(noor).post(page(meeting), told(meeting, mood=""))

    late = client.post(page(meeting), told(meeting, held_on=day.isoformat(), kind="phone"))

    words = date_format(meeting.held_on, "j F Y"), date_format(day, "j F Y")
    assert sorted(late.context["form"].conflicts) == [
        ("Hoe ging het?", "", "gaat"),
        ("Wanneer was het contact?", *words),
        ("Wat voor contact was het?", "gesprek", "telefoon"),
    ]


def test_an_entry_of_a_household_is_corrected_for_all_of_it(client, noor, rania, meeting):
    mate = make.trajectory(of=make.participant(household=rania.household), to=noor.user.buddy)
    other = make.meeting(of=mate, note=meeting.note, entry=meeting.entry, mood=2)

    text = client.wear(noor).get(page(meeting)).text
    client.post(page(meeting), told(meeting, mood="5"))

    other.refresh_from_db()
    assert mate.participant.first_name in text
    assert (other.note, other.mood, other.version) == ("Ze belde zelf.", 2, 2)
    assert EarlierMeeting.objects.count() == 2
    files = AuditEvent.objects.filter(verb=Verb.CHANGE).values_list("participant_id", "fields")
    assert sorted(files) == [(rania.pk, ["mood", "note"]), (mate.participant_id, ["note"])]


def test_only_while_they_are_matched_and_only_by_who_wrote(client, noor, rania, meeting):
    deputy = make.buddy("Dawit Testema").user.hats.get()
    make.absence(noor, deputy)
    assert client.wear(deputy).get(page(meeting)).status_code == 404

    rania.matches.update(state=State.ENDED, ended_on=make.today(), ended_why="other")
    assert client.wear(noor).get(page(meeting)).status_code == 404
    assert client.wear(make.buddy().user.hats.get()).post(page(meeting)).status_code == 404
    on_its_way = client.wear(noor).post(page(meeting), told(meeting))
    assert (on_its_way.status_code, "Ze belde zelf." in on_its_way.text) == (409, True)
    assert not EarlierMeeting.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"held_on": "2099-01-01"}, "Deze dag komt nog"),
        ({"held_on": "2001-01-01"}, "begonnen op"),
        ({"held_on": ""}, "Vul dit nog in"),
        ({"kind": "feest"}, "Kies een van de antwoorden"),
        ({"mood": "9"}, "Kies een van de antwoorden"),
        ({"note": "BSN 111222333"}, "burgerservicenummer"),
        ({"note": "x" * 60_000}, "5000"),
        ({"note": "a\0b"}, "Null"),
    ],
)
def test_wrong_input_is_told_and_nothing_changes(client, noor, meeting, changes, sentence):
    answer = client.wear(noor).post(page(meeting), told(meeting) | changes)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not EarlierMeeting.objects.exists()


def test_a_resend_of_what_was_corrected_since_is_stored_already(client, noor, rania, meeting):
    sent = {
        "client_id": str(meeting.client_id), "kind": "meeting", "note": meeting.note,
        "held_on": meeting.held_on.isoformat(),
    }  # fmt: skip
    client.wear(noor).post(page(meeting), told(meeting))

    again = client.post(reverse("meetings:log", args=[rania.pk]), sent)

    assert again.status_code == 302
    assert rania.trajectories.get().meetings.count() == 1


def test_the_date_moves_back_no_further_than_the_start(client, noor, meeting):
    start = meeting.trajectory.started_on
    for day, status in ((start, 302), (start - timedelta(days=1), 422)):
        sent = told(meeting, held_on=day.isoformat(), seen_version=str(meeting.version))
        assert client.wear(noor).post(page(meeting), sent).status_code == status
        meeting.refresh_from_db()
