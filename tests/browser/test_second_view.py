"""Noor looks blind after Rania chose; Salma talks about how it goes, and stops when she likes."""

from plans.models import Review, Score, TalkingPoint
from tests import make
from tests.browser.chromium import PHONE
from tests.browser.pages import (
    check,
    check_everywhere,
    choose,
    field,
    follow,
    press,
    reads,
    sign_in,
    visit,
    write,
)
from tests.plans.talking import talk, talking_district
from tests.plans.test_second_view import DOMAINS


def test_noor_looks_blind_and_both_keep_why(phone, noor, rania):
    year, chosen = rania.trajectories.get(), dict.fromkeys(DOMAINS, 2)
    make.review(of=year, stands=chosen, scored_at=None, buddy_view="", finished=False)
    sign_in(phone, noor)
    phone.goto(f"/deelnemers/{rania.pk}/kijkmomenten/begin/2/")
    press(phone, "Klaar met kiezen")
    reads(phone, "Er is gekozen")
    check(phone)
    follow(phone, "Geef je eigen blik")
    check(phone)
    choose(phone, "Thuissituatie", "het staat")
    choose(phone, "Welzijn", "het wankelt")
    press(phone, "Leg het naast elkaar")
    reads(phone, "Bij één leefgebied zien jullie het anders.")
    phone.get_by_label("Rania over thuissituatie: waarom").fill("Het is druk in huis.")
    check_everywhere(phone)
    press(phone, "Opslaan en verder")
    reads(phone, "Opgeslagen. Jullie zien het soms anders")
    assert Score.objects.get(side="participant", area__key="home").difference
    Review.objects.filter(state="begun").update(state="finished")
    phone.goto(f"/deelnemers/{rania.pk}/kijkmomenten/begin/")
    phone.get_by_text("Klopt er iets niet?").click()
    follow(phone, "Verbeter welzijn")
    choose(phone, "Waar ik nu sta", "het gaat net")
    write(phone, reason="We tikten verkeerd.")
    check(phone)
    press(phone, "Opslaan")
    reads(phone, "Verbeterd.", "Eerst stond er:")
    check(phone)


def test_salma_talks_without_scripts_and_takes_her_yes_back(open_page, noor):
    talking_district()
    year = make.trajectory(of=make.participant("Salma Fictema"), to=noor.user.buddy)
    talk(of=year, body=2, mind=8, held_on=year.started_on)
    talk(of=year, which="halfway", finished=False)
    year.participant.consents.all().delete()
    page = open_page(PHONE, java_script_enabled=False)
    sign_in(page, noor)
    page.goto(f"/deelnemers/{year.participant_id}/kijkmomenten/halverwege/2/")
    reads(page, "Eerst een vraag")
    follow(page, "Lees de vraag")
    check(page)
    choose(page, "Wat zeg jij?", "ja, dat mag")
    press(page, "Opslaan")
    follow(page, "Begin")
    check(page)
    choose(page, "Hoe gaat het met je lijf?", "6")
    write(page, words="Ik slaap beter.")
    press(page, "Verder")
    reads(page, "Hoe gaat het in je hoofd?")
    press(page, "Dit sla ik over")
    follow(page, "Terug naar de plaat")
    reads(page, "Ik slaap beter.", "begin, ")
    check_everywhere(page)
    page.get_by_text("Liever niet meer over gezondheid praten?").click()
    press(page, "Stop hiermee")
    reads(page, "Dat is goed.", "Eerst een vraag")
    assert not TalkingPoint.objects.visible_to(noor).exists()
    visit(page, f"/deelnemers/{year.participant_id}/kijkmomenten/begin/praatplaat/")
    assert field(page, "words").count() == 0
