"""What stands on Gebied: all figures of a scope, of one moment."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from kansrijk.overview.figures.attention import ATTENTION
from kansrijk.overview.figures.counting import counted
from kansrijk.overview.figures.meetings import time_to_log, weeks_due
from kansrijk.overview.figures.registry import FAMILIES, FIGURES, FLOWS, Figure
from kansrijk.overview.figures.road import STEPS
from kansrijk.overview.figures.stuck import medians, told
from kansrijk.overview.figures.year import OPEN_PHASES
from kansrijk.overview.kept.counts import kept
from kansrijk.overview.series import FROM, HELD, SERIES, UNTIL, weekly
from plans.models import OutcomeKind, Partner
from plans.models.outcomes import MOMENTS
from plans.models.stuck import Cause
from plans.models.trajectories import Phase

NOW, BEFORE = "now", "before"
PROGRESS = [
    "aanmeldingen", "aangenomen", "gestarte-koppelingen", "begonnen", "gebleven", "successen",
]  # fmt: skip
LOOKS = ["kijkmomenten-gepland", "kijkmomenten-op-tijd"]
MEETINGS = ["gesprekken", "trajecten-met-gesprekken", "vastleggen"]
ROAD = ["tijd", *STEPS]
HELPERS = ["buddys", "buddys-met-plek", "buddys-zonder-training"]
FLOW = [f"{way}-{phase.value}" for phase in OPEN_PHASES for way in ("erin", "eruit")]
ENDS = ["geeindigd"]
OBSTACLES = ["knelpunten-opgelost"]
ACADEMY = ["academie"]
COMPARED = [
    *PROGRESS,
    *LOOKS,
    *MEETINGS,
    *ROAD,
    *FLOW,
    *ENDS,
    *OBSTACLES,
    *ACADEMY,
    "buddys",
    *(f"resultaten-na-{months}" for months in MOMENTS),
]
SPLIT = [
    "bron",
    "fase",
    "begin",
    "gestopt",
    "resultaat",
    "deelresultaat",
    "oorzaak",
    "organisatie",
    "opgelost-oorzaak",
    "opgelost-organisatie",
    "erbij",
]
DAYS = ["oplostijd-oorzaak", "oplostijd-organisatie"]
ONLY_NOW = [
    *(FIGURES[slug] for slug in (*ATTENTION, "buddys-met-plek", "buddys-zonder-training")),
    FAMILIES["drukte"],
]
DONE = f"fase-{Phase.DONE.value}"
LATER = [f"na-{months}" for months in MOMENTS]


@dataclass(frozen=True)
class Told:
    """One number on the page: its figure, how many now and before, and since when the oldest waits."""

    figure: Figure
    number: int
    before: int | None = None
    oldest: date | None = None
    middle: float | None = None  # the median of what is measured, where something is
    middle_before: float | None = None
    is_part: bool = False  # of the one above it

    @property
    def is_quiet(self):
        """Whether there is nothing to tell, now nor before."""
        return not self.number and not self.before


def wanted(scope):
    """All that Gebied shows of a scope, and of the period before, as `counted` takes it."""
    compared = [FIGURES[slug] for slug in COMPARED] + [FAMILIES[slug] for slug in (*SPLIT, *LATER)]
    asked = [(NOW, each, scope) for each in [*compared, *ONLY_NOW]]
    if before := scope.before:
        asked += [(BEFORE, each, before) for each in compared]
    return asked


def besides(scope):
    """What the picture of the weekly meetings asks besides, and the days that solving took."""
    return [(NOW, each, scope) for each in [*SERIES, *(FLOWS[slug] for slug in DAYS)]]


class Board:
    """The counts of a scope, as the page tells them."""

    def __init__(self, counts):
        self.counts = counts

    def of(self, slug, when=NOW):
        return self.counts.get((when, slug))

    def one(self, slug):
        figure, here, then = FIGURES[slug], self.of(slug), self.of(slug, BEFORE)
        middles = [each and each.median for each in (here, then)] if figure.measure else [None] * 2
        return Told(figure, here.number, then and then.number, here.oldest, *middles)

    def each(self, slugs):
        return [self.one(slug) for slug in slugs]

    def members(self, slug):
        """The members of a family with their numbers, in order."""
        split, here, then = FAMILIES[slug], self.of(slug), self.of(slug, BEFORE)
        return [
            Told(split.figure(key, label), here[key], then and then[key])
            for key, label in split.members()
        ]

    def flow(self, phase):
        """A phase with how many were in it, came, went, and are in it on the last day."""
        begin = FAMILIES["begin"].figure(phase.value, phase.label)
        end = FAMILIES["fase"].figure(phase.value, phase.label)
        return [
            Told(begin, self.of("begin")[phase.value]),
            self.one(f"erin-{phase.value}"),
            self.one(f"eruit-{phase.value}"),
            Told(end, self.of("fase")[phase.value]),
        ]

    def ends(self):
        """How years ended: together, well, and those that stopped, each with why."""
        done = next(each for each in self.members("fase") if each.figure.slug == DONE)
        yield from (self.one("geeindigd"), done)
        for each in self.members("gestopt"):
            yield replace(each, figure=replace(each.figure, label=f"gestopt: {each.figure.label}"))

    def outcomes(self):
        """Each kind of result with its number; parts follow their whole."""
        for kind in OutcomeKind.objects.all():
            slug = "deelresultaat" if kind.part_of_id else "resultaat"
            here, then = self.of(slug), self.of(slug, BEFORE)
            figure = FAMILIES[slug].figure(kind.code, kind.name)
            was, is_part = then and then[kind.code], bool(kind.part_of_id)
            yield Told(figure, here[kind.code], was, is_part=is_part)

    def weeks(self, period):
        """The pieces of the period with the weekly meetings held and due in each."""
        return weekly(period, *map(self.of, (HELD.slug, FROM.slug, UNTIL.slug)))

    def told(self, slug, members):
        """Rows of (figure, number, Told of those solved) of the members; see `stuck.told`.

        A small number is FEW, and of fewer than that solved there is no Told.
        """
        split, solved = FAMILIES[slug], FAMILIES[f"opgelost-{slug}"]
        days = medians(self.of(f"oplostijd-{slug}"))
        for key, label, number in told(self.of(slug), members):
            middle, ready = days.get(str(key)), self.of(solved.slug)[key]
            done = Told(solved.figure(key, label), ready, middle=middle)
            yield split.figure(key, label), number, None if middle is None else done


def count(asked, hat):
    """The counts of what is asked, kept or anew, and the moment that they are of."""
    return kept(asked, hat) or (counted(asked), timezone.now())


def board(scope):
    """All that the page of a scope shows."""
    counts, made_at = count([*wanted(scope), *besides(scope)], scope.hat)
    here = Board(counts)
    weeks = [here.of("trajecten-met-gesprekken", when) for when in (NOW, BEFORE)]
    return {
        "made_at": made_at,
        "attention": here.each(ATTENTION),
        "progress": here.each(PROGRESS),
        "begun": here.one("begonnen"),
        "held": here.one("gesprekken"),
        "due": weeks_due(weeks[0]),
        "due_before": weeks[1] and weeks_due(weeks[1]),
        "weekly": here.one("trajecten-met-gesprekken"),
        "slots": here.weeks(scope.period),
        "took": time_to_log(here.of("vastleggen")),
        "timed": here.one("vastleggen"),
        "looks": here.each(LOOKS),
        "road": here.each(ROAD),
        "flow": [(phase.label, here.flow(phase)) for phase in OPEN_PHASES],
        "ended": here.one("geeindigd"),
        "ends": list(here.ends()),
        "sources": here.members("bron"),
        "outcomes": list(here.outcomes()),
        "has_outcomes": bool(here.of("resultaat").number),
        "later": [(here.one(f"resultaten-{slug}"), here.members(slug)) for slug in LATER],
        "causes": list(here.told("oorzaak", Cause.choices)),
        "partners": list(here.told("organisatie", partners_of(here.of("organisatie")))),
        "solved": here.one("knelpunten-opgelost"),
        "helpers": here.each(HELPERS),
        "asked": here.one("academie"),
        "presence": here.members("erbij"),
        "room": here.of("buddys-met-plek").total,
        "load": [each for each in here.members("drukte") if each.number],
    }


def partners_of(count):
    """The organisations that were counted, as pairs of (id, name)."""
    found = Partner.objects.filter(pk__in=list(count.keys)).in_order()
    return list(found.values_list("pk", "name"))
