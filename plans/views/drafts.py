"""Concepten: what a buddy types is kept at its own address, before it is saved."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.ui.htmx import go, render
from kansrijk.ui.pages import Pages
from plans.forms.drafts import DraftForm
from plans.forms.late_logs import as_late
from plans.forms.meetings import MeetingForm
from plans.models import Draft, LateLog, Trajectory
from plans.scripts import sentences, wants_json
from plans.views.late_logs import late_form, late_page
from plans.views.meetings import log_page

ROWS_A_PAGE = 50
BESIDE = "Je schreef dit gesprek ook ergens anders. Wat je hier typte, is apart bewaard."


@hats(Role.BUDDY)
def draft(request, pk, client_id):
    """The page as it was when the typing paused; a POST keeps how it is now."""
    participant = get_object_or_404(Draft.objects.about(request.hat), pk=pk)
    if request.method == "POST":
        return draft_keep(request, participant, client_id)
    own = Draft.objects.visible_to(request.hat).filter(participant=participant)
    if found := own.filter(client_id=client_id).first():
        AuditEvent.objects.record(by=request.hat, verb=Verb.LOOK, on=found)
        return draft_page(request, found)
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
        return draft_kept(request, participant, kept, form.cleaned_data)
    if kept is None:
        return JsonResponse({"stored": True})
    at = date_format(timezone.localtime(kept.saved_at), "H.i")
    is_kept = kept.content == form.cleaned_data["content"]
    answer = {"saved": at, "revision": kept.revision}
    return JsonResponse(answer, status=200 if is_kept else 409)


def draft_kept(request, participant, kept, typed):
    """Show what was kept; where something newer stands, or a log, these words stay beside it."""
    if kept is None or kept.content != typed["content"]:
        kept = Draft.objects.keep(participant, by=request.hat, client_id=uuid4(), **typed)
        messages.warning(request, BESIDE)
    return go(request, "meetings:draft", participant.pk, kept.client_id)


def draft_page(request, found):
    """The page as it was typed; what is wrong with it is only said when it is saved."""
    told = QueryDict(found.content).dict() | {"client_id": str(found.client_id)}
    years = Trajectory.objects.open_at_home(found.participant_id, hat=request.hat)
    if not years:
        form = late_form(request, found.participant_id, **as_late(told))
        return late_page(request, form, status=200)
    form = MeetingForm(initial=told, years=years, hat=request.hat)
    return log_page(request, form, draft=found)


def draft_refused(request, participant, client_id, form):
    """Say why this cannot be kept; the words stay on the page."""
    if wants_json(request):
        return JsonResponse({"errors": sentences(form)}, status=form.status)
    messages.error(request, " ".join(sentences(form)))
    told = request.POST.copy()
    told["client_id"] = str(client_id)
    years = Trajectory.objects.open_at_home(participant.pk, hat=request.hat)
    if not years:
        late = late_form(request, participant.pk, **as_late(told.dict()))
        return late_page(request, late, status=form.status)
    page = MeetingForm(told, years=years, hat=request.hat)
    return log_page(request, page, status=form.status)


@hats(Role.BUDDY)
def draft_list(request):
    """Concepten: what is not saved yet, newest first, and what became of what came too late."""
    page = Pages(Draft.objects.visible_to(request.hat).for_list(), ROWS_A_PAGE)
    late = LateLog.objects.visible_to(request.hat).news().for_list().order_by("-handed_at", "-pk")
    context = {"page": page.get_page(request.GET.get("pagina")), "late": late}
    return render(request, "drafts/list.html", context, part="drafts")


@hats(Role.BUDDY)
@require_POST
def draft_discard(request, pk, client_id):
    """Throw a draft away; twice is no mistake."""
    participant = get_object_or_404(Draft.objects.about(request.hat), pk=pk)
    Draft.objects.discard(participant, by=request.hat, client_id=client_id)
    messages.success(request, "Weggegooid.")
    return go(request, "drafts:list")
