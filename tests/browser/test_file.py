"""Noor reads Rania's file, keeps their appointments, and reads them in her own agenda."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from plans.models import Appointment
from tests import make
from tests.browser.chromium import PHONE
from tests.browser.pages import (
    check,
    check_everywhere,
    field,
    follow,
    press,
    reads,
    sign_in,
    write,
)


@pytest.fixture
def year(rania, noor):
    year = rania.trajectories.get()
    meeting = make.meeting(of=year, note="Samen met Özgür <b>gebeld</b>.", mood=4)
    meeting.earlier.create(
        held_on=make.today(), kind="phone", note="Ik belde.", changed_by=noor.user
    )
    make.success(of=year, text="Zelf de post geopend", said_by="together", celebrated="Taart")
    make.obstacle(of=year)
    make.goal(of=year)
    for ago in range(1, 40):
        make.action(of=year, text=f"Stap {ago}", agreed_on=make.today() - timedelta(days=ago))
    return year


def chip(page, kind):
    return page.locator(".filters").get_by_label(kind, exact=True)


def look(page):
    """Look well, once: where no scripts run the page is the same."""
    if page.evaluate("!matchMedia('(scripting: none)').matches"):
        check_everywhere(page)


def unfold(page):
    if not page.locator("[name=soort]").first.is_visible():
        page.locator(".filters summary").click()


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "plain"])
def test_noor_filters_and_searches(open_page, noor, rania, year, has_scripts):
    page = open_page(PHONE, java_script_enabled=has_scripts)
    sign_in(page, noor)
    page.goto(f"/deelnemers/{rania.pk}/")
    look(page)
    unfold(page)
    chip(page, "Stappen").check(force=True)
    if not has_scripts:
        press(page, "Toon")
    reads(page, "Je ziet stappen.", "Stap 3 (deelnemer)")
    follow(page, "Ouder")
    reads(page, "Je ziet stappen.", "Stap 39 (deelnemer)")
    assert "soort=stap&tot=" in page.url
    page.go_back()
    reads(page, "Stap 3 (deelnemer)")
    unfold(page)
    expect(chip(page, "Stappen")).to_be_checked()
    write(page, woorden="ozgur gebeld")
    press(page, "Zoek")
    reads(page, "1 verslag gevonden", "Özgür")
    expect(page.locator("mark")).to_have_text(["Özgür", "gebeld"])
    assert page.url.endswith(f"/deelnemers/{rania.pk}/#timeline")
    page.locator(".timeline summary").click()
    reads(page, "Ik belde.")
    look(page)
    follow(page, "Terug naar de tijdlijn")
    reads(page, "Zelf de post geopend", "Gevierd: Taart")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "plain"])
def test_noor_keeps_appointments_and_her_agenda(open_page, noor, rania, expected, has_scripts):
    expected.add(422)
    page = open_page(PHONE, java_script_enabled=has_scripts)
    sign_in(page, noor)
    follow(page, "Afspraak maken")
    yesterday = (make.today() - timedelta(days=1)).isoformat()
    write(page, on=yesterday, time="10:30", place="de bieb")
    press(page, "Opslaan")
    reads(page, "Dit moment is al geweest.")
    expect(field(page, "place")).to_have_value("de bieb")
    write(page, on=(make.today() + timedelta(days=7)).isoformat())
    press(page, "Opslaan")
    reads(page, "De afspraak staat op", "de bieb")
    page.goto("/vandaag/")
    follow(page, "Wijzigen")
    expect(field(page, "time")).to_have_value("10:30")
    check(page)
    write(page, time="16:00")
    press(page, "Opslaan")
    reads(page, "16.00 uur, de bieb")
    follow(page, "Wijzigen")
    press(page, "Afzeggen")
    reads(page, "De afspraak is afgezegd.", "Afspraak afgezegd", "Nog geen afspraak.")
    assert Appointment.objects.get().called_off_at
    keep_agenda(page)


def keep_agenda(page):
    """Make an address, have the place in it, and make a new one: the old is dead at once."""
    page.goto("/ik/")
    follow(page, "Mijn agenda")
    press(page, "Maak een adres")
    reads(page, "Je ziet dit adres alleen nu.")
    old = page.locator("#link").inner_text()
    check(page)
    follow(page, "Klaar")
    page.get_by_label("Zet ook de plaats erbij").check()
    press(page, "Opslaan")
    reads(page, "Opgeslagen.")
    look(page)
    press(page, "Maak een nieuw adres")
    new = page.locator("#link").inner_text()
    fetch = page.context.request.get
    assert [fetch(old).status, fetch(new).status] == [404, 200]
    assert "BEGIN:VCALENDAR" in fetch(new).text()
