"""The figures of Gebied as lines of a file, for own use: each beside the period before."""

from kansrijk.overview.board import BEFORE, besides, wanted
from kansrijk.overview.board import NOW as HERE
from kansrijk.overview.figures import registry, stuck
from kansrijk.overview.figures.counting import counted
from kansrijk.overview.figures.meetings import FEWEST, weeks_due
from kansrijk.overview.figures.registry import FIGURES, Family
from kansrijk.overview.kept.counts import kept
from kansrijk.ui.sheets import Column, Kind
from plans.models import Partner

COLUMNS = [
    Column("gebied", "place"),
    Column("cijfer", "label", Kind.LONG),
    Column("telt", "when"),
    Column("getal", "number", Kind.NUMBER),
    Column("middelste", "middle", Kind.NUMBER),
    Column("periode ervoor", "period_before"),
    Column("getal ervoor", "before", Kind.NUMBER),
    Column("middelste ervoor", "middle_before", Kind.NUMBER),
    Column("eenheid van de middelste", "unit"),
    Column("wacht het langst sinds", "oldest", Kind.DAY),
    Column("uitleg", "explained", Kind.LONG),
]
WEEKS, LOGS, ROOM = "trajecten-met-gesprekken", "vastleggen", "buddys-met-plek"
UNITS = {"days": "dagen", "took": "seconden"}
WITHOUT_MIDDLE = {WEEKS, ROOM}  # of these the sum says something
FEW_HIDDEN = {"oorzaak", "organisatie"}  # small numbers of these are told to nobody (R13)
SOLVED = {  # of these only the days are told: beside their total, the small ones would follow
    f"opgelost-{slug}": f"oplostijd-{slug}" for slug in ("oorzaak", "organisatie")
}


def lines(picked):
    """Walk through all that Gebied counts of what was picked, as rows of COLUMNS."""
    asked = list(wanted(picked.scope))
    more = [*asked, *besides(picked.scope)]
    found = kept(more, picked.scope.hat)
    counts = found[0] if found else counted(more)
    for name, each, scope in asked:
        if name == HERE and each.slug in SOLVED:
            for line in days(each, counts[HERE, SOLVED[each.slug]]):
                yield about(each, picked, scope) | line
        elif name == HERE:
            here, then = counts[HERE, each.slug], counts.get((BEFORE, each.slug))
            for line in told(each, here, then):
                yield about(each, picked, scope) | line
    weeks = [counts.get((name, WEEKS)) for name in (HERE, BEFORE)]
    yield about(FIGURES[WEEKS], picked, picked.scope) | {
        "label": "wekelijkse gesprekken die er hadden moeten zijn",
        "number": weeks_due(weeks[0]),
        "before": weeks[1] and weeks_due(weeks[1]),
    }
    free = {"label": "vrije plekken", "number": counts[HERE, ROOM].total}
    yield about(FIGURES[ROOM], picked, picked.scope) | free


def about(each, picked, scope):
    """What is the same for a figure and for all members of a family."""
    before = scope.before
    when = {
        registry.NOW: "stand van nu",
        registry.LAST_DAY: f"stand van {scope.period.last:%d-%m-%Y}",
        registry.IN_PERIOD: str(scope.period),
    }
    empty = dict.fromkeys(("middle", "middle_before", "before", "oldest", "unit"))
    is_now = each.when == registry.NOW
    period_before = None if is_now or before is None else str(before.period)
    words = {"when": when[each.when], "period_before": period_before, "explained": told_words(each)}
    return empty | words | {"place": picked.name}


def told_words(each):
    """The definition on one line."""
    return " ".join((each.told if isinstance(each, Family) else each.explained).split())


def told(each, here, then):
    """Yield what one figure says, or each member of a family."""
    if not isinstance(each, Family):
        yield {"label": each.label, "number": here.number, "oldest": here.oldest} | (
            {"before": then and then.number} | middles(each, here, then)
        )
    elif each.slug in FEW_HIDDEN:
        for _, label, number in stuck.told(here, members(each, here)):
            yield {"label": f"{each.label}: {label}", "number": number, "period_before": None}
    else:
        for key, label in each.members():
            numbers = {"number": here[key], "before": then and then[key]}
            yield {"label": f"{each.label}: {label}"} | numbers


def days(each, took):
    """Yield how long solving took, for each member of a family of which enough were solved."""
    middles = stuck.medians(took)
    for key, label in each.members():
        if (middle := middles.get(str(key))) is not None:
            words = {"label": f"{each.label}: {label}", "number": None, "period_before": None}
            yield words | {"middle": short(middle), "unit": UNITS["days"]}


def members(family, count):
    """The members of a family; of the organisations only those that were counted."""
    if family.slug != "organisatie":
        return family.members()
    found = Partner.objects.filter(pk__in=list(count.keys)).in_order()
    return list(found.values_list("pk", "name"))


def middles(each, here, then):
    """The median of what is measured, now and before, where a median says something."""
    if each.measure not in UNITS or each.slug in WITHOUT_MIDDLE:
        return {}
    least = FEWEST if each.slug == LOGS else 1
    pair = [count.median if count and count.number >= least else None for count in (here, then)]
    middle, before = map(short, pair)
    return {"middle": middle, "middle_before": before, "unit": UNITS[each.measure]}


def short(middle):
    """A median without ",0", or None where there is none."""
    return int(middle) if middle is not None and middle == int(middle) else middle
