"""What lists of a year together tell in a file: no notes, and nobody's own words."""

from itertools import batched

from kansrijk.ui.sheets.columns import Column, Kind
from participants.columns import PARTICIPANTS, who
from plans.models import Trajectory

BATCH = 500  # participants whose years are looked up at once
WHO = who("trajectory.participant")


def with_years(participants, hat):
    """Walk through participants with their latest trajectory, or None: pairs, a batch at a time."""
    seen = Trajectory.objects.visible_to(hat)
    for batch in batched(participants.iterator(BATCH), BATCH, strict=False):
        years = seen.latest_of(batch)
        yield from ((participant, years.get(participant.pk)) for participant in batch)


def of_person(column):
    """This column of a participant, where a row is a pair of them and their year."""
    read = column.reader()
    return Column(column.name, lambda row: read(row[0]), column.kind)


def of_year(read):
    return lambda row: read(row[1]) if row[1] else None


def last_contact(year):
    return None if year.ended_on else year.last_contact


FILES = [
    *map(of_person, PARTICIPANTS),
    Column("fase", lambda row: row[1].present_phase.label if row[1] else "wacht op een buddy"),
    Column("buddy", of_year(lambda year: year.match.buddy.user.name)),
    Column("laatste contact", of_year(last_contact), Kind.DAY),
]
TRAJECTORIES = [
    *who("participant"),
    Column("buddy", "match.buddy.user.name"),
    Column("begonnen op", "started_on", Kind.DAY),
    Column("nu", "present_phase.label"),
]
MEETINGS = [*WHO, Column("buddy", "match.buddy.user.name"), Column("datum", "held_on", Kind.DAY)]
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
