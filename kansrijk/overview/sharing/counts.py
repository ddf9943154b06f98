"""Which figures leave the programme, how they add up, and their numbers of those who said yes."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Value

from kansrijk.accounts.models import Hat, Role
from kansrijk.overview.figures.counting import Count as Measured
from kansrijk.overview.figures.counting import place_of
from kansrijk.overview.figures.registry import FAMILIES, FIGURES, Family, Scope
from kansrijk.overview.periods import Period
from kansrijk.overview.sharing.protect import Cell, protect
from kansrijk.places.models import District
from plans.models import OutcomeKind

ALL = ""  # instead of the slug of a district: the whole programme
REST = "rest"
# A figure of the whole programme and of each district, and for the whole programme what it splits
# into. Never two that only differ in who is in between (koppelingen and trajecten that began), nor
# a stand of one day: with who came and who went, another stand would follow.
SPLIT = {
    "aanmeldingen": ["bron"],
    "aangenomen": [],
    "begonnen": ["gebleven"],
    "geeindigd": ["gestopt"],
    "gesprekken": [],
    "kijkmomenten-gepland": ["kijkmomenten-op-tijd"],
    "successen": [],
    "knelpunten-opgelost": [],
    "resultaten-na-3": ["na-3"],
    "resultaten-na-6": ["na-6"],
}
ADDS_UP = {"bron", "na-3", "na-6"}  # of these, all parts together are the whole
KINDS, PARTS = "resultaat", "deelresultaat"
TIME = "tijd"  # a median, of enough people in whole weeks
ENOUGH, WEEK = 10, 7
PEOPLE = {  # the path from a row to the participant; most hang on a trajectory
    "referral": "participant", "participant": "pk", "match": "participant",
    "trajectory": "participant", "outcome": "participant",
}  # fmt: skip


def nobody(year):
    """The scope of a year in all districts, with only those who said yes to counting along."""
    hat = Hat(role=Role.LEAD)
    hat.home, hat.reporting = None, True  # nobody looks, so no household is left out
    return Scope(hat, Period(date(year, 1, 1), date(year, 12, 31)))


def counted(each, scope):
    """Return {(key, id of the district): Cell} of a figure or a family; the key of a figure is ""."""
    rows = each.rows(scope).order_by()
    person = PEOPLE.get(rows.model._meta.model_name, "trajectory__participant")
    key = F(each.by) if isinstance(each, Family) else Value("")
    split = rows.annotate(cell_key=key, cell_place=F(place_of(rows.model)))
    numbers = split.values_list("cell_key", "cell_place").annotate(
        cell_number=Count(each.unit, distinct=True), cell_people=Count(person, distinct=True)
    )
    return {(str(key), place): Cell(n, people) for key, place, n, people in numbers}


def together(cells):
    """One Cell of cells of different people."""
    return Cell(sum(c.number for c in cells), sum(c.people for c in cells))


@dataclass
class Table:
    """Cells that hang together, and how: one figure with its districts and what it splits into."""

    cells: dict
    sums: list

    def shown(self, chance):
        """Return {(slug of a figure, slug of a district or ALL): number or None}."""
        numbers = protect(self.cells, self.sums, chance)
        return {key: number for key, number in numbers.items() if not self.cells[key].is_unsaid}

    def split(self, total, parts, *, adds_up=False):
        """Say what the total splits into: cells by slug, and mostly a rest that nobody asks for."""
        own = {(slug, ALL): cell for slug, cell in parts.items()}
        if not adds_up:
            left = self.cells[total].number - sum(cell.number for cell in own.values())
            own[REST, *parts] = Cell(left, left, is_unsaid=True)
        self.cells |= own
        self.sums.append((total, list(own)))


def table_of(slug, by_place, places):
    """The table of a figure with its districts; `by_place` maps their ids to cells."""
    cells = {(slug, name): by_place.get(pk, Cell(0, 0)) for pk, name in places}
    sums = [((slug, ALL), list(cells))]
    return Table(cells | {(slug, ALL): together(cells.values())}, sums)


def numbers_of(year, chance):
    """Return {slug of a figure: {slug of a district or ALL: number, or None where hidden}}."""
    scope, places = nobody(year), list(District.objects.values_list("pk", "slug"))
    found = {}
    for table in tables(scope, places):
        for (slug, place), number in table.shown(chance).items():
            found.setdefault(slug, {})[place] = number
    return found | {TIME: {ALL: weeks(scope)}}


def tables(scope, places):
    """Yield all tables of a scope; no two of them add up to each other."""
    for slug, splits in SPLIT.items():
        here = {place: cell for (_, place), cell in counted(FIGURES[slug], scope).items()}
        table = table_of(slug, here, places)
        for split in splits:
            table.split((slug, ALL), parts_of(split, scope), adds_up=split in ADDS_UP)
        yield table
    yield from results(scope, places)


def parts_of(slug, scope):
    """The cells of a figure, or of each member of a family, for all districts together."""
    each = FAMILIES.get(slug) or FIGURES[slug]
    found = counted(each, scope)
    keys = [key for key, _ in each.members()] if slug in FAMILIES else [""]
    return {
        f"{slug}-{key}" if key else slug: together([c for (k, _), c in found.items() if k == key])
        for key in map(str, keys)
    }


def results(scope, places):
    """The tables of each kind of result: people with it, and of those who have a part of it."""
    kinds, found = FAMILIES[KINDS], counted(FAMILIES[KINDS], scope)
    parts, whole = parts_of(PARTS, scope), whole_of()
    for key, _ in kinds.members():
        slug = f"{KINDS}-{key}"
        table = table_of(slug, {p: c for (k, p), c in found.items() if k == key}, places)
        for part in whole.get(key, ()):
            table.split((slug, ALL), {part: parts[part]})
        yield table


def whole_of():
    """Map the code of a kind of result to the slugs of its parts."""
    found = {}
    for part, whole in OutcomeKind.objects.exclude(part_of=None).values_list(
        "code", "part_of__code"
    ):
        found.setdefault(whole, []).append(f"{PARTS}-{part}")
    return found


def weeks(scope):
    """The median of a figure that is measured in days, in whole weeks; None of too few people."""
    days = list(FIGURES[TIME].rows(scope).values_list("days", flat=True))
    if len(days) < ENOUGH:
        return None
    measured = Measured(len(days))
    measured.keys.update(map(str, days))
    return round(measured.median / WEEK)
