"""Where entries come from, so that one statement brings the rows of all kinds."""

from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import count

from django.db import models
from django.db.models import Func, Value

from plans.timeline.entries import Sort, Story


class Told(Func):
    """Columns of a row as one list, so that rows of every model fit in the same union."""

    function = "JSON_ARRAY"
    output_field = models.JSONField()

    def as_postgresql(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, function="JSONB_BUILD_ARRAY", **more)


@dataclass(frozen=True, eq=False)
class Rows:
    """What is read of one model: `rows` annotated with `day`, and the columns `told`.

    `of` takes (story, rows) and answers those of the story, or None where there can be none. Days
    and moments in `told` come as text, see `day_in` and `moment_in`.
    """

    rows: models.QuerySet
    told: tuple
    of: Callable = Story.of
    key: str | Value = "pk"
    mark: int = field(default_factory=count().__next__, init=False)  # its own in every union

    @cached_property
    def row(self):
        return namedtuple("Row", ("day", "pk", *self.told))

    @cached_property
    def marked(self):
        """Its rows as they are united; built once, as that takes longer than asking them."""
        return self.marking(self.rows)

    def marking(self, rows):
        """These rows, annotated with `day`, as (day, mark, pk, told)."""
        columns = "day", Value(self.mark), self.key, Told(*self.told)
        return rows.order_by().values_list(*columns)

    def before(self, day, story):
        """Those of this story before this day, as a query that can be united."""
        found = self.of(story, self.marked)
        return None if found is None else found.filter(day__lt=day)


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
