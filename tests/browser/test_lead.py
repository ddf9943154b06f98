"""Lies: what needs doing in West, and every figure with the list behind it."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kansrijk.imports.workbook import sheets_of
from participants.models.states import State
from tests import make
from tests.browser.chromium import DESK, PHONE
from tests.browser.pages import check, field, follow, press, reads, sign_in, visit, write

MATCHES = "koppelingen gestart"
MEETINGS = "gesprekken gehouden"


def figure(page, label):
    """The number on the tile with this label."""
    return int(tile(page, label).locator("b").inner_text())


def tile(page, label):
    return page.locator(".figure a", has_text=label)


def rows(page):
    return page.locator("#rows tbody tr").count()


@pytest.fixture
def gebied(desk, lies, rania):
    """Gebied on the desk of Lies; Rania and Noor met weekly, also last year."""
    for weeks in range(10):
        day = make.today() - timedelta(weeks=weeks)
        make.meeting(of=rania.trajectories.get(), held_on=day)
    sign_in(desk, lies)
    return desk


def test_the_list_has_as_many_rows_as_the_figure_says(gebied):
    check(gebied)
    expect(gebied.locator("#figures")).to_be_visible()
    counts = gebied.locator(".figure a:has(b):not([href*=vastleggen])")  # that one is a time
    for number in range(counts.count()):
        link = counts.nth(number)
        said = int(link.locator("b").inner_text())
        link.click()
        expect(gebied.locator("#rows")).to_be_visible()
        check(gebied)
        assert rows(gebied) == said
        gebied.go_back()


def test_the_period_stays_after_a_list_and_the_back_button(gebied):
    last_month = (make.today() - timedelta(days=30)).isoformat()
    expect(gebied.locator("[name=van]")).to_be_hidden()  # this year has its own days
    field(gebied, "periode").select_option("eigen dagen")
    write(gebied, van=last_month, tot=make.today().isoformat())
    press(gebied, "Toon")
    expect(tile(gebied, MEETINGS)).to_have_text(f"5 {MEETINGS}")
    check(gebied)
    tile(gebied, MEETINGS).click()
    expect(gebied.locator("#rows tbody tr")).to_have_count(5)
    gebied.go_back()
    expect(tile(gebied, MEETINGS)).to_have_text(f"5 {MEETINGS}")
    expect(field(gebied, "van")).to_have_value(last_month)
    expect(field(gebied, "periode")).to_have_value("eigen")


def test_the_back_button_after_a_filter_shows_the_whole_page(gebied):
    follow(gebied, "Deelnemers")
    field(gebied, "fase").select_option("wacht op een buddy")
    reads(gebied, "0 deelnemers")
    gebied.go_back()
    reads(gebied, "1 deelnemer")
    expect(gebied.get_by_role("navigation", name="Hoofdmenu")).to_be_visible()


def test_a_filtered_list_opens_in_excel(gebied):
    make.participant("سلمى Özgür-Fictema")
    follow(gebied, "Deelnemers")
    field(gebied, "fase").select_option("wacht op een buddy")
    reads(gebied, "1 deelnemer")
    check(gebied)

    with gebied.expect_download() as taken:
        gebied.get_by_role("link", name="Excel", exact=True).click()

    with Path(taken.value.path()).open("rb") as file:
        [sheet] = sheets_of(file, 100)
    [_, head], [_, row] = sheet.rows
    assert (head[0], row[0], row[3]) == ("deelnemer", "سلمى Özgür-Fictema", make.today())
    assert taken.value.suggested_filename == f"deelnemers-{make.today()}.xlsx"


def test_a_period_that_cannot_be_says_so(gebied):
    field(gebied, "periode").select_option("eigen dagen")
    write(gebied, van=make.today().isoformat(), tot="2020-01-01")
    press(gebied, "Toon")
    reads(gebied, "Draai de dagen om")
    check(gebied)


def test_lies_reads_the_file_but_not_the_notes(gebied, rania):
    make.meeting(of=rania.trajectories.get(), note="Alleen voor ons tweeën")
    for tab in ("", "plan/", "gegevens/", "wie-heeft-gekeken/"):
        visit(gebied, f"/deelnemers/{rania.pk}/{tab}")
        assert "Alleen voor ons" not in gebied.content()
    follow(gebied, "Deelnemers")
    write(gebied, naam="rania")
    press(gebied, "Zoek")
    reads(gebied, "1 deelnemer")
    check(gebied)


def test_three_jobs_in_a_row(open_page, noor, wouter, lies, rania):
    """Noor logs, Wouter approves, Lies sees both counted."""
    make.match(of=make.participant("Salma Fictema"), to=noor.user.buddy, state=State.AGREED)
    district, phone, desk = open_page(DESK), open_page(PHONE), open_page(DESK)
    sign_in(district, lies)
    before = [figure(district, label) for label in (MEETINGS, MATCHES)]
    sign_in(phone, noor)
    follow(phone, "Gesprek vastleggen")
    press(phone, "Opslaan")
    reads(phone, "Opgeslagen.")
    sign_in(desk, wouter)
    desk.get_by_role("button", name="Goedkeuren").click()
    reads(desk, "Gestart: Salma Fictema")
    district.reload()
    assert [figure(district, label) for label in (MEETINGS, MATCHES)] == [n + 1 for n in before]
    tile(district, MATCHES).click()
    reads(district, "Salma Fictema")
