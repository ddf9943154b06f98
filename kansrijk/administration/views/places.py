from django.contrib import messages
from django.shortcuts import get_object_or_404

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.administration.forms.places import (
    DistrictForm,
    FunderForm,
    NeighbourhoodForm,
    PlaceFilter,
)
from kansrijk.audit.forms import store
from kansrijk.places.models import District, Funder, Neighbourhood
from kansrijk.ui.htmx import go, is_sent, render, typed
from kansrijk.ui.pages import Pages

DISTRICTS_A_PAGE = 24


@hats(Role.ADMIN)
def place_list(request):
    found = PlaceFilter(request.GET)
    districts = found.narrow(District.objects.select_related("method"))
    shown = districts.prefetch_related("neighbourhoods", "funders")
    page = Pages(shown, DISTRICTS_A_PAGE).get_page(request.GET.get("pagina"))
    context = {"form": found, "page": page, "funders": Funder.objects.all()}
    return render(request, "places/list.html", context, part="places")


@hats(Role.ADMIN)
def district_add(request):
    return edit(request, DistrictForm(typed(request)), "Nieuw gebied")


@hats(Role.ADMIN)
def district_edit(request, pk):
    district = get_object_or_404(District, pk=pk)
    return edit(request, DistrictForm(typed(request), instance=district), district)


@hats(Role.ADMIN)
def neighbourhood_add(request, pk):
    new = Neighbourhood(district=get_object_or_404(District, pk=pk))
    form = NeighbourhoodForm(typed(request), instance=new)
    return edit(request, form, f"Nieuwe wijk in {new.district}")


@hats(Role.ADMIN)
def neighbourhood_edit(request, pk):
    found = get_object_or_404(Neighbourhood, pk=pk)
    return edit(request, NeighbourhoodForm(typed(request), instance=found), found)


@hats(Role.ADMIN)
def funder_add(request):
    return edit(request, FunderForm(typed(request)), "Nieuwe financier")


@hats(Role.ADMIN)
def funder_edit(request, pk):
    funder = get_object_or_404(Funder, pk=pk)
    return edit(request, FunderForm(typed(request), instance=funder), funder)


def edit(request, form, title):
    """Save one of the small records of places, or show its form under this title."""
    title = str(title)
    if is_sent(request, form) and (record := store(form, by=request.hat)):
        messages.success(request, f"Opgeslagen: {record}.")
        return go(request, "places:list")
    context = {"form": form, "title": title}
    return render(request, "places/edit.html", context, part="form", status=form.status)
