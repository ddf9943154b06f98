from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.ui.htmx import go, is_sent, render, typed
from participants.models import Participant
from plans.forms.meetings import MeetingForm
from plans.models import Draft, ObstacleAnswer, Trajectory
from plans.models.meetings import Kind


@hats(Role.BUDDY)
def meeting_log(request, pk):
    """Gesprek vastleggen: what is typed stays on the page until it is stored, exactly once."""
    asked = {"kind": Kind.MISSED} if "niet-doorgegaan" in request.GET else {}
    year = running(request, pk)
    form = MeetingForm(typed(request), trajectory=year, hat=request.hat, initial=asked)
    if is_sent(request, form) and store(form, by=request.hat):
        return saved(request, form, pk)
    if request.method == "POST" and wants_json(request):
        return JsonResponse({"errors": sentences(form)}, status=form.status)
    look(Participant.objects.visible_to(request.hat), by=request.hat, pk=pk)
    return log_page(request, form)


def running(request, pk):
    """The open year with this participant, who must be in sight."""
    open_years = Trajectory.objects.visible_to(request.hat).open().select_related("participant")
    return get_object_or_404(open_years, participant__in=Participant.objects.filter(pk=pk))


def log_page(request, form, *, draft=None, status=None):
    """Show the log; beside a new one what this buddy wrote before and did not save yet."""
    participant, status = form.trajectory.participant, status or form.status
    unsaved = [] if draft else Draft.objects.visible_to(request.hat).filter(participant=participant)
    context = {
        "form": form,
        "participant": participant,
        "trajectory": form.trajectory,
        "draft": draft,
        "answers": ObstacleAnswer.objects.news_for(request.hat).filter(
            obstacle__trajectory__in=form.years
        ),
        "unsaved": unsaved,
    }
    return render(request, "meetings/log.html", context, part="form", status=status)


def saved(request, form, pk):
    """Say that it is stored: to a script in one word, else on the timeline."""
    if wants_json(request):
        return JsonResponse({"stored": True})
    joy = form.cleaned_data["success"]
    words = "Opgeslagen. Mooi dat dit lukte!" if joy else "Opgeslagen. Het staat in de tijdlijn."
    messages.success(request, words, extra_tags="joy" if joy else "")
    return go(request, "files:timeline", pk)


def wants_json(request):
    """Tell whether a script asks, which reads JSON instead of a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def sentences(form):
    """What is wrong with a form, in sentences that say which field they are about."""
    return [
        sentence if name == "__all__" else f"{form.fields[name].label}: {sentence}"
        for name, errors in form.errors.items()
        for sentence in errors
    ]
