"""The year as a whole: its road as a page shows it, and how it ends for everything in it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import in_words
from participants.models.states import EndWhy
from plans.models.of_trajectory import hold_year
from plans.models.review_steps import ReviewState
from plans.models.reviews import SkippedWhy, Which
from plans.models.trajectories import Ending, Phase, Trajectory, Why

CHANGED = (
    "De dagen van dit jaar zijn net gewijzigd, door iemand anders of op een andere pagina. "
    "Kijk eerst hoe het nu staat. Wat jij typte, staat er nog."
)
# Why a match ended, where the year ended for this reason; else "iets anders".
MATCH_WHY = {Why.MOVED: EndWhy.MOVED, Why.OWN_WISH: EndWhy.OWN_WISH}
MOMENTS = {  # what a look is called where it stands on its road
    "later": "gepland",
    "soon": "binnenkort",
    "due": "aan de beurt",
    ReviewState.BEGUN: "bezig",
    ReviewState.FINISHED: "afgerond",
    ReviewState.SKIPPED: "overgeslagen",
}


@dataclass(frozen=True)
class Stop:
    """One point on the road of a year."""

    day: date
    title: str
    tag: str = ""
    text: str = ""
    is_joy: bool = False

    @property
    def is_ahead(self):
        return self.day > timezone.localdate()


def road(year, reviews):
    """The phases, looks and end of a year as Stops, in the order of their days."""
    stops = [*phase_stops(year), *map(look_stop, reviews), last_stop(year)]
    return sorted(stops, key=lambda stop: stop.day)


def phase_stops(year):
    phases = [
        (year.started_on, "Begin: eerst rust", Phase.CALM),
        (year.wish_on, "Wat wil jij?", Phase.WISH),
        (year.underway_on, "Onderweg", Phase.UNDERWAY),
        (year.aftercare_on, "Nazorg", Phase.AFTERCARE),
    ]
    now = year.present_phase
    return [Stop(day, title, "nu" if phase == now else "") for day, title, phase in phases if day]


def last_stop(year):
    if year.ended_on:
        is_done = year.ending == Ending.DONE
        title = Phase.DONE.label if is_done else Phase.STOPPED.label
        return Stop(year.ended_on, title.capitalize(), "", year.get_ended_why_display(), is_done)
    if year.aftercare_until:
        return Stop(year.aftercare_until, "Einde van de nazorg", "gepland")
    return Stop(year.planned_end_on, "Einde van het jaar", "gepland")


def look_stop(review):
    stands = review.moment()
    why = review.get_skipped_why_display() if review.state == ReviewState.SKIPPED else ""
    words = f"{why}: {review.skipped_words}" if review.skipped_words else why
    is_done = review.state == ReviewState.FINISHED
    day = review.held_on if is_done else review.planned_on
    if review.state == ReviewState.SKIPPED:  # on the day that was said, where that was before
        day = min(day, review.state_since)
    title = f"Kijkmoment {review.get_which_display()}"
    return Stop(day, title, MOMENTS[stands], words, is_done)


def last_look(year):
    """The look with which this year is to end, or None: after aftercare, else of the year."""
    which = Which.AFTERCARE if year.aftercare_on else Which.END
    return year.reviews.filter(which=which).first()


def last_event(year):
    """Return (day, words): the latest thing in this year, before which it cannot have ended."""
    met = year.meetings.order_by("-held_on").values_list("held_on", flat=True).first()
    looked = year.reviews.order_by("-held_on").exclude(held_on=None).first()
    match = year.participant.matches.active().first()
    events = [
        (year.started_on, "begon dit jaar"),
        (match and match.started_on, "begon deze buddy"),
        (max(filter(None, (year.wish_on, year.underway_on)), default=None), "begon een fase"),
        (year.aftercare_on, "begon de nazorg"),
        (looked and looked.held_on, "was er nog een kijkmoment"),
        (met, "is er nog iets vastgelegd"),
    ]
    day, what = max((event for event in events if event[0]), key=lambda event: event[0])
    return day, f"Op {in_words(day, 'j F')} {what}. Kies die dag of een latere."


def close_what_is_open(year, *, by, ended_on, ending, why):
    """What stops with the year: looks not held, appointments still to come, and the match.

    Call it in the transaction that ends the year, while the year itself still runs.
    """
    for look in year.reviews.waiting():
        look.skip(by=by, why=SkippedWhy.STOPPED)
    for appointment in year.appointments.coming().filter(at__gt=timezone.now()):
        appointment.call_off(by=by, seen=appointment.version)
    match = year.participant.matches.active().first()
    if match:
        done = ending == Ending.DONE
        because = EndWhy.YEAR_DONE if done else MATCH_WHY.get(why, EndWhy.OTHER)
        match.close(by=by, ended_on=ended_on, why=because)


def move_end(year, until, *, seen):
    """Move the planned end of a year that is held, and with it the looks not yet begun.

    StepRefused when this is no longer the version that was seen.
    """
    moved = {"planned_end_on": until, "version": seen + 1}
    if not Trajectory.objects.filter(pk=year.pk, version=seen).update(**moved):
        raise StepRefused(CHANGED)
    year.refresh_from_db(fields=["planned_end_on", "version"])
    year.reviews.plan(year)


@transaction.atomic
def take_back(extension, *, by):
    """Undo the latest extension, made by mistake; StepRefused when it is not that any more."""
    year = extension.trajectory
    hold_year(year, by=by)
    year.refresh_from_db()
    if year.extensions.last() != extension or year.planned_end_on != extension.until:
        raise StepRefused(CHANGED)
    if year.aftercare_on:
        raise StepRefused("De nazorg is al begonnen. Deze verlenging blijft staan.")
    AuditEvent.objects.record(by=by, verb=Verb.STEP, on=extension, step="remove")
    extension.delete()
    move_end(year, extension.was_until, seen=year.version)
