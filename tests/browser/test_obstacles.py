"""What stands in Rania's way: Noor tells WIJ, Wouter answers in place, Noor reads it."""

import re

from playwright.sync_api import expect

from plans.models import Obstacle
from tests import make
from tests.browser.chromium import DESK, PHONE
from tests.browser.pages import check, check_everywhere, field, follow, press, reads, sign_in, visit
from tests.browser.pages import write as fill

WORDS = "De huurtoeslag staat stil."


def tap(page, answer):
    """Choose one of the large choices, by its first words."""
    page.get_by_role("radio", name=re.compile(f"^{answer}")).check()


def begin(page, noor, rania):
    """From a step that did not work today."""
    step = make.action(of=rania.trajectories.get(), text="Ik bel de Belastingdienst")
    make.meeting(of=step.trajectory).reports.create(action=step, result="failed")
    sign_in(page, noor)
    visit(page, f"/deelnemers/{rania.pk}/knelpunten/")
    follow(page, f"Knelpunt opschrijven bij {step}")


def write(page, text, consent):
    """Fill in what stands in the way, and who may know."""
    fill(page, text=text)
    field(page, "cause").select_option("allowance")
    tap(page, consent)
    press(page, "Opslaan")


def test_from_a_step_to_wij_and_back(open_page, noor, wouter, rania, expected):
    expected.add(422)
    phone, desk = open_page(PHONE), open_page(DESK)
    begin(phone, noor, rania)
    reads(phone, "Ik bel de Belastingdienst", "binnen 1 werkdag", "0800-2000")
    write(phone, "Rania wacht op huurtoeslag.", "Ja, zonder naam")
    expect(phone.locator(".errors")).to_be_focused()
    check(phone)
    write(phone, WORDS, "Ja, zonder naam")
    reads(phone, "Gemeld bij WIJ", "bij WIJ zonder naam", WORDS)
    check(phone)

    sign_in(desk, wouter)
    reads(desk, WORDS, "zonder naam")
    assert "Rania" not in desk.content() and "Noor" not in desk.content()
    press(desk, "Gezien")
    reads(desk, "hebt gelezen")
    desk.evaluate("document.body.dataset.same = 'page'")
    desk.get_by_role("link", name="Antwoord geven").click()
    press(desk, "Antwoord versturen")
    expect(desk.locator(".errors")).to_be_focused()
    check_everywhere(desk)
    tap(desk, "Opgelost")
    fill(desk, text="De toeslag loopt weer.")
    press(desk, "Antwoord versturen")
    reads(desk, "Je bent bij.")
    assert desk.evaluate("document.body.dataset.same") == "page"
    visit(phone, "/vandaag/")
    reads(phone, "Wat WIJ antwoordde", "De toeslag loopt weer.")
    follow(phone, "Gesprek vastleggen")
    reads(phone, "De toeslag loopt weer.")


def test_all_of_it_without_script(open_page, noor, wouter, rania):
    phone = open_page(PHONE, java_script_enabled=False)
    begin(phone, noor, rania)
    write(phone, WORDS, "Nee")
    reads(phone, "Dit blijft tussen jullie", WORDS)
    check(phone)
    follow(phone, "Toch naar WIJ")
    check(phone)
    tap(phone, "Ja WIJ")
    press(phone, "Versturen")
    reads(phone, "Gemeld bij WIJ")
    assert Obstacle.objects.get().state == "new"

    desk = open_page(DESK, java_script_enabled=False)
    sign_in(desk, wouter)
    press(desk, "Gezien")
    follow(desk, "Antwoord geven")
    check(desk)
    tap(desk, "Ik ben ermee bezig")
    fill(desk, text="Ik bel de Belastingdienst.")
    press(desk, "Antwoord versturen")
    reads(desk, "ermee bezig", "Ik bel de Belastingdienst.", "Rania Fictema")
    phone.goto("/vandaag/")
    reads(phone, "Ik bel de Belastingdienst.")


def test_one_s_words_stay_while_another_row_is_answered(desk, wouter, rania, expected):
    year = rania.trajectories.get()
    first, second = [make.obstacle(of=year, cause=cause) for cause in ("work", "care")]
    sign_in(desk, wouter)
    desk.locator(f"#k{first.pk}").get_by_role("link", name="Antwoord geven").click()
    fill(desk, text="Half af")
    press(desk.locator(f"#k{second.pk}"), "Gezien")
    reads(desk.locator(f"#k{second.pk}"), "gezien")
    expect(field(desk, "text")).to_have_value("Half af")
    expected.add(409)
    Obstacle.objects.get(pk=first.pk).solve(by=wouter, text="Al geregeld.")
    tap(desk, "Opgelost")
    press(desk, "Antwoord versturen")
    reads(desk, "Al geregeld.", "Dit kan niet meer.", "Kopieer je tekst")
    expect(field(desk, "text")).to_have_value("Half af")
    check(desk)
