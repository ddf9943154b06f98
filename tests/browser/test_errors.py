"""The pages for when something does not go as meant: calm, readable, in the house's own look."""

import pytest
from playwright.sync_api import expect

from plans.models import Meeting
from tests import make
from tests.browser.pages import check_everywhere, field, press, reads, sign_in, write

IS_FREE = """(button) => {
  const { left, right, top, bottom } = button.getBoundingClientRect();
  return [top + 4, (top + bottom) / 2, bottom - 4].every(
    (height) => button.contains(document.elementFromPoint((left + right) / 2, height)));
}"""
SAYS = {
    400: "Dit konden we niet lezen",
    403: "Dit hoort niet bij jouw rol",
    404: "Deze pagina vinden we niet",
    500: "Er ging iets mis bij ons",
}


@pytest.fixture
def addresses(db, rania):
    other = make.trajectory(of=make.participant(where="oost")).participant_id
    return {400: "/?zoek=%00", 403: "/gebied/", 404: f"/deelnemers/{other}/", 500: "/vandaag/"}


def broken(*args, **kwargs):
    raise RuntimeError("broken on purpose")


@pytest.mark.parametrize("status", SAYS)
def test_an_error_page_says_what_to_do(desk, noor, addresses, status, expected, monkeypatch):
    expected.add(status)
    sign_in(desk, noor)
    monkeypatch.setattr("kansrijk.overview.views.today.with_forms", broken)
    assert desk.goto(addresses[status]).status == status
    reads(desk, SAYS[status], "Naar het begin")
    check_everywhere(desk)


def test_a_button_that_fails_says_so(phone, noor, rania, expected, monkeypatch):
    """The message leaves the button free, so it can be pressed again."""
    expected.add(500)
    monkeypatch.setattr("plans.views.appointments.store", broken)
    sign_in(phone, noor)
    phone.goto(f"/deelnemers/{rania.pk}/afspraak/")
    write(phone, on="2099-03-02", time="10:30", place="in de bieb")
    press(phone, "Opslaan")
    reads(phone, "Dit lukte nu niet.")
    expect(field(phone, "place")).to_have_value("in de bieb")
    assert phone.get_by_role("button", name="Opslaan").evaluate(IS_FREE)
    monkeypatch.undo()
    press(phone, "Opslaan")
    reads(phone, "De afspraak staat op", "in de bieb")


def is_own_next_try(answer):
    """What fails is tried again at once, by the script itself."""
    return answer.status == 500 and answer.request.headers.get("accept") == "application/json"


def test_a_log_that_fails_waits_and_goes_at_the_next_try(phone, noor, rania, expected, monkeypatch):
    expected.add(500)
    monkeypatch.setattr("plans.views.meetings.store", broken)
    sign_in(phone, noor)
    phone.goto(f"/deelnemers/{rania.pk}/gesprek/")
    write(phone, note="Dit blijft staan")
    with phone.expect_response(is_own_next_try):
        press(phone, "Opslaan")
    reads(phone, "Staat nog niet op de server.")
    expect(field(phone, "note")).to_have_value("Dit blijft staan")
    monkeypatch.undo()
    press(phone, "Opslaan")
    reads(phone, "Opgeslagen.", "Dit blijft staan")
    assert Meeting.objects.count() == 1
