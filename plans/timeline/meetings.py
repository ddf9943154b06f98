"""Meetings and other contacts, with all that was told in them."""

from django.db.models import F, Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.accounts.models import Role
from plans.models import ActionReport, EarlierMeeting, Meeting
from plans.models.meetings import Kind
from plans.models.reports import Result
from plans.timeline.entries import Entry, Sort, Source

TITLES = {
    Kind.MEETING: "Gesprek",
    Kind.APP: "Contact via de app",
    Kind.MAIL: "Contact via mail",
    Kind.PHONE: "Contact via telefoon",
    Kind.MISSED: "Gesprek ging niet door",
}
RESULT_ICONS = {Result.DONE: "check", Result.BUSY: "clock", Result.FAILED: "obstacle"}
FIRST_OF_THE_DAY = 5


def rows(story):
    return story.of(Meeting).annotate(day=F("held_on"))


def with_all(meetings, hat):
    """Everything that an entry shows; what only who may read the note sees is in there too."""
    related = ("logged_by", "match__buddy", "next_appointment")
    told = meetings.select_related(*related).with_note_for(hat)
    reports = Prefetch("reports", ActionReport.objects.select_related("action"))
    earlier = Prefetch("earlier", EarlierMeeting.objects.select_related("changed_by"))
    return told.prefetch_related(reports, "successes", earlier)


def tell(meetings, story):
    found = list(with_all(meetings, story.hat))
    others, links = housemates(found, story), links_of(found, story)
    return [entry_of(m, others.get(m.entry, ()), links=links.get(m.pk, ())) for m in found]


def links_of(found, story):
    """Map meeting id → where this hat can correct it, or add a success to it."""
    if story.hat.role != Role.BUDDY:
        return {}
    links, running = {}, {year.pk for year in story.years if year.ended_on is None}
    for meeting in found:
        if meeting.trajectory_id not in running:
            continue
        if meeting.is_correctable_by(story.hat):
            to = reverse("meetings:correct", args=[meeting.pk])
            links.setdefault(meeting.pk, []).append((to, "Aanpassen"))
        if meeting.kind != Kind.MISSED:
            to = reverse("successes:from_meeting", args=[story.participant.pk, meeting.pk])
            links.setdefault(meeting.pk, []).append((to, "Zet een succes erbij"))
    return links


def housemates(found, story):
    """Map an entry → the first names of the others in that talk whose files this hat may open."""
    if not story.lives_with_others:
        return {}
    together = Meeting.objects.visible_to(story.hat).filter(entry__in=[m.entry for m in found])
    others = together.exclude(trajectory__in=story.years).defer("note", "search_note")
    names = {}
    for other in others.select_related("trajectory__participant").order_by("pk"):
        names.setdefault(other.entry, []).append(other.trajectory.participant.first_name)
    return names


def entry_of(meeting, others=(), pieces=(), *, links=()):
    return Entry(
        meeting.held_on,
        Sort.MEETINGS,
        TITLES[meeting.kind],
        meeting.readable_note,
        tuple(notes_of(meeting, others)),
        pieces=tuple(pieces),
        links=tuple(links),
        earlier=tuple(earlier_of(meeting)) if meeting.reads_note else (),
        is_joy=bool(meeting.successes.all()),
        order=(FIRST_OF_THE_DAY, meeting.pk),
    )


def notes_of(meeting, others):
    """Pairs of (icon, words): the facts of a meeting, and what came of the steps."""
    if meeting.missed_why:
        yield "info", f"Waarom: {meeting.get_missed_why_display()}"
    if meeting.mood and meeting.reads_note:
        yield f"face-{meeting.mood}", f"Hoe het ging: {meeting.get_mood_display()}"
    if others:
        yield "people", f"Samen met {' en '.join(others)}"
    for report in meeting.reports.all():
        yield RESULT_ICONS[report.result], came_of(report, with_words=meeting.reads_note)
    for success in meeting.successes.all():
        yield "star", f"Succes: {success.text}"
        if success.celebrated:
            yield "joy", f"Gevierd: {success.celebrated}"
    if appointment := getattr(meeting, "next_appointment", None):
        called_off = " (afgezegd)" if appointment.called_off_at else ""
        yield "calendar", f"Volgende afspraak: {appointment.in_words}{called_off}"
    if meeting.deputy:
        yield "person", f"Vastgelegd door {meeting.deputy}, als vervanger"


def came_of(report, *, with_words):
    """What came of a step; what stood in the way only for who may read the note."""
    hindered = f". In de weg stond: {report.hindered_by}" if report.hindered_by else ""
    return f"{report.action.text}: {report.get_result_display()}{hindered if with_words else ''}"


def earlier_of(meeting):
    """What it said before: (when it was corrected, by whom, what else was different, the text)."""
    for was in meeting.earlier.all():
        until = timezone.localtime(was.until)
        when = f"{date_format(until, 'l j F Y')} om {date_format(until, 'H.i')} uur"
        yield when, was.changed_by.name, differences(was, meeting), was.note


def differences(was, meeting):
    """What else was different, besides the words."""
    said = {
        "held_on": lambda row: date_format(row.held_on, "l j F Y"),
        "kind": lambda row: TITLES[row.kind],
        "missed_why": lambda row: row.get_missed_why_display(),
        "mood": lambda row: row.get_mood_display(),
    }
    changed = (words(was) for name, words in said.items() if words(was) != words(meeting))
    return [words for words in changed if words]


SOURCES = (Source(Sort.MEETINGS, rows, tell),)
