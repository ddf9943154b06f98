"""What a figure is: a function from a scope to rows, whose docstring is its definition."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from inspect import cleandoc

from django.db.models import Q

from kansrijk.accounts.models import Hat
from kansrijk.overview.periods import Period

NOW, LAST_DAY, IN_PERIOD = "now", "last_day", "period"
MOMENTS = {
    NOW: "stand van nu", LAST_DAY: "stand van de laatste dag", IN_PERIOD: "over de periode",
}  # fmt: skip
FORMULA = "Formule: "


class Explained:
    """What figures and families have in common: a definition, and of when it is."""

    @property
    def told(self):
        return self.explained

    @property
    def paragraphs(self):
        """The definition without its formula."""
        words = self.told.partition(FORMULA)[0]
        return [" ".join(each.split()) for each in words.split("\n\n") if each.strip()]

    @property
    def formula(self):
        """The formula, as one sentence or more; empty where there is none."""
        return " ".join(self.told.partition(FORMULA)[2].split())

    @property
    def moment(self):
        return MOMENTS[self.when]


@dataclass(frozen=True)
class Scope:
    """Whose figures (what this hat may see), and over which period."""

    hat: Hat
    period: Period

    @property
    def before(self):
        """The same over the period before, or None where there is none."""
        return self.period.before and Scope(self.hat, self.period.before)


@dataclass(frozen=True)
class Figure(Explained):
    """A number of the programme: as many as its list has rows.

    Where `measure` names an annotation of the rows (a whole number: days, seconds), the figure is
    told as the middle of it. `since` is the path of the day since which a row waits.
    """

    slug: str
    label: str
    shows: str  # what a row is: referrals, participants, trajectories, meetings, …
    explained: str  # the definition, for users; its formula behind "Formule:"
    rows: Callable  # Scope → queryset
    when: str = IN_PERIOD
    day: str = ""  # the path of the day on which a row counts
    since: str = ""
    measure: str = ""
    unit: str = "pk"
    of: str = ""  # the slug of the family that it is a member of
    tells: tuple = ()  # what only its list tells: pairs of a title and a path, or function of a row
    asks: Callable | None = None  # queryset → queryset with what those functions need

    @property
    def by(self):
        return self.measure

    @property
    def anchor(self):
        """Where its definition stands on the page with all of them."""
        return self.of or self.slug

    def count(self, scope):
        return self.rows(scope).count()


@dataclass(frozen=True)
class Family(Explained):
    """Figures that split the same rows by one key, so that one count serves them all."""

    slug: str  # of its members: "<slug>-<key>"
    label: str
    shows: str
    explained: str  # with {name} for the label of the member
    rows: Callable  # Scope → queryset of all members
    by: str  # the path, or annotation, of the key
    members: Callable  # → pairs of (key, label), in order
    when: str = IN_PERIOD
    day: str = ""
    since: str = ""
    unit: str = "pk"  # the path of what is counted once
    split: Callable | None = None  # (rows, key) → rows of one member, where a filter is no split
    tells: tuple = ()

    def of(self, key, scope):
        rows = self.rows(scope)
        return self.split(rows, key) if self.split else rows.filter(**{self.by: key})

    def figure(self, key, label):
        """The figure of one member."""
        return Figure(
            f"{self.slug}-{key}",
            label,
            self.shows,
            self.explained.format(name=label),
            partial(self.of, key),
            self.when,
            self.day,
            self.since,
            of=self.slug,
            tells=self.tells,
        )

    @property
    def told(self):
        """The definition of all members together."""
        return self.explained.format(name="…").replace("….", "…")

    def figures(self):
        return [self.figure(key, label) for key, label in self.members()]

    def find(self, slug):
        """The member with this slug, or None."""
        named = {f"{self.slug}-{key}": (key, label) for key, label in self.members()}
        return self.figure(*named[slug]) if slug in named else None


@dataclass(frozen=True)
class Daily:
    """Rows counted by day, for a picture; what a bar of it counts is a figure over those days."""

    slug: str
    rows: Callable
    by: str
    when: str = IN_PERIOD
    day: str = ""
    since: str = ""
    unit: str = "pk"


FIGURES = {}
FAMILIES = {}
FLOWS = {}  # who comes and who goes, from which the stand of a day follows; on no page


def figure(slug, label, shows, **kinds):
    """Register a function from Scope to the rows that a figure counts; its docstring explains."""

    def decorator(rows):
        explained = kinds.pop("explained", None) or told(rows)
        FIGURES[slug] = Figure(slug, label, shows, explained, rows, **kinds)
        return rows

    return decorator


def family(slug, label, shows, *, by, members, **kinds):
    """Register a function from Scope to the rows that are split by a key."""

    def decorator(rows):
        explained = kinds.pop("explained", None) or told(rows)
        FAMILIES[slug] = Family(slug, label, shows, explained, rows, by, members, **kinds)
        return rows

    return decorator


def flow(slug, *, day, by=""):
    """Register a function from Scope to the rows of which one comes, or goes, on a day."""

    def decorator(rows):
        FLOWS[slug] = Figure(slug, slug, "", "", rows, day=day, measure=by)
        return rows

    return decorator


def told(rows):
    """The definition of a figure, from the docstring of its function."""
    return cleandoc(rows.__doc__)


def within(scope, day):
    """The condition that the day at this path lies in the period."""
    return Q(**{f"{day}__range": (scope.period.first, scope.period.last)})


def find_figure(slug):
    """The figure with this slug, or None."""
    if slug in FIGURES:
        return FIGURES[slug]
    return next(filter(None, (each.find(slug) for each in FAMILIES.values())), None)


def all_figures():
    """Every figure, those of the families too."""
    return [*FIGURES.values(), *(each for one in FAMILIES.values() for each in one.figures())]
