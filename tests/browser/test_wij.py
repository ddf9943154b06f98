"""Wouter, between two meetings: an inbox that he empties."""

import pytest
from playwright.sync_api import expect

from participants.models.states import State
from plans.models import Trajectory
from tests import make
from tests.browser.chromium import DESK, PHONE
from tests.browser.pages import check, follow, press, reads, sign_in, visit, write

SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
WHY = "Zij kennen elkaar van het werk."


@pytest.fixture
def salma(noor):
    return match_of("Salma Fictema", noor)


@pytest.fixture
def dawit(noor):
    return match_of("Dawit Testema", noor)


def match_of(name, noor):
    return make.match(of=make.participant(name), to=noor.user.buddy, state=State.AGREED)


def approve(page, found):
    press(card(page, found), "Goedkeuren")


def card(page, found):
    return page.get_by_role("article", name=found.participant.name)


@SIZES
def test_wouter_approves_and_the_row_leaves(open_page, size, wouter, salma, dawit):
    page = open_page(size)
    sign_in(page, wouter)
    check(page)
    page.evaluate("document.body.dataset.same = 'page'")
    approve(page, salma)
    reads(page, "Gestart: Salma Fictema met Noor Testinga")
    expect(card(page, salma)).to_have_count(0)
    expect(card(page, dawit)).to_be_visible()
    assert page.evaluate("document.body.dataset.same") == "page"
    check(page)
    approve(page, dawit)
    reads(page, "Je bent bij.")
    check(page)
    assert Trajectory.objects.count() == 2


@SIZES
def test_wouter_refuses_with_a_reason(open_page, size, wouter, salma, expected):
    expected.add(422)
    page = open_page(size)
    sign_in(page, wouter)
    follow(card(page, salma), "Afwijzen")
    reads(page, "Zeg waarom het toch niet kan.")
    press(page, "Afwijzen")
    expect(page.locator(".errors")).to_be_focused()
    check(page)
    write(page, why=WHY)
    press(page, "Afwijzen")
    reads(page, "Afgewezen.")
    salma.refresh_from_db()
    assert (salma.state, salma.declined_why) == (State.DECLINED, WHY)


def test_the_details_of_a_match(desk, wouter, salma):
    sign_in(desk, wouter)
    visit(desk, f"/koppelingen/{salma.pk}/")
    press(desk, "Goedkeuren")
    reads(desk, "Gestart: Salma Fictema")
    assert Trajectory.objects.get().participant == salma.participant


def test_who_comes_second_reads_why_not(open_page, wouter, salma, dawit, expected):
    expected.add(409)
    first, second = open_page(DESK), open_page(PHONE)
    for page in (first, second):
        sign_in(page, wouter)
    approve(first, salma)
    reads(first, "Gestart: Salma Fictema")
    approve(second, salma)
    reads(second, "kan niet meer", "gestart")
    expect(card(second, dawit)).to_be_visible()
    check(second)
    follow(second, "Bekijk hoe het nu is")
    expect(card(second, salma)).to_have_count(0)
    assert Trajectory.objects.count() == 1
