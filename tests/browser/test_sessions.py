"""Coming and going: nothing stays behind on the phone, and no typed text is lost."""

from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from plans.models import Meeting
from tests.browser.chromium import PHONE
from tests.browser.pages import (
    check,
    come_in,
    field,
    fill_in,
    follow,
    press,
    reads,
    sign_out,
    visit,
    write,
)  # fmt: skip

STORED = """async () => [
  { ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), await caches.keys(),
]"""
WORDS = "Een uur lang getypt"


def age(page):
    """Let the session of this page be idle for an hour."""
    key = next(c["value"] for c in page.context.cookies() if c["name"] == "sessionid")
    store = SessionStore(key)
    store["seen"] -= 3600
    store.save()


def test_after_signing_out_the_back_button_shows_nothing(phone, noor, rania):
    come_in(phone, noor)
    visit(phone, f"/deelnemers/{rania.pk}/")
    reads(phone, "Rania Fictema")
    sign_out(phone)
    reads(phone, "Je bent uitgelogd.")
    check(phone)
    for _ in range(2):
        phone.go_back()
        expect(phone.get_by_role("heading", name="Inloggen")).to_be_visible()
        assert "Rania" not in phone.content()


def test_a_tour_leaves_nothing_in_the_browser(desk, lies, rania):
    come_in(desk, lies)
    field(desk, "periode").select_option("dit kwartaal")
    press(desk, "Toon")
    follow(desk, "Deelnemers")
    field(desk, "fase").select_option("wacht op een buddy")
    reads(desk, "0 deelnemers")
    visit(desk, f"/deelnemers/{rania.pk}/")
    local, tab, *rest = desk.evaluate(STORED)
    assert (local, *rest) == ({}, [], [])
    assert tab.keys() <= {"htmx-current-path-for-history"}  # an address, in which no name stands
    sign_out(desk)
    assert desk.evaluate(STORED) == [{}, {}, [], []]


def test_text_survives_a_session_that_ended(open_page, noor, rania):
    page = open_page(PHONE, java_script_enabled=False)  # with it: see test_offline.py
    come_in(page, noor)
    follow(page, "Gesprek vastleggen")
    write(page, note=WORDS)
    age(page)
    press(page, "Opslaan")
    reads(page, "Log opnieuw in: je tekst staat er dan nog.")
    check(page)
    fill_in(page, noor.user)
    expect(field(page, "note")).to_have_value(WORDS)
    check(page)
    assert not Meeting.objects.exists()
    press(page, "Opslaan")
    reads(page, "Opgeslagen.", WORDS)
    assert Meeting.objects.get().note == WORDS


def test_text_waits_for_its_writer_alone(open_page, noor, lies, rania):
    phone = open_page(PHONE, java_script_enabled=False)
    come_in(phone, noor)
    follow(phone, "Gesprek vastleggen")
    write(phone, note=WORDS)
    age(phone)
    press(phone, "Opslaan")
    reads(phone, "Log opnieuw in: je tekst staat er dan nog.")
    come_in(phone, lies)
    assert WORDS not in phone.content()
    assert not Meeting.objects.exists()


def test_a_warning_comes_before_the_session_ends(phone, noor):
    phone.clock.install()
    come_in(phone, noor)
    warning = phone.get_by_text("Over 2 minuten log je vanzelf uit.")
    expect(warning).to_be_hidden()
    phone.clock.fast_forward("28:01")
    expect(warning).to_be_visible()
    check(phone)
    press(phone, "Ik ben nog bezig")
    expect(warning).to_be_hidden()
    phone.clock.fast_forward("30:01")
    reads(phone, "Je bent uitgelogd, omdat je een tijd niets deed.")


def test_who_is_signed_out_reads_no_page(desk, lies):
    come_in(desk, lies)
    lies.user.end_sessions()
    field(desk, "periode").select_option("vorig jaar")
    press(desk, "Toon")
    expect(desk.get_by_role("heading", name="Inloggen")).to_be_visible()
