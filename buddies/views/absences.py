"""Afwezig: who is away from when to when, and who stands in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from buddies.forms.absences import AbsenceForm, VersionForm, WhoForm, said
from buddies.models import Absence
from buddies.models.absences import REPLACED
from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.accounts.reach import ReachForm
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed
from kansrijk.ui.pages import Pages

ROWS_A_PAGE = 50
WHO_FIRST = "Kies eerst een gebied, en dan wie er weg is."


@hats(*REPLACED)
def absence_list(request):
    """One's own days away, those in which one stands in, and for a lead all of the district."""
    where = ReachForm(request.GET, hat=request.hat)
    found, hat = Absence.objects.visible_to(where.hat).coming().for_list(), request.hat
    seen = [] if hat.leads_all else list(found)  # who leads all is replaced by nobody
    every = found if hat.leads_all else seen if hat.role == Role.LEAD else []
    me = (hat.user_id, hat.role)
    context = {
        "own": [a for a in seen if (a.user_id, a.role) == me],
        "mine_to_replace": [a for a in seen if (a.deputy_id, a.role) == me],
        "page": Pages(every, ROWS_A_PAGE).get_page(request.GET.get("pagina")),
        "form": where,
        "who": WhoForm(hat=where.hat) if where.district else None,
    }
    return render(request, "absences/list.html", context, part="absences")


@hats(*REPLACED)
def absence_add(request):
    form = WhoForm(request.GET, hat=request.hat)
    if not form.is_valid():
        raise Http404
    away = form.cleaned_data["wie"] or request.hat
    if away.district is None:
        messages.info(request, WHO_FIRST)
        return go(request, "absences:list")
    return edit(request, Absence(user=away.user, role=away.role, district=away.district))


@hats(*REPLACED)
def absence_edit(request, pk):
    mine = Absence.objects.changeable_by(request.hat).coming()
    return edit(request, get_object_or_404(mine.select_related("user"), pk=pk))


@hats(*REPLACED)
@require_POST
def absence_call_off(request, pk):
    """Somebody is back earlier, or stays after all."""
    absence = get_object_or_404(Absence.objects.changeable_by(request.hat), pk=pk)
    form = VersionForm(request.POST)
    absence.call_off(
        by=request.hat, seen=form.cleaned_data["seen_version"] if form.is_valid() else 0
    )
    messages.success(request, "Opgeslagen. Wat wacht, komt weer bij de eigen persoon.")
    return go(request, "absences:list")


def edit(request, absence):
    """Save an absence, or show its form."""
    form = AbsenceForm(typed(request), instance=absence)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(
            request, f"Opgeslagen: {absence.deputy} vervangt {absence.user} {said(absence)}."
        )
        return go(request, "absences:list")
    context = {"form": form, "absence": absence, "is_own": absence.user_id == request.user.pk}
    return render(request, "absences/edit.html", context, part="form", status=form.status)
