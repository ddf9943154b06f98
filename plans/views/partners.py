"""Organisaties die meehelpen: the list that buddies choose from."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed
from plans.forms.partners import PartnerForm
from plans.models import Partner


@hats(Role.LEAD)
def partner_list(request):
    context = {"partners": Partner.objects.in_order()}
    return render(request, "partners/list.html", context, part="rows")


@hats(Role.LEAD)
def partner_add(request):
    return edit(request, Partner(), "Nieuwe organisatie")


@hats(Role.LEAD)
def partner_edit(request, pk):
    return edit(request, get_object_or_404(Partner, pk=pk), "Organisatie wijzigen")


def edit(request, partner, title):
    """Save an organisation, or show its form."""
    form = PartnerForm(typed(request), instance=partner)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, f"Opgeslagen: {partner}.")
        return go(request, "partners:list")
    context = {"form": form, "title": title}
    return render(request, "partners/edit.html", context, part="form", status=form.status)
