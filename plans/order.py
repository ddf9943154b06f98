"""The order of goals and steps: as the participant ranks them, changed by one person at a time."""

from django.db import transaction

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from plans.models import Action, Goal
from plans.models.of_trajectory import hold

MOVED = "De volgorde is net veranderd, door iemand anders of op een andere pagina."


def after_button(order, item, *, up):
    """The order with this item one place up or down; the same order where that cannot be."""
    at = order.index(item) if item in order else -1
    to = at - 1 if up else at + 1
    if at < 0 or not 0 <= to < len(order):
        return order
    swapped = [*order]
    swapped[at], swapped[to] = swapped[to], swapped[at]
    return swapped


@transaction.atomic
def rank_goals(trajectory, *, by, seen, wanted):
    """Put the open goals in this order; `seen` is the order that stood on the page."""
    hold(trajectory, by=by)
    rows = Goal.objects.filter(trajectory=trajectory).open().in_order()
    return rank(rows, by=by, seen=seen, wanted=wanted)


@transaction.atomic
def rank_steps(trajectory, *, by, seen, wanted, goal=None):
    """Put the open steps of a goal, or the loose ones, in this order."""
    hold(trajectory, by=by)
    rows = Action.objects.filter(trajectory=trajectory).open()
    rows = rows.filter(goal=goal) if goal else rows.loose()
    return rank(rows, by=by, seen=seen, wanted=wanted)


def rank(rows, *, by, seen, wanted):
    """Store the places; what this buddy may not read keeps its own.

    Answers whether anything changed. StepRefused when the page was old, or named other rows.
    """
    all_rows = list(rows)
    seen_rows = rows.model.objects.visible_to(by).filter(pk__in=[row.pk for row in all_rows])
    visible = set(seen_rows.values_list("pk", flat=True))
    present = [row.pk for row in all_rows if row.pk in visible]
    if wanted == present:  # also when it was sent twice
        return False
    if seen != present or sorted(wanted) != sorted(present):
        raise StepRefused(MOVED)
    named, places = {row.pk: row for row in all_rows}, iter(wanted)
    new = [named[next(places)] if row.pk in visible else row for row in all_rows]
    changed = [row for place, row in enumerate(new, 1) if place_of(row, place)]
    rows.model.objects.bulk_update(changed, ["position"])
    first = next(named[pk] for pk, old in zip(wanted, present, strict=True) if pk != old)
    AuditEvent.objects.record(
        by=by, verb=Verb.CHANGE, on=first, fields=["position"], step="move"
    )  # fmt: skip
    return True


def place_of(row, place):
    """Give a row its place; tell whether that is another than it had."""
    is_new, row.position = row.position != place, place
    return is_new
