"""The figures of looking back (kijkmomenten): what is due, and what was held in time."""

from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from kansrijk.overview.figures import figure, within
from plans.models import Review, Trajectory
from plans.models.review_steps import ReviewState
from plans.models.reviews import SkippedWhy

GRACE = timedelta(weeks=3)  # after the planned day a look is still in time


@figure(
    "kijkmomenten-aan-de-beurt",
    "kijkmomenten aan de beurt",
    "reviews",
    "Kijkmomenten van lopende jaren waarvan de geplande dag er is, en die nog niet zijn afgerond "
    "of overgeslagen. Stand van nu.",
)
def reviews_due(scope):
    seen = Review.objects.visible_to(scope.hat).filter(trajectory__ended_on=None)
    return seen.due(timezone.localdate())


@figure(
    "kijkmomenten-gepland",
    "kijkmomenten die aan de beurt waren",
    "reviews",
    "Kijkmomenten met een geplande dag in de periode. Een kijkmoment dat nog niet is afgerond, "
    "telt pas mee als de drie weken na die dag om zijn, of als het is overgeslagen. Eindigde het "
    "jaar vóór de geplande dag, dan telt alleen mee wat is afgerond.",
)
def reviews_expected(scope):
    """Looks planned in the period of which it is settled whether they were held in time."""
    planned = Review.objects.visible_to(scope.hat).filter(within(scope, "planned_on"))
    missed = planned.filter(
        Q(trajectory__ended_on=None) | Q(trajectory__ended_on__gte=F("planned_on")),
        Q(state=ReviewState.SKIPPED) | Q(planned_on__lt=timezone.localdate() - GRACE),
    ).exclude(skipped_why=SkippedWhy.STOPPED)
    return planned.filter(Q(state=ReviewState.FINISHED) | Q(pk__in=missed.values("pk")))


@figure(
    "kijkmomenten-op-tijd",
    "kijkmomenten op tijd",
    "reviews",
    "Kijkmomenten die aan de beurt waren, en zijn gehouden uiterlijk drie weken na de geplande "
    "dag. Eerder mag ook. De dag van het kijken telt, ook als het op papier was.",
)
def reviews_in_time(scope):
    """Looks of the period that were held at most 21 days after their day."""
    finished = reviews_expected(scope).filter(state=ReviewState.FINISHED)
    return finished.filter(held_on__lte=F("planned_on") + GRACE)


@figure(
    "af-te-ronden",
    "jaren om af te ronden",
    "trajectories",
    "Lopende jaren waarvan het geplande einde voorbij is, of waarvan de nazorg voorbij is. "
    "Stand van nu.",
)
def to_round_off(scope):
    """Open years past their end: that of aftercare where there is one, else the planned end."""
    return Trajectory.objects.visible_to(scope.hat).past_end(timezone.localdate())
