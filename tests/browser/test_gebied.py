"""Gebied stays fresh by itself, disturbs nobody, and is walked with the keyboard alone."""

from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from tests import make
from tests.browser.pages import check, field, reads, sheets, sign_in, visit

MINUTE = "01:01"
WATCH_SHIFTS = """() => { window.shifted = 0; new PerformanceObserver((list) => {
  for (const each of list.getEntries()) window.shifted += each.value;
}).observe({ type: "layout-shift" }); }"""
FOCUSED = """(({ name, tagName, innerText }) =>
  ["BODY", "MAIN"].includes(tagName) ? "" : `${name ?? ""} ${innerText}`)(document.activeElement)"""


def age(page):
    """Let the session of this page be idle for an hour."""
    key = next(c["value"] for c in page.context.cookies() if c["name"] == "sessionid")
    store = SessionStore(key)
    store["seen"] -= 3600
    store.save()


def test_numbers_change_under_somebody_s_hands(desk, lies, rania):
    year = rania.trajectories.get()
    make.meeting(of=year)
    sign_in(desk, lies)
    desk.clock.install()
    desk.goto("/gebied/")
    held = desk.locator(".figure a", has_text="gesprekken gehouden")
    desk.get_by_text("Hetzelfde in een tabel").click()
    field(desk, "periode").select_option("eigen dagen")
    field(desk, "van").fill("2026-01-01")
    held.focus()
    scrolled = desk.evaluate("scrollY")
    desk.evaluate(WATCH_SHIFTS)
    with desk.expect_response("**/gebied/**"):
        desk.clock.fast_forward(MINUTE)
    expect(held).to_have_text("1 gesprekken gehouden")
    make.meeting(of=year)
    with desk.expect_response("**/gebied/**"):
        desk.clock.fast_forward(MINUTE)
    expect(held).to_have_text("2 gesprekken gehouden")
    expect(held).to_be_focused()
    expect(field(desk, "van")).to_have_value("2026-01-01")
    expect(desk.get_by_role("row", name="Samen")).to_be_visible()  # still folded open
    assert (desk.evaluate("scrollY"), desk.evaluate("window.shifted")) == (scrolled, 0)
    check(desk)
    age(desk)
    with desk.expect_response("**/gebied/**"):
        desk.clock.fast_forward(MINUTE)
    reads(desk, "De pagina ververst niet meer: je bent uitgelogd.")
    expect(held).to_be_focused()


def test_on_paper_every_bar_has_its_number(desk, lies, rania):
    make.meeting(of=rania.trajectories.get())
    sign_in(desk, lies)
    visit(desk, "/gebied/")
    desk.emulate_media(media="print")
    expect(desk.get_by_role("row", name="Samen")).to_be_visible()
    assert sheets(desk) <= 2


def test_a_row_stays_who_it_was_when_another_comes_above_it(desk, lies):
    make.referral(source="school")
    sign_in(desk, lies)
    desk.clock.install()
    desk.goto("/gebied/")
    school = desk.locator("a[href*='/bron-school/']").first
    school.focus()
    make.referral(source="wij")
    with desk.expect_response("**/gebied/**"):
        desk.clock.fast_forward(MINUTE)
    expect(desk.locator("tr:has(a[href*='/bron-wij/']) + tr", has=school)).to_be_visible()
    expect(school).to_be_focused()


def tab_to(page, words):
    """Press Tab until what has the focus says this."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if words in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"no Tab leads to {words}")


def test_a_walk_with_the_keyboard_on_a_phone(phone, lies, rania):
    make.meeting(of=rania.trajectories.get())
    make.outcome(of=rania, code="better_housing")
    sign_in(phone, lies)
    visit(phone, "/gebied/")
    tab_to(phone, "Periode")
    phone.keyboard.press("Enter")
    tab_to(phone, "periode")
    phone.keyboard.type("dit k")
    tab_to(phone, "Toon")
    phone.keyboard.press("Enter")
    reads(phone, "dezelfde dagen een kwartaal eerder")
    tab_to(phone, "gesprekken gehouden")
    phone.keyboard.press("Enter")
    expect(phone.locator("#rows tbody tr")).to_have_count(1)
    check(phone)
    tab_to(phone, "Hoe we dit tellen")
    phone.keyboard.press("Enter")
    expect(phone.locator("#gesprekken")).to_be_in_viewport()
    check(phone)
    for path in ("naast-elkaar/", "proef/"):
        visit(phone, f"/gebied/{path}")
