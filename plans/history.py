"""How a goal went: its wordings, its steps and what came of them, as one line of time."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone

from plans.models import ActionReport, Goal, Meeting, Success
from plans.models.actions import Action
from plans.models.goals import GoalEnding
from plans.models.reports import Result

ICONS = {Result.DONE: "check", Result.BUSY: "clock", Result.FAILED: "obstacle"}
BEGUN, AGREED, TOLD, CHANGED, DROPPED, CHEERED, ENDED = range(7)  # order within one day


@dataclass(frozen=True)
class Entry:
    day: date
    order: int
    icon: str
    title: str
    text: str = ""
    is_joy: bool = False
    earlier: object = None


def history_of(pk, trajectories, *, hat):
    """Return the goal, its entries newest first, and whether it stands with the successes."""
    seen = Goal.objects.visible_to(hat, years=trajectories)
    goal = seen.select_related("trajectory__participant", "template").filter(pk=pk).first()
    if goal is None:
        raise Http404
    steps = list(Action.objects.visible_to(hat, years=trajectories).filter(goal=goal))
    cheers = list(cheers_of(goal, steps, hat))
    entries = [Entry(goal.opened_on, BEGUN, "flag", "Doel gemaakt", first_words(goal))]
    entries += rewordings(goal) + of_steps(steps) + reports(steps, trajectories, hat)
    entries += [
        Entry(s.happened_on, CHEERED, "heart", "Klein succes", s.text, is_joy=True) for s in cheers
    ]
    entries += ending(goal)
    entries.sort(key=lambda entry: (entry.day, entry.order), reverse=True)
    is_cheered = any(s.action_id is None for s in cheers)
    return {"goal": goal, "entries": entries, "is_cheered": is_cheered}


def cheers_of(goal, steps, hat):
    """The successes of its steps, and that of the goal itself."""
    own = Success.objects.visible_to(hat, years=[goal.trajectory])
    of_steps = own.filter(action__in=steps)
    itself = own.filter(action=None, text=goal.sentence, happened_on=goal.ended_on)
    return of_steps | itself if goal.ended_on else of_steps


def first_words(goal):
    earlier = list(goal.earlier.all())
    return str(earlier[-1] if earlier else goal)


def rewordings(goal):
    return [
        Entry(
            timezone.localdate(earlier.until), CHANGED, "step", "Anders gezegd", earlier=earlier
        )
        for earlier in goal.earlier.select_related("changed_by")
    ]  # fmt: skip


def of_steps(steps):
    told = [Entry(s.agreed_on, AGREED, "step", "Stap afgesproken", s.text) for s in steps]
    told += [Entry(s.done_on, TOLD, "check", "Stap gelukt", s.text) for s in steps if s.done_on]
    gone = [s for s in steps if s.dropped_on]
    return told + [
        Entry(s.dropped_on, DROPPED, "cross", "Stap hoeft niet meer", s.text) for s in gone
    ]


def reports(steps, trajectories, hat):
    """How steps went as told in a meeting or on paper; that one worked stands there already."""
    found = ActionReport.objects.filter(action__in=steps).exclude(result=Result.DONE)
    seen = Meeting.objects.visible_to(hat, years=trajectories).filter(reports__in=found)
    meetings = set(seen.values_list("pk", flat=True))
    return [
        Entry(day_of(r), TOLD, ICONS[r.result], where(r), f"{r.action}: {r.get_result_display()}")
        for r in found.select_related("meeting", "sheet", "action")
        if r.sheet_id or r.meeting_id in meetings
    ]


def day_of(report):
    return report.meeting.held_on if report.meeting_id else report.sheet.filled_on


def where(report):
    return "In een gesprek" if report.meeting_id else "Op papier"


def ending(goal):
    if not goal.ended_on:
        return []
    words = f"Afgerond: {goal.get_ending_display()}"
    is_joy = goal.ending == GoalEnding.REACHED
    return [Entry(goal.ended_on, ENDED, "flag", words, goal.learned, is_joy)]
