"""Verslagen achteraf: what was typed when the match had ended finds its way, or comes back."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.ui.htmx import go, is_sent, render, typed
from participants.models import Match, Participant
from plans.forms.drafts import DraftForm
from plans.forms.entries import number_in
from plans.forms.late_logs import LateForm, as_late
from plans.models import Draft, LateLog, Trajectory
from plans.scripts import wants_json

OVER = "Je begeleidt deze deelnemer nu niet meer. Daarom kan dit niet meer in het dossier."


@hats(Role.BUDDY)
def late_hand(request, pk):
    """Give a log that came too late to the lead; who can still log goes to the log."""
    person = Participant.objects.filter(pk=pk)
    if Trajectory.objects.visible_to(request.hat).open().filter(participant__in=person).exists():
        return go(request, "meetings:log", pk)
    form = late_form(request, pk, typed(request))
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(
            request, "Gegeven aan de projectleider. Hieronder zie je wat ermee gebeurt."
        )
        return go(request, "drafts:list")
    look(Match.objects.filter(pk=form.match.pk), by=request.hat)
    return late_page(request, form, status=form.status)


def late_form(request, pk, data=None, **initial):
    """The page of a late log about a participant whom this buddy helped; else 404."""
    participant = get_object_or_404(Draft.objects.about(request.hat), pk=pk)
    found = LateLog.objects.match_of(participant, request.hat)
    if found is None or (year := LateLog.objects.year_of(found)) is None:
        raise Http404
    return LateForm(data, match=found, trajectory=year, hat=request.hat, initial=initial)


def late_page(request, form, *, status):
    context = {"form": form, "participant": form.match.participant, "found": form.match}
    return render(request, "late/hand.html", context, part="form", status=status)


def too_late(request, pk):
    """Answer a log that cannot be stored any more: a clear sentence, and the words still there."""
    told = typed(request)
    form = late_form(request, pk, **as_late(told.dict() if told else {}))
    number = form.number
    is_stored = Draft.objects.is_stored(form.match.participant, by=request.hat, client_id=number)
    if wants_json(request):
        answer = {"stored": True} if is_stored else {"errors": [OVER]}
        return JsonResponse(answer, status=200 if is_stored else 409)
    if is_stored:
        messages.success(request, "Dit gesprek is al opgeslagen.")
        return go(request, "today")
    if request.htmx and (kept := kept_draft(request, form.match.participant)):
        return go(request, "meetings:draft", pk, kept.client_id)
    look(Match.objects.filter(pk=form.match.pk), by=request.hat)
    return late_page(request, form, status=409 if request.method == "POST" else 200)


def kept_draft(request, participant):
    """Keep what a script saved as a draft, whose page is that of a late log; None if it cannot be."""
    sent, number = DraftForm(request.POST), number_in(request.POST.get("client_id"))
    if number is None or not sent.is_valid():
        return None
    newest = Draft.objects.newest(number) + 1  # who saves means these words, whatever was kept
    told = sent.cleaned_data | {"revision": newest}
    try:
        return Draft.objects.keep(participant, by=request.hat, client_id=number, **told)
    except Draft.DoesNotExist:
        return None


@hats(Role.BUDDY)
def late_detail(request, pk):
    """What became of a late log, with the words that stayed with the buddy."""
    related = LateLog.objects.visible_to(request.hat).select_related("match__participant")
    late = look(related, by=request.hat, pk=pk)
    return render(request, "late/detail.html", {"late": late}, part="late")


@hats(Role.LEAD)
@require_POST
def late_place(request, pk):
    late = get_object_or_404(LateLog.objects.visible_to(request.hat), pk=pk)
    late.place(by=request.hat)
    messages.success(request, "In het dossier gezet. De buddy ziet dat ook.")
    return go(request, "figure", "verslagen-achteraf")


@hats(Role.LEAD)
@require_POST
def late_return(request, pk):
    late = get_object_or_404(LateLog.objects.visible_to(request.hat), pk=pk)
    late.return_it(by=request.hat)
    messages.success(request, "Niet in het dossier gezet. De buddy ziet dat, en houdt de tekst.")
    return go(request, "figure", "verslagen-achteraf")
