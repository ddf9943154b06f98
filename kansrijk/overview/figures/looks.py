"""The figures of looking back (kijkmomenten): what was due, and what was held in time."""

from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from kansrijk.overview.figures.registry import figure, within
from plans.models import Review
from plans.models.review_steps import ReviewState
from plans.models.reviews import SkippedWhy

GRACE = timedelta(weeks=3)  # after the planned day a look is still in time


@figure("kijkmomenten-gepland", "kijkmomenten die aan de beurt waren", "reviews", day="planned_on")
def reviews_expected(scope):
    """Kijkmomenten met een geplande dag in de periode.

    Een kijkmoment dat nog niet is afgerond, telt pas mee als de drie weken na die dag om zijn, of
    als het is overgeslagen. Eindigde het jaar vóór de geplande dag, dan telt alleen mee wat is
    afgerond.
    """
    planned = Review.objects.visible_to(scope.hat).filter(within(scope, "planned_on"))
    missed = Q(
        Q(trajectory__ended_on=None) | Q(trajectory__ended_on__gte=F("planned_on")),
        Q(state=ReviewState.SKIPPED) | Q(planned_on__lt=timezone.localdate() - GRACE),
    ) & ~Q(skipped_why=SkippedWhy.STOPPED)
    return planned.filter(Q(state=ReviewState.FINISHED) | missed)


@figure("kijkmomenten-op-tijd", "kijkmomenten op tijd", "reviews", day="planned_on")
def reviews_in_time(scope):
    """Kijkmomenten die aan de beurt waren, en gehouden uiterlijk drie weken na de geplande dag.

    Eerder mag ook. De dag van het kijken telt, ook als het op papier was.
    """
    finished = reviews_expected(scope).filter(state=ReviewState.FINISHED)
    return finished.filter(held_on__lte=F("planned_on") + GRACE)
