"""Noor and Rania agree on aftercare and round off their year; Lies makes one longer."""

import pytest

from kansrijk.values.dates import add_months
from plans.models import Trajectory
from tests import make
from tests.browser.chromium import DESK
from tests.browser.pages import (
    check,
    check_everywhere,
    choose,
    follow,
    press,
    reads,
    sign_in,
    visit,
    write,
)
from tests.browser.test_every_page import ARABIC, LONG
from tests.plans.helpers import extension


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


def test_from_aftercare_to_a_page_of_thanks(phone, noor, year, expected):
    expected.add(422)
    extension(of=year, reason=f"{LONG * 3} {ARABIC}")
    sign_in(phone, noor)
    visit(phone, f"/deelnemers/{year.participant_id}/jaar/")
    follow(phone, "Nazorg afspreken")
    press(phone, "Opslaan")
    reads(phone, "Nazorg is er alleen als de deelnemer het zelf wil.")
    check(phone)
    phone.get_by_label("Rania wil zelf graag nazorg").check()
    press(phone, "Opslaan")
    reads(phone, "De nazorg is afgesproken.", "Contact in de nazorg")
    check_everywhere(phone)
    follow(phone, "Jaar afronden")
    choose(phone, "Hoe eindigt het", "Klaar: doelen gehaald")
    write(phone, ended_words="Ik doe het nu zelf.")
    press(phone, "Rond af")
    phone.get_by_label("We ronden af zonder kijkmoment nazorg").check()
    press(phone, "Rond af")
    reads(phone, "Dank je wel voor deze tijd")
    check_everywhere(phone)
    assert Trajectory.objects.get().ended_words == "Ik doe het nu zelf."


def test_a_lead_extends_without_scripts(open_page, lies, year, expected):
    expected.add(422)
    page = open_page(DESK, java_script_enabled=False)
    sign_in(page, lies)
    visit(page, f"/deelnemers/{year.participant_id}/jaar/")
    follow(page, "Jaar verlengen")
    until = add_months(year.planned_end_on, 3)
    write(page, until=until.isoformat())
    press(page, "Verlengen")
    reads(page, "Vul dit nog in.")
    write(page, reason="De taalles loopt nog.")
    press(page, "Verlengen")
    reads(page, "Het jaar is verlengd", "De taalles loopt nog.")
    check(page)
    press(page, "Haal deze verlenging weg")
    reads(page, "De verlenging is weggehaald")
    assert make.today() < Trajectory.objects.get().planned_end_on < until
