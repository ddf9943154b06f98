"""The figures of results: by kind, and whether it is still so later."""

from datetime import timedelta
from functools import partial

from django.db.models import Case, CharField, Exists, F, OuterRef, Value, When, Window
from django.db.models.functions import Cast, Coalesce, Concat, Lag

from kansrijk.overview.figures.registry import family, figure, flow, within
from participants.models import Participant
from plans.models import Outcome, OutcomeCheck, OutcomeKind
from plans.models.outcomes import MOMENTS, Still, had_passed


def kinds(*, are_parts):
    """The kinds of result as pairs of (code, name), in order."""
    found = OutcomeKind.objects.filter(part_of__isnull=not are_parts)
    return list(found.values_list("code", "name"))


def people_with(rows, code):
    return Participant.objects.filter(pk__in=rows.filter(code=code).values("participant"))


def reached(scope):
    return Outcome.objects.visible_to(scope.hat).filter(within(scope, "reached_on"))


@family(
    "resultaat", "resultaten", "participants", by="code", unit="participant", split=people_with,
    day="reached_on",
    members=lambda: kinds(are_parts=False),
)  # fmt: skip
def by_kind(scope):
    """Deelnemers met dit resultaat in de periode: {name}. Wie het twee keer haalde, telt één keer."""
    return reached(scope).annotate(code=Coalesce("kind__part_of__code", "kind__code"))


@family(
    "deelresultaat", "waarvan", "participants", by="code", unit="participant", split=people_with,
    day="reached_on",
    members=lambda: kinds(are_parts=True),
)  # fmt: skip
def by_part(scope):
    """Deelnemers met dit resultaat in de periode: {name}. Zij tellen ook mee in het geheel."""
    return reached(scope).filter(kind__part_of__isnull=False).annotate(code=F("kind__code"))


@flow("resultaat-telkens", day="reached_on", by="again")
def each_kind(scope):
    """Every result with `again`: its kind, and the day of the one before it of the same person.

    Who counts people over a period counts the results without one before it in that period.
    """
    return by_kind(scope).annotate(again=again())


@flow("deelresultaat-telkens", day="reached_on", by="again")
def each_part(scope):
    return by_part(scope).annotate(again=again())


def again():
    """ "<kind>:<day>"; the day is empty for the first of its kind in somebody's life."""
    same = {"partition_by": ["participant", "code"], "order_by": ["reached_on", "pk"]}
    before = Cast(Window(Lag("reached_on"), **same), CharField())
    day = Coalesce(before, Value(""), output_field=CharField())
    return Concat("code", Value(":"), day, output_field=CharField())


# ── Later: is it still so? ──────────────────────────────────────────────────

LATER = [  # what is known of a result some months later, as it stands in an address and in words
    (Still.TRUE.value, "nog waar"),
    (Still.GONE.value, "niet meer waar"),
    (Still.UNKNOWN.value, "dat weten we niet"),
    ("none", "nog geen antwoord"),
]


def looked_back_on(months, scope):
    """Outcomes for which so many months were over on a day of the period, and on none before."""
    before = scope.period.first - timedelta(days=1)
    seen = Outcome.objects.visible_to(scope.hat)
    return seen.filter(had_passed(scope.period.last, months), ~had_passed(before, months))


def later_rows(months):
    """The function to results with `later`: what is known of them so many months later."""
    own = OutcomeCheck.objects.filter(outcome=OuterRef("pk"))
    given = {still: Exists(own.filter(months=months, still=still)) for still in Still}
    gone_before = Exists(own.filter(months__lt=months, still=Still.GONE))
    whens = [When(is_so, then=Value(still)) for still, is_so in given.items()]
    later = Case(*whens, When(gone_before, then=Value(Still.GONE)), default=Value("none"))
    return lambda scope: looked_back_on(months, scope).annotate(later=later)


for _months in MOMENTS:
    figure(
        f"resultaten-na-{_months}",
        f"resultaten, {_months} maanden later",
        "outcomes",
        day="reached_on",
        explained=f"Resultaten die in de periode {_months} maanden oud werden. Dit zijn "
        "resultaten, geen deelnemers.",
    )(partial(looked_back_on, _months))
    family(
        f"na-{_months}", f"resultaten, {_months} maanden later", "outcomes", by="later", day="reached_on",
        members=lambda: LATER,
        explained=f"Resultaten die in de periode {_months} maanden oud werden, met dit antwoord op "
        "de vraag of het nog zo is: {name}. Dit zijn resultaten, geen deelnemers."
        + (" Wie na 3 maanden “niet meer” zei, is niet meer gevraagd en telt ook na 6 maanden zo."
           if _months == MOMENTS[-1] else ""),
    )(later_rows(_months))  # fmt: skip
