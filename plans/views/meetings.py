from django.contrib import messages
from django.http import JsonResponse

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.ui.htmx import go, is_sent, render, typed
from kansrijk.ui.messages import JOY, STORED
from plans.forms.contacts import ContactForm
from plans.forms.meetings import MeetingForm
from plans.models import ActionReport, Draft, Meeting, ObstacleAnswer, Trajectory
from plans.models.meetings import Kind
from plans.models.reports import Result
from plans.scripts import sentences, wants_json
from plans.views.late_logs import too_late


@hats(Role.BUDDY)
def meeting_log(request, pk):
    """Gesprek vastleggen: what is typed stays on the page until it is stored, exactly once."""
    years = Trajectory.objects.open_at_home(pk, hat=request.hat)
    if not years:
        return too_late(request, pk)
    asked = {"kind": Kind.MISSED} if "niet-doorgegaan" in request.GET else {}
    form = MeetingForm(typed(request), years=years, hat=request.hat, initial=asked)
    if is_sent(request, form) and (meeting := store(form, by=request.hat)):
        return saved(request, form, meeting)
    if request.method == "POST" and wants_json(request):
        return JsonResponse({"errors": sentences(form)}, status=form.status)
    return log_page(request, form)


def log_page(request, form, *, draft=None, status=None):
    """Show the log; beside a new one what this buddy wrote before and did not save yet.

    Also the open steps of housemates stand on it, so that is a look at their files too.
    """
    opened = form.mates if draft else form.years
    AuditEvent.objects.record_looks([year.participant for year in opened], by=request.hat)
    participant, status = form.trajectory.participant, status or form.status
    own = Draft.objects.visible_to(request.hat).filter(participant=participant)
    context = {
        "form": form,
        "participant": participant,
        "trajectory": form.trajectory,
        "draft": draft,
        # Of a housemate nothing: who sits beside the buddy may not know of it.
        "answers": ObstacleAnswer.objects.news_for(request.hat, years=[form.trajectory]),
        "unsaved": [] if draft else list(own.defer("content")[:2]),
    }
    return render(request, "meetings/log.html", context, part="form", status=status)


def saved(request, form, meeting):
    """Say that it is stored: to a script in one word, else where it now stands."""
    if wants_json(request):
        return JsonResponse({"stored": True})
    joy = form.cleaned_data.get("success")
    messages.success(request, JOY if joy else STORED, extra_tags="joy" if joy else "")
    has_failed = any(result == Result.FAILED for _, result, _ in form.results())
    if has_failed and stuck(meeting, request.hat).exists():
        return go(request, "meetings:after", meeting.pk)
    return go(request, "files:timeline", form.trajectory.participant_id)


def stuck(meeting, hat):
    """What did not work, of everybody of this entry whose file is still open to this hat."""
    told = Meeting.objects.visible_to(hat).filter(entry=meeting.entry)
    failed = ActionReport.objects.filter(meeting__in=told, result=Result.FAILED)
    return failed.select_related("action__trajectory__participant")


@hats(Role.BUDDY)
def meeting_after(request, pk):
    """After saving: offer to make an obstacle of what did not work; nothing has to be done."""
    own = Meeting.objects.visible_to(request.hat).filter(logged_by=request.hat.user)
    meeting = look(own.select_related("trajectory"), by=request.hat, pk=pk)
    context = {"meeting": meeting, "stuck": stuck(meeting, request.hat)}
    return render(request, "meetings/after.html", context, part="stuck")


@hats(Role.BUDDY)
def meeting_contact(request, pk):
    """Contact by app, mail or phone: a kind, one line, and done."""
    years = Trajectory.objects.open_at_home(pk, hat=request.hat)
    if not years:
        return too_late(request, pk)
    year, form = years[0], ContactForm(typed(request), trajectory=years[0], hat=request.hat)
    if is_sent(request, form) and (meeting := store(form, by=request.hat)):
        return saved(request, form, meeting)
    AuditEvent.objects.record(by=request.hat, verb=Verb.LOOK, on=year.participant)
    context = {"form": form, "participant": year.participant}
    return render(request, "meetings/contact.html", context, part="form", status=form.status)
