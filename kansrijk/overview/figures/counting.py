"""Counting many figures with one statement, in the database."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Value


@dataclass
class Count:
    """How many rows a figure has, how many of each key, and the day since which the oldest waits."""

    number: int = 0
    keys: Counter = field(default_factory=Counter)
    oldest: date | None = None

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
        return sum(int(key) * n for key, n in self.keys.items())

    def add(self, key, number, oldest):
        self.number += number
        if key is not None:
            self.keys[key] += number
        if oldest and (self.oldest is None or oldest < self.oldest):
            self.oldest = oldest


def counted(wanted):
    """Return {(name, slug): Count} of all (name, Figure or Family, Scope); one statement."""
    wanted = list(wanted)
    counts = {(name, each.slug): Count() for name, each, _ in wanted}
    parts, params = [], []
    for number, (_, each, scope) in enumerate(wanted):
        try:
            sql, values = branch(number, each, each.rows(scope))
        except EmptyResultSet:
            continue
        parts.append(sql)
        params += values
    for number, key, many, oldest in run(parts, params):
        name, each, _ = wanted[number]
        counts[name, each.slug].add(key, many, oldest and date.fromisoformat(oldest))
    return counts


def branch(number, each, rows):
    """The part of the statement that counts these rows, by key where the figure has one."""
    columns = {
        "cell_key": F(each.by) if each.by else Value(""),
        "cell_since": F(each.since) if each.since else Value(""),
    }
    told = {name: column for name, column in columns.items() if name not in rows.query.annotations}
    inner = rows.order_by().annotate(**told).values_list(each.unit, *columns)
    inner = inner if each.unit == "pk" else inner.distinct()
    sql, params = inner.query.sql_with_params()
    key = "CAST(cell_key AS text)" if each.by else "CAST(NULL AS text)"
    oldest = "CAST(MIN(cell_since) AS text)" if each.since else "CAST(NULL AS text)"
    grouped = " GROUP BY cell_key" if each.by else ""
    counting = f"SELECT {number}, {key}, COUNT(*), {oldest} FROM ({sql}) AS rows{number}{grouped}"
    return counting, params


def run(parts, params):
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        return cursor.fetchall()
