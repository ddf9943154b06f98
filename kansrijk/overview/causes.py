"""What stands in the way, added up by cause, without giving a small number away."""

from django.db.models import Count

from kansrijk.overview.figures import within
from kansrijk.values.small import SMALL
from plans.models import Obstacle
from plans.models.stuck import Cause

FEW = f"minder dan {SMALL}"
EXPLAINED = (
    "Knelpunten die in de periode zijn gemeld en naar WIJ mochten, per oorzaak; ook wie niet "
    "meetelt in cijfers naar buiten, telt hier. Zei de deelnemer nee, dan telt het knelpunt niet "
    f"mee. Van 1 tot en met {SMALL - 1} staat er “{FEW}”, en er staat geen totaal bij: daaruit "
    "zou een klein aantal te rekenen zijn."
)


def told(counts):
    """Return pairs of (cause, number or FEW) for the causes with any, the largest first.

    Source: domain.md R13. A number under SMALL is not told, and neither is any sum: what is told
    stays the same whatever the small numbers are, so no subtraction gives one away. Hence the
    small ones stand in the order of the list, not of their size.
    """
    large = sorted((c for c in counts if counts[c] >= SMALL), key=lambda c: -counts[c])
    small = [cause.value for cause in Cause if 0 < counts.get(cause.value, 0) < SMALL]
    return [(c, counts[c]) for c in large] + [(c, FEW) for c in small]


def cause_counts(scope):
    """Return pairs of (words, number or FEW) of the obstacles raised in the period; one query."""
    raised = Obstacle.objects.visible_to(scope.hat).filter(within(scope, "raised_on"))
    counts = dict(raised.order_by().values_list("cause").annotate(number=Count("pk")))
    return [(Cause(cause).label, number) for cause, number in told(counts)]
