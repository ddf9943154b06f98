"""Noor, between two appointments: one thumb, little time."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from plans.models import Action, Appointment, Meeting, Success
from tests import make
from tests.browser.pages import check, choose, field, follow, press, reads, sign_in, visit, write


@pytest.fixture
def step(rania):
    return make.action(of=rania.trajectories.get(), text="Ik bel de corporatie")


@pytest.fixture
def log(phone, noor, rania, step):
    """Noor's phone, with the form about Rania on it."""
    sign_in(phone, noor)
    follow(phone, "Gesprek vastleggen")
    reads(phone, "Gesprek met Rania")
    return phone


def next_week():
    return (make.today() + timedelta(weeks=1)).isoformat()


def test_noor_logs_a_meeting_and_finds_it_in_the_timeline(log, step):
    check(log)
    choose(log, step.text, "gelukt")
    write(log, step="Samen de post openen", success="Zelf gebeld naar school")
    write(log, note="We dronken thee.\n\nHet ging goed.")
    write(log, next_on=next_week(), next_time="10:30", next_place="bij Rania thuis")
    press(log, "Opslaan")
    reads(log, "Opgeslagen.", "Ik bel de corporatie: gelukt", "Zelf gebeld naar school")
    reads(log, "We dronken thee.", "Het ging goed.", "10.30 uur", "bij Rania thuis")
    check(log)
    follow(log, "Plan")
    check(log)
    assert Action.objects.open().get().text == "Samen de post openen"
    assert (Meeting.objects.count(), Success.objects.count()) == (1, 1)


def test_what_comes_next_stands_on_today(log, rania):
    write(log, next_on=next_week(), next_time="09:00")
    press(log, "Opslaan")
    reads(log, "Opgeslagen.")
    log.locator("nav.bottom").get_by_role("link", name="Vandaag").tap()
    reads(log, "Vandaag vastgelegd.", "Volgende afspraak:", "09.00 uur", "Laatste contact: vandaag")
    check(log)
    assert Appointment.objects.get().trajectory.participant == rania


def test_a_double_tap_stores_one_meeting(log):
    write(log, note="Twee keer getikt")
    log.get_by_role("button", name="Opslaan").dblclick()
    reads(log, "Opgeslagen.", "Twee keer getikt")
    assert Meeting.objects.count() == 1


def test_wrong_input_keeps_the_words_and_says_what_is_wrong(log, expected):
    expected.add(422)
    tomorrow, long = (make.today() + timedelta(days=1)).isoformat(), "thee " * 1200
    write(log, held_on=tomorrow, note=long)
    reads(log, "tekens te veel")
    press(log, "Opslaan")
    expect(log.locator(".errors")).to_be_focused()
    expect(field(log, "note")).to_have_value(long)
    expect(field(log, "held_on")).to_have_value(tomorrow)
    check(log)
    log.locator(".errors a").first.click()
    expect(field(log, "held_on")).to_be_focused()
    assert not Meeting.objects.exists()


def test_without_a_connection_the_words_wait_on_the_page(log):
    log.context.set_offline(True)
    reads(log, "Je hebt nu geen internet. Typ rustig door.")
    write(log, note="In de lift getypt")
    reads(log, "Wacht versleuteld op deze telefoon.")
    check(log)
    log.context.set_offline(False)
    reads(log, "Bewaard ")
    press(log, "Opslaan")
    reads(log, "Opgeslagen.", "In de lift getypt")
    assert Meeting.objects.count() == 1


def test_the_keyboard_is_enough(log, step):
    log.locator("body").press("Tab")
    expect(log.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    log.keyboard.press("Enter")
    tab_to(log, log.get_by_role("group", name=step.text).get_by_label("gelukt"))
    log.keyboard.press("Space")
    tab_to(log, field(log, "note"))
    log.keyboard.type("Zonder muis")
    tab_to(log, log.get_by_role("button", name="Opslaan"))
    log.keyboard.press("Enter")
    reads(log, "Zonder muis", "Ik bel de corporatie: gelukt")


def tab_to(page, target, most=30):
    """Press Tab until this element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {target}")


def test_every_tab_of_the_file(phone, noor, rania, step):
    make.stressor(of=rania)
    make.consent(of=rania)
    make.success(of=rania.trajectories.get())
    make.action(of=rania.trajectories.get(), goal=make.goal(of=rania.trajectories.get()))
    sign_in(phone, noor)
    for tab in ("", "plan/", "gegevens/", "wie-heeft-gekeken/"):
        visit(phone, f"/deelnemers/{rania.pk}/{tab}")
