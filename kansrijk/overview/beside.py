"""The same figures beside each other: districts and the programme, or now and the period before."""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass

from kansrijk.overview.board import HELPERS, NOW, PROGRESS, ROAD, Board, Told, count
from kansrijk.overview.figures import registry
from kansrijk.overview.figures.attention import ATTENTION
from kansrijk.overview.figures.counting import Count, Statement
from kansrijk.overview.figures.meetings import weeks_due
from kansrijk.overview.figures.registry import FAMILIES, FIGURES, Scope
from kansrijk.overview.scopes import EVERYWHERE
from kansrijk.places.models import District

MOST = 6  # districts beside each other; more do not fit on a screen or a sheet
CHAPTERS = [
    ("Dit vraagt aandacht", ATTENTION),
    ("Gesprekken en kijkmomenten", ["gesprekken", "kijkmomenten-op-tijd"]),
    ("Wat er gebeurde", PROGRESS),
    ("Waar iedereen staat", ["fase"]),
    ("Waarom trajecten stopten", ["gestopt"]),
    ("Van aanmelding tot start, in dagen", ROAD),
    ("Wie er aanmeldt", ["bron"]),
    ("Deelnemers met een resultaat", ["resultaat"]),
    ("Buddy's", [*HELPERS, "drukte", "erbij"]),
]
SHARES = {  # slug → the slug of what it is a part of
    "gebleven": "begonnen", "kijkmomenten-op-tijd": "kijkmomenten-gepland",
}  # fmt: skip
KNOWN = {**FIGURES, **FAMILIES}
SLUGS = [*(slug for _, slugs in CHAPTERS for slug in slugs), *SHARES.values()]
WANTED = [KNOWN[slug] for slug in dict.fromkeys([*SLUGS, "trajecten-met-gesprekken"])]


@dataclass(frozen=True)
class Column:
    """What one column tells: of which district (none: all that are seen), over which days."""

    name: str
    address: str
    board: Board
    district: District | None = None


@dataclass(frozen=True)
class Cell:
    column: Column
    told: Told | None  # None: this figure is only of now
    whole: int | None = None  # what it is a part of, where it is

    @property
    def is_middle(self):
        return self.told.figure.slug in ROAD


def columns(picked):
    """The columns of what was picked, by name and at most MOST districts; and of which moment."""
    if not picked.places:
        return in_time(picked)
    hat, period = picked.scope.hat, picked.period
    everything = copy(hat)
    everything.reach = None
    districts = shown(picked)
    asked = [(NOW, each, Scope(everything, period)) for each in WANTED]
    counts, made_at = count(asked, everything)
    split = by_district(Scope(hat.within(districts), period)) if districts else {}
    found = [
        Column(str(each), picked.address(districts=[each]), Board(split[each.pk]), each)
        for each in districts
    ]
    whole = Column(EVERYWHERE, picked.address(districts=()), Board(counts))
    return [*found, whole], made_at


def shown(picked):
    """The districts that were chosen, or all of few; of too many the first."""
    few = picked.places.few
    return picked.districts[:MOST] or (few if len(few) <= MOST else [])


def by_district(scope):
    """{id of a district: {(NOW, slug): Count}} of the districts in a scope; one statement."""
    nothing = [(NOW, each.slug) for each in WANTED]
    split = defaultdict(lambda: {name: Count() for name in nothing})
    asked = Statement([(NOW, each, scope) for each in WANTED], places=True)
    for name, each, cell in asked.cells():
        split[cell.place][name, each.slug].add(cell.key, cell.number, cell.oldest)
    return split


def in_time(picked):
    """For who sees one district: this period, and the one before."""
    scope = picked.scope
    wanted = [(NOW, each, scope) for each in WANTED]
    if scope.before:
        past = [each for each in WANTED if each.when != registry.NOW]
        wanted += [("before", each, scope.before) for each in past]
    counts, made_at = count(wanted, scope.hat)
    found = [Column("Nu", picked.address(), Board(counts))]
    if scope.before:
        before = {(NOW, slug): n for (name, slug), n in counts.items() if name == "before"}
        found.append(Column("Hiervoor", picked.address(scope.before.period), Board(before)))
    return found, made_at


def chapters(columns):
    """(title, rows of (label, Cells)) of what any column has a number for."""
    for title, slugs in CHAPTERS:
        rows = [row for slug in slugs for row in rows_of(slug, columns)]
        if told := [row for row in rows if any(c.told and c.told.number for c in row[1])]:
            yield title, told


def rows_of(slug, columns):
    """The row of a figure, or those of the members of a family."""
    if slug in FIGURES:
        return [(FIGURES[slug].label, [Cell(c, one(c, slug), whole(c, slug)) for c in columns])]
    split = FAMILIES[slug]
    pairs = split.members()
    return [
        (label, [Cell(c, member(c, split, key, label)) for c in columns]) for key, label in pairs
    ]


def one(column, slug):
    return column.board.one(slug) if column.board.of(slug) is not None else None


def member(column, split, key, label):
    count = column.board.of(split.slug)
    return None if count is None else Told(split.figure(key, label), count[key])


def whole(column, slug):
    """What this number is a part of: weeks due, or the number of another figure."""
    if slug == "gesprekken":
        return weeks_due(column.board.of("trajecten-met-gesprekken"))
    return column.board.of(SHARES[slug]).number if slug in SHARES else None
