"""Voorstel: what a buddy sees and says between the introduction and the start."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.ui.htmx import go, is_sent, render, typed
from participants.forms.offers import OfferForm
from participants.models import Match
from participants.models.states import State

OVER = "Dit voorstel loopt niet meer."
MET = "Fijn dat jullie elkaar hebben gezien. Nu is de deelnemer aan zet."
YES = "Je zei ja. WIJ kijkt nog mee. Daarna kunnen jullie beginnen."
NO = "Dank je wel voor je eerlijke antwoord. De projectleider zoekt verder."


@hats(Role.BUDDY)
def offer_detail(request, pk):
    offered = Match.objects.offered_to(request.hat)
    if request.method == "GET" and offered.over().filter(pk=pk).exists():
        messages.info(request, OVER)
        return go(request, "today")
    found = look(offered.for_offer(), by=request.hat, pk=pk)
    form = OfferForm(typed(request), match=found)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, YES if found.state == State.AGREED else NO)
        return go(request, "today")
    context = {
        "found": found,
        "form": form,
        "wants": getattr(found.participant, "preference", None),
        "today": timezone.localdate(),
    }
    return render(request, "offers/detail.html", context, part="offer", status=form.status)


@hats(Role.BUDDY)
@require_POST
def offer_meet(request, pk):
    """The talk took place: from now on the participant may vote."""
    found = get_object_or_404(Match.objects.offered_to(request.hat), pk=pk)
    found.meet(by=request.hat)
    messages.success(request, MET)
    return go(request, "offers:detail", pk)
