"""What happens at the Buddy Academie."""

from buddies.models import Course, Session
from tests import make


def session(**fields):
    told = {"course": Course.objects.first(), "district": make.district(), "held_on": make.today()}
    return Session.objects.create(**told | fields)
