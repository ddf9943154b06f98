"""The figures of results: their kinds are rows, so the figures are made from them."""

from functools import partial

from django.db.models import Q

from kansrijk.overview.figures import FIGURES, Figure, within
from participants.models import Participant
from plans.models import Outcome, OutcomeKind

OUTCOME_EXPLAINED = (
    "Deelnemers met dit resultaat in de periode. Wie het twee keer haalde, telt één keer."
)


def with_outcome(code, scope):
    """Participants with an outcome of this kind, or of a part of it, in the period."""
    kinds = Q(kind__code=code) | Q(kind__part_of__code=code)
    reached = Outcome.objects.visible_to(scope.hat).filter(kinds, within(scope, "reached_on"))
    return Participant.objects.visible_to(scope.hat).filter(pk__in=reached.values("participant"))


def outcome_figure(kind):
    """The figure of one kind of outcome; kinds are rows, so their figures are made from them."""
    return Figure(
        f"resultaat-{kind.code}",
        kind.name,
        "participants",
        OUTCOME_EXPLAINED,
        partial(with_outcome, kind.code),
    )


def outcome_counts(scope):
    """Return (figure, count, is_part) for each kind of outcome, in order, with two queries."""
    reached = Outcome.objects.visible_to(scope.hat).filter(within(scope, "reached_on"))
    pairs = reached.values_list("kind__code", "kind__part_of__code", "participant").distinct()
    people = {}
    for code, whole, participant in pairs:
        people.setdefault(code, set()).add(participant)
        people.setdefault(whole, set()).add(participant)
    kinds = OutcomeKind.objects.all()
    return [
        (outcome_figure(kind), len(people.get(kind.code, ())), kind.part_of_id is not None)
        for kind in kinds
    ]


def find_figure(slug):
    """The figure with this slug, or None."""
    if slug in FIGURES:
        return FIGURES[slug]
    code = slug.removeprefix("resultaat-")
    kind = OutcomeKind.objects.filter(code=code).first() if code != slug else None
    return kind and outcome_figure(kind)


def all_figures():
    """All figures, for the page that explains them."""
    return [*FIGURES.values(), *map(outcome_figure, OutcomeKind.objects.all())]
