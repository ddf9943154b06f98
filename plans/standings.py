"""Where somebody stood at each look of a year, as the pictures need it: standing lines only."""

from kansrijk.places.models import Area, Level
from plans.models import Review, Score
from plans.models.review_lines import Side
from plans.models.review_steps import ReviewState
from plans.pictures import Axis, Look, pillars, star

SHAPES = {"pillars": pillars, "star": star}


def shape_asked(params):
    """Return how the address asks to draw: ?vorm=ster for a star, anything else for pillars."""
    return "star" if params.get("vorm") == "ster" else "pillars"


def picture_of(year, *, hat, upto=None, shape="pillars", name="picture"):
    """Draw where the participant stood at the finished looks, and at `upto` if it is under way.

    None where this hat may see no scores, where there are none, or where nothing is measured.
    Four queries, however many looks and life domains there are.
    """
    looks = looks_of(year, hat=hat, upto=upto)
    lines = lines_of(looks, hat=hat) if looks else {}
    looks = [look for look in looks if look.pk in lines]
    if not looks:
        return None
    axes = axes_of(looks, lines, upto)
    levels = Level.objects.filter(method_version=looks[-1].method_version_id)
    names = [level.name for level in levels]
    if not axes or not names:
        return None
    called = [look_as_drawn(look) for look in looks]
    picture = SHAPES[shape](axes, called, levels=names, name=name)
    return picture if picture.has_scores else None


def looks_of(year, *, hat, upto=None):
    """Return the finished looks of a year that this hat may see, in order; none after `upto`."""
    seen = Review.objects.visible_to(hat).filter(trajectory=year, method_version__isnull=False)
    states = [ReviewState.FINISHED, ReviewState.BEGUN]
    rows = list(
        seen.filter(state__in=states, method_version__method__is_talking_picture=False).in_order()
    )
    if upto:
        places = [row.pk for row in rows]
        rows = rows[: places.index(upto.pk) + 1] if upto.pk in places else []
    last = upto.pk if upto else None
    return [row for row in rows if row.state == ReviewState.FINISHED or row.pk == last]


def lines_of(looks, *, hat):
    """Map review id → domain id → the standing line of the participant on the whole domain."""
    own = Score.objects.visible_to(hat).standing().filter(side=Side.PARTICIPANT)
    found = {}
    for line in own.filter(review__in=looks, area__part_of=None).select_related("area"):
        found.setdefault(line.review_id, {})[line.area.domain_id] = line
    return found


def axes_of(looks, lines, upto):
    """Return an Axis a domain, in the words of the newest look; the wish is the latest one said.

    At a look under way only domains that were chosen have one: what was said before shows after.
    """
    newest = looks[-1]
    areas = Area.objects.domains().filter(method_version=newest.method_version_id)
    axes = []
    for area in areas:
        said = [lines[look.pk].get(area.domain_id) for look in looks]
        if said[-1] is None and newest.state == ReviewState.BEGUN:
            continue
        wishes = [line.wants for line in said if line and line.wants is not None]
        stands = tuple(line.stands if line else None for line in said)
        axes.append(Axis(area.name, stands, wishes[-1] if wishes else None))
    return axes


def look_as_drawn(look):
    """A look that is under way is called "nu"."""
    name = "nu" if look.state == ReviewState.BEGUN else look.get_which_display()
    return Look(name, look.held_on)
