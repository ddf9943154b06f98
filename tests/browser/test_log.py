"""Noor logs what happened: with a household, after the end, on paper put right, without script."""

from functools import partial

import pytest
from playwright.sync_api import expect

from participants.models.states import State
from plans.models import Appointment, LateLog, Meeting
from tests import make
from tests.browser.chromium import PHONE
from tests.browser.pages import (
    check,
    check_everywhere,
    choose,
    field,
    follow,
    press,
    reads,
    sign_in,
    visit,
    write,
)
from tests.browser.test_every_page import ARABIC, LONG


@pytest.fixture
def plain(open_page):
    """Open a page in a browser that runs no scripts."""
    return partial(open_page, java_script_enabled=False)


def test_two_of_one_household_and_a_step_that_did_not_work(phone, noor, rania):
    year = rania.trajectories.get()
    mate = make.trajectory(
        of=make.participant(f"Amina {LONG}", household=rania.household), to=noor.user.buddy
    )
    step, theirs = make.action(of=year), make.action(of=mate, text=LONG * 2)
    sign_in(phone, noor)
    phone.goto(f"/deelnemers/{rania.pk}/gesprek/")
    expect(field(phone, f"why_{step.pk}")).to_be_hidden()
    choose(phone, step.text, "lukte niet")
    write(phone, **{f"why_{step.pk}": "De wachtrij was te lang"})
    phone.get_by_label("Ook Amina was erbij").check()
    choose(phone, theirs.text, "gelukt")
    choose(phone, "Hoe gaat het?", "goed")
    check_everywhere(phone)
    press(phone, "Opslaan")
    reads(phone, "Opgeslagen.", "Wat nog niet lukte", "De wachtrij was te lang")
    check(phone)
    follow(phone, "Klaar")
    reads(phone, "In de weg stond: De wachtrij was te lang")
    visit(phone, f"/gesprekken/{Meeting.objects.get(trajectory=mate).pk}/aanpassen/")
    write(phone, note="Dit was ik vergeten.")
    press(phone, "Opslaan")
    reads(phone, "Aangepast.")
    assert set(Meeting.objects.values_list("note", "mood")) == {
        ("Dit was ik vergeten.", 4), ("Dit was ik vergeten.", None),
    }  # fmt: skip


def test_without_script_a_missed_meeting_a_line_and_a_draft(plain, noor, rania):
    page = plain(PHONE)
    sign_in(page, noor)
    follow(page, "Ging niet door")
    check(page)
    choose(page, "Hoe kwam dat?", "Rania kon niet")
    expect(field(page, "mood").first).to_be_hidden()
    write(page, next_on="2099-01-05", next_time="10:00")
    press(page, "Opslaan")
    reads(page, "Opgeslagen.")
    visit(page, f"/deelnemers/{rania.pk}/contact/")
    choose(page, "Hoe hadden jullie contact?", "app")
    write(page, note="Succes gewenst voor morgen.")
    press(page, "Opslaan")
    reads(page, "Opgeslagen.", "Succes gewenst voor morgen.")
    page.goto(f"/deelnemers/{rania.pk}/gesprek/")
    write(page, note="Half af")
    press(page, "Bewaar voor later")
    expect(field(page, "note")).to_have_value("Half af")
    reads(page, "Bewaard om")
    page.goto("/vandaag/")
    follow(page, "Ga verder")
    press(page, "Opslaan")
    reads(page, "Half af")
    kinds = Meeting.objects.order_by("pk").values_list("kind", flat=True)
    assert (list(kinds), Appointment.objects.count()) == (["missed", "app", "meeting"], 1)


def test_what_was_typed_when_the_match_ended(phone, open_page, noor, lies, rania):
    for name in (f"Vera {LONG}", ARABIC):
        other = make.trajectory(of=make.participant(name), to=noor.user.buddy)
        make.draft(of=other.participant, to=noor)
    sign_in(phone, noor)
    phone.goto(f"/deelnemers/{rania.pk}/gesprek/")
    write(phone, note="Ons laatste gesprek.", success="Zelf gebeld")
    rania.matches.update(state=State.ENDED, ended_on=make.today(), ended_why="other")
    press(phone, "Opslaan")
    reads(phone, "Je begeleidt Rania nu niet meer.")
    check_everywhere(phone)
    press(phone, "Geef aan de projectleider")
    reads(phone, "Gegeven aan de projectleider", "wacht op de projectleider")
    check(phone)
    desk = open_page(PHONE)
    sign_in(desk, lies)
    visit(desk, "/gebied/verslagen-achteraf/")
    reads(desk, "8 woorden")
    press(desk, "Zet in het dossier")
    reads(desk, "In het dossier gezet.")
    phone.goto("/vandaag/")
    reads(phone, "in het dossier gezet")
    assert Meeting.objects.get().note.startswith("Ons laatste gesprek.")
    assert LateLog.objects.get().note == ""
