"""Meetings and other contacts, with all that was told in them."""

from dataclasses import dataclass
from operator import attrgetter

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.accounts.models import Role
from kansrijk.ui.addresses import addresses
from participants.models import Participant
from plans.models import ActionReport, EarlierMeeting, Meeting, Success
from plans.models.meetings import Kind, MissedWhy, Mood
from plans.models.reports import Result
from plans.timeline.appointments import in_words
from plans.timeline.entries import Entry, Sort
from plans.timeline.sources import Rows, Source, day_in, moment_in

TITLES = {
    Kind.MEETING: "Gesprek",
    Kind.APP: "Contact via de app",
    Kind.MAIL: "Contact via mail",
    Kind.PHONE: "Contact via telefoon",
    Kind.MISSED: "Gesprek ging niet door",
}
RESULT_ICONS = {Result.DONE: "check", Result.BUSY: "clock", Result.FAILED: "obstacle"}
FIRST_OF_THE_DAY = 5


MEETINGS = Meeting.objects.annotate(day=F("held_on"))
ON_ITS_DAY = {"day": F("meeting__held_on")}


def readable(story, meetings):
    """Those of which this hat may read the note: none at all for anybody but a buddy."""
    if story.hat.role != Role.BUDDY:
        return None
    return story.of(meetings).filter(Meeting.objects.note_read_by(story.hat))


def within(story, rows):
    """Rows that belong to meetings which this hat sees."""
    return rows.filter(Meeting.objects.seen_in(story.years, story.hat, "meeting__"))


def earlier(story, rows):
    """What stood there before: nothing for who may read no note at all."""
    return within(story, rows) if story.hat.role == Role.BUDDY else None


def together(story, _):
    """The rows of others in the same talk whose files this hat may open, on the day told here.

    Their own day can be another: a year that is over stays as it was when a talk is corrected.
    """
    if not story.may_live_with_others:
        return None
    same = Meeting.objects.filter(trajectory__in=story.years).order_by()
    here = Subquery(same.filter(entry=OuterRef("entry")).values("held_on")[:1])
    seen = Meeting.objects.visible_to(story.hat).exclude(trajectory__in=story.years)
    return OTHERS.marking(seen.filter(entry__in=same.values("entry")).annotate(day=here))


TOLD = (
    "kind", "missed_why", "mood", "entry", "trajectory_id", "match_id", "match__buddy__user_id",
    "logged_by_id", "logged_by__name", "next_appointment__at", "next_appointment__place",
    "next_appointment__called_off_at",
)  # fmt: skip
REPORT = "meeting_id", "action__text", "result", "hindered_by"
WORKED = "meeting_id", "happened_on", "text", "celebrated"
WAS = "meeting_id", "held_on", "kind", "missed_why", "mood", "note", "until", "changed_by__name"
PERSON = "trajectory__participant__name", "trajectory__participant__called"
NOTES = Rows(MEETINGS, ("note",), readable)
PARTS = (
    Rows(ActionReport.objects.annotate(**ON_ITS_DAY), REPORT, within),
    Rows(Success.objects.annotate(**ON_ITS_DAY), WORKED, within),
    Rows(EarlierMeeting.objects.annotate(**ON_ITS_DAY), WAS, earlier),
)


@dataclass(frozen=True)
class Parts:
    """What hangs on the meetings of a page: each maps the id of a meeting to rows in order."""

    notes: dict  # text, only of those of which this hat may read it
    reports: dict
    successes: dict
    earlier: dict

    @classmethod
    def of(cls, notes, reports, successes, earlier):
        notes = {meeting.pk: meeting.note for meeting in notes}
        reports = sorted(reports, key=attrgetter("pk"))
        successes = sorted(successes, key=attrgetter("happened_on", "pk"), reverse=True)
        earlier = sorted(earlier, key=lambda was: (moment_in(was.until), was.pk), reverse=True)
        return cls(notes, *map(by_meeting, (reports, successes, earlier)))


def by_meeting(rows):
    found = {}
    for row in rows:
        found.setdefault(row.meeting_id, []).append(row)
    return found


def tell(found, story, *parts):
    *parts, others = parts
    names, links, parts = first_names(others), links_of(found, story), Parts.of(*parts)
    return [entry_of(m, parts, names.get(m.entry, ()), links=links.get(m.pk, ())) for m in found]


