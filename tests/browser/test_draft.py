"""The log while it is written: kept at each pause, and a line that says what holds."""

import pytest
from playwright.sync_api import expect

from plans.models import Draft, Meeting
from tests.browser.pages import check, field, follow, press, reads, sign_in, write

KEPT = "Bewaard "
NOT_YET = "Staat nog niet op de server"


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
