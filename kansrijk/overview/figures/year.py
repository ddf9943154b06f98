"""The year together: who began, in which phase everybody is, how they moved, and who stopped."""

from datetime import date, timedelta

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Least

from kansrijk.overview.figures.registry import LAST_DAY, family, figure, flow, within
from plans.models import Trajectory
from plans.models.trajectories import Ending, Phase, Why

NEVER = Value(date(9999, 12, 31))
OPEN_PHASES = [Phase.CALM, Phase.WISH, Phase.UNDERWAY, Phase.AFTERCARE]
BEGINS = {  # the day on which a phase begins
    Phase.CALM: "started_on",
    Phase.WISH: "wish_on",
    Phase.UNDERWAY: "underway_on",
    Phase.AFTERCARE: "aftercare_on",
    Phase.DONE: "ended_on",
}
PHASES = [(phase.value, phase.label) for phase in Phase]
RUNNING = [(phase.value, phase.label) for phase in OPEN_PHASES]


@figure("begonnen", "deelnemers begonnen", "trajectories", day="started_on")
def begun(scope):
    """Trajecten die in de periode begonnen."""
    return Trajectory.objects.visible_to(scope.hat).filter(within(scope, "started_on"))


@figure("gebleven", "begonnen en gebleven", "trajectories")
def stayed(scope):
    """Trajecten die in de periode begonnen en op de laatste dag niet waren gestopt."""
    return begun(scope).exclude(ending=Ending.STOPPED, ended_on__lte=scope.period.last)


@family(
    "fase", "waar iedereen staat", "trajectories", by="phase", members=lambda: PHASES,
    when=LAST_DAY,
)  # fmt: skip
def phases(scope):
    """Trajecten die op de laatste dag van de periode in de fase “{name}” waren.

    “Klaar” en “gestopt” zijn de trajecten die in de periode zo eindigden.
    """
    seen = Trajectory.objects.visible_to(scope.hat).with_phase(scope.period.last)
    return seen.filter(Q(ended_on=None) | Q(ended_on__gte=scope.period.first))


# ── How they moved ──────────────────────────────────────────────────────────


@family("begin", "in welke fase bij het begin", "trajectories", by="phase", members=lambda: RUNNING)
def phases_before(scope):
    """Trajecten die aan het begin van de periode in de fase “{name}” waren.

    Formule: de stand aan het einde van de dag vóór de eerste dag.
    """
    before = scope.period.first - timedelta(days=1)
    seen = Trajectory.objects.visible_to(scope.hat).with_phase(before)
    return seen.filter(Q(ended_on=None) | Q(ended_on__gt=before))


def entered(phase):
    """The function to the trajectories that entered a phase in the period."""
    return lambda scope: Trajectory.objects.visible_to(scope.hat).filter(
        within(scope, BEGINS[phase])
    )


def left(phase):
    """The function to the trajectories that left a phase in the period: the next one began."""
    later = OPEN_PHASES[OPEN_PHASES.index(phase) + 1 :]
    days = [Coalesce(F(BEGINS[each]), NEVER) for each in (*later, Phase.DONE)]

    def rows(scope):
        was_in = Trajectory.objects.visible_to(scope.hat).filter(
            **{f"{BEGINS[phase]}__lte": scope.period.last}
        )
        gone = was_in.annotate(left_on=Least(*days) if later else days[0])
        return gone.filter(within(scope, "left_on"))

    return rows


for _phase in OPEN_PHASES:
    figure(
        f"erin-{_phase.value}", f"naar “{_phase.label}”", "trajectories", day=BEGINS[_phase],
        explained=f"Trajecten die in de periode in de fase “{_phase.label}” kwamen.",
    )(entered(_phase))  # fmt: skip
    figure(
        f"eruit-{_phase.value}", f"uit “{_phase.label}”", "trajectories", day="left_on",
        explained=f"Trajecten die in de periode uit de fase “{_phase.label}” gingen, naar een "
        "volgende fase of naar het einde.\n"
        "Formule: stand bij het begin, plus erin, min eruit, is de stand op de laatste dag.",
    )(left(_phase))  # fmt: skip


# ── How years ended ─────────────────────────────────────────────────────────


@figure("geeindigd", "trajecten geëindigd", "trajectories", day="ended_on")
def ended(scope):
    """Trajecten die in de periode eindigden, als klaar of als gestopt."""
    return Trajectory.objects.visible_to(scope.hat).filter(within(scope, "ended_on"))


@family(
    "gestopt", "waarom gestopt", "trajectories", by="ended_why", members=lambda: Why.choices,
    day="ended_on",
)  # fmt: skip
def stopped(scope):
    """Trajecten die in de periode stopten vóór het einde van het jaar, met deze reden: {name}."""
    return ended(scope).filter(ending=Ending.STOPPED)


@flow("begonnen-gestopt", day="started_on", by="ended_on")
def begun_and_stopped(scope):
    return Trajectory.objects.visible_to(scope.hat).filter(ending=Ending.STOPPED)
