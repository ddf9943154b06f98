"""Where entries come from, so that one statement brings the rows of all kinds."""

from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from django.db import models
from django.db.models import Func, Value

from plans.timeline.entries import Sort


class Told(Func):
    """Columns of a row as one list, so that rows of every model fit in the same union."""

    function = "JSON_ARRAY"
    output_field = models.JSONField()

    def as_postgresql(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, function="JSONB_BUILD_ARRAY", **more)


@dataclass(frozen=True)
class Rows:
    """What is read of one model: `of` a story, annotated with `day`, and the columns `told`.

    Days and moments in `told` come as text, see `day_in` and `moment_in`. `of` may answer None.
    """

    of: Callable
    told: tuple
    key: str | Value = "pk"

    @cached_property
    def row(self):
        return namedtuple("Row", ("day", "pk", *self.told))

    def before(self, day, story, mark):
        """Rows of (day, mark, pk, told) before this day, as a query that can be united."""
        rows = self.of(story)
        if rows is None:
            return None
        marked = rows.filter(day__lt=day).order_by()
        return marked.values_list("day", Value(mark), self.key, Told(*self.told))


@dataclass(frozen=True)
class Source:
    """Entries of one kind: `tell` makes them of its rows, the story, and the rows of its parts."""

    sort: Sort
    rows: Rows
    tell: Callable
    parts: tuple = ()  # Rows that no entry is made of, but that are told in one of the same day
    is_one_a_day: bool = False  # whatever happened on a day is told in one entry

    @property
    def reads(self):
        return self.rows, *self.parts


def day_in(text):
    return date.fromisoformat(text) if text else None


def moment_in(text):
    """SQLite tells moments without the zone in which it keeps them."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
