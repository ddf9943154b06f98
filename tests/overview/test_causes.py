"""What stood in the way, by cause, in the district of Lies: small numbers stay untold."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kansrijk.overview.board import board
from kansrijk.overview.figures.counting import Count
from kansrijk.overview.figures.registry import Scope, find_figure
from kansrijk.overview.figures.stuck import FEW, SMALL, told
from kansrijk.overview.periods import Period
from plans.models.stuck import Cause
from tests import make

COUNTS = st.dictionaries(st.sampled_from(Cause.values), st.integers(0, 12))
SMALLS = st.integers(1, SMALL - 1)


@pytest.fixture
def this_month(lies):
    return Scope(lies, Period(make.today() - timedelta(days=30), make.today()))


def cause_counts(scope):
    return [(figure.label, number) for figure, number, _ in board(scope)["causes"]]


def told_causes(counts):
    found = Count()
    for key, number in counts.items():
        found.add(key, number, None)
    return [(key, number) for key, _, number in told(found, Cause.choices)]


def raised(number, year, **fields):
    for _ in range(number):
        make.obstacle(of=year, **fields)


def test_causes_add_up_and_small_ones_are_not_told(rania, this_month):
    year = rania.trajectories.get()
    raised(6, year)
    raised(5, year, cause="housing", state="solved")
    raised(4, year, cause="work")
    raised(1, year, cause="debt_help")

    assert cause_counts(this_month) == [
        ("wachten op toeslag", 6), ("wonen of uit huis moeten", 5),
        ("wachten op schuldhulp", FEW), ("werk of opleiding", FEW),
    ]  # fmt: skip


def test_how_long_solving_took_is_told_of_enough(client, lies, rania, this_month):
    year, today = rania.trajectories.get(), make.today()
    for days in (1, 2, 3, 8, 20):
        make.obstacle(
            of=year, cause="housing", state="solved", raised_on=today - timedelta(days=days), state_since=today
        )  # fmt: skip
    for _ in range(5):
        make.obstacle(of=year, cause="work", raised_on=today)
    make.obstacle(
        of=year, cause="work", state="solved", raised_on=today - timedelta(days=9), state_since=today
    )  # fmt: skip

    told = {figure.label: solved for figure, _, solved in board(this_month)["causes"]}
    assert told["wonen of uit huis moeten"].middle == 3 and told["werk of opleiding"] is None

    page = client.wear(lies).get(reverse("district")).text
    assert "in 3 dagen</a>" in page and "9 dagen" not in page
    behind = Scope(lies, this_month.period)
    assert find_figure("opgelost-oorzaak-housing").count(behind) == 5

    raw = client.get(reverse("save_figures"), {"als": "csv"}).getvalue().decode("utf-8-sig")
    (line,) = [line for line in raw.splitlines() if line.startswith("West;opgelost, per oorzaak")]
    assert "wonen of uit huis moeten" in line and ";;3;" in line  # no number, only the days


def test_a_no_another_district_and_another_time_do_not_count(rania, this_month):
    year, before = rania.trajectories.get(), make.today() - timedelta(days=31)
    raised(5, year, consent="no")
    raised(5, make.trajectory(of=make.participant(where="oost")))
    raised(5, year, raised_on=before)

    assert cause_counts(this_month) == []


def test_gebied_shows_them_and_says_what_they_count(client, lies, rania):
    raised(6, rania.trajectories.get())
    raised(2, rania.trajectories.get(), cause="work")

    page = client.wear(lies).get(reverse("district")).text

    assert "Wachten op toeslag" in page and ">6<" in page and FEW in page
    assert FEW in client.get(reverse("definitions")).text


def test_an_empty_district_says_so(client, lies):
    assert "geen knelpunt gemeld" in client.wear(lies).get(reverse("district")).text


@given(COUNTS, st.data())
def test_what_is_told_is_the_same_whatever_the_small_numbers_are(counts, data):
    """So no subtraction, sum or order of what is told gives a small number away."""
    others = {c: data.draw(SMALLS) if 0 < n < SMALL else n for c, n in counts.items()}

    assert told_causes(counts) == told_causes(others)


@given(COUNTS)
def test_large_numbers_are_told_as_they_are_and_none_is_lost(counts):
    shown = dict(told_causes(counts))

    assert shown == {c: n if n >= SMALL else FEW for c, n in counts.items() if n}
