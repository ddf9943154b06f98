"""The figures of results: their kinds are rows, so the figures are made from them."""

from datetime import timedelta
from functools import partial

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When

from kansrijk.overview.figures import FIGURES, Figure, figure, within
from participants.models import Participant
from plans.models import Outcome, OutcomeCheck, OutcomeKind
from plans.models.outcomes import MOMENTS, Still, had_passed

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


# ── Later: is it still so? ──────────────────────────────────────────────────

LATER = {  # what is known of a result some months later → (slug, in words)
    Still.TRUE: ("nog-waar", "nog waar"),
    Still.GONE: ("niet-meer", "niet meer waar"),
    Still.UNKNOWN: ("onbekend", "dat weten we niet"),
    "": ("zonder-antwoord", "nog geen antwoord"),
}
GONE_BEFORE = (
    "Wie na 3 maanden “niet meer” zei, is na 6 maanden niet meer gevraagd en telt daar ook zo."
)


@figure(
    "nog-zo",
    "resultaten: nog zo?",
    "asked",
    "Resultaten van 3 of 6 maanden geleden zonder buddy die het kan vragen, bijvoorbeeld omdat het "
    "jaar voorbij is. De vraag blijft drie maanden open. Stand van nu.",
)
def outcomes_to_ask(scope):
    return Outcome.objects.visible_to(scope.hat).without_reader().asked()


def looked_back_on(months, scope):
    """Outcomes for which so many months were over on a day of the period, and on none before."""
    before = scope.period.first - timedelta(days=1)
    seen = Outcome.objects.visible_to(scope.hat)
    return seen.filter(had_passed(scope.period.last, months), ~had_passed(before, months))


def with_later(months, scope):
    """Annotate `later`: what is known of these results so many months later; "" without answer."""
    own = OutcomeCheck.objects.filter(outcome=OuterRef("pk"))
    given = {still: Exists(own.filter(months=months, still=still)) for still in Still}
    gone_before = Exists(own.filter(months__lt=months, still=Still.GONE))
    whens = [When(is_so, then=Value(still)) for still, is_so in given.items()]
    later = Case(*whens, When(gone_before, then=Value(Still.GONE)), default=Value(""))
    return looked_back_on(months, scope).annotate(later=later)


def known_later(months, still, scope):
    return with_later(months, scope).filter(later=still)


for _months in MOMENTS:
    _over = f"Resultaten die in de periode {_months} maanden oud werden"
    figure(
        f"resultaten-na-{_months}",
        f"resultaten, {_months} maanden later",
        "outcomes",
        f"{_over}. Dit zijn resultaten, geen deelnemers.",
    )(partial(looked_back_on, _months))
    for _still, (_slug, _words) in LATER.items():
        figure(
            f"{_slug}-na-{_months}",
            f"na {_months} maanden: {_words}",
            "outcomes",
            f"{_over}, met dit antwoord op de vraag of het nog zo is."
            + (f" {GONE_BEFORE}" if (_still, _months) == (Still.GONE, 6) else ""),
        )(partial(known_later, _months, _still))


def later_counts(scope):
    """Return (figure of all, count, rows of (words, figure, count)) a moment; two queries."""
    for months in MOMENTS:
        counts = counted(months, scope)
        rows = [
            (words, FIGURES[f"{slug}-na-{months}"], counts.get(still, 0))
            for still, (slug, words) in LATER.items()
        ]
        yield FIGURES[f"resultaten-na-{months}"], sum(counts.values()), rows


def counted(months, scope):
    """Map what is known of the results of a period so many months later to how many there are."""
    known = with_later(months, scope).order_by().values_list("later")
    return dict(known.annotate(number=Count("pk")))
