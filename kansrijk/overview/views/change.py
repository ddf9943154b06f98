"""Verandering: what changed between two looks, for whom, and who is missing and why."""

from django.core.paginator import Paginator

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.overview.change import COMPARED, ChangeForm, PeopleForm
from kansrijk.overview.columns import COMPARISON
from kansrijk.ui.htmx import render
from kansrijk.ui.sheets.lists import download
from plans.change import Missing, compare, looks

ROWS_A_PAGE = 50


@hats(Role.LEAD)
def change(request):
    form = ChangeForm(request.GET, hat=request.hat)
    found = compare(looks(form.hat, form.pair))
    context = {"form": form, "pair": form.pair, "found": found}
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
