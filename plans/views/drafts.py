"""Concepten: what a buddy types is kept at its own address, before it is saved."""

from django.contrib import messages
from django.http import Http404, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.looks import look
from kansrijk.ui.htmx import go
from plans.forms.drafts import DraftForm
from plans.forms.meetings import MeetingForm
from plans.models import Draft
from plans.views.meetings import log_page, running, sentences, wants_json


@hats(Role.BUDDY)
def draft(request, pk, client_id):
    """The page as it was when the typing paused; a POST keeps how it is now."""
    participant = get_object_or_404(Draft.objects.about(request.hat), pk=pk)
    if request.method == "POST":
        return draft_keep(request, participant, client_id)
    own = Draft.objects.visible_to(request.hat).filter(participant=participant)
    if own.filter(client_id=client_id).exists():
        found = look(own, by=request.hat, client_id=client_id)
        return log_page(request, restored(request, pk, found), draft=found)
    if Draft.objects.is_stored(participant, by=request.hat, client_id=client_id):
        messages.success(request, "Dit gesprek is al opgeslagen.")
        return go(request, "files:timeline", pk)
    return go(request, "meetings:log", pk)


def draft_keep(request, participant, client_id):
    """Keep what was typed; only the page without script leaves, a script gets the time."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return draft_refused(request, participant, client_id, form)
    try:
        kept = Draft.objects.keep(
            participant, by=request.hat, client_id=client_id, **form.cleaned_data
        )
    except Draft.DoesNotExist as theirs:
        raise Http404 from theirs
    if not wants_json(request):
        return go(request, "meetings:draft", participant.pk, client_id)
    if kept is None:
        return JsonResponse({"stored": True})
    at = date_format(timezone.localtime(kept.saved_at), "H.i")
    is_kept = kept.content == form.cleaned_data["content"]
    answer = {"saved": at, "revision": kept.revision}
    return JsonResponse(answer, status=200 if is_kept else 409)


def restored(request, pk, found):
    """The form as it was typed; what is wrong with it is only said when it is saved."""
    told = QueryDict(found.content).dict() | {"client_id": found.client_id}
    return MeetingForm(initial=told, trajectory=running(request, pk), hat=request.hat)


def draft_refused(request, participant, client_id, form):
    """Say why this cannot be kept; the words stay on the page."""
    if wants_json(request):
        return JsonResponse({"errors": sentences(form)}, status=form.status)
    messages.error(request, " ".join(sentences(form)))
    told = request.POST.copy()
    told["client_id"] = str(client_id)
    page = MeetingForm(told, trajectory=running(request, participant.pk), hat=request.hat)
    return log_page(request, page, status=form.status)


@hats(Role.BUDDY)
@require_POST
def draft_discard(request, pk, client_id):
    """Throw a draft away; twice is no mistake."""
    participant = get_object_or_404(Draft.objects.about(request.hat), pk=pk)
    Draft.objects.discard(participant, by=request.hat, client_id=client_id)
    messages.success(request, "Weggegooid.")
    return go(request, "today")
