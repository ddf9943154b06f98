"""Life domains as pillars: a bar a look, and a dotted line where somebody wants to be."""

from plans.pictures.labels import LINE, Label, lines_of
from plans.pictures.parts import STYLES, Mark, Picture, Scale, place

WIDTH = 320
LEFT = 22  # room for the numbers of the scale
TOP = 30
STEP = 40  # height of one step
GAP = 3  # between the bars of a domain
WIDEST = 26  # no bar is wider
STRIPE = 6  # from one stripe to the next


def pillars(axes, looks, *, levels, name="pillars", title="Waar ik sta, per leefgebied"):
    """Draw Axis after Axis on the steps called `levels`, lowest first; step 1 is one STEP high."""
    scale = Scale(1, len(levels), tuple(levels))
    base = TOP + STEP * len(levels)
    room = (WIDTH - LEFT) / len(axes)
    middles = [LEFT + room * (number + 0.5) for number in range(len(axes))]
    labels, height = names_under(axes, middles, room, base)
    picture = Picture("pillars", name, title, axes, looks, scale, WIDTH, height, labels=labels)
    for value in range(len(levels) + 1):
        y = base - STEP * value
        picture.grid.append(f"M{LEFT} {y}H{WIDTH}")
        if value:
            picture.ticks.append((LEFT - 8, y + 5, value))
    bars = []
    for axis, middle in zip(axes, middles, strict=True):
        bars += add_bars(picture, axis, middle, room - 14, base)
    picture.bars.extend(by_style(bars))
    return picture


def add_bars(picture, axis, middle, room, base):
    """Add the wish of one domain, and yield its bars, oldest look first."""
    number = len(axis.stands)
    width = min(WIDEST, (room - GAP * (number - 1)) / number)
    first = middle - (width * number + GAP * (number - 1)) / 2
    for place_of, (style, value) in enumerate(zip(STYLES[number], axis.stands, strict=True)):
        x = first + (width + GAP) * place_of
        if value is None:
            picture.unsaid.append((place(x + width / 2), base - 6))
        else:
            yield bar(style, x, width, base, STEP * value)
    if axis.wants is not None:
        y = base - STEP * axis.wants
        picture.wishes.append(f"M{place(middle - room / 2 - 3)} {y}h{place(room + 6)}")


def bar(style, x, width, base, height):
    """Return a bar that stands on `base`; only the one in the middle and the late one are striped."""
    d, hatch, lies = f"M{place(x)} {base}v-{height}h{place(width)}V{base}z", "", ""
    if style == "mid" and height > STRIPE:
        hatch, lies = f"M{place(x + width / 2)} {base - 5}v-{height - 5}", place(width)
    elif style == "late":
        hatch = "".join(f"M{place(x + width * n / 3)} {base}v-{height}" for n in (1, 2))
    return Mark(style, d, hatch, lies)


def by_style(bars):
    """The same Marks drawn as one a style: a page with very many bars stays light."""
    for style in dict.fromkeys(each.style for each in bars):
        own = [each for each in bars if each.style == style]
        d, hatch = ("".join(getattr(each, what) for each in own) for what in ("d", "hatch"))
        yield Mark(style, d, hatch, max(each.lies for each in own))


def names_under(axes, middles, room, base):
    """Return the labels and the height of all; with many domains names hang by turns low and high."""
    turns = 2 if len(axes) > 3 else 1
    fits = [min(room * turns - 4, 2 * middle, 2 * (WIDTH - middle)) for middle in middles]
    lines = [lines_of(axis.name, fit) for axis, fit in zip(axes, fits, strict=True)]
    deep = max(len(each) for each in lines[::turns])
    labels, lowest = [], base
    for number, (middle, words) in enumerate(zip(middles, lines, strict=True)):
        hangs_low = turns == 2 and number % 2
        top = base + LINE + 3 + (deep * LINE + 3 if hangs_low else 0)
        spots = [(place(middle), top + LINE * row, text) for row, text in enumerate(words)]
        leader = f"M{place(middle)} {base + 3}V{top - LINE + 3}" if hangs_low else ""
        labels.append(Label(spots, leader=leader))
        lowest = max(lowest, spots[-1][1] if spots else base)
    return labels, lowest + 8
