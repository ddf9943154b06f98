"""Noor and Rania look back: together on a tablet, and from paper on a phone without scripts."""

import pytest
from playwright.sync_api import expect

from plans.models import Review
from tests import make
from tests.browser.chromium import PHONE
from tests.browser.pages import (
    check,
    check_everywhere,
    choose,
    follow,
    press,
    reads,
    sheets,
    sign_in,
    visit,
    write,
)
from tests.browser.test_every_page import ARABIC, LONG

TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}


@pytest.fixture
def year(rania):
    make.consent(of=rania)
    return rania.trajectories.get()


def page_of(year):
    return f"/deelnemers/{year.participant_id}/kijkmomenten/halverwege/"


def screen(page, title):
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    check(page)


def onward(page, name):
    """Follow the link in this screen that leads to the next."""
    page.locator("#screen").get_by_role("link", name=name, exact=True).click()


def say_how(page):
    page.get_by_role("button", name="Omlaag: Post").click()
    expect(page.locator("#stress li").first).to_contain_text("Huur")
    choose(page, "Hoe gaat het met je?", "goed")
    write(page, text="Het gaat beter.")
    press(page, "Verder")


def choose_all(page):
    """Every domain in its turn; one is passed over, and the place before shows after the choice."""
    for name in ("Thuissituatie", "Welzijn", "Financiën", "Opleiding", "Werk"):
        expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
        if name == "Opleiding":
            press(page, "Dit sla ik over")
            continue
        expect(page.get_by_text("Vorige keer")).to_have_count(0)
        page.get_by_label("Het staat").check()
        press(page, "Dit kies ik")
        expect(page.get_by_role("group", name="Waar wil je komen?")).to_be_visible()
        expect(page.get_by_text("Vorige keer")).to_have_count(int(name == "Thuissituatie"))
        press(page, "Verder")
        if name == "Thuissituatie":
            screen(page, "Welzijn")


def test_a_whole_look_on_a_tablet(open_page, noor, rania, year):
    for rank, text in enumerate(("Post", "Huur"), 1):
        make.stressor(of=rania, rank=rank, text=text)
    make.review(of=year, held_on=year.started_on, stands={"home": (2, 4)})
    make.success(of=year, text="Zelf de corporatie gebeld")
    tablet = open_page(TABLET)
    sign_in(tablet, noor)
    visit(tablet, page_of(year))
    press(tablet, "Begin nu")
    screen(tablet, "Hoe gaat het nu?")
    say_how(tablet)
    screen(tablet, "Waar sta je?")
    onward(tablet, "Begin")
    choose_all(tablet)
    press(tablet, "Klaar met kiezen")
    press(tablet, "Verder zonder eigen blik")
    screen(tablet, "Waar ben je trots op?")
    write(tablet, text="Dat ik zelf belde.")
    press(tablet, "Verder")
    screen(tablet, "Wat wil je hierna?")
    press(tablet, "Verder")
    screen(tablet, "Toen en nu")
    reads(tablet, "Zelf de corporatie gebeld")
    onward(tablet, "Verder")
    screen(tablet, "Klaar")
    press(tablet, "Rond af")
    reads(tablet, "afgerond", "Dat ik zelf belde.")
    check_everywhere(tablet)
    assert [each.text for each in look(year).stress.all()] == ["Huur", "Post"]


def look(year):
    return Review.objects.get(trajectory=year, which="halfway", state="finished")


def print_blank(page):
    follow(page, "Leeg blad")
    check(page)
    assert sheets(page) <= 3
    page.go_back()


def key_in_how(page):
    write(page, text=f"{LONG} {ARABIC}")
    page.locator("summary", has_text="Zet er iets bij").click()
    write(page, stress_text="De bus")
    page.locator("[name=stress_domain]").select_option(label="financiën")
    press(page, "Zet erbij")
    reads(page, "De bus", LONG)
    press(page, "Verder")


def test_from_paper_on_a_phone_without_scripts(open_page, noor, rania, year, expected):
    expected.add(422)
    make.stressor(of=rania, text=LONG * 3)
    phone = open_page(PHONE, java_script_enabled=False)
    sign_in(phone, noor)
    visit(phone, page_of(year))
    print_blank(phone)
    follow(phone, "We begonnen op papier")
    check(phone)
    write(phone, held_on=str(year.started_on))
    press(phone, "Begin")
    screen(phone, "Hoe gaat het nu?")
    key_in_how(phone)
    follow(phone, "Welzijn")
    phone.get_by_label("Het wankelt").check()
    press(phone, "Dit kies ik")
    phone.locator("summary", has_text="Per onderdeel").click()
    check(phone)
    press(phone, "Stop voor nu")
    reads(phone, "nog 4 te kiezen")
    follow(phone, "6. Klaar")
    press(phone, "Rond af")
    reads(phone, "Zet een vinkje")
    phone.get_by_label("Wij ronden af").check()
    press(phone, "Rond af")
    reads(phone, "afgerond", "begonnen op papier")
    check(phone)
    assert look(year).held_on == year.started_on
