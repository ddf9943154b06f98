"""Noor reads a proposal, says yes, and shows who she is; on a phone, and without scripts."""

import pytest
from playwright.sync_api import expect

from buddies.models import Absence, Card
from participants.models import Preference
from participants.models.states import State
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
    visit,
    write,
)

QUESTION = "Wil jij de buddy van Salma zijn?"


@pytest.fixture
def salma(noor):
    """Salma said yes after their first talk."""
    of = make.participant("Salma Fictema", phone="06-00000002")
    Preference.objects.create(participant=of, words="Iemand die luistert.", near="near")
    why = "Jullie wonen allebei in Selwerd."
    return make.match(of=of, to=noor.user.buddy, state=State.CHOSEN, why=why)


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "plain"])
def test_noor_reads_the_proposal_and_says_yes(open_page, noor, salma, scripts, expected):
    expected.add(422)
    page = open_page(PHONE, java_script_enabled=scripts)
    sign_in(page, noor)
    reads(page, "Jij bent aan zet.")
    check(page)
    follow(page, "Lees en antwoord")
    reads(page, "Iemand die luistert.", "Nee mag altijd.")
    check_everywhere(page)
    page.set_viewport_size(PHONE["viewport"])
    write(page, words="Wat een fijn gesprek.")
    press(page, "Antwoord geven")
    expect(page.locator(".errors")).to_contain_text("Vul dit nog in.")
    expect(field(page, "words")).to_have_value("Wat een fijn gesprek.")
    check(page)
    choose(page, QUESTION, "Ja, graag")
    press(page, "Antwoord geven")
    reads(page, "Je zei ja.", "WIJ kijkt nog.")
    salma.refresh_from_db()
    assert (salma.state, salma.buddy_words) == (State.AGREED, "Wat een fijn gesprek.")


def test_two_phones_one_answer(open_page, noor, salma, expected):
    expected.add(409)
    first, second = open_page(PHONE), open_page(DESK)
    for page in (first, second):
        sign_in(page, noor)
        follow(page, "Lees en antwoord")
    choose(first, QUESTION, "Ja, graag")
    press(first, "Antwoord geven")
    reads(first, "Je zei ja.")
    write(second, words="Toch maar niet.")
    choose(second, QUESTION, "Nee")
    press(second, "Antwoord geven")
    reads(second, "Hier staat nu: wacht op WIJ")
    expect(field(second, "words")).to_have_value("Toch maar niet.")
    check(second)


def test_noor_says_that_they_met(phone, noor):
    of = make.participant("Uma Nepstra")
    place = {"introduced_on": make.today(), "introduction_place": "in De Bieb"}
    make.match(of=of, to=noor.user.buddy, state=State.INTRODUCED, **place)
    sign_in(phone, noor)
    reads(phone, "Vandaag zie je één deelnemer.", "in De Bieb")
    follow(phone, "Bekijk het voorstel")
    check(phone)
    press(phone, "Wij hebben kennisgemaakt")
    reads(phone, "denkt na en kiest zelf")
    check(phone)


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "plain"])
def test_noor_writes_her_card(open_page, noor, scripts):
    page = open_page(PHONE, java_script_enabled=scripts)
    sign_in(page, noor)
    visit(page, "/ik/")
    follow(page, "Mijn kaart maken")
    check_everywhere(page)
    page.set_viewport_size(PHONE["viewport"])
    write(page, lived="Ik maakte mijn post niet open.", likes="Wandelen")
    field(page, "agreed_on").check()
    press(page, "Opslaan")
    reads(page, "Deelnemers aan wie je wordt voorgesteld", "Ik maakte mijn post niet open.")
    check_everywhere(page)
    assert Card.objects.get().agreed_on == make.today()


def test_noor_goes_away_and_uma_stands_in(open_page, noor, rania):
    uma = make.buddy("Uma Nepstra").user.hats.get()
    away, stands_in = open_page(PHONE), open_page(PHONE)
    sign_in(away, noor)
    visit(away, "/afwezig/")
    follow(away, "Ik ben een tijd weg")
    write(away, last_on=make.today().isoformat())
    field(away, "deputy").select_option("Uma Nepstra")
    check(away)
    press(away, "Opslaan")
    reads(away, "Uma Nepstra vervangt Noor Testinga")
    check_everywhere(away)
    sign_in(stands_in, uma)
    reads(stands_in, "Je vervangt", "Rania Fictema")
    check_everywhere(stands_in)
    press(away, "Weer terug")
    reads(away, "Ga je een tijd weg?")
    assert not Absence.objects.exists()


def test_lies_writes_it_down_for_a_buddy(desk, lies, noor):
    make.buddy("Uma Nepstra")
    sign_in(desk, lies)
    visit(desk, "/afwezig/")
    field(desk, "wie").select_option("Noor Testinga (Buddy)")
    press(desk, "Schrijf dagen op")
    write(desk, last_on=make.today().isoformat())
    field(desk, "deputy").select_option("Uma Nepstra")
    press(desk, "Opslaan")
    reads(desk, "Uma Nepstra vervangt Noor Testinga")
    check_everywhere(desk)
