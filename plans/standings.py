"""Where somebody stood at each look of a year, as the pictures need it: standing lines only."""

from datetime import date
from itertools import starmap
from typing import NamedTuple

from django.db.models import IntegerField, Value

from kansrijk.places.models import Area, Level
from plans.models import Score
from plans.models.review_lines import Side
from plans.models.review_steps import ReviewState
from plans.models.reviews import Which
from plans.pictures import Axis, Look, pillars, star

SHAPES = {"pillars": pillars, "star": star}
DRAWN = [ReviewState.FINISHED, ReviewState.BEGUN]


def shape_asked(params):
    """Return how the address asks to draw: ?vorm=ster for a star, anything else for pillars."""
    return "star" if params.get("vorm") == "ster" else "pillars"


def picture_of(year, *, hat, upto=None, shape="pillars", name="picture"):
    """Draw where the participant stood at the finished looks, and at `upto` if it is under way.

    `year` is visible to this hat. None where it may see no scores, where there are none, or where
    nothing is measured. Two queries, however many looks and life domains there are.
    """
    said = said_in(year, hat=hat, upto=upto)
    if not said:
        return None
    looks = [lines[0] for lines in said.values()]
    areas, levels = words_of(looks[-1].method_version)
    axes = axes_of(list(said.values()), areas)
    if not axes or not levels:
        return None
    called = [look_as_drawn(look) for look in looks]
    picture = SHAPES[shape](axes, called, levels=levels, name=name)
    return picture if picture.has_scores else None


class Said(NamedTuple):
    """What the participant said of one whole domain, with the look at which they did."""

    which: str
    review: int
    state: str
    held_on: date
    method_version: int
    domain: int
    stands: int | None
    wants: int | None


SAID = (
    "review__which", "review", "review__state", "review__held_on", "review__method_version",
    "area__domain", "stands", "wants",
)  # fmt: skip
# Of all years and versions: built once, as that takes longer than asking them.
OWN = (
    Score.objects.standing()
    .filter(
        side=Side.PARTICIPANT,
        area__part_of=None,
        review__state__in=DRAWN,
        review__method_version__method__is_talking_picture=False,
    )
    .values_list(*SAID)
)
AREAS = Area.objects.filter(part_of=None).order_by().values_list("position", "name", "domain")
NO_DOMAIN = Value(None, output_field=IntegerField())
LEVELS = Level.objects.order_by().values_list("value", "name", NO_DOMAIN)


def said_in(year, *, hat, upto=None):
    """Map each look that is drawn, in the order of the year, to what was said at it."""
    if upto and (upto.state not in DRAWN or upto.method_version_id is None or upto.is_talked):
        return {}
    last = upto.pk if upto else None
    found = {}
    for line in sorted(starmap(Said, OWN.visible_to(hat, years=[year])), key=place):
        is_drawn = line.state == ReviewState.FINISHED or line.review == last
        if is_drawn and (upto is None or place(line) <= place(upto)):
            found.setdefault(line.review, []).append(line)
    return found


def place(look):
    """Where a look comes in its year; of a line, that of its look."""
    return Which.values.index(look.which)


def words_of(version):
    """Return pairs of (domain, name) and the names of the scale of this version, in order."""
    areas, levels = (each.filter(method_version=version) for each in (AREAS, LEVELS))
    rows = list(areas.union(levels, all=True).order_by("position"))
    domains = [(domain, name) for _, name, domain in rows if domain is not None]
    return domains, [name for _, name, domain in rows if domain is None]


def axes_of(looks, areas):
    """Return an Axis a domain, in the words of the newest look; the wish is the latest one said.

    At a look under way only domains that were chosen have one: what was said before shows after.
    """
    is_under_way, axes = looks[-1][0].state == ReviewState.BEGUN, []
    by_domain = [{line.domain: line for line in lines} for lines in looks]
    for domain, name in areas:
        said = [lines.get(domain) for lines in by_domain]
        if said[-1] is None and is_under_way:
            continue
        wishes = [line.wants for line in said if line and line.wants is not None]
        stands = tuple(line.stands if line else None for line in said)
        axes.append(Axis(name, stands, wishes[-1] if wishes else None))
    return axes


def look_as_drawn(look):
    """A look that is under way is called "nu"."""
    name = "nu" if look.state == ReviewState.BEGUN else Which(look.which).label
    return Look(name, look.held_on)
