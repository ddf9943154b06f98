"""The lists of a lead: all looks and all results of the district, filtered in the address."""

from django.core.paginator import Paginator

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.overview.filters import OutcomeFilter, ReviewFilter
from kansrijk.ui.htmx import render
from plans.models import Outcome, Review

ROWS_A_PAGE = 50


def filtered(request, form, rows, heading):
    """A page of rows with its filters; `heading` names it, and the part that shows a row."""
    page = Paginator(form.filter(rows), ROWS_A_PAGE).get_page(request.GET.get("pagina"))
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
