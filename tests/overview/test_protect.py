"""Nobody can calculate a small number from what leaves the programme."""

from itertools import count
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kansrijk.overview.sharing.protect import Cell, protect, rounded, spans
from kansrijk.values.small import SMALL

MOST = 60  # higher than any total here
NUMBERS = st.lists(st.integers(0, 12), min_size=1, max_size=4)


@st.composite
def tables(draw):
    """A total over districts, and the same total over reasons, with a part that nobody asks for."""
    places = draw(NUMBERS)
    total, reasons = sum(places), []
    for _ in range(draw(st.integers(0, 3))):
        reasons.append(draw(st.integers(0, total - sum(reasons))))
    cells = {("place", i): n for i, n in enumerate(places)}
    cells |= {("reason", i): n for i, n in enumerate(reasons)}
    cells |= {"total": total, "rest": total - sum(reasons)}
    parts = [[key for key in cells if key[0] == kind] for kind in ("place", "reason")]
    sums = [("total", parts[0]), ("total", [*parts[1], "rest"])]
    few = draw(st.sets(st.sampled_from(list(cells))))  # of few people, however large the number
    made = {
        key: Cell(n, min(n, 3) if key in few else n, is_unsaid=key == "rest")
        for key, n in cells.items()
    }
    return made, sums, draw(st.integers(0, 10**6))


def possible(number):
    """All that a shown number can stand for."""
    return {n for n in range(MOST) if number is None or (n >= SMALL and abs(n - number) < 5)}


def sums_of(sets):
    """All sums with one number from each of these sets."""
    reached = {0}
    for each in sets:
        reached = {a + b for a in reached for b in each if a + b < MOST}
    return reached


def values_left(key, shown, sums):
    """All values of a part, or of the total, for which some table fits all that is shown."""
    (_, places), (_, reasons) = sums
    ways = [sums_of(possible(shown[part]) for part in parts) for parts in (places, reasons)]
    totals = possible(shown["total"]) & ways[0] & ways[1]
    if key == "total":
        return totals
    parts = places if key in places else reasons
    others = sums_of(possible(shown[part]) for part in parts if part != key)
    return {n for n in possible(shown[key]) if any(total - n in others for total in totals)}


@settings(deadline=None)
@given(tables())
def test_a_hidden_number_can_be_anything_small(table):
    cells, sums, seed = table
    shown = protect(cells, sums, Random(seed).random)

    for key, cell in cells.items():
        if cell.is_small:
            assert shown[key] is None
            assert values_left(key, shown, sums) >= set(range(SMALL))
        elif shown[key] is not None:
            assert shown[key] % 5 == 0 and abs(shown[key] - cell.number) < 5 <= shown[key]


@settings(deadline=None)
@given(tables())
def test_what_can_be_calculated_is_calculated_exactly(table):
    cells, sums, seed = table
    shown = {
        key: None if cell.is_small or cell.is_unsaid else rounded(cell.number, seed % 10 / 10)
        for key, cell in cells.items()
    }
    found = spans(shown, sums)
    for key in cells:
        left = values_left(key, shown, sums)
        assert min(left) == found[key][0]
        assert max(left) == found[key][1] or found[key][1] > MOST / 2


def test_one_hidden_part_takes_the_total_along_when_nothing_else_helps():
    cells = {"all": Cell(10, 10), "a": Cell(10, 10), "b": Cell(0, 0)}

    shown = protect(cells, [("all", ["a", "b"])], Random(1).random)

    assert shown["b"] is None
    low, high = spans(shown, [("all", ["a", "b"])])["b"]
    assert low <= 0 and high >= 4


def test_rounding_is_right_on_average():
    sums = count(0)
    chances = [next(sums) / 1000 for _ in range(1000)]

    assert {rounded(7, chance) for chance in chances} == {5, 10}
    assert sum(rounded(7, chance) for chance in chances) / 1000 == 7
    assert {rounded(10, chance) for chance in chances} == {10}
