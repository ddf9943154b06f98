"""Noor and Rania keep what really changed; months later somebody asks whether it is still so."""

from datetime import timedelta

from playwright.sync_api import expect

from participants.models import Match
from plans.models import Outcome, OutcomeCheck
from tests import make
from tests.browser.chromium import DESK, PHONE
from tests.browser.pages import (
    check,
    check_everywhere,
    choose,
    follow,
    press,
    reads,
    sign_in,
    visit,
    write,
)
from tests.browser.test_every_page import ARABIC, LONG


def ago(days):
    return make.today() - timedelta(days=days)


def test_results_on_a_phone_and_asked_on_vandaag(phone, noor, rania, expected):
    expected.add(422)
    Match.objects.update(shares="all")
    make.outcome(of=rania, code="debt_free", reached_on=ago(100), words=LONG * 3)
    sign_in(phone, noor)
    phone.get_by_text("Rania: Geen schulden meer").click()
    reads(phone, "3 maanden later?")
    check(phone)
    phone.get_by_role("button", name="Ja, nog steeds").click()
    expect(phone.get_by_text("Is dit nog zo")).to_have_count(0)
    check(phone)
    visit(phone, f"/deelnemers/{rania.pk}/resultaten/")
    reads(phone, "Na 3 maanden: ja, nog steeds")
    follow(phone, "Zet een resultaat erbij")
    press(phone, "Opslaan")
    expect(phone.locator(".errors")).to_be_focused()
    check(phone)
    phone.locator("[name=kind]").select_option(label="Doet vrijwilligerswerk")
    choose(phone, "Hoe weten we dit?", "Eigen woorden Rania vertelt het.")
    write(phone, words=f"{ARABIC} {LONG}")
    press(phone, "Opslaan")
    reads(phone, "Erbij gezet.", "Doet vrijwilligerswerk")
    check_everywhere(phone)
    assert (Outcome.objects.count(), OutcomeCheck.objects.get().still) == (2, "true")


def test_the_lead_sees_what_is_due_and_asks_without_scripts(open_page, lies):
    person = make.participant(f"{LONG} {ARABIC}")
    make.outcome(of=person, code="off_benefits_mostly", reached_on=ago(100))
    make.trajectory(of=make.participant(LONG))
    desk = open_page(DESK)
    sign_in(desk, lies)
    for path in ("kijkmomenten", "resultaten", "gebied/nog-zo"):
        desk.goto(f"/{path}/")
        check_everywhere(desk)
    plain = open_page(PHONE | {"java_script_enabled": False})
    sign_in(plain, lies)
    follow(plain, "Resultaten: nog zo?")
    plain.get_by_role("button", name="Nee, niet meer").click()
    reads(plain, "Er staat nu niets in deze lijst.")
    assert OutcomeCheck.objects.get().still == "gone"
