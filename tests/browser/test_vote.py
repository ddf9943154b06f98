"""Rania votes on a borrowed phone: from a card to a receipt, and nothing of it stays behind."""

from functools import partial

import pytest
from playwright.sync_api import expect

from participants.models import CastVote, Match, VoteKey
from participants.models.states import State
from participants.models.votes import Question
from tests import make
from tests.browser.chromium import DESK, PHONE
from tests.browser.pages import check, check_everywhere, follow, press, reads, sign_in, write
from tests.participants.ballots import cards_of, made

LEFT = """() => [document.cookie, localStorage.length, sessionStorage.length,
  indexedDB.databases().then((all) => all.length), caches.keys().then((all) => all.length)]"""


@pytest.fixture
def met(noor):
    return make.match(of=make.participant("Rania Fictema"), to=noor.user.buddy, state=State.MET)


@pytest.fixture
def cards(noor):
    make.card(noor.user.buddy)
    return cards_of(make.participant(), noor.user.buddy, make.buddy("Amir Nepstra"))


def enter(page, secret):
    page.goto("/stem/")
    check(page)
    write(page, code=secret.shown.lower())
    press(page, "Verder")


def nothing_left(page):
    """Neither the browser nor its way back holds anything of the vote."""
    assert page.context.cookies() == []
    assert page.evaluate(f"Promise.all(({LEFT})())") == ["", 0, 0, 0, 0]
    assert page.title() == "Een vraag"


def test_rania_looks_at_cards_and_chooses(phone, lies, cards):
    enter(phone, made(cards[0], lies, Question.CARDS))
    reads(phone, "Noor", "Amir", "Wandelen en koken.")
    check_everywhere(phone)
    press(phone, "Verder naar de vraag")
    reads(phone, "Met wie wil je het eerst kennismaken?")
    check_everywhere(phone)
    press(phone, "Amir")
    reads(phone, "Dit is je antwoord", "Amir")
    check(phone)
    press(phone, "Verstuur")
    reads(phone, "Je stem is geteld")
    check(phone)
    cards[1].refresh_from_db()
    assert cards[1].picked_on == make.today()


def test_rania_votes_with_a_link_and_looks_later(phone, lies, noor, met):
    make.match(of=met.participant, to=make.buddy("Amir Nepstra"), state=State.ENDED)
    phone.goto(f"/stem/{made(met, lies).token}/")
    reads(phone, "Je mag altijd nee zeggen.", "Niemand van Kansrijk kijkt mee.")
    assert phone.url.endswith("/stem/")
    check_everywhere(phone)
    press(phone, "Begin")
    reads(phone, "Was er een klik met Noor?")
    check_everywhere(phone)
    press(phone, "Ja")
    reads(phone, "lezen van je vorige tijd?")
    check_everywhere(phone)
    phone.get_by_role("button", name="Een samenvatting").click()
    reads(phone, "Wil je er iets bij zeggen?")
    check(phone)
    write(phone, words="Zij luistert echt.")
    press(phone, "Verder")
    reads(phone, "Dit is je antwoord", "Zij luistert echt.")
    check_everywhere(phone)
    press(phone, "Verstuur")
    reads(phone, "Je stem is geteld")
    check_everywhere(phone)
    receipt = phone.locator(".secret").inner_text()
    nothing_left(phone)
    phone.goto("/stem/bewijs/")
    check(phone)
    write(phone, code=receipt)
    press(phone, "Kijk hoe het staat")
    reads(phone, "De buddy denkt nog na.")
    check_everywhere(phone)
    nothing_left(phone)


def test_back_shows_nothing_of_the_vote(phone, lies, met):
    enter(phone, made(met, lies))
    press(phone, "Nee")
    reads(phone, "Wil je er iets bij zeggen?")
    press(phone, "Verder")
    press(phone, "Verstuur")
    reads(phone, "Je stem is geteld")
    for _ in range(4):
        phone.go_back()
        reads(phone, "Vul hier je code in")
        shown = phone.locator("body").inner_text()
        assert not any(word in shown for word in ("Noor", "Nee,", "bewijs in", "antwoord"))
        expect(phone.locator("[name=code]")).to_have_value("")


