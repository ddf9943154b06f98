"""Numbers that may leave the programme: small ones hidden, others rounded, nothing to subtract.

Source: domain.md R13. Rounding at random to a multiple of 5 as Statistics Canada and Statistics
New Zealand do it, so that a number does not tell which one it was; then hiding more until nothing
hidden can be calculated (primary and secondary suppression: Hundepool et al., Statistical
Disclosure Control, 2012, chapter 4).

A hidden number looks like any other: as far as anybody can calculate it is 0, 1, 2, 3 or 4, or
more. Zero is hidden too, because otherwise "hidden" would say: one to four.
"""

from dataclasses import dataclass

from kansrijk.values.small import SMALL

BASE = 5
ENDLESS = 10**12
TRIED = 20  # roundings that are turned before something is hidden


@dataclass(frozen=True)
class Cell:
    """A number, and how many people are behind it; `is_unsaid` for what only a subtraction gives."""

    number: int
    people: int
    is_unsaid: bool = False

    @property
    def is_small(self):
        return self.number < SMALL or self.people < SMALL


def protect(cells, sums, chance):
    """Return {key: number to show, or None} of {key: Cell}.

    `sums` are pairs (key of a total, keys of its parts): all that adds up exactly. They must hang
    together as a tree, so that what one sum tells of a cell reaches another sum in one way only;
    then `spans` is exact. `chance` returns a number from 0 up to 1.
    """
    shown = {
        key: None if cell.is_small or cell.is_unsaid else rounded(cell.number, chance())
        for key, cell in cells.items()
    }
    while told := given_away(cells, shown, sums):
        near = [
            key for total, parts in sums if told[0] in (total, *parts) for key in (total, *parts)
        ]
        said = sorted(
            {key for key in near if shown[key] is not None}, key=lambda k: cells[k].number
        )
        said = said or [key for key, number in shown.items() if number is not None]
        shown = turned(cells, shown, sums, said, len(told)) or shown | {said[0]: None}
    return shown


def turned(cells, shown, sums, keys, most):
    """The same with one number rounded the other way, where less is given away; else None."""
    for key in reversed(keys[-TRIED:]):
        other = 2 * (cells[key].number // BASE) * BASE + BASE - shown[key]
        if cells[key].number % BASE:
            changed = shown | {key: other}
            if len(given_away(cells, changed, sums)) < most:
                return changed
    return None


def rounded(number, chance):
    """The multiple of BASE below or above; the nearer, the likelier, so right on average."""
    rest = number % BASE
    return number - rest + BASE * (chance * BASE < rest)


def given_away(cells, shown, sums):
    """The keys of small cells of which somebody can calculate more than that they are hidden."""
    found = spans(shown, sums)
    return [
        key
        for key, cell in cells.items()
        if cell.is_small and not (found[key][0] <= 0 and found[key][1] >= SMALL - 1)
    ]


def spans(shown, sums):
    """What anybody can calculate of each cell from what is shown: {key: (lowest, highest)}."""
    found = {
        key: (0, ENDLESS) if number is None else (max(SMALL, number - BASE + 1), number + BASE - 1)
        for key, number in shown.items()
    }
    before = None
    while found != before:
        before = dict(found)
        for total, parts in sums:
            low, high = (sum(found[part][end] for part in parts) for end in (0, 1))
            found[total] = narrowed(found[total], low, high)
            for part in parts:
                own_low, own_high = found[part]
                rest = low - own_low, high - own_high
                least, most = found[total]
                found[part] = narrowed(found[part], least - rest[1], most - rest[0])
                low, high = rest[0] + found[part][0], rest[1] + found[part][1]
    return found


def narrowed(span, low, high):
    return max(span[0], low), min(span[1], high)
