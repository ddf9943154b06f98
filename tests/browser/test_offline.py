"""Without internet: what Noor types waits sealed on her phone, and arrives exactly once."""

import pytest
from playwright.sync_api import expect

from plans.models import Draft, Meeting
from tests import make
from tests.browser.chromium import PHONE
from tests.browser.pages import (
    check,
    check_everywhere,
    come_in,
    fill_in,
    follow,
    press,
    reads,
    sign_out,
    write,
)
from tests.browser.phones import LOST, READY, kept, kill, lose_the_answer, switched_on
from tests.browser.test_sessions import age

WORDS = "Rania heeft zelf gebeld"
WAITS = "Staat nog niet op de server. Wacht versleuteld op deze telefoon."
FAST = "Date.now = ((now) => () => now() + 3_600_000)(Date.now);"  # a clock an hour ahead
STORED = [("meeting", WORDS)]


def stored():
    return list(Meeting.objects.values_list("kind", "note"))


@pytest.fixture
def log(phone, noor, rania):
    come_in(phone, noor)
    follow(phone, "Gesprek vastleggen")
    return phone


def save_offline(page, words=WORDS):
    page.context.set_offline(True)
    write(page, note=words)
    press(page, "Opslaan")
    reads(page, WAITS)


def test_an_open_page_saves_without_internet_and_sends_once(log):
    save_offline(log)
    check(log)
    assert len(kept(log)["entries"]) == 1
    assert "gebeld" not in kept(log)["words"]
    log.context.set_offline(False)
    reads(log, "Dit gesprek is al opgeslagen.", WORDS)
    assert stored() == STORED
    assert not kept(log)["entries"]


def test_a_page_opens_without_internet(open_page, noor, rania):
    page = open_page(PHONE, service_workers="allow")
    page.context.add_init_script(FAST)
    come_in(page, noor)
    assert page.evaluate(READY)
    page.context.set_offline(True)
    page.goto("/vandaag/")
    reads(page, "Je hebt nu geen internet")
    check_everywhere(page)
    page.goto(f"/deelnemers/{rania.pk}/gesprek/")
    reads(page, "Er staat geen naam")
    check_everywhere(page)
    write(page, note=WORDS, success="Gebeld")
    page.get_by_role("group", name="Hoe gaat het?").get_by_label("goed").check()
    press(page, "Opslaan")
    reads(page, "Je verslag wacht op deze telefoon")
    check(page)
    found = kept(page)
    assert all(path.startswith(("/static/", "/zonder-internet/")) for path in found["caches"])
    assert not any(word in found["words"] for word in ("Rania", "Noor", "ebeld"))
    page.context.set_offline(False)
    reads(page, "Je verslag is verstuurd")
    meeting = Meeting.objects.get()
    assert (meeting.note, meeting.held_on, meeting.mood) == (WORDS, make.today(), 4)


def test_a_killed_browser_has_lost_nothing(browser, live_server, tmp_path, noor, rania):
    phone = {"browser": browser, "folder": tmp_path, "base_url": live_server.url}
    with switched_on(**phone) as context:
        page = context.pages[0]
        come_in(page, noor)
        follow(page, "Gesprek vastleggen")
        save_offline(page)
        kill(tmp_path)
    assert not Meeting.objects.exists()
    with switched_on(**phone) as context:
        page = context.pages[0]
        page.goto("/vandaag/")
        fill_in(page, noor.user)
        reads(page, "Je verslag is verstuurd en opgeslagen.")
        assert not kept(page)["entries"]
    assert stored() == STORED


def test_a_lost_answer_is_asked_again_and_stored_once(log, expected):
    expected.add(LOST)
    lose_the_answer(log, "**/gesprek/")
    write(log, note=WORDS)
    press(log, "Opslaan")
    reads(log, "Dit gesprek is al opgeslagen.", WORDS)
    assert stored() == STORED


def test_after_signing_in_again_it_sends_itself(log, expected, noor):
    expected.add(401)
    age(log)
    write(log, note=WORDS)
    press(log, "Opslaan")
    reads(log, "Log in, dan versturen we het.")
    check(log)
    follow(log, "Inloggen")
    fill_in(log, noor.user)
    reads(log, "Je verslag is verstuurd en opgeslagen.")
    assert stored() == STORED
    assert not Draft.objects.exists()


def test_signing_out_warns_and_wipes(open_page, noor, rania, expected):
    page = open_page(PHONE, service_workers="allow")
    come_in(page, noor)
    assert page.evaluate(READY)
    follow(page, "Gesprek vastleggen")
    save_offline(page)
    page.route("**/gesprek/sleutel/", lambda route: route.abort())
    expected.add(LOST)
    page.context.set_offline(False)
    page.locator(".menu summary").click()
    press(page, "Uitloggen")
    reads(page, "Er staat nog 1 verslag op deze telefoon. Verstuur het eerst, of gooi het weg.")
    check(page)
    press(page, "Gooi weg en log uit")
    reads(page, "Je bent uitgelogd.")
    assert kept(page) == {"entries": [], "caches": [], "words": "[{},{}]"}
    assert page.evaluate("indexedDB.databases()") == []
    assert not Meeting.objects.exists()


def test_a_colleague_on_the_same_phone_sees_nothing(log, noor):
    other = make.buddy("Sam Toetsema").user.hats.get()
    save_offline(log)
    log.context.clear_cookies()
    log.goto("about:blank")
    log.context.set_offline(False)
    log.goto("/inloggen/")
    come_in(log, other)
    expect(log.locator(".signal.waiting")).to_be_hidden()
    sign_out(log)
    assert len(kept(log)["entries"]) == 1
    assert "gebeld" not in kept(log)["words"]
    come_in(log, noor)
    reads(log, "Je verslag is verstuurd en opgeslagen.")
    assert stored() == STORED


def test_a_match_that_ended_meanwhile_leaves_the_words_as_a_draft(log, rania, lies, expected):
    expected.add(409)
    save_offline(log)
    rania.matches.get().end(by=lies, ended_on=make.today(), why="other")
    log.context.set_offline(False)
    reads(log, "vroeg om een blik")
    assert WORDS.split()[-1] in Draft.objects.get().content
    assert not Meeting.objects.exists()
