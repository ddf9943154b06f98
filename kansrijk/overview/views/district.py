"""Gebied: the figures of districts, each with the list behind it, and what they mean."""

from django.http import Http404

from buddies.models import Absence
from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.overview import behind, change, chapters
from kansrijk.overview.figures.registry import find_figure
from kansrijk.overview.kept.counts import kept
from kansrijk.overview.page import frame, page, pilot_page, side_by_side_page
from kansrijk.overview.scopes import chosen
from kansrijk.ui.htmx import render, render_live
from kansrijk.ui.pages import Counted
from kansrijk.ui.sheets.lists import download
from plans.views.outcomes import with_forms

ROWS_A_PAGE = 50


def dashboard(request, context, shown):
    context["stands_in"] = Absence.objects.stood_in_by(request.hat)
    return render_live(request, "overview/district.html", context, part="figures", shown=shown)


@hats(Role.LEAD)
def district(request):
    return dashboard(request, page(chosen(request)), "overview/sections.html")


@hats(Role.LEAD)
def side_by_side(request):
    """The figures of a few districts and of the programme; never a ranking."""
    return dashboard(request, side_by_side_page(chosen(request)), "overview/side_by_side.html")


@hats(Role.LEAD)
def pilot(request):
    """What the programme published of its pilot, beside what is counted."""
    return dashboard(request, pilot_page(chosen(request)), "overview/pilot.html")


def number_of(found, scope, rows):
    """How many rows a figure has; of the whole programme as it is kept, where Gebied tells that.

    Counting millions of meetings, or all that files lack, costs more than the rest of their page.
    """
    hat, told = scope.hat, None
    is_dear = found.shows == "meetings" or found.asks
    if hat.leads_all and hat.reach is None and is_dear:
        told = kept([("list", found, scope)], hat)
    return told[0]["list", found.slug].number if told else rows.count()


@hats(Role.LEAD)
def figure_list(request, slug):
    """The list behind a figure: as many rows as the figure says."""
    found = find_figure(slug)
    if found is None:
        raise Http404
    picked = chosen(request)
    counted = found.rows(picked.scope)
    rows = behind.listed(found, counted)
    if file := download(request, slug, behind.columns(found), rows):
        return file
    pages = Counted(rows, ROWS_A_PAGE)
    pages.count = number_of(found, picked.scope, counted)
    found_page = pages.get_page(request.GET.get("pagina"))
    more = {"figure": found, "page": found_page, "besides": list(behind.besides(found))}
    context = frame(picked) | more
    if found.shows == "asked":
        context["asked"] = with_forms(found_page)
    return render(request, "figures/list.html", context, part="rows")


@hats(Role.LEAD)
def definitions(request):
    context = {"chapters": chapters.definitions(), "change": change.EXPLAINED}
    return render(request, "figures/definitions.html", context, part="definitions")
