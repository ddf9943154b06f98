"""The whole road: Lies proposes, the participant votes elsewhere, Noor answers, Wouter approves."""

import pytest
from playwright.sync_api import expect

from participants.chain import first_misfit
from participants.models import Match
from participants.models.states import State
from plans.models import Trajectory
from tests import make
from tests.browser.chromium import DESK, PHONE
from tests.browser.pages import check, choose, follow, press, reads, sign_in, write


@pytest.fixture
def salma(noor):
    make.card(noor.user.buddy)
    make.buddy("Amir Nepstra")
    participant = make.participant("Salma Fictema")
    make.stressor(of=participant)
    return participant


def make_code(page):
    """Lies makes a code and reads it out."""
    press(page, "Maak een code")
    reads(page, "Je ziet deze code alleen nu.")
    check(page)
    code = page.locator(".secret").first.inner_text()
    follow(page, "Klaar")
    return code


def enter(page, code):
    page.goto("/stem/")
    write(page, code=code)
    press(page, "Verder")
    check(page)


def finish(page):
    reads(page, "Dit is je antwoord")
    press(page, "Verstuur")
    reads(page, "Je stem is geteld")
    check(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without"])
def test_from_waiting_to_a_year_together(open_page, scripts, lies, noor, wouter, salma):
    desk = open_page(DESK, java_script_enabled=scripts)
    sign_in(desk, lies)
    follow(desk, "Koppelingen")
    check(desk)
    follow(desk, "Zoek een buddy")
    check(desk)
    press(desk.get_by_role("article", name="Noor"), "Voorstellen")
    reads(desk, "Voorgesteld: Noor Testinga")
    press(desk.get_by_role("article", name="Amir"), "Voorstellen")
    reads(desk, "Voorgesteld: Amir Nepstra")
    follow(desk, "Stemcode voor de kaarten")

    phone = open_page(PHONE, java_script_enabled=scripts)
    enter(phone, make_code(desk))
    press(phone, "Verder naar de vraag")
    press(phone, "Noor")
    finish(phone)

    introduce(desk)
    enter(phone, make_code(desk))
    press(phone, "Ja")
    write(phone, words="Ze luistert echt.")
    press(phone, "Verder")
    finish(phone)

    answer(open_page(PHONE, java_script_enabled=scripts), noor)
    approve(open_page(DESK, java_script_enabled=scripts), wouter)
    year = Trajectory.objects.get()
    assert (year.participant, year.match.buddy) == (salma, noor.user.buddy)
    assert first_misfit() is None
    assert Match.objects.filter(state=State.ACTIVE).count() == 1


def introduce(page):
    """Lies arranges the talk, and says afterwards that it took place."""
    page.goto("/koppelingen/")
    column = page.get_by_role("region", name="Voorgesteld")
    expect(column.get_by_text("wil kennismaken")).to_be_visible()
    card = column.get_by_role("article", name="Salma").filter(has_text="Noor")
    card.get_by_role("link").click()
    follow(page, "Kennismaking afspreken")
    check(page)
    write(page, place="10.00 uur, buurthuis")
    press(page, "Afspreken")
    reads(page, "Afgesproken.", "10.00 uur, buurthuis")
    press(page, "Zij hebben kennisgemaakt")
    reads(page, "Nu is de stem aan de deelnemer")
    check(page)
    follow(page, "Stemcode voor de deelnemer")


def answer(page, noor):
    sign_in(page, noor)
    reads(page, "Jij bent aan zet.")
    check(page)
    follow(page, "Lees en antwoord")
    check(page)
    choose(page, "Wil jij de buddy van Salma zijn?", "Ja, graag")
    press(page, "Antwoord geven")
    reads(page, "WIJ kijkt nog")


def approve(page, wouter):
    sign_in(page, wouter)
    reads(page, "Ze luistert echt.")
    check(page)
    press(page, "Goedkeuren")
    reads(page, "Gestart: Salma Fictema met Noor Testinga")


def test_two_leads_lay_the_last_card_at_once(open_page, expected, lies, salma):
    expected.add(409)
    for _ in range(2):
        make.match(of=salma)
    pages = [open_page(DESK), open_page(DESK)]
    for page in pages:
        sign_in(page, lies)
        page.goto(f"/deelnemers/{salma.pk}/buddy-zoeken/")
    press(pages[0].get_by_role("article", name="Noor"), "Voorstellen")
    reads(pages[0], "Voorgesteld: Noor Testinga", "Er liggen al drie kaarten.")
    press(pages[1].get_by_role("article", name="Amir"), "Voorstellen")
    reads(pages[1], "bekijkt al 3 kaarten")
    check(pages[1])
    assert Match.objects.count() == 3
