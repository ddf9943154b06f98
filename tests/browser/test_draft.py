"""The log while it is written: kept at each pause, and a line that says what holds."""

import pytest
from playwright.sync_api import expect

from plans.models import Draft, Meeting
from tests.browser.pages import check, field, follow, press, reads, sign_in, write

KEPT = "Bewaard "
NOT_YET = "Staat nog niet op de server"

LISTEN = """() => {
  window.lines = [];
  const line = document.querySelector("[data-state]");
  const note = () => lines.push(line.textContent);
  new MutationObserver(note).observe(line, { childList: true });
}"""


@pytest.fixture
def log(phone, noor, rania):
    sign_in(phone, noor)
    follow(phone, "Gesprek vastleggen")
    return phone


def test_a_pause_in_typing_is_kept_at_its_own_address(log):
    reads(log, "Nog niets getypt")
    check(log)
    write(log, note="Halverwege een zin")
    reads(log, NOT_YET, KEPT)
    check(log)
    draft = Draft.objects.get()
    assert str(draft.client_id) in log.url
    log.reload()
    expect(field(log, "note")).to_have_value("Halverwege een zin")
    write(log, note="Halverwege een zin, en verder")
    reads(log, KEPT)
    press(log, "Opslaan")
    reads(log, "Opgeslagen.", "Halverwege een zin, en verder")
    assert not Draft.objects.exists()
    assert 0 < Meeting.objects.get().seconds < 60


def test_a_late_answer_never_claims_what_was_typed_since(log):
    held = []
    log.route("**/gesprek/*-*/", lambda route: held.append(route))
    log.evaluate(LISTEN)
    write(log, note="Eerst")
    reads(log, "Wordt verstuurd…")
    write(log, note="Eerst, en later nog wat")
    held.pop().continue_()
    reads(log, "Wordt verstuurd…")
    assert not any(line.startswith(KEPT) for line in log.evaluate("lines"))
    log.wait_for_function("lines.filter((line) => line.startsWith('Wordt')).length > 1")
    held.pop().continue_()
    reads(log, KEPT)
    assert "nog+wat" in Draft.objects.get().content
