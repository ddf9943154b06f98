"""A period in pieces: they fill it, and what is due in them adds up."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from kansrijk.overview import pictures
from kansrijk.overview.board import board
from kansrijk.overview.figures.registry import Scope
from kansrijk.overview.periods import Period, PeriodForm
from kansrijk.overview.series import slots
from tests import make

DAY = timedelta(days=1)
NEW_YEAR, LEAP = date(2024, 1, 1), date(2024, 2, 29)


@pytest.mark.parametrize(
    ("first", "last", "number", "label"),
    [
        (LEAP, LEAP, 1, "29 feb"),
        (NEW_YEAR, date(2024, 3, 31), 13, "1 jan"),
        (date(2024, 1, 3), date(2024, 12, 31), 12, "jan"),
        (date(2006, 7, 1), date(2025, 6, 30), 20, "2006"),
    ],
)
def test_the_pieces_fill_the_period(first, last, number, label):
    pieces = [piece for piece, _, _ in slots(Period(first, last))]

    assert len(pieces) == number
    assert next(slots(Period(first, last)))[1].lower() == label
    assert (pieces[0].first, pieces[-1].last) == (first, last)
    assert all(a.last + DAY == b.first for a, b in pairwise(pieces))


def test_what_is_due_in_the_pieces_is_what_is_due(lies):
    make.trajectory(started_on=date(2025, 1, 10), ended_on=date(2025, 3, 15), ending="done")
    year = make.trajectory(started_on=date(2024, 11, 3), aftercare_on=date(2025, 2, 2))
    make.meeting(of=year, held_on=date(2025, 1, 31))
    make.meeting(of=year, held_on=date(2025, 2, 1))
    period = Period(date(2025, 1, 1), date(2025, 6, 30))

    told = board(Scope(lies, period))

    assert [slot.held for slot in told["slots"]] == [1, 1, 0, 0, 0, 0]
    assert [slot.due for slot in told["slots"]] == [7, 4, 2, 0, 0, 0]  # 53, 29 and 14 days
    assert sum(slot.due for slot in told["slots"]) == told["due"] == 96 // 7


def test_a_picture_of_very_much_or_nothing_is_whole():
    for most in (0, 1, 7, 5_000_000):
        drawn = pictures.flow([("rust", [most, 0, most, 0]), ("nazorg", [0, 0, 0, 0])])
        assert [each.style for each in drawn.bars] == ["then", "mid", "late", "now"]
        assert all("nan" not in bar.d and "v--" not in bar.d for bar in drawn.bars)


def test_the_period_before_is_said_in_words(db):
    today = make.today()
    said = {
        choice: PeriodForm({"periode": choice}).period.before_in_words
        for choice in ("jaar", "kwartaal")
    }
    assert said == {
        "jaar": "dezelfde dagen een jaar eerder",
        "kwartaal": "dezelfde dagen een kwartaal eerder",
    }
    assert Period(today, today).before_in_words == "de dag ervoor"
    assert Period(date(1900, 1, 1), date(1900, 1, 31)).before is None
