"""Noor logs her meetings with Rania."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from plans.forms.meetings import MeetingForm
from plans.models import Action, Appointment, Meeting, Success, Trajectory
from tests import make

BSN = "111222333"


@pytest.fixture
def url(rania):
    return reverse("meetings:log", args=[rania.pk])


def told(**fields):
    """What the page sends when nothing but the defaults is filled in."""
    defaults = {"client_id": str(uuid.uuid4()), "held_on": str(make.today()), "kind": "meeting"}
    return defaults | {"step_who": "participant"} | fields


def test_three_taps_are_enough(client, noor, rania, url):
    done = client.wear(noor).post(url, told())

    meeting = Meeting.objects.get()
    assert done.url == reverse("files:timeline", args=[rania.pk])
    assert (meeting.held_on, meeting.kind, meeting.note) == (make.today(), "meeting", "")
    assert meeting.match.buddy.user == noor.user


def test_all_that_was_told_shows_on_the_timeline(client, noor, rania, url):
    year = rania.trajectories.get()
    bel, post = make.action(of=year), make.action(of=year, text="Post openen")
    tomorrow = make.today() + timedelta(days=1)
    told_all = told(
        step="Naar het spreekuur", success="Zelf gebeld!", note="Ze was trots.", step_who="together",
        next_on=str(tomorrow), next_time="10:00", next_place="thuis",
        **{f"action_{bel.pk}": "done", f"action_{post.pk}": "failed"},
    )  # fmt: skip

    offer = client.wear(noor).post(url, told_all, follow=True).text
    page = client.get(reverse("files:timeline", args=[rania.pk])).text

    assert "Wat nog niet lukte" in offer and "Post openen" in offer
    for shown in ("Ze was trots.", "Zelf gebeld!", "corporatie: gelukt", "Post openen: lukte niet"):
        assert shown in page
    assert "10.00 uur, thuis" in page
    bel.refresh_from_db()
    assert bel.done_on == make.today()
    assert list(year.actions.open().values_list("text", "who")) == [
        ("Post openen", "participant"), ("Naar het spreekuur", "together"),
    ]  # fmt: skip


def test_one_audit_line_without_a_word_of_it(client, noor, url):
    client.wear(noor).post(url, told(note="Geheim verslag", success="Gelukt"))

    event = AuditEvent.objects.get(verb=Verb.ADD)
    assert event.subject == "plans.meeting"
    assert event.fields == ["held_on", "kind", "note", "success"]
    assert "Geheim" not in str(vars(event))


def test_a_form_sent_three_times_is_stored_once(client, noor, rania, url):
    action = make.action(of=rania.trajectories.get())
    sent = told(success="Zelf gebeld", **{f"action_{action.pk}": "done"})

    answers = [client.wear(noor).post(url, sent).status_code for _ in range(3)]

    assert answers == [302, 302, 302]
    assert (Meeting.objects.count(), Success.objects.count()) == (1, 1)


def test_what_was_added_after_the_first_time_does_not_vanish(client, noor, rania, url):
    sent = told(note="Eerste zin.")
    client.wear(noor).post(url, sent)

    again = client.post(url, sent | {"note": "Eerste zin. En een tweede."})

    assert again.status_code == 409
    assert "En een tweede." in again.text
    assert sent["client_id"] not in again.text
    assert Meeting.objects.get().note == "Eerste zin."


@pytest.mark.parametrize(
    "more",
    [{"success": "Gebeld"}, {"step": "Bellen"}, {"mood": "4"},
     {"next_on": "2099-01-01", "next_time": "10:00"}],
)  # fmt: skip
def test_an_answer_got_lost_and_something_was_added(client, noor, rania, url, more):
    sent = told(note="Eerste zin.")
    client.wear(noor).post(url, sent)

    assert client.post(url, sent | more).status_code == 409
    assert Meeting.objects.get().mood is None


def test_a_year_that_ends_while_the_form_is_on_its_way(noor, rania):
    year = rania.trajectories.get()
    form = MeetingForm(told(note="Mijn tekst"), years=[year], hat=noor)
    assert form.is_valid()
    Trajectory.objects.filter(pk=year.pk).update(ended_on=make.today(), ending="done")

    with pytest.raises(StepRefused, match="afgesloten"):
        form.save(by=noor)

    assert not Meeting.objects.exists()


def test_a_match_that_ends_while_the_form_is_on_its_way(noor, rania):
    noor.known = {}  # as in a request: how far she reaches is asked once
    form = MeetingForm(told(note="Mijn tekst"), years=[rania.trajectories.get()], hat=noor)
    assert form.is_valid()
    rania.matches.update(state="ended", ended_on=make.today(), ended_why="other")

    with pytest.raises(StepRefused, match="afgesloten"):
        form.save(by=noor)

    assert not Meeting.objects.exists()


@pytest.mark.parametrize("is_over", [False, True])
def test_the_second_of_two_at_once_answers_what_was_stored(noor, rania, is_over):
    year, sent = rania.trajectories.get(), told(success="Zelf gebeld")
    first, second = (MeetingForm(sent, years=[year], hat=noor) for _ in range(2))
    assert first.is_valid() and second.is_valid()
    stored = first.save(by=noor)
    if is_over:
        Trajectory.objects.filter(pk=year.pk).update(ended_on=make.today(), ending="done")

    assert second.save(by=noor) == stored
    assert (Meeting.objects.count(), Success.objects.count()) == (1, 1)
    assert AuditEvent.objects.count() == 1


def test_tidying_cannot_make_a_text_too_long(client, noor, url):
    response = client.wear(noor).post(url, told(success="\u0958" * 200))

    assert response.status_code == 422


@pytest.mark.parametrize("number", ["9" * 30, "9" * 900])
def test_a_huge_number_is_no_fault(client, noor, url, number):
    response = client.wear(noor).post(url, told(step_goal=number) | {f"action_{number}": "done"})

    assert response.status_code == 422


def test_a_number_of_another_page_is_not_taken_over(client, noor, rania, url):
    other = make.meeting()

    response = client.wear(noor).post(url, told(client_id=str(other.client_id), note="Mijn tekst"))

    assert response.status_code == 422
    assert "Mijn tekst" in response.text
    assert not rania.trajectories.get().meetings.exists()


def test_a_step_that_was_ticked_meanwhile_is_told(client, noor, rania, url):
    action = make.action(of=rania.trajectories.get())
    client.wear(noor).get(url)
    Action.objects.filter(pk=action.pk).update(done_on=make.today())

    response = client.post(url, told(note="Mijn tekst", **{f"action_{action.pk}": "done"}))

    assert response.status_code == 409
    assert "is intussen al gelukt" in response.text
    assert "Mijn tekst" in response.text
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("held_on", "1800-01-01", "tussen 1900 en 2100"),
        ("held_on", "0001-01-01", "tussen 1900 en 2100"),
        ("held_on", "2099-01-01", "Deze dag komt nog"),
        ("held_on", "2001-01-01", "Jullie begonnen op"),
        ("held_on", "geen datum", "Dit is geen datum"),
        ("kind", "feestje", "Kies een van de antwoorden"),
        ("note", "a\0b", "Null"),
        ("note", "abc\u202edef", "onzichtbaar of kapot"),
        ("note", "x" * 100_000, "5000"),
        ("success", "x" * 300, "200"),
        ("note", f"Zijn nummer is {BSN}", "bewaart nooit een BSN"),
        ("next_place", "thuis", "Kies ook een dag"),
        ("next_on", "2099-01-01", "Kies ook een tijd"),
        ("client_id", "geen-uuid", "geldige UUID"),
        ("step_goal", "999999", "Kies een van de antwoorden"),
    ],
)
def test_wrong_input_is_told_and_nothing_typed_is_lost(client, noor, url, field, value, sentence):
    response = client.wear(noor).post(url, told(step="Mijn stap") | {field: value})

    assert response.status_code == 422
    assert sentence in response.text
    assert "Mijn stap" in response.text
    assert not Meeting.objects.exists()


def test_a_day_without_a_step_is_told(client, noor, url):
    response = client.wear(noor).post(url, told(step_due_on="2030-01-01"))

    assert response.status_code == 422
    assert "Schrijf op welke stap" in response.text


def test_somebody_who_is_sure_it_is_no_bsn_can_go_on(client, noor, url):
    first = client.wear(noor).post(url, told(note=f"Zaaknummer {BSN}"))
    client.post(url, told(note=f"Zaaknummer {BSN}", no_bsn="on"))

    assert 'type="checkbox" name="no_bsn"' in first.text
    assert BSN in Meeting.objects.get().note


@pytest.mark.parametrize(
    "typed", ["Feest 😀🎉", "مرحبا بك", "ሰላም", "regel 1\nregel 2", "<b>dik</b>"]
)
def test_what_is_accepted_is_shown_unchanged(client, noor, rania, url, typed):
    client.wear(noor).post(url, told(success=typed.split("\n")[0], note=typed))

    assert Meeting.objects.get().note == typed
    page = client.get(reverse("files:timeline", args=[rania.pk])).text
    assert typed.split("\n")[0].replace("<", "&lt;").replace(">", "&gt;") in page


def test_an_appointment_of_the_past_or_in_the_missing_hour_is_told(client, noor, url):
    past = client.wear(noor).post(
        url, told(next_on=str(make.today() - timedelta(days=1)), next_time="10:00")
    )
    hour = client.post(url, told(next_on="2027-03-28", next_time="02:30"))

    assert "Deze afspraak is al geweest" in past.text
    assert "de klok een uur" in hour.text
    assert not Appointment.objects.exists()


def test_a_step_may_be_done_although_the_meeting_did_not_happen(client, noor, rania, url):
    action = make.action(of=rania.trajectories.get())

    client.wear(noor).post(url, told(kind="missed", **{f"action_{action.pk}": "done"}))

    action.refresh_from_db()
    assert action.done_on == make.today()
    assert Meeting.objects.get().kind == "missed"


def test_htmx_gets_the_same_form_as_a_fresh_page(client, noor, url):
    page = client.wear(noor).get(url).text
    part = client.get(url, headers={"hx-request": "true"}).text

    def bare(html):
        number = re.compile(
            r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|name="opened" value="[^"]+"'
        )
        return [number.sub("", line) for line in html.split("\n") if "csrf" not in line]

    assert "\n".join(bare(part)).strip() in "\n".join(bare(page))


def test_after_saving_htmx_leaves_the_page(client, noor, rania, url):
    response = client.wear(noor).post(url, told(), headers={"hx-request": "true"})

    assert response["HX-Redirect"] == reverse("files:timeline", args=[rania.pk])


def test_a_year_that_ended_takes_no_more_meetings(client, noor, rania, url):
    year = rania.trajectories.get()
    year.ended_on, year.ending = make.today(), "done"
    year.save()

    answer = client.wear(noor).post(url, told(note="Nog dit"))

    assert (answer.status_code, Meeting.objects.count()) == (409, 0)
    assert "nu niet meer" in answer.text and "Nog dit" in answer.text


def test_a_number_that_no_database_knows_is_not_found(client, noor):
    url = reverse("meetings:log", args=[2**63])

    assert client.wear(noor).get(url).status_code == 404
    assert client.post(url, told()).status_code == 404
