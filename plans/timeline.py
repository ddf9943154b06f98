"""The story of a file: meetings, steps, successes, goals and phases in one line of time."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from plans.models import Appointment, Goal, Meeting, Outcome, Success
from plans.models.meetings import Kind
from plans.models.reports import Result
from plans.models.trajectories import Phase

MEETINGS = 30  # a page shows this many, and all else that happened in those weeks

ICONS = {
    Kind.MEETING: "chat", Kind.APP: "phone", Kind.MAIL: "mail", Kind.PHONE: "phone",
    Kind.MISSED: "calendar",
}  # fmt: skip

RESULT_ICONS = {Result.DONE: "check", Result.BUSY: "clock", Result.FAILED: "obstacle"}


@dataclass(frozen=True)
class Entry:
    day: date
    icon: str
    title: str
    text: str = ""
    notes: tuple = ()  # pairs of (icon, words)
    is_joy: bool = False
    order: tuple = field(default=(0, 0))


def timeline(trajectories, *, hat, before):
    """Return (entries, day): newest first, all before that day; `day` is where older ones begin.

    `trajectories` are those of one participant, already visible to the hat.
    """
    meetings = list(page_of_meetings(trajectories, hat, before))
    has_older = len(meetings) > MEETINGS
    since = meetings[MEETINGS - 1].held_on if has_older else date.min
    reach = {"since": since, "before": before}
    entries = [of_meeting(m) for m in meetings if m.held_on >= since]
    entries += successes(trajectories, hat, **reach) + goals(trajectories, hat, **reach)
    entries += outcomes(trajectories, hat, **reach) + phases(trajectories, **reach)
    entries.sort(key=lambda entry: (entry.day, entry.order), reverse=True)
    return entries, since if has_older else None


def page_of_meetings(trajectories, hat, before):
    """The meetings of a page, one more to see whether there are older, whole days only."""
    seen = Meeting.objects.visible_to(hat)
    found = seen.filter(trajectory__in=trajectories, held_on__lt=before)
    days = found.order_by("-held_on", "-pk").values_list("held_on", flat=True)[: MEETINGS + 1]
    since = min(days, default=before)
    related = ("reports__action", "successes", "next_appointment")
    told = found.filter(held_on__gte=since).select_related("logged_by", "match__buddy")
    shown = told.with_note_for(hat).prefetch_related(*related)
    return shown.order_by("-held_on", "-pk")


def of_meeting(meeting):
    notes = [
        (RESULT_ICONS[report.result], came_of(report, with_words=meeting.reads_note))
        for report in meeting.reports.all()
    ]
    notes += [("star", f"Succes: {success.text}") for success in meeting.successes.all()]
    if appointment := getattr(meeting, "next_appointment", None):
        notes.append(("calendar", f"Volgende afspraak: {said(appointment)}"))
    if meeting.deputy:
        notes.append(("person", f"Vastgelegd door {meeting.deputy}, als vervanger"))
    return Entry(
        meeting.held_on,
        ICONS[meeting.kind],
        meeting.get_kind_display().capitalize(),
        meeting.readable_note,
        tuple(notes),
        is_joy=bool(meeting.successes.all()),
        order=(1, meeting.pk),
    )


def came_of(report, *, with_words):
    """What came of a step; what stood in the way only for who may read the note."""
    hindered = f". In de weg stond: {report.hindered_by}" if report.hindered_by else ""
    return f"{report.action.text}: {report.get_result_display()}{hindered if with_words else ''}"


def said(appointment: Appointment):
    """An appointment in words: "vrijdag 27 november, 10.00 uur, thuis"."""
    local = timezone.localtime(appointment.at)
    words = f"{date_format(local, 'l j F')}, {date_format(local, 'H.i')} uur"
    return f"{words}, {appointment.place}" if appointment.place else words


def between(queryset, day, since, before):
    return queryset.filter(**{f"{day}__gte": since, f"{day}__lt": before})


def successes(trajectories, hat, since, before):
    """Successes outside a meeting; those of a meeting stand with it."""
    loose = Success.objects.visible_to(hat).filter(trajectory__in=trajectories, meeting=None)
    return [
        Entry(s.happened_on, "heart", "Klein succes", s.text, is_joy=True)
        for s in between(loose, "happened_on", since, before)
    ]


def goals(trajectories, hat, since, before):
    found = Goal.objects.visible_to(hat).filter(trajectory__in=trajectories)
    begun = [
        Entry(g.opened_on, "flag", "Nieuw doel", g.sentence)
        for g in between(found, "opened_on", since, before)
    ]
    ended = [
        Entry(
            g.ended_on, "flag", f"Doel: {g.get_ending_display()}", g.sentence,
            is_joy=g.ending == "reached",
        )
        for g in between(found, "ended_on", since, before)
    ]  # fmt: skip
    return begun + ended


def outcomes(trajectories, hat, since, before):
    participants = trajectories.values("participant")
    found = Outcome.objects.visible_to(hat).filter(participant__in=participants)
    return [
        Entry(o.reached_on, "star", "Resultaat", o.kind.name, is_joy=True)
        for o in between(found.select_related("kind"), "reached_on", since, before)
    ]


def phases(trajectories, since, before):
    return [
        Entry(day, "step", "Fase", label, order=(-1, 0))
        for trajectory in trajectories
        for day, label in phase_days(trajectory)
        if day and since <= day < before
    ]


def phase_days(trajectory):
    ended = Phase(trajectory.present_phase).label if trajectory.ended_on else ""
    return [
        (trajectory.started_on, "Begin van jullie jaar: eerst rust"),
        (trajectory.wish_on, "Wat wil jij?"),
        (trajectory.underway_on, "Onderweg"),
        (trajectory.aftercare_on, "Nazorg"),
        (trajectory.ended_on, ended.capitalize()),
    ]
