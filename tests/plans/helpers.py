"""A goal as it is typed, what changed in a file, a match that ends, and what a year gets."""

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.places.models import Domain
from kansrijk.values.dates import add_months
from participants.models import Match
from plans.models import ContactMoment, Extension
from tests import make


def domains(*keys, method="mobility-mentoring"):
    return [str(d.pk) for d in Domain.objects.filter(method__key=method, key__in=keys)]


def told(*steps, **fields):
    """A goal as it is typed, with rows of steps: (text, who)."""
    data = {
        "sentence": "Ik wil rust in huis", "done_when": "De kamer is van ons samen",
        "domains": domains("home"), "rows": max(len(steps), 3),
    }  # fmt: skip
    for at, (text, who) in enumerate(steps):
        data |= {f"step-{at}-text": text, f"step-{at}-who": who}
    return data | fields


def written(participant):
    """The lines of what changed in a file, without the looks."""
    return AuditEvent.objects.filter(participant_id=participant.pk).exclude(verb=Verb.LOOK)


def over(year):
    Match.objects.filter(pk=year.match_id).update(
        state="ended", ended_on=make.today(), ended_why="buddy_left"
    )


def extension(*, of=None, **fields):
    """The year made two months longer."""
    of = of or make.trajectory()
    was, until = of.planned_end_on, add_months(of.planned_end_on, 2)
    type(of).objects.filter(pk=of.pk).update(planned_end_on=until)
    told = {"was_until": was, "until": until, "reason": "De taalles loopt nog."}
    return Extension.objects.create(trajectory=of, agreed_by=of.match.buddy.user, **(told | fields))


def contact_moment(*, of, planned_on=None):
    return ContactMoment.objects.create(trajectory=of, planned_on=planned_on or make.today())
