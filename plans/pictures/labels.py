"""Names beside a picture: broken into lines that fit, since SVG does not do that itself."""

from dataclasses import dataclass

SIZE = 16  # height of the letters
LINE = 19  # from one line to the next
LINES = 3  # what does not fit in so many ends in an ellipsis; the table has the whole name
FEWEST = 3  # letters after a hyphen
NARROW, WIDE = set("fijlrtI1'.,-() "), set("mwMWQO@%")


@dataclass(frozen=True)
class Label:
    lines: list[tuple]  # (x, y, words)
    anchor: str = "middle"
    leader: str = ""  # a line from the label to what it names


def width_of(words):
    """Return about how wide these words are drawn, in the units of the view box."""
    return SIZE * sum(0.36 if c in NARROW else 0.88 if c in WIDE else 0.58 for c in words)


def break_word(word, room):
    """Return a word in pieces that fit, each but the last with a hyphen."""
    pieces = []
    while width_of(word) > room and len(word) > 2:
        ends = range(max(1, len(word) - FEWEST), 0, -1)
        end = next(n for n in ends if n == 1 or width_of(word[:n]) < room - 6)
        pieces.append(f"{word[:end]}-")
        word = word[end:]
    return [*pieces, word]


def lines_of(name, room):
    """Return this name in at most LINES lines that fit in `room` units."""
    lines = []
    for word in name.split():
        for piece in break_word(word, room):
            joined = f"{lines[-1]} {piece}" if lines else piece
            if lines and not lines[-1].endswith("-") and width_of(joined) <= room:
                lines[-1] = joined
            else:
                lines.append(piece)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1].rstrip('-')}…"]
    return lines
