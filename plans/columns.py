"""What lists of a year together tell in a file: no notes, and nobody's own words."""

from datetime import date
from itertools import batched
from typing import NamedTuple

from django.utils import timezone

from kansrijk.ui.sheets.columns import Column, Kind
from participants.columns import IN_WORDS, PARTICIPANTS, who
from plans.models import Trajectory
from plans.models.trajectories import phase_of

BATCH = 500  # participants whose years are looked up at once
WHO = who("trajectory.participant")


class FileRow(NamedTuple):
    """A participant in the list of everybody, with where their latest year stands."""

    pk: int
    name: str
    joined_on: date
    district: str
    neighbourhood: str | None
    phase: str = "wacht op een buddy"
    buddy: str | None = None
    last_contact: date | None = None  # only while the year runs


def file_rows(participants, hat):
    """A FileRow for each of these participants, rows of `by_name`, as this hat may see them."""
    years = Trajectory.objects.visible_to(hat).latest_of(participants)
    today = timezone.localdate()
    return [FileRow(*person, *stand(years.get(person.pk), today)) for person in participants]


def stand(year, today):
    """Phase, buddy and last contact of a year; nothing of somebody who has none."""
    if year is None:
        return ()
    heard = None if year.ended_on else year.last_contact
    return phase_of(year, today).label, year.buddy_name, heard


def in_batches(participants, hat):
    """Walk through the FileRows of very many participants."""
    for batch in batched(participants.iterator(BATCH), BATCH, strict=False):
        yield from file_rows(batch, hat)


FILES = [
    *PARTICIPANTS,
    Column("fase", "phase"),
    Column("buddy", "buddy"),
    Column("laatste contact", "last_contact", Kind.DAY),
]
TRAJECTORIES = [
    *who("participant"),
    Column("buddy", "match.buddy.user.name"),
    Column("begonnen op", "started_on", Kind.DAY),
    Column("nu", "present_phase.label"),
]
MEETINGS = [*IN_WORDS, Column("buddy", "buddy_name"), Column("datum", "held_on", Kind.DAY)]
OBSTACLES = [  # who it is about only as far as the participant allowed, see `told_to`
    Column("oorzaak", "get_cause_display"),
    Column("gebied", "match.buddy.district"),
    Column("deelnemer", lambda found: found.told_name or "zonder naam"),
    Column("stand", "get_state_display"),
    Column("hoe snel", "get_urgency_display"),
    Column("gemeld op", "raised_on", Kind.DAY),
    Column("antwoord uiterlijk", "answer_by", Kind.DAY),
    Column("vast WIJ-contact", "match.buddy.wij_contact"),
    Column("organisatie", "partner"),
]
REVIEWS = [
    *WHO,
    Column("kijkmoment", "get_which_display"),
    Column("gepland op", "planned_on", Kind.DAY),
    Column("stand", lambda it: "aan de beurt" if it.moment() == "due" else it.get_state_display()),
    Column("gehouden op", "held_on", Kind.DAY),
    Column("reden", "get_skipped_why_display"),
]
OUTCOMES = [
    *who("participant"),
    Column("resultaat", "kind"),
    Column("sinds", "reached_on", Kind.DAY),
    Column("hoe we dit weten", "get_source_display"),
    Column("later nog zo", lambda outcome: ", ".join(str(it) for it in outcome.checks.all())),
    Column("nu te vragen", lambda outcome: outcome.asks is not None),
]
LATE = [
    *WHO,
    Column("van", "handed_by"),
    Column("wat", "get_kind_display"),
    Column("datum", "held_on", Kind.DAY),
    Column("woorden", "words", Kind.NUMBER),
]
SUCCESSES = [*WHO, Column("wanneer", "happened_on", Kind.DAY)]