def test_the_whole_vote_with_the_keyboard(desk, lies, met):
    desk.goto("/stem/")
    write(desk, code=made(met, lies).code)
    desk.keyboard.press("Enter")
    for name in ("Ja", "Verder", "Verstuur"):
        tab_to(desk, name)
        desk.keyboard.press("Enter")
    reads(desk, "Je stem is geteld")
    met.refresh_from_db()
    assert met.state == State.CHOSEN


def tab_to(page, name):
    """Press Tab until the button of this name has the focus, and shows it."""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        if button.evaluate("(it) => it === document.activeElement"):
            assert button.evaluate("(it) => getComputedStyle(it).outlineStyle") == "solid"
            return
    raise AssertionError(f"{name} cannot be reached with Tab")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_leaving_at_once(open_page, lies, met, scripts):
    page = open_page(PHONE, java_script_enabled=scripts)
    page.goto(f"/stem/{made(met, lies).token}/")
    press(page, "Begin")
    reads(page, "Noor")
    follow(page, "Weg van deze pagina")
    reads(page, "Deze pagina is leeg")
    assert page.title() == "Lege pagina"
    check(page)
    if scripts:
        page.go_back()
        expect(page.get_by_text("Noor")).to_have_count(0)
    assert not CastVote.objects.exists()


def test_without_scripts(open_page, lies, met, expected):
    expected.add(422)
    page = partial(open_page, java_script_enabled=False)(PHONE)
    secret = made(met, lies)
    page.goto("/stem/")
    write(page, code="ZZZZ ZZZZ")
    press(page, "Verder")
    reads(page, "Deze code werkt niet.")
    check(page)
    enter(page, secret)
    press(page, "Weet ik nog niet")
    write(page, words="x" * 501)
    press(page, "Verder")
    expect(page.locator(".errors")).to_be_visible()
    check(page)
    write(page, words="Ik denk nog na.")
    press(page, "Verder")
    check(page)
    page.get_by_role("button", name="Verstuur").dblclick(no_wait_after=True)
    reads(page, "Je stem is geteld")
    receipt = page.locator(".secret").inner_text()
    assert CastVote.objects.get().receipt == receipt.replace(" ", "")
    assert page.context.cookies() == []


def test_lies_hands_out_a_code_and_keys_in_a_card(desk, open_page, lies, met):
    sign_in(desk, lies)
    desk.goto(f"/koppelingen/{met.pk}/")
    follow(desk, "Stemcode voor de deelnemer")
    check_everywhere(desk)
    press(desk, "Maak een code")
    reads(desk, "Je ziet deze code alleen nu.")
    check_everywhere(desk)
    code = desk.locator(".no-print .secret").inner_text()
    desk.emulate_media(media="print")
    expect(desk.get_by_text("Was er een klik met Noor?")).to_be_visible()
    expect(desk.get_by_text("Rania").first).to_be_hidden()
    desk.emulate_media(media="screen")
    follow(desk, "Klaar")
    follow(desk, "Papieren kaart invoeren")
    check_everywhere(desk)
    write(desk, code=code)
    desk.get_by_role("group", name="Wat is aangekruist?").get_by_label("ja", exact=True).check()
    press(desk, "Tel deze stem")
    reads(desk, "De stem is geteld.", "op papier, ingevoerd door Lies Oefenveen")
    assert Match.objects.get(pk=met.pk).state == State.CHOSEN


def test_lies_sees_nothing_of_herself_on_the_page_of_the_vote(open_page, lies, met):
    page = open_page(DESK)
    sign_in(page, lies)
    before = page.context.cookies()
    page.goto(f"/stem/{made(met, lies).token}/")
    check(page)
    assert "Lies" not in page.content()
    assert page.context.cookies() == before
    assert not VoteKey.objects.get().used_at
