"""The three jobs with JavaScript off: slower, never impossible."""

from functools import partial

import pytest
from playwright.sync_api import expect

from participants.models.states import State
from plans.models import Meeting, Trajectory
from tests import make
from tests.browser.chromium import DESK, PHONE
from tests.browser.pages import (
    check,
    check_everywhere,
    choose,
    field,
    follow,
    press,
    reads,
    sign_in,
    sign_out,
    write,
)


@pytest.fixture
def plain(open_page):
    """Open a page in a browser that runs no scripts."""
    return partial(open_page, java_script_enabled=False)


def test_noor_logs_a_meeting(plain, noor, rania, expected):
    expected.add(422)
    step = make.action(of=rania.trajectories.get())
    page = plain(PHONE)
    sign_in(page, noor)
    check(page)
    follow(page, "Gesprek vastleggen")
    choose(page, step.text, "lukte niet")
    write(page, note="Zonder script", next_place="bij de bibliotheek")
    press(page, "Opslaan")
    reads(page, "Kies ook een dag voor de afspraak.")
    expect(field(page, "note")).to_have_value("Zonder script")
    check(page)
    write(page, next_place="")
    press(page, "Opslaan")
    reads(page, "Opgeslagen.", "Wat nog niet lukte")
    follow(page, "Klaar")
    reads(page, "Zonder script", f"{step.text}: lukte niet")
    sign_out(page)


def test_a_double_tap_stores_one_meeting(plain, noor, rania):
    page = plain(PHONE)
    sign_in(page, noor)
    follow(page, "Gesprek vastleggen")
    page.get_by_role("button", name="Opslaan").dblclick(no_wait_after=True)
    reads(page, "Opgeslagen.")
    assert Meeting.objects.count() == 1


def test_wouter_approves_and_refuses(plain, wouter, noor):
    for name in ("Salma Fictema", "Dawit Testema"):
        make.match(of=make.participant(name), to=noor.user.buddy, state=State.AGREED)
    page = plain(PHONE)
    sign_in(page, wouter)
    check(page)
    press(page.get_by_role("article", name="Salma"), "Goedkeuren")
    reads(page, "Gestart: Salma Fictema met Noor Testinga")
    follow(page.get_by_role("article", name="Dawit"), "Afwijzen")
    write(page, why="Zij kennen elkaar van het werk.")
    press(page, "Afwijzen")
    reads(page, "Afgewezen.", "Je bent bij.")
    assert Trajectory.objects.get().participant.name == "Salma Fictema"


def test_who_comes_second_reads_why_not(plain, wouter, noor, expected):
    expected.add(409)
    found = make.match(of=make.participant(), to=noor.user.buddy, state=State.AGREED)
    page = plain(DESK)
    sign_in(page, wouter)
    found.refuse(by=wouter, why="Zij kennen elkaar.")
    page.get_by_role("button", name="Goedkeuren").click()
    reads(page, "Dit kan nu niet meer", "gaat niet door")
    check_everywhere(page)
    follow(page, "Bekijk hoe het nu is")
    reads(page, "Je bent bij.")


def test_lies_chooses_a_period_and_opens_a_list(plain, lies, rania):
    make.meeting(of=rania.trajectories.get())
    page = plain(DESK)
    sign_in(page, lies)
    check(page)
    field(page, "periode").select_option("dit kwartaal")
    press(page, "Toon")
    page.locator(".figure a", has_text="1 gesprekken gehouden").click()
    reads(page, "Rania Fictema")
    assert "periode=kwartaal" in page.url
    page.go_back()
    expect(field(page, "periode")).to_have_value("kwartaal")


def test_a_period_that_cannot_be_says_so(plain, lies):
    page = plain(DESK)
    sign_in(page, lies)
    field(page, "periode").select_option("eigen dagen")
    write(page, van="2026-01-02", tot="2020-01-01")
    press(page, "Toon")
    reads(page, "Draai de dagen om")
    check(page)
