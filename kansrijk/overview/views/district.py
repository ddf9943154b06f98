"""Gebied: the figures of a district, each with the list behind it, and what they mean."""

from django.core.paginator import Paginator
from django.http import Http404

from buddies.models import Absence
from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.overview import causes, change, figures, logs, looks, outcomes
from kansrijk.overview.figures import FIGURES, Scope
from kansrijk.overview.periods import PeriodForm
from kansrijk.ui.htmx import render
from plans.views.outcomes import with_forms

ROWS_A_PAGE = 50
ATTENTION = [
    "open-aanmeldingen",
    "wachtend",
    "stil",
    "wij",
    "stilstaand",
    "knelpunten-te-laat",
    "verslagen-achteraf",
    "kijkmomenten-aan-de-beurt",
    "af-te-ronden",
    "nog-zo",
]
PROGRESS = ["begonnen", "gebleven", "open-koppelingen", "gestarte-koppelingen", "successen"]


def chosen(request):
    """The period form of this request and the scope that follows from it."""
    form = PeriodForm(request.GET, district=request.hat.district)
    return form, Scope(request.hat, form.period)


def counted(slugs, scope):
    return [(FIGURES[slug], FIGURES[slug].count(scope)) for slug in slugs]


@hats(Role.LEAD)
def district(request):
    form, scope = chosen(request)
    took = logs.median_seconds(scope)
    phases, results = figures.phase_counts(scope), outcomes.outcome_counts(scope)
    context = {
        "stands_in": Absence.objects.stood_in_by(request.hat),
        "form": form,
        "period": scope.period,
        "attention": counted(ATTENTION, scope),
        "progress": counted(PROGRESS, scope),
        "phases": phases,
        "most": max([count for _, count in phases] + [1]),
        "held": FIGURES["gesprekken"].count(scope),
        "took": None if took is None else logs.in_minutes(took),
        "due": figures.weeks_due(scope),
        "causes": causes.cause_counts(scope),
        "outcomes": results,
        "has_outcomes": any(count for _, count, _ in results),
        "in_time": looks.reviews_in_time(scope).count(),
        "expected": looks.reviews_expected(scope).count(),
        "later": list(outcomes.later_counts(scope)),
    }
    return render(request, "overview/district.html", context, part="figures")


@hats(Role.LEAD)
def figure_list(request, slug):
    """The list behind a figure: as many rows as the figure says."""
    found = outcomes.find_figure(slug)
    if found is None:
        raise Http404
    form, scope = chosen(request)
    page = Paginator(found.rows(scope).for_list(), ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    context = {"figure": found, "form": form, "period": scope.period, "page": page}
    if found.shows == "asked":
        context["asked"] = with_forms(page)
    return render(request, "figures/list.html", context, part="rows")


@hats(Role.LEAD)
def definitions(request):
    context = {
        "figures": FIGURES.values(),
        "outcomes": outcomes.OUTCOME_EXPLAINED,
        "causes": causes.EXPLAINED,
        "change": change.EXPLAINED,
    }
    return render(request, "figures/definitions.html", context, part="definitions")
