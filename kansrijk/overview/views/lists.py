"""The lists of a lead: all looks and all results of the district, filtered in the address."""

from django.core.paginator import Paginator

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.overview.filters import OutcomeFilter, ReviewFilter
from kansrijk.ui.htmx import render
from kansrijk.ui.sheets.lists import download
from plans.columns import OUTCOMES, REVIEWS
from plans.models import Outcome, Review

ROWS_A_PAGE = 50
COLUMNS = {"Kijkmomenten": REVIEWS, "Resultaten": OUTCOMES}


def filtered(request, form, rows, heading):
    """A page of rows with its filters; `heading` names it, and the part that shows a row."""
    found = form.filter(rows)
    if file := download(request, heading.lower(), COLUMNS[heading], found):
        return file
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    context = {"form": form, "page": page, "heading": heading}
    return render(request, "overview/list.html", context, part="rows")


@hats(Role.LEAD)
def review_list(request):
    form = ReviewFilter(request.GET, hat=request.hat)
    return filtered(request, form, Review.objects.visible_to(form.hat).for_list(), "Kijkmomenten")


@hats(Role.LEAD)
def outcome_list(request):
    form = OutcomeFilter(request.GET, hat=request.hat)
    return filtered(request, form, Outcome.objects.visible_to(form.hat).for_list(), "Resultaten")
