"""Permissions, one by one: exactly which words, yes or no, when, and how they were asked."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed
from participants.forms.consents import ConsentForm
from participants.models import Consent, Participant
from participants.views.intake import opened


@hats(Role.LEAD)
def consent_list(request, pk):
    participant = opened(request, pk)
    asked = Consent.objects.asked(participant)
    context = {"participant": participant, "asked": asked}
    return render(request, "intake/consents.html", context, part="consents")


@hats(Role.LEAD)
def consent_ask(request, pk, kind):
    """Ask for one permission, with the text that holds today."""
    participant = opened(request, pk)
    asked = {text.kind: (text, live) for text, live, _ in Consent.objects.asked(participant)}
    if kind not in asked:
        raise Http404
    text, live = asked[kind]
    form = ConsentForm(typed(request), participant=participant, text=text, live=live)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, f"Opgeslagen: {text.get_kind_display()}.")
        return go(request, "intake:consents", pk)
    context = {"participant": participant, "form": form, "text": text, "live": live}
    return render(request, "intake/consent.html", context, part="form", status=form.status)


@hats(Role.LEAD)
@require_POST
def consent_withdraw(request, pk, kind):
    """The participant takes a permission back, today; asked and withdrawn, the row stays."""
    participant = get_object_or_404(Participant.objects.visible_to(request.hat), pk=pk)
    Consent.objects.take_back(participant, kind, by=request.hat, on=timezone.localdate())
    messages.success(request, "Ingetrokken. Wat er stond, blijft te lezen.")
    return go(request, "intake:consents", pk)
