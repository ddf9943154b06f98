"""What stands in a table: named columns, and values in a form that every sheet understands."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum

from django.utils import timezone

# Control characters, overrides of direction, half characters: what text.check refuses in a form.
# A row from before that check must not break a whole file.
BROKEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
REPLACED = "\ufffd"


class Kind(Enum):
    """How wide a column of a sheet is, in characters; what stands in it decides the rest."""

    TEXT, LONG, NUMBER, DAY, MOMENT = 28, 60, 11, 12, 17


@dataclass(frozen=True)
class Column:
    """A column of a table: its title, and where its value stands in a row.

    `value` is a function of the row, or a path of attributes or keys ("participant.name",
    "get_state_display"); empty where something on the path is.
    """

    name: str
    value: str | Callable
    kind: Kind = Kind.TEXT

    def reader(self):
        """Return the function that reads the plain value of this column from a row."""
        read = self.value if callable(self.value) else along(self.value.split("."))
        return lambda row: plain(read(row))


def along(path):
    def read(row):
        for name in path:
            if row is None:
                return None
            row = row[name] if isinstance(row, Mapping) else getattr(row, name)
        return row() if callable(row) else row

    return read


def readers(columns):
    return [column.reader() for column in columns]


def plain(value):
    """Return a value as None, a text, a number, a day or a moment of Amsterdam without a zone."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.replace(tzinfo=None, microsecond=0)
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, int | float | Decimal):
        return value if math.isfinite(value) else None  # a share of nothing is no number
    return clean(str(value))


def clean(text):
    """Return a text without characters that no sheet can hold; you see where they were."""
    return BROKEN.sub(REPLACED, text.replace("\r\n", "\n").replace("\r", "\n"))
