"""Adding up what is kept, over any period: the same counts as the rows themselves would give."""

from bisect import bisect_left
from collections import Counter, defaultdict
from datetime import date

from django.db import connection
from django.db.models import Min, Sum

from kansrijk.overview.figures.counting import Count
from kansrijk.overview.models import Standing


def iso(day):
    """A day as it stands in a key, from its ordinal."""
    return date.fromordinal(day).isoformat()


class OfBooks:
    """The sums of some districts, from their day books."""

    def __init__(self, books):
        self.books = books

    def rows(self, slug):
        for book in self.books:
            yield book.days.get(slug, [])

    def window(self, slug, period):
        """The Count of a figure over a period."""
        first, last = [period.first.toordinal()], [period.last.toordinal() + 1]
        number, keys = 0, {}
        for rows in self.rows(slug):
            for _, key, n in rows[bisect_left(rows, first) : bisect_left(rows, last)]:
                number += n
                keys[key] = keys.get(key, 0) + n
        keys.pop("", None)
        return Count(number, Counter(keys))

    def by_day(self, slug, period):
        """The Count of a figure over a period, with days as its keys."""
        first, last = [period.first.toordinal()], [period.last.toordinal() + 1]
        found = Count()
        for rows in self.rows(slug):
            for day, _, number in rows[bisect_left(rows, first) : bisect_left(rows, last)]:
                found.add(iso(day), number, None)
        return found

    def until(self, slug, day):
        """How many came, or went, up to and including this day."""
        last = [day.toordinal() + 1]
        return sum(n for rows in self.rows(slug) for *_, n in rows[: bisect_left(rows, last)])

    def days(self, slug, period):
        """All days together from each row, or the first day, to the end of the period."""
        first, after = period.first.toordinal(), period.last.toordinal() + 1
        return sum(
            n * (after - max(day, first))
            for rows in self.rows(slug)
            for day, _, n in rows[: bisect_left(rows, [after])]
        )

    def now(self):
        """Map each figure of now to its Count."""
        found = defaultdict(Count)
        for book in self.books:
            for slug, (number, keys, oldest) in book.now.items():
                for key, n in (keys or {None: number}).items():
                    found[slug].add(key, n, oldest and date.fromisoformat(oldest))
        return found


class OfProgramme:
    """The sums of all districts, from the tallies: added up by the database, a statement a kind."""

    def __init__(self, periods, stands, flows, daily):
        """Of these periods: figures asked by `until`, by `days`, and by `by_day`."""
        self.found = defaultdict(Count)
        slugs = (stands, flows, daily)
        parts = {what: part for each in periods for what, *part in self.parts(each, *slugs)}
        with connection.cursor() as cursor:
            sql = " UNION ALL ".join(sql.format(what=what) for what, (sql, _) in parts.items())
            cursor.execute(sql, [each for _, params in parts.values() for each in params])
            for what, figure, key, number in cursor.fetchall():
                self.found[what, figure].add(key or None, int(number), None)

    def parts(self, period, stands, flows, daily):
        """Yield (name, SQL, parameters) of each part of the statement."""
        first, last = period.first.toordinal(), period.last.toordinal()
        of_stands, of_flows, of_daily = (
            ", ".join(["%s"] * len(each)) for each in (stands, flows, daily)
        )
        by_day = (
            "SELECT '{what}', figure, CAST(day AS text), SUM(number) FROM overview_tally "
            f"WHERE figure IN ({of_daily}) AND day BETWEEN %s AND %s GROUP BY figure, day"
        )
        yield f"by day {first} {last}", by_day, [*daily, first, last]
        over = (
            "SELECT '{what}', figure, key, SUM(number) FROM overview_tally "
            "WHERE day BETWEEN %s AND %s GROUP BY figure, key"
        )
        yield f"in {first} {last}", over, [first, last]
        until = (
            "SELECT '{what}', figure, '', SUM(number) FROM overview_tally "
            f"WHERE figure IN ({of_stands}) AND day <= %s GROUP BY figure"
        )
        for day in (first - 1, first, last):
            yield f"until {day}", until, [*stands, day]
        days = (
            "SELECT '{what}', figure, '', SUM(number * (%s - CASE WHEN day > %s THEN day ELSE %s "
            f"END)) FROM overview_tally WHERE figure IN ({of_flows}) AND day <= %s GROUP BY figure"
        )
        yield f"days {first} {last}", days, [last + 1, first, first, *flows, last]

    def window(self, slug, period):
        return self.found[f"in {period.first.toordinal()} {period.last.toordinal()}", slug]

    def by_day(self, slug, period):
        found = Count()
        told = self.found[f"by day {period.first.toordinal()} {period.last.toordinal()}", slug]
        for day, number in told.keys.items():
            found.add(iso(int(day)), number, None)
        return found

    def until(self, slug, day):
        return self.found[f"until {day.toordinal()}", slug].number

    def days(self, slug, period):
        return self.found[f"days {period.first.toordinal()} {period.last.toordinal()}", slug].number

    def now(self):
        rows = Standing.objects.order_by().values_list("figure", "key")
        found = defaultdict(Count)
        for slug, key, number, oldest in rows.annotate(Sum("number"), Min("oldest")):
            found[slug].add(key or None, number, oldest)
        return found
