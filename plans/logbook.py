"""Logging a meeting: all that a buddy told at once, stored together and exactly once."""

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from participants.models import Match
from plans.models import Action, ActionReport, Appointment, Draft, Meeting, Trajectory
from plans.models.goal_templates import Who
from plans.models.reports import Result

ENDED = "Jullie jaar is intussen afgesloten. Kopieer je tekst als je die wilt houden."
DONE_MEANWHILE = "Een van de stappen is intussen al gelukt."


@transaction.atomic
def log(trajectory, *, by, client_id, results, **told):
    """Store what a buddy told: the meeting, steps, a success, the next appointment.

    `results` are pairs (Action, Result). The same `client_id` again answers the meeting that was
    stored the first time. Raises StepRefused when a step was finished meanwhile.
    """
    locked = Trajectory.objects.select_for_update().get(pk=trajectory.pk)  # one log at a time
    if stored := Meeting.objects.filter(client_id=client_id, trajectory=trajectory).first():
        return stored
    seen = Match.objects.visible_to(by).active()
    match = seen.filter(participant=trajectory.participant_id).first()
    if locked.ended_on or match is None:
        raise StepRefused(ENDED)
    meeting = Meeting.objects.create(
        trajectory=trajectory,
        match=match,
        client_id=client_id,
        entry=client_id,
        logged_by_id=by.user_id,
        **{name: told[name] for name in ("held_on", "kind", "note", "seconds")},
    )
    Draft.objects.filter(client_id=client_id, user=by.user_id).delete()
    tell_results(meeting, results)
    fields = ["held_on", "kind", *add_what_follows(meeting, told)]
    fields += [name for name in ("note",) if told[name]] + (["steps"] if results else [])
    AuditEvent.objects.record(by=by, verb=Verb.ADD, on=meeting, fields=fields)
    return meeting


def tell_results(meeting, results):
    """Keep what came of each step, and close the ones that worked."""
    reports = [ActionReport(meeting=meeting, action=a, result=r) for a, r in results]
    ActionReport.objects.bulk_create(reports)
    done = [action.pk for action, result in results if result == Result.DONE]
    open_still = Action.objects.filter(pk__in=done).open()
    closed = open_still.update(done_on=Greatest(Value(meeting.held_on), F("agreed_on")))
    if closed < len(done):
        raise StepRefused(DONE_MEANWHILE)


def add_what_follows(meeting, told):
    """Add the new step, the success and the appointment; answer which there were."""
    of = {"trajectory": meeting.trajectory}
    if told["step"]:
        Action.objects.create(
            **of,
            goal=told["step_goal"],
            text=told["step"],
            who=told["step_who"] or Who.PARTICIPANT,
            agreed_on=meeting.held_on,
            due_on=told["step_due_on"],
        )
    if told["success"]:
        meeting.successes.create(**of, happened_on=meeting.held_on, text=told["success"])
    if at := told.get("next_at"):
        Appointment.objects.create(**of, at=at, place=told["next_place"], made_in=meeting)
    names = {"step": "step", "success": "success", "next_at": "appointment"}
    return [label for name, label in names.items() if told.get(name)]
