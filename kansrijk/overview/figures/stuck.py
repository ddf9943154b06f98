"""Obstacles (knelpunten): what stood in the way, who helped, and how long it took."""

from django.db.models import F

from kansrijk.overview.figures.registry import family, figure, within
from kansrijk.values.dates import DaysBetween
from kansrijk.values.small import SMALL
from plans.models import Obstacle, Partner
from plans.models.stuck import Cause, Stuck

FEW = f"minder dan {SMALL}"
TOLD = (
    "Zei de deelnemer nee, dan telt het knelpunt niet mee. Van 1 tot en met "
    f"{SMALL - 1} staat er “{FEW}”, en er staat geen totaal bij: daaruit zou een klein aantal te "
    "rekenen zijn."
)


@family(
    "oorzaak", "knelpunten per oorzaak", "obstacles", by="cause", members=lambda: Cause.choices,
    day="raised_on",
    explained="Knelpunten die in de periode zijn gemeld en naar WIJ mochten, met deze oorzaak: "
    "{name}. " + TOLD,
)  # fmt: skip
def by_cause(scope):
    seen = Obstacle.objects.visible_to(scope.hat).filter(within(scope, "raised_on"))
    return seen.told_to(scope.hat)


@family(
    "organisatie", "knelpunten per organisatie", "obstacles", by="partner_id", day="raised_on",
    members=lambda: list(Partner.objects.in_order().values_list("pk", "name")),
    explained="Knelpunten die in de periode zijn gemeld en naar WIJ mochten, waarbij {name} kan "
    "helpen. " + TOLD,
)  # fmt: skip
def by_partner(scope):
    return by_cause(scope).filter(partner__isnull=False)


@figure(
    "knelpunten-opgelost", "knelpunten opgelost", "obstacles", measure="days", day="state_since"
)
def solved(scope):
    """Knelpunten die in de periode zijn opgelost, en naar WIJ mochten.

    Formule: de mediaan van de dagen van de dag van melden tot de dag van oplossen.
    """
    seen = Obstacle.objects.visible_to(scope.hat).filter(state=Stuck.SOLVED)
    solved_then = seen.filter(within(scope, "state_since")).told_to(scope.hat)
    return solved_then.annotate(days=DaysBetween(F("raised_on"), F("state_since")))


def told(count, members):
    """Return (key, label, number or FEW) of the members with any, the largest first.

    Source: domain.md R13. A number under SMALL is not told, and neither is any sum: what is told
    stays the same whatever the small numbers are, so no subtraction gives one away. Hence the
    small ones stand in the order of the list, not of their size.
    """
    some = [(key, label, count[key]) for key, label in members if count[key]]
    large = sorted((row for row in some if row[2] >= SMALL), key=lambda row: -row[2])
    return large + [(key, label, FEW) for key, label, number in some if number < SMALL]
