"""What gives stress, ranked by the participant: a list that moves up and down."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, refresh, render, typed
from participants.forms.stressors import StressorForm
from participants.models import Participant, Stressor
from participants.views.intake import opened

GONE = "Dit stresspunt stond er al niet meer."


@hats(Role.LEAD)
def stressor_list(request, pk):
    """The list, with a form for one more under it."""
    participant = opened(request, pk)
    form = StressorForm(typed(request), instance=Stressor(participant=participant))
    if is_sent(request, form) and store(form, by=request.hat):
        return go(request, "intake:stressors", pk)
    own = participant.stressors.select_related("domain")
    context = {"participant": participant, "form": form, "stressors": own}
    return render(request, "intake/stressors.html", context, part="stressors", status=form.status)


@hats(Role.LEAD)
def stressor_edit(request, pk, stressor):
    participant = opened(request, pk)
    found = get_object_or_404(Stressor, participant=participant, pk=stressor)
    form = StressorForm(typed(request), instance=found)
    if is_sent(request, form) and store(form, by=request.hat):
        return go(request, "intake:stressors", pk)
    context = {"participant": participant, "form": form}
    return render(request, "intake/stressor.html", context, part="form", status=form.status)


@hats(Role.LEAD)
@require_POST
def stressor_move(request, pk, stressor):
    """One place up or down; at the end of the list nothing changes."""
    participant = get_object_or_404(Participant.objects.visible_to(request.hat), pk=pk)
    up = request.POST.get("to") != "down"
    Stressor.objects.move(participant, stressor, by=request.hat, up=up)
    return refresh(request, "intake:stressors", pk, part="stressors")


@hats(Role.LEAD)
@require_POST
def stressor_remove(request, pk, stressor):
    participant = get_object_or_404(Participant.objects.visible_to(request.hat), pk=pk)
    if not Stressor.objects.remove(participant, stressor, by=request.hat):
        messages.info(request, GONE)
    return refresh(request, "intake:stressors", pk, part="stressors")