def links_of(found, story):
    """Map meeting id → where this hat can correct it, or add a success to it."""
    if story.hat.role != Role.BUDDY:
        return {}
    links, running = {}, {year.pk for year in story.years if year.ended_on is None}
    correct = addresses("meetings:correct")
    cheer = addresses("successes:from_meeting", story.participant.pk)
    for meeting in found:
        if meeting.trajectory_id not in running:
            continue
        written_by = (meeting.match__buddy__user_id, meeting.logged_by_id)
        if Meeting.objects.is_correctable(meeting.match_id, written_by, by=story.hat):
            links.setdefault(meeting.pk, []).append((correct(meeting.pk), "Aanpassen"))
        if meeting.kind != Kind.MISSED:
            links.setdefault(meeting.pk, []).append((cheer(meeting.pk), "Zet een succes erbij"))
    return links


def first_names(others):
    """Map an entry → the first names of the others in that talk."""
    names = {}
    for other in sorted(others, key=attrgetter("pk")):
        person = Participant(**dict(zip(("name", "called"), other[-2:], strict=True)))
        names.setdefault(other.entry, []).append(person.first_name)
    return names


def entry_of(meeting, parts, others=(), pieces=(), *, links=()):
    return Entry(
        meeting.day,
        Sort.MEETINGS,
        TITLES[meeting.kind],
        parts.notes.get(meeting.pk, ""),
        tuple(notes_of(meeting, parts, others)),
        pieces=tuple(pieces),
        links=tuple(links),
        earlier=tuple(earlier_of(meeting, parts)) if meeting.pk in parts.notes else (),
        is_joy=meeting.pk in parts.successes,
        order=(FIRST_OF_THE_DAY, meeting.pk),
    )


def notes_of(meeting, parts, others):
    """Pairs of (icon, words): the facts of a meeting, and what came of the steps."""
    is_read = meeting.pk in parts.notes
    if meeting.missed_why:
        yield "info", f"Waarom: {MissedWhy(meeting.missed_why).label}"
    if meeting.mood and is_read:
        yield f"face-{meeting.mood}", f"Hoe het ging: {Mood(meeting.mood).label}"
    if others:
        yield "people", f"Samen met {' en '.join(others)}"
    for report in parts.reports.get(meeting.pk, ()):
        yield RESULT_ICONS[report.result], came_of(report, with_words=is_read)
    for success in parts.successes.get(meeting.pk, ()):
        yield "star", f"Succes: {success.text}"
        if success.celebrated:
            yield "joy", f"Gevierd: {success.celebrated}"
    if meeting.next_appointment__at:
        when = in_words(meeting.next_appointment__at, meeting.next_appointment__place)
        called_off = " (afgezegd)" if meeting.next_appointment__called_off_at else ""
        yield "calendar", f"Volgende afspraak: {when}{called_off}"
    if meeting.logged_by_id not in (None, meeting.match__buddy__user_id):
        yield "person", f"Vastgelegd door {meeting.logged_by__name}, als vervanger"


def came_of(report, *, with_words):
    """What came of a step; what stood in the way only for who may read the note."""
    hindered = f". In de weg stond: {report.hindered_by}" if report.hindered_by else ""
    return f"{report.action__text}: {Result(report.result).label}{hindered if with_words else ''}"


def earlier_of(meeting, parts):
    """What it said before: (when it was corrected, by whom, what else was different, the text)."""
    for was in parts.earlier.get(meeting.pk, ()):
        until = timezone.localtime(moment_in(was.until))
        when = f"{date_format(until, 'l j F Y')} om {date_format(until, 'H.i')} uur"
        yield when, was.changed_by__name, differences(was, meeting), was.note


def differences(was, meeting):
    """What else was different, besides the words."""
    changed = [
        (day_in(was.held_on) != meeting.day, date_format(day_in(was.held_on), "l j F Y")),
        (was.kind != meeting.kind, TITLES[was.kind]),
        (was.missed_why != meeting.missed_why, was.missed_why and MissedWhy(was.missed_why).label),
        (was.mood != meeting.mood, was.mood and Mood(was.mood).label),
    ]
    return [words for is_other, words in changed if is_other and words]


ROWS = Rows(MEETINGS, TOLD)
OTHERS = Rows(MEETINGS, ("entry", *PERSON), together)
SOURCES = (Source(Sort.MEETINGS, ROWS, tell, (NOTES, *PARTS, OTHERS)),)
