from django.contrib import messages
from django.shortcuts import get_object_or_404

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.ui.htmx import go, is_sent, render, typed
from participants.models import Participant
from plans.forms.meetings import MeetingForm
from plans.models import Trajectory


@hats(Role.BUDDY)
def meeting_log(request, pk):
    """Gesprek vastleggen: what is typed stays on the page until it is stored, exactly once."""
    running = Trajectory.objects.visible_to(request.hat).open().select_related("participant")
    trajectory = get_object_or_404(running, participant__in=Participant.objects.filter(pk=pk))
    form = MeetingForm(typed(request), trajectory=trajectory, hat=request.hat)
    if is_sent(request, form) and store(form, by=request.hat):
        joy = form.cleaned_data["success"]
        words = (
            "Opgeslagen. Mooi dat dit lukte!" if joy else "Opgeslagen. Het staat in de tijdlijn."
        )
        messages.success(request, words, extra_tags="joy" if joy else "")
        return go(request, "files:timeline", pk)
    look(Participant.objects.visible_to(request.hat), by=request.hat, pk=pk)
    context = {"form": form, "participant": trajectory.participant, "trajectory": trajectory}
    return render(request, "meetings/log.html", context, part="form", status=form.status)
