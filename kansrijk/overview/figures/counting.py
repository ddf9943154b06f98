"""Counting many figures with one statement, in the database."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Value


@dataclass
class Count:
    """How many rows a figure has, how many of each key, and the day since which the oldest waits."""

    number: int = 0
    keys: Counter = field(default_factory=Counter)
    oldest: date | None = None
    together: int | None = None  # the total, where it is known apart from the keys

    def __getitem__(self, key):
        return self.keys[str(key)]

    @property
    def median(self):
        """The middle of what was measured, in its unit; None without rows.

        Source: the usual definition; of an even number the mean of the two in the middle.
        """
        measured = sorted((int(key), n) for key, n in self.keys.items())
        ranks = {(self.number - 1) // 2, self.number // 2} if self.number else set()
        middle, seen = [], 0
        for value, n in measured:
            middle += [value for rank in ranks if seen <= rank < seen + n]
            seen += n
        return sum(middle) / len(middle) if middle else None

    @property
    def total(self):
        """What was measured of all rows together, in its unit."""
        if self.together is not None:
            return self.together
        return sum(int(key) * n for key, n in self.keys.items())

    def add(self, key, number, oldest):
        self.number += number
        if key is not None:
            self.keys[key] += number
        if oldest and (self.oldest is None or oldest < self.oldest):
            self.oldest = oldest


def counted(wanted):
    """Return {(name, slug): Count} of all (name, Figure or Family, Scope); one statement."""
    asked = Statement(wanted)
    counts = {(name, each.slug): Count() for name, each, _ in asked.wanted}
    for name, each, cell in asked.cells():
        counts[name, each.slug].add(cell.key, cell.number, cell.oldest)
    return counts


class Cell(NamedTuple):
    """How many rows share a key, and the district and the day where those were asked for."""

    key: str | None
    number: int
    oldest: date | None
    place: int | None
    day: date | None


class Statement:
    """Counts all (name, Figure or Family, Scope) at once; to make it takes longer than to ask it.

    With `places` a cell is of one district, with `days` of one day (the `day` of the figure).
    """

    def __init__(self, wanted, *, places=False, days=False):
        self.wanted, self.parts, self.params = list(wanted), [], []
        for number, (_, each, scope) in enumerate(self.wanted):
            try:
                sql, values = branch(number, each, each.rows(scope), places=places, days=days)
            except EmptyResultSet:
                continue
            self.parts.append(sql)
            self.params += values

    def cells(self, instead=None):
        """Yield (name, Figure or Family, Cell); with values that come `instead` of those asked."""
        instead = instead or {}
        params = [instead.get(value, value) for value in self.params]
        for number, key, many, oldest, place, day in run(self.parts, params):
            name, each, _ = self.wanted[number]
            yield name, each, Cell(key, many, as_day(oldest), place, as_day(day))


def as_day(text):
    return date.fromisoformat(text) if text else None


def branch(number, each, rows, *, places=False, days=False):
    """The part of the statement that counts these rows, by what they are to be split by."""
    columns = {
        "cell_key": each.by,
        "cell_since": each.since,
        "cell_place": places and place_of(rows.model),
        "cell_day": days and each.day,
    }
    told = {name: F(path) if path else Value("") for name, path in columns.items()}
    inner = rows.order_by().annotate(**told).values_list(each.unit, *told)
    inner = inner if each.unit == "pk" else inner.distinct()
    sql, params = inner.query.sql_with_params()

    def shown(name, sql_type, what="{}"):
        told = what.format(name) if columns[name] else "NULL"
        return f"CAST({told} AS {sql_type})"

    split = [name for name in ("cell_key", "cell_place", "cell_day") if columns[name]]
    counting = (
        f"SELECT {number}, {shown('cell_key', 'text')}, COUNT(*), "
        f"{shown('cell_since', 'text', 'MIN({})')}, {shown('cell_place', 'bigint')}, "
        f"{shown('cell_day', 'text')} FROM ({sql}) AS rows{number}"
    )
    return f"{counting} GROUP BY {', '.join(split)}" if split else counting, params


PLACES = {  # the path from a row to its district
    "referral": "district", "participant": "district", "buddy": "district",
    "match": "participant__district", "trajectory": "participant__district",
    "outcome": "participant__district", "attendance": "buddy__district",
}  # fmt: skip


def place_of(model):
    """The path from a row of this model to its district; most hang on a trajectory."""
    return PLACES.get(model._meta.model_name, "trajectory__participant__district")


def run(parts, params):
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        return cursor.fetchall()
