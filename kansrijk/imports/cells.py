"""What stands in a cell of a sheet: a text, a number, a yes or no, a day, or nothing usable."""

import json
from dataclasses import dataclass
from datetime import date

EMPTY = ""


@dataclass(frozen=True)
class Broken:
    """A cell that cannot be read: why, in words, and what the sheet shows there."""

    why: str
    shown: str = ""


class Unreadable(Exception):
    """The file as a whole cannot be read; the text says why, and what to do."""


def is_empty(cell):
    return isinstance(cell, str) and not cell.strip()


def trimmed(cells):
    """The cells without the empty ones at the end."""
    last = max((i for i, cell in enumerate(cells) if not is_empty(cell)), default=-1)
    return cells[: last + 1]


def shown(cell):
    """A cell as its sheet shows it, in Dutch."""
    if isinstance(cell, Broken):
        return cell.shown
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, date):
        return f"{cell.day}-{cell.month}-{cell.year}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}".replace(".", ",")
    return str(cell)


def packed(cells):
    """Cells as ASCII, so that every database keeps every character."""
    return json.dumps([pack(cell) for cell in cells])


def pack(cell):
    if isinstance(cell, Broken):
        return {"why": cell.why, "shown": cell.shown}
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def unpacked(text):
    return [unpack(value) for value in json.loads(text)]


def unpack(value):
    if not isinstance(value, dict):
        return value
    return date.fromisoformat(value["day"]) if "day" in value else Broken(**value)
