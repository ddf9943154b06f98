"""Long lists in pages, without asking how long a list is where its first page shows that."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

MOST = 1000  # rows that are counted; who has more of them searches or filters
DEEPEST = 100_000  # the highest number of a page that is looked up
LONGEST = 9  # digits; Python refuses to read a number of thousands of them


class Pages(Paginator):
    """A queryset or a list in pages; of what is longer than MOST `count` is just above it."""

    def get_page(self, number):
        """The page of this number: the first for what is no number, the last for one too high."""
        asked = str(number)[:LONGEST]
        number = max(1, int(asked)) if asked.isdecimal() else 1
        rows = self.rows(number) if number <= DEEPEST else []
        if not rows and number > 1:
            number = self.num_pages
            rows = self.rows(number)
        if len(rows) <= self.per_page:
            self.count = (number - 1) * self.per_page + len(rows)
        return OnePage(rows, number, self)

    def rows(self, number):
        """Those of a page, and the first of the next."""
        begin = (number - 1) * self.per_page
        return list(self.object_list[begin : begin + self.per_page + 1])

    @cached_property
    def count(self):
        rows = self.object_list
        is_asked = isinstance(rows, QuerySet)
        return rows.order_by()[: MOST + 1].count() if is_asked else len(rows)

    @property
    def is_long(self):
        return self.count > MOST

    @property
    def told(self):
        """How many there are, in words where they were not all counted."""
        return f"meer dan {MOST}" if self.is_long else self.count


class OnePage(Page):
    def __init__(self, rows, number, paginator):
        super().__init__(rows[: paginator.per_page], number, paginator)
        self.goes_on = len(rows) > paginator.per_page

    def has_next(self):
        return self.goes_on

    def next_page_number(self):
        return self.number + 1

    def previous_page_number(self):
        return self.number - 1


class Counted(Paginator):
    """A list of which the number itself is what matters: always counted whole."""

    is_long = False
