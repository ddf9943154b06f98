"""Every number on Gebied is a list with just as many rows, and what belongs together adds up."""

import re
from html import unescape

import pytest

from kansrijk.accounts.models import Hat, Role
from kansrijk.overview.board import board
from kansrijk.overview.figures.registry import Scope
from kansrijk.overview.periods import PeriodForm
from kansrijk.overview.views import district
from tests import make
from tests.client import HouseClient

NUMBER = re.compile(r'<a href="(/gebied/[^"]+/\?[^"]*)"[^>]*>(?:<(?:b|strong)>)?([\d.]+)')
PAGES = [  # whether all districts are led, and a page
    (False, "/gebied/"),
    (True, "/gebied/?periode=vorig-schooljaar"),
    (True, "/gebied/?periode=eigen&van=2018-01-01&tot=2019-12-31&gebied=oost&gebied=zuid"),
    (True, "/gebied/naast-elkaar/?gebied=zuid&periode=vorig-jaar"),
    (True, "/gebied/proef/"),
]


def lead(demo, of_all):
    if of_all:
        return Hat.objects.create(user=make.user("Hele Nepstra"), role=Role.LEAD)
    return Hat.objects.get(role=Role.LEAD, district__slug="west", user__name="Lies Oefenveen")


@pytest.mark.parametrize(("of_all", "path"), PAGES)
def test_every_number_is_its_list(demo, monkeypatch, of_all, path):
    monkeypatch.setattr(district, "ROWS_A_PAGE", 1)  # how many there are is told on the first page
    client = HouseClient().wear(lead(demo, of_all))
    found = {(unescape(url), n) for url, n in NUMBER.findall(client.get(path).text)}

    wrong = [
        (url, number, listed)
        for url, number in sorted(found)
        if (listed := client.get(url).context["page"].paginator.count)
        != int(number.replace(".", ""))
    ]

    assert len(found) > 20
    assert not wrong


@pytest.mark.parametrize("of_all", [False, True])
@pytest.mark.parametrize("choice", ["jaar", "vorig-kwartaal", "schooljaar"])
def test_what_belongs_together_adds_up(demo, of_all, choice):
    period = PeriodForm({"periode": choice}).period
    told = board(Scope(lead(demo, of_all), period))

    for _, cells in told["flow"]:
        begin, came, went, end = (each.number for each in cells)
        assert begin + came - went == end
    ended, *ends = told["ends"]
    received = told["progress"][0]
    for whole, parts in ((ended, ends), (received, told["sources"]), *told["later"]):
        assert whole.number == sum(each.number for each in parts), whole.figure.slug
        if parts[0].before is not None:
            assert whole.before == sum(each.before for each in parts)
    assert sum(slot.held for slot in told["slots"]) == told["held"].number
    assert sum(slot.due for slot in told["slots"]) == told["due"]
