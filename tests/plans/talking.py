"""A look at which somebody talked about how it goes, with a yes to that."""

from kansrijk.places.models import District, Method
from plans.models import TalkingPoint
from tests import make


def talk(*, of, which="start", finished=True, held_on=None, **numbers):
    """`numbers` maps the key of a dimension → 0 to 10, or None where no number was chosen."""
    no_view = {"scored_at": None, "buddy_view": ""}
    look = make.review(of=of, which=which, held_on=held_on, finished=False, **no_view)
    for key, number in numbers.items():
        point(look, key, stands=number)
    if finished:
        of.reviews.filter(pk=look.pk).update(state="finished")
        look.refresh_from_db()
    if not of.participant.consents.live().filter(kind="health").exists():
        make.consent(of=of.participant, kind="health")
    return look


def point(look, key="body", **fields):
    area = look.method_version.areas.get(key=key)
    by = look.trajectory.match.buddy.user
    return TalkingPoint.objects.create(review=look, area=area, said_by=by, **fields)


def talking_district(slug="west"):
    """Let a district talk instead of measuring, as Zuid does."""
    method = Method.objects.get(is_talking_picture=True)
    District.objects.filter(slug=slug).update(method=method)
