"""Day books: making them, and adding what changed in them to the tallies of the programme."""

from collections import Counter, defaultdict
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from kansrijk.accounts.models import Hat, Role
from kansrijk.overview.figures.counting import Statement
from kansrijk.overview.figures.registry import FAMILIES, FIGURES, FLOWS, NOW, Scope
from kansrijk.overview.kept.pulse import pulses
from kansrijk.overview.models import DayBook, Pulse, Standing, Tally
from kansrijk.overview.periods import Period
from kansrijk.places.models import District
from kansrijk.values.dates import FIRST, LAST
from plans.models.outcomes import MOMENTS, check_day

EVER = Period(FIRST, LAST)
LATER = {f"{slug}na-{months}": months for months in MOMENTS for slug in ("", "resultaten-")}


def everything():
    """All that a day book holds: what has a day, and what is of now."""
    return [each for some in (FIGURES, FAMILIES, FLOWS) for each in some.values() if is_kept(each)]


def is_kept(each):
    return (bool(each.day) or each.when == NOW) and each.unit == "pk"


@cache
def recipe():
    """A mark of the code that says what is counted; with other code, a day book holds no more."""
    root = Path(__file__).parents[3]
    places = (root / "kansrijk/overview/figures", *root.glob("*/models"))
    told = (path.read_bytes() for place in places for path in sorted(place.glob("*.py")))
    return sha256(b"".join(told)).hexdigest()[:16]


def held(districts=None):
    """The day books that hold: of today, of this code, and nothing was written there since."""
    beats = Pulse.objects.filter(place=OuterRef("district")).order_by().values("place")
    beat = Coalesce(Subquery(beats.annotate(sum=Sum("number")).values("sum")), 0)
    of_now = DayBook.objects.filter(made_on=timezone.localdate(), recipe=recipe())
    books = of_now.filter(version=beat)
    return books if districts is None else books.filter(district__in=districts)


def stale():
    """The ids of the districts whose day book does not hold any more, or was never made."""
    fine = Exists(held().filter(district=OuterRef("pk")))
    return list(District.objects.filter(~fine).values_list("pk", flat=True))


def make(districts):
    """Count these districts anew and keep that; nothing of one that somebody else just did."""
    if not districts:
        return
    beats = pulses(districts)  # before counting: what is written meanwhile makes it stale again
    days, now = counted(districts)
    with transaction.atomic():
        keep(districts, beats, days, now)


def counted(districts):
    """Return what the day books of these districts are to hold: (days, now), by district."""
    days, now = defaultdict(dict), defaultdict(dict)
    asked = statement(timezone.localdate(), len(districts))
    for _, each, cell in asked.cells(dict(zip(places(len(districts)), districts, strict=True))):
        if each.day:
            months = LATER.get(each.slug)
            day = check_day(cell.day, months) if months else cell.day
            row = [day.toordinal(), cell.key or "", cell.number]
            days[cell.place].setdefault(each.slug, []).append(row)
        else:
            add(now[cell.place].setdefault(each.slug, [0, {}, None]), cell)
    for slugs in days.values():
        for rows in slugs.values():
            rows.sort()
    return days, now


@lru_cache(maxsize=8)
def statement(today, number):
    """What counts so many districts on a day; in the place of their ids stand `places`.

    Kept for a day: what is late tomorrow asks for another date. It knows no rows but those that
    ship with the software.
    """
    hat = Hat(role=Role.LEAD)  # of the whole programme: a day book is nobody's own
    hat.home, hat.reach = None, places(number)
    scope = Scope(hat, EVER)
    return Statement([("", each, scope) for each in everything()], places=True, days=True)


def places(number):
    """So many ids that no record has."""
    return [-each for each in range(1, number + 1)]


def add(told, cell):
    told[0] += cell.number
    if cell.key is not None:
        told[1][cell.key] = told[1].get(cell.key, 0) + cell.number
    if cell.oldest:
        told[2] = min(told[2] or "9999", cell.oldest.isoformat())


def keep(districts, beats, days, now):
    """Put these counts in the place of those that stood there, and the difference in the tallies."""
    change, today = Counter(), timezone.localdate()
    for pk in sorted(districts):
        version = beats.get(pk, 0)
        book = locked(pk)
        if (book.made_on, book.recipe) == (today, recipe()) and book.version >= version:
            continue
        for slug, rows in days[pk].items():
            change.update({(slug, day, key): n for day, key, n in rows})
        for slug, rows in book.days.items():
            change.subtract({(slug, day, key): n for day, key, n in rows})
        book.version, book.days, book.now = version, days[pk], now[pk]
        book.made_on, book.made_at, book.recipe = today, timezone.now(), recipe()
        book.save()
        stand(pk, now[pk])
    tally(change)


def locked(pk):
    """The day book of a district, held until the transaction ends; an empty one where none is."""
    empty = DayBook(
        district_id=pk, version=-1, made_on=date.min, made_at=timezone.now(), days={}, now={}
    )
    DayBook.objects.bulk_create([empty], ignore_conflicts=True)
    return DayBook.objects.select_for_update().get(district=pk)


def stand(pk, now):
    Standing.objects.filter(district=pk).delete()
    Standing.objects.bulk_create(
        Standing(
            district_id=pk, figure=slug, key=key, number=n,
            oldest=date.fromisoformat(oldest) if oldest else None,
        )
        for slug, (number, keys, oldest) in now.items()
        for key, n in (keys or {"": number}).items()
    )  # fmt: skip


def tally(change):
    """Add to the tallies, always in the same order, so that two at once never wait in a circle."""
    rows = sorted((*where, number) for where, number in change.items() if number)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO overview_tally (figure, day, key, number) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (figure, day, key) DO UPDATE "
            "SET number = overview_tally.number + EXCLUDED.number",
            rows,
        )
        cursor.execute("DELETE FROM overview_tally WHERE number = 0")


def misfits():
    """What does not hold of what is kept: sentences; none where all is well. For the command."""
    books = list(held())
    days, now = counted([book.pk for book in books])
    for book in books:
        if book.days != days[book.pk] or book.now != now[book.pk]:
            yield f"dagboek van gebied {book.pk} is niet gelijk aan de bron"
    total = Counter()
    for book in DayBook.objects.iterator():
        for slug, rows in book.days.items():
            total.update({(slug, day, key): n for day, key, n in rows})
    kept = {(each.figure, each.day, each.key): each.number for each in Tally.objects.iterator()}
    if kept != {where: number for where, number in total.items() if number}:
        yield "de optelling van het hele programma is niet gelijk aan de dagboeken"
