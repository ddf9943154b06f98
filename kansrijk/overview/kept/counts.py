"""What Gebied shows, from what is kept instead of from the rows; the same numbers."""

from datetime import timedelta

from django.utils import timezone

from kansrijk.overview.figures.counting import Count, counted
from kansrijk.overview.figures.registry import NOW
from kansrijk.overview.figures.year import OPEN_PHASES
from kansrijk.overview.kept import books
from kansrijk.overview.kept.sums import OfBooks, OfProgramme
from kansrijk.overview.models import DayBook
from kansrijk.overview.series import FROM, HELD, UNTIL
from plans.models.trajectories import Phase

DAY = timedelta(days=1)
AT_ONCE = 20  # districts that are counted anew while somebody waits for the page
PHASES = [f"{way}-{phase.value}" for phase in OPEN_PHASES for way in ("erin", "eruit")]
STANDS = [*PHASES, "buddy-komt", "buddy-gaat", "week-komt", "week-gaat"]
FLOWS = ["week-komt", "week-gaat"]
DAILY = ["gesprekken", *FLOWS]


def kept(wanted, hat):
    """Return ({(name, slug): Count}, moment) of what is wanted, or None where it is not kept.

    `wanted` are (name, Figure or Family, Scope), as for `counted`. The moment is that of the
    oldest count in it. Who takes part themselves does not count at home, and nobody keeps that.
    """
    if hat.home:
        return None
    wanted = list(wanted)
    found = of_districts(hat) if hat.district_id or hat.reach is not None else of_all(wanted)
    if found is None:
        return None
    sums, made_at = found
    now = sums.now()
    counts = {
        (name, each.slug): now[each.slug] if each.when == NOW else of(each, scope.period, sums)
        for name, each, scope in wanted
    }
    live = [(name, each, scope) for name, each, scope in wanted if counts[name, each.slug] is None]
    return counts | counted(live), made_at


def of_districts(hat):
    """The sums of the districts of this hat, of this moment; one statement when nothing changed."""
    places = [hat.district_id] if hat.district_id else hat.reach
    found = {book.pk: book for book in books.held(places)}
    if stale := [pk for pk in places if pk not in found]:
        if len(stale) > AT_ONCE:
            return None
        books.make(stale)
        found |= {book.pk: book for book in DayBook.objects.filter(district__in=stale)}
    return OfBooks(list(found.values())), timezone.now()


def of_all(wanted):
    """The sums of the whole programme, with the moment of the oldest count in them.

    None where some were never made with this code, and too many to make while somebody waits.
    """
    stale, made_at = books.stale(), timezone.now()
    if len(stale) <= AT_ONCE:
        books.make(stale)
    else:
        made = DayBook.objects.filter(district__in=stale, recipe=books.recipe())
        moments = list(made.values_list("made_at", flat=True))
        if len(moments) < len(stale):
            return None
        made_at = min(moments)
    return OfProgramme({scope.period for _, _, scope in wanted}, STANDS, FLOWS, DAILY), made_at


def of(each, period, sums):
    """The Count of a figure that has a day, or follows from those that have; None of others."""
    if each.slug in ("resultaat", "deelresultaat"):
        return people(sums.window(f"{each.slug}-telkens", period), period)
    if each.day and each.unit == "pk":
        return sums.window(each.slug, period)
    rule = RULES.get(each.slug)
    return rule and rule(sums, period)


def people(results, period):
    """How many people had each kind of result: who had it twice counts at the first of the two."""
    found, first = Count(), period.first.isoformat()
    for key, number in results.keys.items():
        code, _, before = key.partition(":")
        if before < first:
            found.add(code, number, None)
    return found


def stands(sums, day):
    """How many are in each phase that is not an end, at the end of this day."""
    found = Count()
    for phase in OPEN_PHASES:
        came, went = (sums.until(f"{way}-{phase.value}", day) for way in ("erin", "eruit"))
        found.add(phase.value, came - went, None)
    return found


def phases(sums, period):
    found = stands(sums, period.last)
    ended, stopped = (sums.window(slug, period).number for slug in ("geeindigd", "gestopt"))
    found.add(Phase.DONE.value, ended - stopped, None)
    found.add(Phase.STOPPED.value, stopped, None)
    return found


def phases_before(sums, period):
    return stands(sums, period.first - DAY)


def stayed(sums, period):
    """Who began in the period, without whom of those had stopped by its last day."""
    last = period.last.isoformat()
    gone = sums.window("begonnen-gestopt", period).keys
    stopped = sum(n for day, n in gone.items() if day <= last)
    return Count(sums.window("begonnen", period).number - stopped)


def buddies(sums, period):
    return Count(sums.until("buddy-komt", period.last) - sums.until("buddy-gaat", period.last))


def weeks(sums, period):
    """The days on which weekly meetings were due: of who came, without those of who went."""
    number = sums.until("week-komt", period.last) - sums.until("week-gaat", period.first)
    days = sums.days("week-komt", period) - sums.days("week-gaat", period)
    return Count(number, together=days)


def from_days(sums, period):
    """From which days weekly meetings were due: of who was there on the first day, of who came."""
    there = sums.until("week-komt", period.first - DAY) - sums.until("week-gaat", period.first)
    found = sums.by_day("week-komt", period)
    found.add(period.first.isoformat(), there, None)
    return found


def until_days(sums, period):
    """From which days no weekly meeting was due: of who went, and all others after the last day."""
    found = sums.by_day("week-gaat", period)
    found.number -= found.keys.pop(period.first.isoformat(), 0)
    over = from_days(sums, period).number - found.number
    found.add((period.last + DAY).isoformat(), over, None)
    return found


RULES = {
    HELD.slug: lambda sums, period: sums.by_day("gesprekken", period),
    FROM.slug: from_days,
    UNTIL.slug: until_days,
    "fase": phases,
    "begin": phases_before,
    "gebleven": stayed,
    "buddys": buddies,
    "trajecten-met-gesprekken": weeks,
}
