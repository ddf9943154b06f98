"""Bea writes a new version of a method; Lies sees what changed between two looks."""

import re
from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import expect

from kansrijk.places.models import Domain
from kansrijk.values.dates import add_months
from tests import make
from tests.browser.pages import check, check_everywhere, follow, press, sign_in, visit, write

LONG = "Lang" + "aam" * 18 + "ma"  # 60 characters, nowhere to break


def test_a_new_version_from_draft_to_withdrawing_the_old_one(phone, bea, expected):
    expected.add(422)
    sign_in(phone, bea)
    phone.goto("/beheer/methoden/")
    phone.locator("#methods section").first.get_by_role("button", name="Nieuwe versie").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Nieuwe versie")
    phone.locator("#down-home").click()
    expect(phone.locator("#draft h3").first).to_have_text("Welzijn")
    expect(phone.locator("#down-home")).to_be_focused()
    check(phone)

    follow(phone, "Wijzig financiën")
    press(phone, "Nog een deelgebied")
    expect(phone.get_by_role("heading", name="Nieuw deelgebied")).to_be_visible()
    write(phone, **{"name": LONG, "part-2-name": LONG})
    press(phone, "Opslaan in het concept")
    expect(phone.locator(".errors")).to_contain_text("Deelgebied 3, stap 1")
    check(phone)
    write(phone, **{f"part-2-sentence_{value}": LONG * 3 for value in range(1, 6)})
    press(phone, "Opslaan in het concept")

    follow(phone, "Bekijk en stel vast")
    expect(phone.get_by_text("Volgorde van de leefgebieden")).to_be_visible()
    check_everywhere(phone)
    press(phone, "Ja, stel vast")
    expect(phone.get_by_text("geldt vanaf nu")).to_be_visible()
    assert Domain.objects.filter(name=LONG).exists()
    check(phone)
    follow(phone, re.compile("Trek in.*versie 1"))
    check(phone)


def test_what_changed_and_who_is_missing(phone, lies):
    started_on = make.today() - timedelta(days=200)
    for number in range(6):
        of = make.participant(f"{LONG} Testinga")
        year = make.trajectory(of=of, started_on=started_on)
        make.consent(of=year.participant, kind="report", is_given=number < 5)
        make.review(of=year, held_on=year.started_on, stands={"home": 2, "work": 3})
        make.review(of=year, which="halfway", stands={"home": 2 + number % 3, "work": 3})
    looks = f"jaar={add_months(started_on, 6).year}&eerst=start&daarna=halfway"
    sign_in(phone, lies)

    visit(phone, f"{reverse('change')}?{looks}")
    expect(phone.get_by_text("Geen toestemming om mee te tellen")).to_be_visible()
    check_everywhere(phone)
    follow(phone, "Iedereen samen")
    expect(phone.locator(".tag").first).to_have_text("vergeleken")
    check(phone)
