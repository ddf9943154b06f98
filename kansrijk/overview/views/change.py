"""Verandering: what changed between two looks, for whom, and who is missing and why."""

from django.core.paginator import Paginator

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.overview.change import COMPARED, ChangeForm, PeopleForm
from kansrijk.overview.columns import COMPARISON
from kansrijk.ui.htmx import render
from kansrijk.ui.sheets.lists import download
from kansrijk.values.small import SMALL
from plans.change import Missing, changes, counted, looks

ROWS_A_PAGE = 50


@hats(Role.LEAD)
def change(request):
    form = ChangeForm(request.GET, hat=request.hat)
    found = looks(form.hat, form.pair)
    compared, missing = counted(found)
    domains = changes(found) if compared >= SMALL else []
    context = {
        "form": form,
        "pair": form.pair,
        "compared": compared,
        "missing": missing,
        "total": compared + sum(number for _, number in missing),
        "domains": domains,
        "is_cut": any(each.left_out for each in domains),
    }
    return render(request, "overview/change.html", context, part="change")


@hats(Role.LEAD)
def people(request):
    """Who is compared and who is missing, with the reason; nobody's steps."""
    form = PeopleForm(request.GET, hat=request.hat)
    found = form.narrow(looks(form.hat, form.pair)).for_list()
    if file := download(request, "wie-meetelt", COMPARISON, found):
        return file
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    for look in page:
        look.stands = Missing(look.missing).label if look.missing else COMPARED
    context = {"form": form, "pair": form.pair, "page": page}
    return render(request, "overview/change_people.html", context, part="rows")
