"""The figures of a year that may leave the programme: fixed once, and told in the same words."""

from random import SystemRandom

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.audit.models import AuditEvent, SharedYear, Verb
from kansrijk.overview.figures.registry import FAMILIES, FIGURES, find_figure
from kansrijk.overview.sharing.counts import ALL, ENOUGH, TIME, numbers_of
from kansrijk.places.models import District
from kansrijk.ui.sheets import Column, Kind
from kansrijk.values.small import SMALL, TOO_FEW
from plans.models import Trajectory

MONTH = 2  # a year can be shared from this month of the next: what was late is then written down
MOST_YEARS = 10
EVERYWHERE = "het hele programma"
COLUMNS = [
    Column("gebied", "place"),
    Column("cijfer", "label", Kind.LONG),
    Column("jaar", "year", Kind.NUMBER),
    Column("getal", "number"),
    Column("uitleg", "explained", Kind.LONG),
]
DONE = (
    (
        "In dit bestand tellen alleen mensen mee die ja zeiden tegen meetellen in rapporten. Wie nooit "
        "deelnemer werd, telt dus ook niet mee bij de aanmeldingen."
    ),
    (
        f"Een getal onder de {SMALL} staat er niet, ook geen nul, en evenmin een getal van minder dan "
        f"{SMALL} mensen. Daar staat: “{TOO_FEW}”."
    ),
    (
        f"Elk ander getal is afgerond op een veelvoud van {SMALL}: naar boven of naar beneden, door "
        f"loting. Het ligt hoogstens {SMALL - 1} van het echte getal af."
    ),
    (
        "Was een verborgen getal door optellen of aftrekken te vinden, dan is nog een getal anders "
        "afgerond of weggelaten. Daarom tellen de getallen niet precies op."
    ),
    (
        "Per gebied staan er alleen totalen en resultaten. Je kunt alleen hele jaren delen, die elkaar "
        "niet overlappen, en geen stand van één dag."
    ),
    f"De tijd van aanmelding tot start staat in hele weken, vanaf {ENOUGH} mensen.",
)


def years(today=None):
    """The years that can be shared, the newest first."""
    today = today or timezone.localdate()
    last = today.year - (1 if today.month >= MONTH else 2)
    begun = Trajectory.objects.aggregate(day=Min("started_on"))["day"]
    first = max(begun.year if begun else last + 1, last - MOST_YEARS + 1)
    return list(range(last, first - 1, -1))


@transaction.atomic
def fixed(year, *, by):
    """The SharedYear of this year, counted now where nobody shared it before."""
    if stored := SharedYear.objects.filter(year=year).first():
        return stored
    told = {"numbers": numbers_of(year, SystemRandom().random)}
    shared, is_new = SharedYear.objects.get_or_create(year=year, defaults=told)
    if is_new:
        AuditEvent.objects.record(by=by, verb=Verb.ADD, on=shared, fields=["year", "numbers"])
    return shared


def rows(shared, district):
    """Walk through the lines of one district, or of the whole programme and each district."""
    every, called = {district.slug: district.name} if district else names(), labels()
    for slug, numbers in shared.numbers.items():
        figure = find_figure(slug)
        for place in every:
            if figure and place in numbers:
                yield {
                    "place": every[place],
                    "label": called.get(slug, figure.label),
                    "year": shared.year,
                    "number": TOO_FEW if numbers[place] is None else numbers[place],
                    "explained": " ".join(figure.explained.split()),
                }


def names():
    return {ALL: EVERYWHERE} | dict(District.objects.values_list("slug", "name"))


def labels():
    """Map the slugs of figures to how they are called where they stand beside others."""
    split = {
        f"{each.slug}-{key}": f"{each.label}: {label}"
        for each in FAMILIES.values()
        for key, label in each.members()
    }
    return split | {TIME: f"{FIGURES[TIME].label}, in weken"}


def told(shared):
    """What stands above the figures: what they are, and what was done with them."""
    day = date_format(timezone.localdate(shared.at), "j F Y")
    return [
        f"Cijfers van Kansrijk over {shared.year}",
        f"Vastgelegd op {day}. Wie dit jaar nog eens deelt, geeft precies dezelfde getallen.",
        *DONE,
    ]
