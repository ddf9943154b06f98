"""A value as a cell that a spreadsheet may open, and back, without any loss.

An empty cell is an empty text; `\\N` is no value. Where a sheet could take something for a formula
a single quote stands before it, and reading takes exactly that quote away again.
"""

import json
import re
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.db import models

NOTHING = "\\N"
BLANK, DANGER = "(?:[^\\S\t\n\r]|[\ufeff\u200b-\u200f\u2060])", "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
GUARDED = re.compile(f"['\\\\\t\r\n]|{BLANK}*{DANGER}")
# A quote that stood there already counts as a blank, so that it is told from one that is added.
AHEAD = f"(?=(?:{BLANK}|')*{DANGER})"
FURTHER_ON = re.compile(f"([,;\t\n\r]){AHEAD}")
GUARDED_FURTHER_ON = re.compile(f"([,;\t\n\r])'{AHEAD}")
HARMLESS = re.compile(r"\w[\w .:+-]*")  # most cells: no sheet sees more than one in it
WHOLE = re.compile(r"-?\d{1,19}", re.ASCII)


def guard(text):
    """Return a text that no sheet takes for a formula; `bare` gives it back as it was."""
    if HARMLESS.fullmatch(text):
        return text
    quote = "'" if GUARDED.match(text) else ""
    return quote + FURTHER_ON.sub(r"\1'", text)


def bare(text):
    return GUARDED_FURTHER_ON.sub(r"\1", text.removeprefix("'"))


def cell_maker(field):
    """Return the function that makes a cell of a value of this field."""
    write = found_in(WRITE, kind_of(field), str)
    return lambda value: NOTHING if value is None else guard(write(value))


def value_maker(field):
    """Return the function that makes a value of a cell; it raises ValueError where it cannot."""
    kind = kind_of(field)
    read = found_in(READ, kind, lambda text: text)
    longest = getattr(field, "max_length", None) if isinstance(kind, models.CharField) else None

    def make(cell):
        if cell == NOTHING:
            if not field.null:
                raise ValueError("empty")
            return None
        text = bare(cell)
        if longest and len(text) > longest:
            raise ValueError("too long")
        return read(text)

    return make


def kind_of(field):
    """The field that says what stands in a column: of a reference, that which it refers to."""
    return kind_of(field.target_field) if field.is_relation else field


def found_in(functions, kind, otherwise):
    return next((f for sort, f in functions.items() if isinstance(kind, sort)), otherwise)


def in_utc(value):
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def moment(text):
    if not text.endswith("Z"):
        raise ValueError("not in UTC")
    return datetime.fromisoformat(text)


def whole(text):
    if not WHOLE.fullmatch(text):
        raise ValueError("no whole number")
    return int(text)


def truth(text):
    if text not in ("true", "false"):
        raise ValueError("neither true nor false")
    return text == "true"


def as_json(value):
    """Return JSON in the one form that does not depend on the database that kept it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


WRITE = {
    models.DateTimeField: in_utc,  # before DateField, of which it is a sort
    models.DateField: date.isoformat,
    models.TimeField: time.isoformat,
    models.BooleanField: lambda value: "true" if value else "false",
    models.JSONField: as_json,
}
READ = {
    models.DateTimeField: moment,
    models.DateField: date.fromisoformat,
    models.TimeField: time.fromisoformat,
    models.BooleanField: truth,
    models.IntegerField: whole,  # of any size
    models.UUIDField: UUID,
    models.JSONField: json.loads,
}
