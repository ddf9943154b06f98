"""What WIJ answers to an obstacle, in place in Te doen or on a page of its own."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.audit.models import AuditEvent
from kansrijk.ui.htmx import go, is_sent, refresh, render, typed
from participants.models import Match
from participants.models.states import State
from plans.forms.obstacles import AnswerForm
from plans.models import Obstacle
from plans.views.obstacles import NOT_NOW, shown, told

DONE = {
    "work": "Opgeslagen. De buddy leest dat je ermee bezig bent.",
    "solve": "Opgelost, fijn. De buddy leest het op Vandaag.",
    "give_up": "Opgeslagen. De buddy leest je antwoord op Vandaag.",
}


@hats(Role.WIJ)
@require_POST
def obstacle_see(request, pk):
    """One tap: WIJ has read it."""
    found = get_object_or_404(Obstacle.objects.visible_to(request.hat), pk=pk)
    found.see(by=request.hat)
    return leave(request, pk, "De buddy ziet dat je dit hebt gelezen.")


@hats(Role.WIJ)
def obstacle_answer(request, pk):
    """The row with its form; what was typed comes back when somebody was first."""
    found = answerable(request, pk)
    if request.method == "GET" and found.is_over:
        messages.info(request, NOT_NOW)
        return go(request, "obstacles:detail", pk)
    form = AnswerForm(typed(request), found=found)
    if is_sent(request, form) and store(form, by=request.hat):
        return leave(request, pk, DONE[form.cleaned_data["what"]])
    seen = told(Obstacle.objects.visible_to(request.hat), request.hat).filter(pk=pk)
    row = next(iter(shown(list(seen), request.hat)), None)
    context = {"found": row, "form": form, "pk": pk}
    return render(request, "obstacles/answer.html", context, part="row", status=form.status)


def answerable(request, pk):
    """Fetch what this hat may answer, and record the look.

    Also what was taken back while they typed: saving is refused, and their words come back.
    """
    if request.method == "GET":
        return look(Obstacle.objects.visible_to(request.hat), by=request.hat, pk=pk)
    found = get_object_or_404(Obstacle.objects.reaching(request.hat), pk=pk)
    is_seen = Obstacle.objects.visible_to(request.hat).filter(pk=pk).exists()
    if not is_seen and not AuditEvent.objects.history(found).filter(step="take_back").exists():
        raise Http404
    return found


def leave(request, pk, words):
    messages.success(request, words)
    return back_to_inbox(request, f"k{pk}")


def back_to_inbox(request, row):
    """To Te doen, in place: this row changes or goes; after the last one all is done."""
    stuck = Obstacle.objects.visible_to(request.hat).open()
    matches = Match.objects.visible_to(request.hat).filter(state=State.AGREED)
    is_left = stuck.exists() or matches.exists()
    return refresh(request, "inbox", part="waiting", row=row if is_left else None)
