"""Logging a meeting: all that a buddy told at once, stored together and exactly once."""

import uuid

from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Greatest

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from participants.models import Match, Participant
from plans.models import Action, ActionReport, Appointment, Draft, Meeting, Success, Trajectory
from plans.models.goal_templates import Who
from plans.models.reports import Result

ENDED = "Jullie jaar is intussen afgesloten. Kopieer je tekst als je die wilt houden."
DONE_MEANWHILE = "Een van de stappen is intussen al gelukt."


def log(years, *, by, client_id, **told):
    """Store what a buddy told: the meeting, steps, a success, the next appointment.

    `years` are the trajectories of who were there; each gets a meeting of its own in one entry.
    `results` are (Action, Result, what stood in the way), `moods` maps trajectory ids to faces.
    The same `client_id` again answers the meeting that was stored the first time. Raises
    StepRefused when a year ended or a step was finished meanwhile.
    """
    try:
        return store(years, by=by, client_id=client_id, **told)
    except (IntegrityError, StepRefused):  # the number is unique: of two at once one gets here
        if stored := Meeting.objects.filter(client_id=client_id, trajectory=years[0]).first():
            return stored
        raise


@transaction.atomic
def store(years, *, by, client_id, results=(), moods=(), **told):
    """Store it all, or nothing of it; IntegrityError when this number is there already."""
    matches = hold(years, by)
    if len(matches) < len(years):
        raise StepRefused(ENDED)
    same = {name: told.get(name, "") for name in ("held_on", "kind", "missed_why", "note")}
    meetings = Meeting.objects.bulk_create(
        Meeting(
            trajectory=year,
            match_id=matches[year.participant_id],
            client_id=number_of(year, client_id, is_first=year == years[0]),
            entry=client_id,
            mood=dict(moods).get(year.pk),
            seconds=told.get("seconds") if year == years[0] else None,
            logged_by_id=by.user_id,
            **same,
        )
        for year in years
    )
    add_what_follows({meeting.trajectory_id: meeting for meeting in meetings}, results, told)
    Draft.objects.filter(client_id=client_id, user=by.user_id).delete()
    AuditEvent.objects.bulk_create(
        AuditEvent.objects.line(by=by, verb=Verb.ADD, on=m, fields=touched(m, results, told))
        for m in meetings
    )
    return meetings[0]


def hold(years, by):
    """Hold those of these years that run: one log at a time, and nobody ends them meanwhile.

    Maps participant id → the id of the match under which this hat logs.
    """
    theirs = Match.objects.active().filter(pk__in=Participant.objects.reach_of(by).matches)
    match = theirs.filter(participant=OuterRef("participant")).order_by().values("pk")[:1]
    running = Trajectory.objects.open().select_for_update().filter(pk__in=[y.pk for y in years])
    rows = running.order_by("pk").values_list("participant", Subquery(match))
    return {participant: match for participant, match in rows if match}


def number_of(year, client_id, *, is_first):
    """The number of one row of an entry: that of the page, and for the others made from it."""
    return client_id if is_first else uuid.uuid5(client_id, str(year.pk))


def add_what_follows(meetings, results, told):
    """Add what came of the steps, the new step, the success and the appointment.

    `meetings` maps trajectory id → meeting.
    """
    tell_results(meetings, results)
    day = told["held_on"]
    if told.get("step"):
        Action.objects.create(
            trajectory=told["step_for"],
            goal=told["step_goal"],
            text=told["step"],
            who=told["step_who"] or Who.PARTICIPANT,
            agreed_on=day,
            due_on=told["step_due_on"],
        )
    if told.get("success"):
        meeting = meetings[told["success_for"].pk]
        words = {"text": told["success"], "said_by": told["success_by"]}
        Success.objects.create(
            trajectory=told["success_for"], meeting=meeting, happened_on=day, **words
        )
    if at := told.get("next_at"):
        Appointment.objects.agree(at, told["next_place"], meetings=meetings)


def tell_results(meetings, results):
    """Keep what came of each step, and close the ones that worked."""
    if not results:
        return
    ActionReport.objects.bulk_create(
        ActionReport(meeting=meetings[a.trajectory_id], action=a, result=result, hindered_by=why)
        for a, result, why in results
    )
    done = [action.pk for action, result, _ in results if result == Result.DONE]
    day = next(iter(meetings.values())).held_on
    closed = Action.objects.filter(pk__in=done).open()
    when = Greatest(Value(day), F("agreed_on"))
    if closed.update(done_on=when, version=F("version") + 1) < len(done):
        raise StepRefused(DONE_MEANWHILE)


def told_at_first(meeting):
    """Whose trajectories an entry was about, and the names of what it told, when it was stored."""
    rows = dict(Meeting.objects.filter(entry=meeting.entry).values_list("pk", "trajectory"))
    added = AuditEvent.objects.filter(verb=Verb.ADD, subject=Meeting._meta.label_lower)
    lines = added.filter(subject_id__in=rows).values_list("fields", flat=True)
    return set(rows.values()), {name for fields in lines for name in fields}


def touched(meeting, results, told):
    """The names of what a log told about one participant, for the audit line."""
    year = meeting.trajectory
    fields = [name for name in ("missed_why", "mood", "note") if getattr(meeting, name)]
    steps = [action for action, _, _ in results if action.trajectory_id == year.pk]
    for name in ("step", "success"):
        if told.get(name) and told[f"{name}_for"] == year:
            fields.append(name)
    if told.get("next_at"):
        fields.append("appointment")
    return ["held_on", "kind", *fields, *(["steps"] if steps else [])]
