"""What a story does with a page: go somewhere, look at it well, press, choose, type."""

import re

from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from playwright.sync_api import expect

from tests.accounts.people import PASSWORD, with_password
from tests.browser.chromium import DESK, PHONE
from tests.client import HouseClient

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WITHOUT_TIMERS = """if (matchMedia("(scripting: none)").matches)
  window.setTimeout = (run, pause, ...values) => void Promise.resolve().then(() => run(...values));
"""  # where scripts are off timers never end, and axe would wait for ever
COLOURS = ["color-contrast"]
NO_COLOURS = {"color-contrast": {"enabled": False}}
MENU = "header.top"
RUN_AXE = """async ({ within, ...options }) => {
  const part = within && document.querySelector(within);
  const { violations } = await axe.run(part || document, options);
  return violations.map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    places: nodes.map((node) => `${node.target.join(" ")}  ${node.any[0]?.message ?? ""}`),
  }));
}"""
TOO_WIDE = """() => [...document.querySelectorAll("main *")]
  .filter((element) => element.clientWidth && element.scrollWidth > element.clientWidth + 1)
  .map((element) => element.outerHTML.slice(0, 100)).slice(-3)"""


def visit(page, path):
    """Open an address and look at the page that comes."""
    answer = page.goto(path)
    check(page)
    return answer


def check(page, only=None, **options):
    """The page that stands there is accessible, and no wider than the screen.

    Axe is evaluated, not added as a script: that passes the content security policy.
    """
    page.wait_for_load_state()  # a page that has only just begun has no element to measure
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], (page.url, width, page.evaluate(TOO_WIDE))
    found = violations(page, only, **options)
    assert not found, "\n".join(found)


def check_everywhere(page):
    """Look at the page on both sizes of screen, by light and in the dark.

    Colours are most of the work and do not know the size; a desk shows its own menu only.
    """
    page.set_viewport_size(DESK["viewport"])
    page.emulate_media(color_scheme="dark")
    check(page, COLOURS, within=MENU)
    page.emulate_media(color_scheme="light")
    check(page, COLOURS, within=MENU)
    check(page, rules=NO_COLOURS)
    page.set_viewport_size(PHONE["viewport"])
    check(page)
    page.emulate_media(color_scheme="dark")
    check(page, COLOURS)


def violations(page, only=None, **options):
    """The broken rules in readable lines; `only` narrows them to a few by name."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(WITHOUT_TIMERS + AXE_SCRIPT)
    wanted = {"type": "rule", "values": only} if only else {"type": "tag", "values": WCAG}
    options |= {"runOnly": wanted, "resultTypes": ["violations"], "preload": False}
    found = page.evaluate(RUN_AXE, options)
    return [f"{page.url} {each['rule']} {each['places']}" for each in found]


def sign_in(page, hat):
    """Be signed in, and begin where this hat begins; the story is about what comes then."""
    cookie = HouseClient().wear(hat).cookies["sessionid"]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}]
    )
    page.goto(reverse("start"))
    expect(page.locator(".menu")).to_be_visible()


def come_in(page, hat):
    """Sign in at the door, like everybody; end where this hat begins."""
    if not hat.user.has_usable_password():  # a new password would end the other sessions
        with_password(hat.user)
    page.goto("/inloggen/")
    fill_in(page, hat.user)
    expect(page.locator(".menu")).to_be_visible()


def fill_in(page, user):
    write(page, login=user.email, password=PASSWORD)
    press(page, "Inloggen")


def sign_out(page):
    page.locator(".menu summary").click()
    press(page, "Uitloggen")
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()


def press(page, name):
    """Press the button of this name; what stands after a colon is for the ear alone."""
    page.get_by_role("button", name=re.compile(rf"^{name}( ?:|$)")).click()


def field(page, name):
    """The field of this name; what is folded around it is opened first."""
    found = page.locator(f"[name={name}]")
    folded = page.locator("main details:not([open])", has=found)
    if folded.count() and not found.first.is_visible():
        folded.locator("summary").click()
    return page.locator("main").locator(found)


def write(page, **words):
    for name, text in words.items():
        field(page, name).fill(text)


def choose(page, question, answer):
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def follow(page, name):
    """Follow a link to another page, and wait until that is there."""
    link = page.get_by_role("link", name=name).first
    with link.page.expect_navigation():
        link.click()


def reads(page, *texts):
    """Wait until the page says all of this."""
    for text in texts:
        expect(page.get_by_text(text).first).to_be_visible()


def sheets(page):
    """On how many sheets a page prints."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
