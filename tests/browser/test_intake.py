"""Lies hears of Salma, asks whether she is known, invites her, and gets to know her."""

import re

import pytest
from playwright.sync_api import expect

from participants.models import Participant
from tests import make
from tests.browser.chromium import DESK, PHONE
from tests.browser.pages import (
    check,
    check_everywhere,
    choose,
    field,
    follow,
    press,
    reads,
    sign_in,
    write,
)


@pytest.fixture(params=["desk", "no script"])
def page(request, open_page, expected):
    """The same story on a desk, and on a phone that runs no scripts."""
    expected.add(422)
    size = DESK if request.param == "desk" else PHONE
    return open_page(size, java_script_enabled=request.param != "no script")


def check_here(page):
    """On a desk look on both sizes, in both lights, and come back; elsewhere look once."""
    if page.viewport_size != DESK["viewport"]:
        check(page)
        return
    check_everywhere(page)
    page.set_viewport_size(DESK["viewport"])


def of(what, whom):
    """The name of a link or button whose second half is for the ear alone."""
    return re.compile(rf"^{what} ?: {whom}")


def write_referral(page):
    follow(page.get_by_role("navigation"), "Aanmeldingen")
    reads(page, "Er zijn geen open aanmeldingen.")
    check_here(page)
    follow(page, "Aanmelding opschrijven")
    write(page, name="Salma Fictema", birth_year="1984", phone="06-00000002")
    field(page, "language").select_option("Arabisch")
    field(page, "source").select_option("school")
    write(page, why="Zij is vaak moe van alle brieven.")
    press(page, "Opslaan")
    reads(page, "Kennen we deze persoon al?", "in een ander gebied")
    expect(field(page, "why")).to_have_value("Zij is vaak moe van alle brieven.")
    check_here(page)
    page.get_by_label("Ik heb het gevraagd").check()
    press(page, "Opslaan")
    reads(page, "Opgeschreven.", "Wat is de volgende stap?")


def accept(page):
    press(page, "Uitnodigen")
    reads(page, "Uitgenodigd.")
    check_here(page)
    press(page, "Aannemen")
    reads(page, "Kennen we deze persoon al?", "Er klopt nog iets niet")
    page.get_by_label("Ik heb het gevraagd").check()
    press(page, "Aannemen")
    reads(page, "Aangenomen.", "Nog niet gevraagd: wijk, huishouden")
    check_here(page)


def tell(page, link, **words):
    """Fill in one part of the intake and come back."""
    follow(page, link)
    check_here(page)
    write(page, **words)
    press(page, "Opslaan")
    reads(page, "Opgeslagen:")


def rank_stressors(page):
    follow(page, of("Vul in", "stresspunten"))
    reads(page, "Er staat nog niets.")
    for text in ("Ik durf de post niet te openen.", "Het huis is koud."):
        write(page, text=text)
        field(page, "domain").select_option("financiën")
        press(page, "Zet erbij")
        reads(page, text)
    check_here(page)
    page.get_by_role("button", name=of("Omhoog", "Het huis")).click()
    first = page.locator("#stressors li").first
    expect(first).to_contain_text("Het huis is koud.")
    page.get_by_role("button", name=of("Haal weg", "Het huis")).click()
    expect(page.locator("#stressors li")).to_have_count(1)
    follow(page, "Klaar")


def ask_permission(page):
    follow(page, of("Vraag of wijzig", "toestemmingen"))
    check_here(page)
    follow(page, of("Vraag dit", "delen met mijn buddy"))
    check_here(page)
    choose(page, "Wat zegt de deelnemer?", "ja")
    press(page, "Opslaan")
    reads(page, "Opgeslagen: delen met mijn buddy.", "zegt ja")
    page.get_by_role("button", name=of("Trek in", "delen met mijn buddy")).click()
    reads(page, "Ingetrokken.", "Eerdere antwoorden (1)")
    check_here(page)
    page.locator("main").get_by_role("link", name="Klaar").click()


def test_from_a_referral_to_a_participant_who_is_known(page, lies):
    make.participant("Salma Fictema", where="oost", birth_year=1984)
    sign_in(page, lies)
    if page.viewport_size == PHONE["viewport"]:
        reads(page.get_by_role("navigation", name="Menu onderaan"), "Aanmeldingen")
    write_referral(page)
    accept(page)
    tell(page, of("Wijzig", "gegevens"), called="Sal")
    tell(page, of("Wijzig", "huishouden"), children_4_11="2")
    rank_stressors(page)
    tell(page, of("Vul in", "wat wil jij"), wish="Ik wil weer lachen.")
    tell(page, of("Vul in", "wat zoek je in een buddy"), words="Iemand zonder haast.")
    ask_permission(page)
    reads(page, "Ik wil weer lachen.", "Iemand zonder haast.", "Ik durf de post niet te openen.")
    assert Participant.objects.get(called="Sal").stressors.get().rank == 1
