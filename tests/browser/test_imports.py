"""Lies reads in her own Excel list: looks first, ticks a doubt, takes back what is wrong."""

import pytest
from playwright.sync_api import expect

from participants.models import Referral
from tests import make
from tests.browser.chromium import DESK, PHONE
from tests.browser.pages import check, field, follow, press, reads, sign_in
from tests.imports.helpers import xlsx

HEAD = (
    "Naam",
    "Spreekt het liefst",
    "Aangemeld door",
    "Waarom",
    "Telefoon",
    "Aangemeld op",
    "Maat",
)
ROWS = [
    ("Salma Fictema", "Arabisch", "school", "Komt niet rond", "06-00000002", make.today(), 39),
    ("فاطمة فيكتيما", "Arabisch", "WIJ-team", "لا تستطيع دفع الإيجار", 612345678, "", ""),
    ("Gyan" + "-Nepstra" * 12, "Klingon", "de koning", "", "", "31-2-2026", ""),
]


@pytest.fixture(params=["desk", "phone without script"])
def page(request, open_page):
    size = DESK if request.param == "desk" else PHONE
    return open_page(size, java_script_enabled=request.param == "desk")


def test_lies_reads_in_her_list(page, lies):
    sign_in(page, lies)
    page.goto("/aanmeldingen/")
    follow(page, "Lees een lijst met aanmeldingen in")
    check(page)
    mine = {"name": "lijst.xlsx", "mimeType": "", "buffer": xlsx(HEAD, *ROWS).read()}
    field(page, "file").set_input_files(mine)
    press(page, "Kijk het na")
    reads(page, "1 van 3 rijen kan erin")
    check(page)

    follow(page, "Eerst nakijken (1)")
    press(page, "Dat klopt: lees deze rij in .rij 3.")
    reads(page, "2 van 3 rijen kunnen erin")
    press(page, "Lees 2 rijen in")
    reads(page, "2 van 3 rijen ingelezen")
    with page.expect_download() as taken:
        press(page, "Haal 1 rij terug als bestand")
    assert taken.value.suggested_filename == "niet-ingelezen-aanmeldingen.xlsx"
    check(page)
    phones = Referral.objects.order_by("phone").values_list("phone", flat=True)
    assert list(phones) == ["06-00000002", "0612345678"]
    expect(page.get_by_text("Naar Aanmeldingen")).to_be_visible()
