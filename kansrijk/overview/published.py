"""The pilot of 2018–2019 as the programme published it, beside what is counted."""

from dataclasses import dataclass

from django.utils import timezone

from kansrijk.overview.board import NOW, count
from kansrijk.overview.figures.registry import FAMILIES, FIGURES, Figure, Scope
from kansrijk.overview.scopes import pilot_of, with_pilot
from kansrijk.places.models import Published

PILOT = "pilot"


@dataclass(frozen=True)
class Line:
    """A published number, what the same days count, and what the chosen period counts."""

    row: Published
    slug: str
    counted: int
    now: int

    @property
    def differs(self):
        return self.counted - self.row.number

    @property
    def less(self):
        return -self.differs


def told(picked):
    """The lines of the pilot of a district within reach, with the district; empty without one."""
    seen = list(picked.districts or with_pilot(picked.places))
    where = next((each for each in seen if each.pilot_from), next(iter(seen), None))
    period = where and pilot_of([where])
    if not period:
        return {"lines": [], "where": where, "made_at": timezone.now()}
    rows = list(where.published.all())
    known = {row.figure: family_of(row.figure) for row in rows}
    hat = picked.scope.hat
    scope = Scope(hat if hat.district_id else hat.within([where]), period)
    each = {split.slug: split for split, _ in known.values()}.values()
    then, _ = count([(PILOT, split, scope) for split in each], scope.hat)
    now, made_at = count([(NOW, split, picked.scope) for split in each], hat)
    counts = then | now

    def number(name, slug):
        split, key = known[slug]
        found = counts[name, split.slug]
        return found.number if isinstance(split, Figure) else found[key]

    lines = [
        Line(row, row.figure, number(PILOT, row.figure), number(NOW, row.figure)) for row in rows
    ]
    during = picked.address(period, districts=[where])
    told = {"lines": lines, "where": where, "period": period, "during": during}
    return told | {"made_at": made_at}


def family_of(slug):
    """The figure with this slug, or the family with the key of its member."""
    if slug in FIGURES:
        return FIGURES[slug], ""
    family, _, key = slug.partition("-")
    return FAMILIES[family], key
