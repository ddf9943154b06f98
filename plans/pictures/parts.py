"""What every picture is made of: axes and looks, what stands under it, and the same in words."""

from dataclasses import dataclass, field
from datetime import date

from plans.pictures.labels import Label

NOT_SAID = "niet gezegd"
WISH = "waar ik wil komen"
# How a look is drawn, oldest first: the newest is always solid, so that "now" is seen at once.
STYLES = {
    1: ["now"],
    2: ["then", "now"],
    3: ["then", "mid", "now"],
    4: ["then", "mid", "late", "now"],
}


@dataclass(frozen=True)
class Look:
    """One look as a picture calls it ("begin"), and its day where somebody wants to know."""

    name: str
    day: date | None = None


@dataclass(frozen=True)
class Axis:
    """A life domain: where somebody stood at each look (None: not said), and wants to be."""

    name: str
    stands: tuple[int | None, ...]
    wants: int | None = None


@dataclass(frozen=True)
class Scale:
    """The values that can be drawn, and what they are called; no names, then numbers alone."""

    lowest: int
    highest: int
    names: tuple[str, ...] = ()

    @property
    def values(self):
        return range(self.lowest, self.highest + 1)

    def say(self, value):
        """Return "4, het staat", "4" where a step has no name, or that it was not said."""
        if value is None:
            return NOT_SAID
        return f"{value}, {self.names[value - self.lowest]}" if self.names else str(value)


@dataclass(frozen=True)
class Mark:
    """Something drawn for one value of one look: a bar, a point, or the trace of all points."""

    style: str
    d: str  # a path in the units of the view box
    hatch: str = ""  # stripes over it, so that grey tells looks apart too
    lies: str = ""  # how wide these are where they lie: as dashes of a line through the middle


@dataclass(frozen=True)
class Picture:
    """A drawing with what a reader of the page, of a screen reader and of paper needs."""

    form: str  # pillars, star or web
    name: str  # what its ids begin with: one a page
    title: str
    axes: list[Axis]
    looks: list[Look]
    scale: Scale
    width: int
    height: int
    is_paper: bool = False  # all in sight, nothing to open
    grid: list[str] = field(default_factory=list)
    ticks: list[tuple] = field(default_factory=list)  # (x, y, words)
    labels: list[Label] = field(default_factory=list)
    bars: list[Mark] = field(default_factory=list)
    traces: list[Mark] = field(default_factory=list)
    points: list[Mark] = field(default_factory=list)
    wishes: list[str] = field(default_factory=list)
    unsaid: list[tuple] = field(default_factory=list)  # (x, y) of a look without a value

    @property
    def drawing(self):
        return "pictures/pillars.html" if self.form == "pillars" else "pictures/wheel.html"

    @property
    def key(self):
        """What each way of drawing means: (style, look)."""
        return list(zip(STYLES[len(self.looks)], self.looks, strict=True))

    @property
    def has_wish(self):
        return any(axis.wants is not None for axis in self.axes)

    @property
    def has_scores(self):
        """Whether anything at all was said that can be drawn."""
        return self.has_wish or any(v is not None for axis in self.axes for v in axis.stands)

    @property
    def description(self):
        """The picture as sentences, one an axis."""
        return " ".join(self.sentence(axis) for axis in self.axes)

    def sentence(self, axis):
        said = [
            f"{look.name} {NOT_SAID if value is None else value}"
            for look, value in zip(self.looks, axis.stands, strict=True)
        ]
        wish = [] if axis.wants is None else [f"{WISH} {axis.wants}"]
        name = axis.name[:1].upper() + axis.name[1:]
        return f"{name}: {', '.join(said + wish)}."

    @property
    def rows(self):
        """The same as a table: (name, [(column, words, whether it was said)])."""
        names = [look.name for look in self.looks]
        for axis in self.axes:
            cells = list(zip(names, axis.stands, strict=True))
            if self.has_wish:
                cells.append((WISH, axis.wants))
            yield axis.name, [(c, self.scale.say(v), v is not None) for c, v in cells]


def place(number):
    """Return a coordinate as SVG writes it: at most one decimal, never a comma."""
    return f"{round(number, 1) + 0:g}"
