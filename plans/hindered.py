"""Steps that did not work lately, of which an obstacle can be made with one tap."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from plans.models import Action, ActionReport, Meeting, Obstacle
from plans.models.reports import Result

LATELY = timedelta(days=14)


def hindered(trajectory, hat):
    """The open steps that did not work in the last two weeks, with no obstacle since then."""
    since = timezone.localdate() - LATELY
    step = {"action": OuterRef("pk")}
    failed = ActionReport.objects.filter(**step, result=Result.FAILED, meeting__held_on__gte=since)
    raised = Obstacle.objects.filter(**step, raised_on__gte=since)
    mine = Action.objects.visible_to(hat).open().filter(trajectory=trajectory)
    return mine.filter(Exists(failed), ~Exists(raised))


def what_hindered(action, hat):
    """What stood in the way of a step, as it was last told to who may read that; else empty."""
    seen = Meeting.objects.visible_to(hat)
    told = action.reports.filter(meeting__in=seen.filter(seen.note_read_by(hat)))
    return (
        told.exclude(hindered_by="").order_by("-pk").values_list("hindered_by", flat=True).first()
    )
