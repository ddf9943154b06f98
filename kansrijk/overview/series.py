"""A period in weeks, months or years, with the weekly meetings held and due in each."""

from dataclasses import dataclass
from datetime import date, timedelta

from kansrijk.overview.figures.meetings import WEEK, meetings_held, met_weekly
from kansrijk.overview.figures.registry import Daily
from kansrijk.overview.periods import DAY, Period
from kansrijk.values.dates import add_months, formatted

SHORT = 14 * WEEK  # days; a longer period is cut into months
LONG = 26  # months; a longer one is cut into years

HELD = Daily("gesprekken-per-dag", meetings_held, by="held_on")
FROM = Daily("trajecten-vanaf", met_weekly, by="from_day")
UNTIL = Daily("trajecten-tot", met_weekly, by="until_day")  # the first day that does not count
SERIES = [HELD, FROM, UNTIL]


@dataclass(frozen=True)
class Slot:
    """Some days of a period, with what was held and due in them."""

    period: Period
    label: str  # under a bar
    name: str  # in a table
    held: int = 0
    due: int = 0  # weeks
    address: str = ""  # the query that asks for just these days


def slots(period):
    """Cut a period into pieces that fill it, as (Period, label, name)."""
    days = (period.last - period.first).days + 1
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month
    cut = of_weeks if days <= SHORT else of_months if months < LONG else of_years
    begins, label, name = cut(period)
    ends = [begin - DAY for begin in begins[1:]] + [period.last]
    for first, last in zip(begins, ends, strict=True):
        yield Period(first, last), label(first), name(first)


def of_weeks(period):
    """The first day and every Monday after it."""
    monday = period.first - timedelta(days=period.first.weekday())
    begins = [monday + timedelta(days=n) for n in range(0, (period.last - monday).days + 1, WEEK)]
    begins[0] = period.first

    def name(day):
        return f"vanaf {formatted(day, 'j F')}"

    return begins, lambda day: formatted(day, "j M"), name


def of_months(period):
    begins, month = [period.first], period.first.replace(day=1)
    while (month := add_months(month, 1)) <= period.last:
        begins.append(month)
    return begins, lambda day: formatted(day, "M"), lambda day: formatted(day, "F Y")


def of_years(period):
    years = range(period.first.year + 1, period.last.year + 1)
    begins = [period.first, *(date(year, 1, 1) for year in years)]
    return begins, lambda day: str(day.year), lambda day: str(day.year)


def weekly(period, held, begun, over):
    """The Slots of a period, from the Counts of `HELD`, `FROM` and `UNTIL` by day.

    What is due counts on: days that are left over count in the next slot, so that all slots
    together are the weeks of the period.
    """
    held, begun, over = (by_day(count) for count in (held, begun, over))
    days = told = 0
    found = []
    for piece, label, name in slots(period):
        days += running(piece, begun) - running(piece, over)
        due = days // WEEK - told
        told += due
        took = sum(n for day, n in held if piece.first <= day <= piece.last)
        found.append(Slot(piece, label, name, took, due))
    return found


def by_day(count):
    return sorted((date.fromisoformat(key), number) for key, number in count.keys.items())


def running(piece, since):
    """How many days of this piece lie on or after the days in `since`, all together."""
    after = piece.last + DAY
    return sum(n * max(0, (after - max(day, piece.first)).days) for day, n in since)
