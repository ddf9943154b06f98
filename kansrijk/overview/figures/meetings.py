"""The weekly meetings: how many were held of those due, how long logging takes, and successes."""

from datetime import date, timedelta

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Greatest, Least

from kansrijk.overview.figures.registry import figure, flow, within
from kansrijk.values.dates import DaysBetween
from plans.models import Meeting, Success, Trajectory

WEEK = 7  # days
FEWEST = 5  # logs; of fewer the middle says nothing
STEP = 5  # seconds; finer says no more, and would keep a count of every second apart
NEVER = Value(date(9999, 12, 31))


@figure("gesprekken", "gesprekken gehouden", "meetings", day="held_on")
def meetings_held(scope):
    """Wekelijkse gesprekken die in de periode echt plaatsvonden, vóór de nazorg.

    App, mail en telefoon tellen hier niet mee.
    """
    held = Meeting.objects.visible_to(scope.hat).weekly().filter(within(scope, "held_on"))
    aftercare = F("trajectory__aftercare_on")
    return held.filter(Q(trajectory__aftercare_on=None) | Q(held_on__lt=aftercare))


@figure(
    "trajecten-met-gesprekken", "trajecten met wekelijkse gesprekken", "trajectories",
    measure="days",
)  # fmt: skip
def meeting_weekly(scope):
    """Trajecten die in de periode liepen, nazorg niet meegeteld: voor elke week is er een gesprek.

    Formule: weken = alle dagen samen, gedeeld door zeven, naar beneden afgerond. Een dag telt mee
    vanaf het begin van het traject tot de nazorg of het einde, voor zover die in de periode ligt.
    Dagen die in een maand overblijven, tellen mee in de volgende: zo kloppen de maanden samen.
    """
    days = DaysBetween("from_day", "until_day")
    return met_weekly(scope).annotate(days=Greatest(days, Value(0)))


def met_weekly(scope):
    """Trajectories that ran, before aftercare, on some day of the period, from which day to which."""
    first, after = scope.period.first, scope.period.last + timedelta(days=1)
    seen = Trajectory.objects.visible_to(scope.hat).begun(scope.period.last)
    runs = Q(ended_on=None) | Q(ended_on__gt=first)
    running = seen.filter(runs, Q(aftercare_on=None) | Q(aftercare_on__gt=first))
    until = Least(Coalesce("aftercare_on", NEVER), Coalesce("ended_on", NEVER), Value(after))
    return running.annotate(from_day=Greatest("started_on", Value(first)), until_day=until)


def weeks_due(count):
    """How many weekly meetings were due, in weeks, from the Count of `meeting_weekly`."""
    return count.total // WEEK


@figure("successen", "kleine successen", "successes", day="happened_on")
def successes(scope):
    """Kleine successen van in de periode, zoals ze zijn opgeschreven."""
    return Success.objects.visible_to(scope.hat).filter(within(scope, "happened_on"))


@figure("vastleggen", "gesprekken met een bekende tijd", "meetings", measure="took", day="held_on")
def timed_logs(scope):
    """Hoelang vastleggen duurt: van het openen van de pagina tot opslaan, zonder inhoud.

    Langer dan een uur telt niet mee. Het doel is minder dan twee minuten.
    Formule: de mediaan van alle gesprekken van de periode, elk naar beneden afgerond op vijf
    seconden, vanaf 5 gesprekken.
    """
    timed = Meeting.objects.visible_to(scope.hat).weekly().filter(seconds__isnull=False)
    return timed.filter(within(scope, "held_on")).annotate(took=F("seconds") / STEP * STEP)


def time_to_log(count):
    """How long logging takes: the middle in words ("1 min 40 s"), or None of too few."""
    return None if count.number < FEWEST else in_minutes(round(count.median))


def in_minutes(seconds):
    """A length of time in words: "1 min 40 s"."""
    minutes, rest = divmod(seconds, 60)
    return " ".join([f"{minutes} min"] * bool(minutes) + [f"{rest} s"] * bool(rest or not minutes))


@flow("week-komt", day="started_on")
def weekly_from(scope):
    return Trajectory.objects.visible_to(scope.hat)


@flow("week-gaat", day="weekly_until")
def weekly_until(scope):
    """Trajectories with the day from which no weekly meeting is due any more."""
    until = Least(Coalesce("aftercare_on", NEVER), Coalesce("ended_on", NEVER))
    seen = Trajectory.objects.visible_to(scope.hat)
    return seen.annotate(weekly_until=until).filter(weekly_until__lt=NEVER)
