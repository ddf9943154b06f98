"""Every number of the programme, defined once: a figure is the number of rows in its list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db.models import Count, F, Max, Q

from kansrijk.accounts.models import Hat
from kansrijk.overview.periods import Period
from participants.models import Match, Participant, Referral
from participants.models.states import State
from plans.models import Meeting, Obstacle, Success, Trajectory
from plans.models.meetings import CONTACT
from plans.models.trajectories import Ending, Phase

SILENT = 10  # days without any contact after which the buddy is asked (R7)
WEEK = 7  # days


@dataclass(frozen=True)
class Scope:
    """Whose figures (what this hat may see), and over which period."""

    hat: Hat
    period: Period


@dataclass(frozen=True)
class Figure:
    slug: str
    label: str
    shows: str  # what a row is: referrals, participants, trajectories, meetings, …
    explained: str  # the definition, for users
    rows: Callable  # Scope → queryset

    def count(self, scope):
        return self.rows(scope).count()


FIGURES = {}


def figure(slug, label, shows, explained):
    """Register a function from Scope to the rows that a figure counts."""

    def decorator(rows):
        FIGURES[slug] = Figure(slug, label, shows, explained, rows)
        return rows

    return decorator


def within(scope, day):
    return Q(**{f"{day}__range": (scope.period.first, scope.period.last)})


@figure(
    "open-aanmeldingen",
    "open aanmeldingen",
    "referrals",
    "Aanmeldingen die nieuw zijn, of waarbij de persoon is uitgenodigd. Stand van nu.",
)
def open_referrals(scope):
    return Referral.objects.visible_to(scope.hat).open()


@figure(
    "wachtend",
    "wachten op een buddy",
    "participants",
    "Deelnemers die op de laatste dag van de periode waren aangenomen en nog geen traject hadden.",
)
def waiting(scope):
    """Participants accepted by the last day, with no trajectory begun by then."""
    last = scope.period.last
    begun = Trajectory.objects.begun(last).values("participant")
    return (
        Participant.objects.visible_to(scope.hat).filter(joined_on__lte=last).exclude(pk__in=begun)
    )


@figure(
    "stil",
    f"al {SILENT} dagen stil",
    "trajectories",
    f"Lopende trajecten zonder enig contact in de {SILENT} dagen tot en met de laatste dag. "
    "Nazorg telt niet mee: daar spreken twee mensen elkaar minder vaak.",
)
def silent(scope):
    """Open trajectories, before aftercare, whose last contact, or start, is SILENT days ago."""
    last = scope.period.last
    before_aftercare = Q(aftercare_on=None) | Q(aftercare_on__gt=last)
    heard = Max(
        "meetings__held_on", filter=Q(meetings__kind__in=CONTACT, meetings__held_on__lte=last)
    )
    quiet_since = last - timedelta(days=SILENT)
    return (
        running_on(scope, last)
        .filter(before_aftercare)
        .annotate(last_contact=heard)
        .filter(
            Q(last_contact__lte=quiet_since) | Q(last_contact=None, started_on__lte=quiet_since)
        )
    )


def running_on(scope, day):
    """Trajectories begun by this day that had not ended on it."""
    seen = Trajectory.objects.visible_to(scope.hat).begun(day)
    return seen.filter(Q(ended_on=None) | Q(ended_on__gt=day))


@figure(
    "wij",
    "wachten op WIJ",
    "matches",
    "Koppelingen waar de deelnemer en de buddy ja zeiden en WIJ nog moet beslissen. Stand van nu.",
)
def waiting_for_wij(scope):
    return Match.objects.visible_to(scope.hat).filter(state=State.AGREED)


@figure(
    "stilstaand",
    "koppelingen staan stil",
    "matches",
    "Koppelingen die langer dan gewoonlijk op dezelfde plek van het matchbord staan. Stand van nu.",
)
def stalled_matches(scope):
    return Match.objects.visible_to(scope.hat).stalled()


@figure(
    "knelpunten-te-laat",
    "knelpunten over de datum",
    "obstacles",
    "Knelpunten waarop WIJ na de afgesproken dag nog geen antwoord gaf, en knelpunten van een "
    "buddy zonder WIJ-contact. Stand van nu.",
)
def late_obstacles(scope):
    """Open ones past their day, or with nobody to answer them; named as far as is allowed."""
    return Obstacle.objects.visible_to(scope.hat).for_lead().told_to(scope.hat)


@figure(
    "open-koppelingen",
    "open koppelingen",
    "matches",
    "Koppelingen die op de laatste dag waren voorgesteld en toen nog niet waren gestart. "
    "Koppelingen die niet doorgaan tellen niet mee.",
)
def open_matches(scope):
    """Matches proposed by the last day, not started by then, and not declined since."""
    last = scope.period.last
    seen = Match.objects.visible_to(scope.hat).filter(proposed_on__lte=last)
    return seen.filter(Q(started_on=None) | Q(started_on__gt=last)).exclude(state=State.DECLINED)


@figure(
    "gestarte-koppelingen",
    "koppelingen gestart",
    "matches",
    "Koppelingen die in de periode door WIJ zijn goedgekeurd en begonnen.",
)
def started_matches(scope):
    return Match.objects.visible_to(scope.hat).filter(within(scope, "started_on"))


# ── The year ────────────────────────────────────────────────────────────────


@figure("begonnen", "deelnemers begonnen", "trajectories", "Trajecten die in de periode begonnen.")
def begun(scope):
    return Trajectory.objects.visible_to(scope.hat).filter(within(scope, "started_on"))


@figure(
    "gebleven",
    "begonnen en gebleven",
    "trajectories",
    "Trajecten die in de periode begonnen en op de laatste dag niet waren gestopt.",
)
def stayed(scope):
    """Trajectories begun in the period, minus those that stopped by its last day."""
    return begun(scope).exclude(ending=Ending.STOPPED, ended_on__lte=scope.period.last)


def in_phase(phase, scope):
    """Trajectories in this phase on the last day; done and stopped: ended in the period."""
    seen = Trajectory.objects.visible_to(scope.hat).with_phase(scope.period.last)
    still_or_now = Q(ended_on=None) | Q(ended_on__gte=scope.period.first)
    return seen.filter(still_or_now, phase=phase)


for _phase in Phase:
    _ends = _phase in (Phase.DONE, Phase.STOPPED)
    figure(
        f"fase-{_phase.value}",
        _phase.label,
        "trajectories",
        f"Trajecten die in de periode eindigden als “{_phase.label}”."
        if _ends
        else f"Trajecten die op de laatste dag van de periode in de fase “{_phase.label}” waren.",
    )(partial(in_phase, _phase))


def phase_counts(scope):
    """Return (figure, count) for each phase, in order, with one query."""
    seen = Trajectory.objects.visible_to(scope.hat).with_phase(scope.period.last)
    still_or_now = Q(ended_on=None) | Q(ended_on__gte=scope.period.first)
    counted = dict(seen.filter(still_or_now).values_list("phase").annotate(n=Count("pk")))
    return [(FIGURES[f"fase-{p.value}"], counted.get(p.value, 0)) for p in Phase]


# ── Meetings and successes ──────────────────────────────────────────────────


@figure(
    "gesprekken",
    "gesprekken gehouden",
    "meetings",
    "Wekelijkse gesprekken die in de periode echt plaatsvonden, vóór de nazorg. "
    "App, mail en telefoon tellen hier niet mee.",
)
def meetings_held(scope):
    """Meetings that took place in the period, before aftercare began."""
    held = Meeting.objects.visible_to(scope.hat).weekly().filter(within(scope, "held_on"))
    aftercare = F("trajectory__aftercare_on")
    return held.filter(Q(trajectory__aftercare_on=None) | Q(held_on__lt=aftercare))


@figure(
    "trajecten-met-gesprekken",
    "trajecten met wekelijkse gesprekken",
    "trajectories",
    "Trajecten die in de periode liepen, nazorg niet meegeteld. Al hun dagen samen, gedeeld door "
    "zeven, zijn de weken: voor elke week is één gesprek de bedoeling.",
)
def meeting_weekly(scope):
    """Trajectories that ran, before aftercare, on some day of the period."""
    first, last = scope.period.first, scope.period.last
    seen = Trajectory.objects.visible_to(scope.hat).begun(last)
    runs = Q(ended_on=None) | Q(ended_on__gt=first)
    return seen.filter(runs, Q(aftercare_on=None) | Q(aftercare_on__gt=first))


def weeks_due(scope):
    """Return how many weekly meetings were due: floor(days / 7), in weeks.

    Days are those of all trajectories together, each from the later of its start and the first
    day up to the earliest of aftercare, end, and the day after the last day.
    """
    first, after = scope.period.first, scope.period.last + timedelta(days=1)
    dates = meeting_weekly(scope).values_list("started_on", "aftercare_on", "ended_on")
    days = sum(
        max(0, (min(filter(None, (aftercare, ended, after))) - max(start, first)).days)
        for start, aftercare, ended in dates
    )
    return days // WEEK


@figure(
    "successen", "kleine successen", "successes", "Kleine successen die toen zijn opgeschreven."
)
def successes(scope):
    return Success.objects.visible_to(scope.hat).filter(within(scope, "happened_on"))
