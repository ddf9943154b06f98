"""Erasing tried on the rows of the demo, in every state that a file can have."""

import time_machine

from kansrijk.audit.models import AuditEvent
from kansrijk.audit.privacy import ERASED, declared, left_in
from kansrijk.values.dates import add_months
from participants.models import Participant, Referral
from plans.models import Trajectory
from plans.retention import keep_terms


def left(ids):
    """The tables in which something personal of these participants is left."""
    return [
        model.__name__
        for model in declared()
        if model._base_manager.filter(
            left_in(model), **{f"{model.Privacy.owner}__in": ids}
        ).exists()
    ]


def test_three_years_later_nothing_is_left_of_who_is_gone(demo):
    later = add_months(demo.today, 36)
    over = Trajectory.objects.exclude(ended_on=None).values("participant")
    gone = Participant.objects.filter(pk__in=over).exclude(trajectories__ended_on=None)
    ids, numbers = [p.pk for p in gone], (Participant.objects.count(), Trajectory.objects.count())

    with time_machine.travel(later):
        erased, again = keep_terms(), keep_terms()

    assert (erased.notes, erased.files) == (len(ids), len(ids)) and len(ids) > 10
    assert (again.referrals, again.notes, again.files) == (0, 0, 0)
    assert left(ids) == []
    assert not Participant.objects.filter(name=ERASED).exclude(pk__in=ids).exists()
    assert not Referral.objects.filter(state="declined").exclude(name=ERASED).exists()
    assert (Participant.objects.count(), Trajectory.objects.count()) == numbers
    assert AuditEvent.objects.filter(role="system", step="erase").count() > len(ids)
