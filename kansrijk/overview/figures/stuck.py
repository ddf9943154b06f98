"""Obstacles (knelpunten): what stood in the way, who helped, and how long it took."""

from collections import defaultdict

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from kansrijk.overview.figures.counting import Count
from kansrijk.overview.figures.registry import family, figure, flow, within
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


LASTED = (("opgelost op", "state_since"), ("dagen tot oplossen", "days"))


@figure(
    "knelpunten-opgelost", "knelpunten opgelost", "obstacles",
    measure="days", day="state_since", tells=LASTED,
)  # fmt: skip
def solved(scope):
    """Knelpunten die in de periode zijn opgelost, en naar WIJ mochten.

    Formule: de mediaan van de dagen van de dag van melden tot de dag van oplossen.
    """
    seen = Obstacle.objects.visible_to(scope.hat).filter(state=Stuck.SOLVED)
    solved_then = seen.filter(within(scope, "state_since")).told_to(scope.hat)
    return solved_then.annotate(days=DaysBetween(F("raised_on"), F("state_since")))


TOOK = (
    "Op Gebied staat van deze knelpunten hoe lang het duurde, vanaf "
    f"{SMALL} opgeloste. Formule: de mediaan van de dagen van de dag van melden tot de dag van "
    "oplossen."
)


@family(
    "opgelost-oorzaak", "opgelost, per oorzaak", "obstacles", by="cause", day="state_since",
    members=lambda: Cause.choices, tells=LASTED,
    explained="Knelpunten met deze oorzaak: {name}, die in de periode zijn opgelost en naar WIJ "
    "mochten. " + TOOK,
)  # fmt: skip
def solved_by_cause(scope):
    return solved(scope)


@family(
    "opgelost-organisatie", "opgelost, per organisatie", "obstacles", by="partner_id",
    day="state_since", members=lambda: list(Partner.objects.in_order().values_list("pk", "name")),
    tells=LASTED,
    explained="Knelpunten waarbij {name} kan helpen, die in de periode zijn opgelost en naar WIJ "
    "mochten. " + TOOK,
)  # fmt: skip
def solved_by_partner(scope):
    return solved(scope).filter(partner__isnull=False)


@flow("oplostijd-oorzaak", day="state_since", by="took")
def days_by_cause(scope):
    """Solved obstacles with `took`: their cause, and the days."""
    return solved_by_cause(scope).annotate(took=took("cause"))


@flow("oplostijd-organisatie", day="state_since", by="took")
def days_by_partner(scope):
    return solved_by_partner(scope).annotate(took=took("partner_id"))


def took(path):
    """ "<what is at this path>:<days>"; one key, so that days are kept with what they are of."""
    of, days = (Cast(each, CharField()) for each in (path, "days"))
    return Concat(of, Value(":"), days, output_field=CharField())


def medians(count):
    """Map each key of `took` to the median of its days, where SMALL or more were solved."""
    parts = defaultdict(Count)
    for key, number in count.keys.items():
        of, _, days = key.rpartition(":")
        parts[of].add(days, number, None)
    return {of: each.median for of, each in parts.items() if each.number >= SMALL}


def told(count, members):
    """Return (key, label, number or FEW) of the members with any, the largest first.

    Source: domain.md R13. A number under SMALL is not told, and neither is any sum: what is told
    stays the same whatever the small numbers are, so no subtraction gives one away. Hence the
    small ones stand in the order of the list, not of their size.
    """
    some = [(key, label, count[key]) for key, label in members if count[key]]
    large = sorted((row for row in some if row[2] >= SMALL), key=lambda row: -row[2])
    return large + [(key, label, FEW) for key, label, number in some if number < SMALL]
