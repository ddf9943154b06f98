"""Noor and her deputy tap at the very same moment: one wins, and nothing stands there twice."""

import pytest

from kansrijk.audit.models import AuditEvent
from plans.forms.goals import GoalForm
from plans.models import Action, Goal, Success
from plans.order import rank_goals
from plans.paper import key_in
from tests import make
from tests.participants.test_races import at_once
from tests.plans.helpers import told

pytestmark = pytest.mark.django_db(transaction=True)


def add(year, noor):
    """Save a new goal with a step as a request of its own does."""

    def act():
        form = GoalForm(told(("Bellen", "buddy")), instance=Goal(trajectory=year))
        assert form.is_valid(), form.errors
        form.save(by=noor)

    return act


def test_three_times_at_once_is_once(noor, rania):
    year = rania.trajectories.get()
    step = make.action(of=year)
    words = {"text": step.text, "happened_on": make.today()}
    taps = [
        add(year, noor),
        lambda: Action.objects.get(pk=step.pk).turn("tick", by=noor),
        lambda: Success.objects.cheer(year, by=noor, action=step, **words),
    ]

    assert at_once(*taps * 3) == [True] * 9

    assert (Goal.objects.count(), Action.objects.count(), Success.objects.count()) == (1, 2, 1)
    assert AuditEvent.objects.count() == 3


def test_two_who_want_something_else_one_wins(noor, rania):
    year = rania.trajectories.get()
    goal, *others = [make.goal(of=year) for _ in range(4)]
    a, b, c = [other.pk for other in others]
    sheet = make.sheet(of=year)
    paper = {"by": noor, "day": make.today(), "results": []}

    def finish(ending):
        how = {"ending": ending, "learned": "", "lets_go": True}
        return lambda: Goal.objects.get(pk=goal.pk).finish(by=noor, **how)

    def put(*wanted):
        return lambda: rank_goals(year, by=noor, seen=[a, b, c], wanted=list(wanted))

    def key(text):
        return lambda: key_in(sheet, steps=[{"text": text}], **paper)

    assert sorted(at_once(finish("reached"), finish("stopped"))) == [False, True]
    assert sorted(at_once(put(c, a, b), put(b, a, c))) == [False, True]
    assert sorted(at_once(key("Eerst"), key("Ook"))) == [False, True]
    assert Action.objects.count() == 1
