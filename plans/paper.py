"""The paper twin of a plan: what was ticked at home comes back into the plan, once."""

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from plans.models import Action, ActionReport, PlanSheet
from plans.models.of_trajectory import hold
from plans.models.reports import Result


def keyed_before(sheet):
    day = date_format(timezone.localtime(sheet.keyed_at), "j F Y, H.i")
    return (
        f"Dit papier is al ingevoerd, op {day} uur. Klopt er iets niet? Wijzig de stap in het plan."
    )


@transaction.atomic
def key_in(sheet, *, by, day, results, steps):
    """Store what stands on the paper: pairs (Action, Result) and fields of new steps.

    Raises StepRefused when the paper was keyed in before.
    """
    hold(sheet.trajectory, by=by)
    sheet.refresh_from_db()
    if sheet.keyed_at:
        raise StepRefused(keyed_before(sheet))
    reports = [ActionReport(sheet=sheet, action=a, result=r) for a, r in results]
    ActionReport.objects.bulk_create(reports)
    done = [action.pk for action, result in results if result == Result.DONE]
    Action.objects.filter(pk__in=done).open().update(
        done_on=Greatest(Value(day), F("agreed_on")), version=F("version") + 1
    )
    for step in steps:
        Action.objects.create(trajectory=sheet.trajectory, agreed_on=day, **step)
    sheet.filled_on, sheet.keyed_at = day, timezone.now()
    sheet.save()
    fields = ["filled_on", *(["results"] if results else []), *(["steps"] if steps else [])]
    AuditEvent.objects.record(by=by, verb=Verb.STEP, on=sheet, fields=fields, step="key_in")


def printed_steps(sheet, hat):
    """The steps of a paper in the order in which they were printed."""
    seen = Action.objects.visible_to(hat).filter(trajectory=sheet.trajectory_id)
    found = seen.select_related("goal").in_bulk(sheet.actions)
    return [found[pk] for pk in sheet.actions if pk in found]


def sheet_of(code, hat):
    """The paper with this code that the hat may see, or None."""
    return PlanSheet.objects.visible_to(hat).filter(code=code).first()
