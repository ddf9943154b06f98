"""Pictures of figures: plain numbers in, coordinates out; templates/pictures/pillars.html draws."""

from dataclasses import dataclass, field
from math import ceil

from plans.pictures.labels import LINE, Label, lines_of, width_of
from plans.pictures.parts import Look, Mark, place
from plans.pictures.pillars import bar, by_style

WIDTH = 360
TOP = 14
HIGH = 150  # of the highest value
BASE = TOP + HIGH
GAP = 2  # between bars that belong together
BETWEEN = 4  # between names under bars


@dataclass(frozen=True)
class Drawn:
    """A drawing as templates/pictures/ wants it, and what its marks mean."""

    name: str
    title: str
    key: list[tuple]  # (style, Look)
    height: int
    left: int
    grid: list[str] = field(default_factory=list)
    ticks: list[tuple] = field(default_factory=list)
    bars: list[Mark] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    form: str = "pillars"
    width: int = WIDTH
    unsaid: tuple = ()
    wishes: tuple = ()

    def middles(self, number):
        """The room of each of so many groups of bars, and where their middles lie; whole numbers."""
        room = max(1, (WIDTH - self.left) // number)
        first = (WIDTH + self.left - room * (number - 1)) // 2
        return room, [first + room * n for n in range(number)]


def round_up(most):
    """The lowest of 2, 4, 10, 20, 40, 100 … that is at least this: halfway is a whole number."""
    ten = 1
    while True:
        for step in (2, 4, 10):
            if most <= step * ten:
                return step * ten
        ten *= 10


def ruled(name, title, key, *, most, height):
    """A Drawn with lines at nothing, halfway and the top, and how high a bar of 1 is."""
    top = round_up(most)
    left = ceil(max(width_of(str(value)) for value in (0, top // 2, top))) + 10
    drawn = Drawn(name, title, key, height, left)
    for value in (0, top // 2, top):
        y = BASE - HIGH * value // top
        drawn.grid.append(f"M{left} {y}H{WIDTH}")
        drawn.ticks.append(((left - 8) // 2, y + 5, value))
    return drawn, HIGH / top


def meetings(slots):
    """The meetings held beside those due, a pair of bars for each of the Slots."""
    most = max(max(slot.held, slot.due) for slot in slots)
    key = [("then", Look("de bedoeling")), ("now", Look("gehouden"))]
    title = "Wekelijkse gesprekken: gehouden en de bedoeling"
    drawn, unit = ruled("slots", title, key, most=most, height=BASE + LINE + 8)
    room, middles = drawn.middles(len(slots))
    width = max(1, min(20, (room - 6) // 2))
    widest = max(width_of(slot.label) for slot in slots) + BETWEEN
    every = ceil(widest / room)
    bars = []
    for number, (slot, middle) in enumerate(zip(slots, middles, strict=True)):
        pair = (("then", slot.due, middle - width), ("now", slot.held, middle + GAP))
        for style, value, x in pair:
            bars.append(bar(style, x, width - GAP, BASE, round(value * unit)))
        if number % every == 0:
            x = max(middle, width_of(slot.label) / 2)
            drawn.labels.append(Label([(place(x), BASE + LINE, slot.label)]))
    drawn.bars.extend(by_style(bars))
    return drawn


WAYS = [("then", "begin"), ("mid", "erin"), ("late", "eruit"), ("now", "einde")]


def flow(phases):
    """How phases filled and emptied: (name, [begin, in, out, end]) each as four bars."""
    key = [(style, Look(word)) for style, word in WAYS]
    most = max(begin + came for _, (begin, came, _, _) in phases)
    height = BASE + LINE * 2 + 8
    title = "Hoe mensen door de fases gingen"
    drawn, unit = ruled("flow", title, key, most=most, height=height)
    room, middles = drawn.middles(len(phases))
    width, bars = (room - 12) // 4, []
    for (name, (begin, came, went, end)), middle in zip(phases, middles, strict=True):
        stands = ((0, begin), (begin, came), (end, went), (0, end))
        for number, ((style, _), (under, value)) in enumerate(zip(WAYS, stands, strict=True)):
            x, base = middle + width * (number - 2), BASE - round(under * unit)
            bars.append(bar(style, x, width - GAP, base, round(value * unit)))
        lines = enumerate(lines_of(name, room - BETWEEN))
        drawn.labels.append(
            Label([(place(middle), BASE + LINE * (n + 1), words) for n, words in lines])
        )
    drawn.bars.extend(by_style(bars))
    return drawn
