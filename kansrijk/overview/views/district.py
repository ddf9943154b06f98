"""Gebied: the figures of districts, each with the list behind it, and what they mean."""

from django.core.paginator import Paginator
from django.http import Http404

from buddies.models import Absence
from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.overview import change
from kansrijk.overview.board import board
from kansrijk.overview.columns import SHOWN
from kansrijk.overview.figures.registry import FAMILIES, FIGURES, find_figure
from kansrijk.overview.scopes import chosen
from kansrijk.ui.htmx import render
from kansrijk.ui.sheets.lists import download
from plans.views.outcomes import with_forms

ROWS_A_PAGE = 50


@hats(Role.LEAD)
def district(request):
    picked = chosen(request)
    context = board(picked.scope) | {
        "stands_in": Absence.objects.stood_in_by(request.hat),
        "picked": picked,
    }
    return render(request, "overview/district.html", context, part="figures")


@hats(Role.LEAD)
def figure_list(request, slug):
    """The list behind a figure: as many rows as the figure says."""
    found = find_figure(slug)
    if found is None:
        raise Http404
    picked = chosen(request)
    rows = found.rows(picked.scope).for_list()
    if file := download(request, slug, SHOWN[found.shows], rows):
        return file
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    context = {"figure": found, "picked": picked, "page": page}
    if found.shows == "asked":
        context["asked"] = with_forms(page)
    return render(request, "figures/list.html", context, part="rows")


@hats(Role.LEAD)
def definitions(request):
    context = {
        "figures": FIGURES.values(),
        "families": FAMILIES.values(),
        "change": change.EXPLAINED,
    }
    return render(request, "figures/definitions.html", context, part="definitions")
