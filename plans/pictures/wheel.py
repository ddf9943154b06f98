"""Life domains around a middle: the star of Mobility Mentoring, the web of Positieve Gezondheid."""

from itertools import pairwise
from math import cos, pi, sin

from plans.pictures.labels import LINE, Label, lines_of
from plans.pictures.parts import STYLES, Mark, Picture, Scale, place

WIDTH = 360
MIDDLE = WIDTH / 2
REACH = 106  # from the middle to the highest value
ASIDE = 24  # how far a name beside the wheel lies inwards of its spoke's end
ABOVE = 190  # room for a name above or under the wheel


def star(axes, looks, *, levels, name="star", title="Waar ik sta, per leefgebied"):
    """Draw Axis after Axis, clockwise from the top, on the steps called `levels`, lowest first."""
    scale = Scale(1, len(levels), tuple(levels))
    return wheel("star", axes, looks, scale, name, title, rings=scale.values)


def web(axes, looks, *, name="web", title="Hoe het met mij gaat"):
    """Draw Axis after Axis, clockwise from the top, from 0 in the middle to 10."""
    return wheel("web", axes, looks, Scale(0, 10), name, title, rings=range(2, 11, 2))


def wheel(form, axes, looks, scale, name, title, *, rings):
    """Put a value v at v / highest of the way from the middle to the end of its spoke."""
    top = lines_of(axes[0].name, ABOVE)
    middle = (MIDDLE, LINE * len(top) + 17 + REACH)
    spokes = [Spoke(number, len(axes), middle, scale.highest) for number in range(len(axes))]
    labels = [spoke.label(axis.name) for spoke, axis in zip(spokes, axes, strict=True)]
    height = max(y for label in labels for _, y, _ in label.lines) + 10
    picture = Picture(form, name, title, axes, looks, scale, WIDTH, round(height), labels=labels)
    for ring in rings:
        picture.grid.append(trace([spoke.at(ring) for spoke in spokes]))
    picture.grid.extend(trace([middle, spoke.at(scale.highest)]) for spoke in spokes)
    for ring in (scale.highest, (scale.highest + 1) // 2):
        x, y = spokes[0].at(ring)
        picture.ticks.append((place(x + 12), place(y + 5), ring))
    add_trace(picture, "wish", spokes, [axis.wants for axis in axes])
    for number, style in enumerate(STYLES[len(looks)]):
        add_trace(picture, style, spokes, [axis.stands[number] for axis in axes])
    return picture


def add_trace(picture, style, spokes, values):
    """Add the line through the points that were said, and the points themselves."""
    points = [s.at(v) if v is not None else None for s, v in zip(spokes, values, strict=True)]
    if d := trace(points):
        picture.traces.append(Mark(style, d))
    picture.points.extend(Mark(style, point(style, *at)) for at in points if at)


def trace(points):
    """Return a closed path; where a value was not said it is open there."""
    if all(points) and len(points) > 2:
        return "M" + "L".join(spot(at) for at in points) + "Z"
    around = [*points, points[0]] if len(points) > 2 else points
    return "".join(f"M{spot(a)}L{spot(b)}" for a, b in pairwise(around) if a and b)


def spot(at):
    return f"{place(at[0])} {place(at[1])}"


def point(style, x, y):
    """Return the shape of a look around this point: each has its own, for who sees no colour."""
    if style in ("then", "now"):
        r = 7 if style == "then" else 5
        return f"M{place(x - r)} {place(y)}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 -{2 * r} 0z"
    if style == "mid":
        return f"M{place(x - 5)} {place(y - 5)}h10v10h-10z"
    if style == "late":
        return f"M{place(x)} {place(y - 7)}l6 11h-12z"
    return f"M{place(x)} {place(y - 9)}l9 9l-9 9l-9 -9z"


class Spoke:
    """The line of one domain, from the middle outwards."""

    def __init__(self, number, of, middle, highest):
        turn = 2 * pi * number / of - pi / 2
        self.x, self.y = middle
        self.right, self.down = cos(turn), sin(turn)
        self.highest = highest

    def at(self, value):
        """Return where this value lies."""
        far = REACH * value / self.highest
        return self.x + far * self.right, self.y + far * self.down

    def label(self, name):
        """Return the name beyond the end of the spoke, in the room that is left there."""
        x, y = self.at(self.highest)
        if abs(self.right) < 0.3:
            anchor, room = "middle", ABOVE
        elif self.right > 0:
            x, anchor = x - ASIDE, "start"
            room = WIDTH - x
        else:
            x, anchor = x + ASIDE, "end"
            room = x
        lines = lines_of(name, room)
        first = y + LINE + 5 if self.down > 0.1 else y - 16 - LINE * (len(lines) - 1)
        spots = [(place(x), round(first + LINE * n, 1), words) for n, words in enumerate(lines)]
        return Label(spots, anchor)
