"""Who wears more than one hat, and how somebody gets the first one."""

import pytest
from playwright.sync_api import expect

from kansrijk.accounts.models import Role, User
from tests import make
from tests.browser.chromium import PHONE
from tests.browser.pages import check, field, follow, press, reads, sign_in, visit, write
from tests.browser.test_wij import SIZES


@pytest.fixture
def noor_leads_too(noor):
    return make.hat(Role.LEAD, where="oost", of=noor.user)


@SIZES
def test_noor_changes_hats(open_page, size, noor, noor_leads_too):
    page = open_page(size)
    sign_in(page, noor)
    menu = page.locator(".menu summary")
    expect(menu).to_contain_text("Buddy in West" if size is PHONE else "Je werkt als buddy in West")
    menu.click()
    check(page)
    follow(page, "Wissel van rol")
    check(page)
    page.get_by_label("Projectleider in Oost").check()
    press(page, "Ga verder")
    reads(page, "Je werkt nu als Projectleider in Oost.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Oost")
    expect(menu).to_contain_text("rojectleider in Oost")
    check(page)


def test_who_has_one_hat_is_not_asked(phone, noor):
    sign_in(phone, noor)
    phone.locator(".menu summary").click()
    reads(phone, "Mijn account")
    expect(phone.get_by_role("link", name="Wissel van rol")).to_have_count(0)
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("link", name="Mijn account")).to_be_hidden()


def test_bea_invites_somebody(desk, bea, expected, mailoutbox):
    expected.add(422)
    sign_in(desk, bea)
    follow(desk, "Nodig iemand uit")
    check(desk)
    write(desk, name="Joris Oefenveen", email="joris@voorbeeld.test")
    field(desk, "role").select_option("Buddy")
    press(desk, "Stuur de uitnodiging")
    expect(desk.locator(".errors")).to_be_focused()
    reads(desk, "Kies het gebied waar deze rol geldt.")
    check(desk)
    field(desk, "district").select_option("West")
    press(desk, "Stuur de uitnodiging")
    reads(desk, "Joris Oefenveen")
    check(desk)
    assert User.objects.get(email="joris@voorbeeld.test").hats.get().role == Role.BUDDY
    assert [mail.to for mail in mailoutbox] == [["joris@voorbeeld.test"]]


def test_the_pages_of_bea(desk, bea, noor):
    sign_in(desk, bea)
    west = make.district().pk
    for path in ("gebruikers/", "gebieden/", "gebieden/nieuw/", "gebieden/financiers/nieuw/"):
        visit(desk, f"/beheer/{path}")
    for path in (f"{noor.user_id}/", f"{noor.user_id}/rol/", f"rollen/{noor.pk}/intrekken/"):
        visit(desk, f"/beheer/gebruikers/{path}")
    for path in ("", "nieuwe-wijk/"):
        visit(desk, f"/beheer/gebieden/{west}/{path}")
