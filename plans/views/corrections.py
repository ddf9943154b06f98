"""Aanpassen: what a log should have said."""

from django.contrib import messages
from django.db.models import Q

from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.ui.htmx import go, is_sent, render, typed
from plans.forms.corrections import CorrectionForm
from plans.models import Meeting
from plans.models.of_trajectory import YearOver
from plans.views.pages import writes

OVER = "Je begeleidt deze deelnemer nu niet meer. Daarom verandert dit verslag niet meer."


@writes
def meeting_correct(request, pk):
    """Aanpassen: the earlier text stays, visible to both."""
    own = Meeting.objects.correctable_by(request.hat)
    if request.method == "POST" and not own.filter(pk=pk).exists() and is_theirs(request, pk):
        raise YearOver(OVER)
    meeting = look(own.select_related("trajectory__participant"), by=request.hat, pk=pk)
    form = CorrectionForm(typed(request), instance=meeting, hat=request.hat)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, "Aangepast. De eerdere tekst blijft te lezen.")
        return go(request, "files:timeline", meeting.trajectory.participant_id)
    context = {
        "form": form,
        "meeting": meeting,
        "participant": meeting.trajectory.participant,
        "earlier": meeting.earlier.select_related("changed_by"),
    }
    return render(request, "meetings/correct.html", context, part="form", status=form.status)


def is_theirs(request, pk):
    """Tell whether this buddy wrote the log: words on their way come back when it was closed."""
    theirs = Q(match__buddy__user=request.user) | Q(logged_by=request.user)
    return Meeting.objects.filter(theirs, pk=pk).exists()
