"""Bringing two people together: who fits, why, and the cards that the participant looks at."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.looks import look
from kansrijk.ui.htmx import go, render
from kansrijk.ui.pages import Pages
from participants.forms.proposals import ProposalForm
from participants.matching import ORDER, candidates
from participants.models import Match, Participant
from participants.models.states import CARDS_AT_ONCE, PAST_PROPOSED, State

ROWS_A_PAGE = 10
OVER = [State.ENDED, State.DECLINED]
CARD = ["state", "picked_on", "started_on", "ended_on", "ended_why", "declined_by"]


def with_wishes(request):
    seen = Participant.objects.visible_to(request.hat)
    related = seen.select_related("language", "neighbourhood", "district", "preference")
    return related.prefetch_related("stressors")


@hats(Role.LEAD)
def proposal_list(request, pk):
    """Buddies in the order in which they fit, the cards that lie there, and what came before."""
    participant = look(with_wishes(request), by=request.hat, pk=pk)
    theirs = Match.objects.visible_to(request.hat).filter(participant=participant)
    known = list(theirs.told(*CARD).order_by("-proposed_on", "pk"))
    cards = [match for match in known if match.state == State.PROPOSED]
    page = Pages(candidates(participant, hat=request.hat), ROWS_A_PAGE)
    context = {
        "participant": participant,
        "wish": getattr(participant, "preference", None),
        "page": page.get_page(request.GET.get("pagina")),
        "order": ORDER,
        "cards": cards,
        "history": [match for match in known if match.state in OVER],
        "running": next((match for match in known if match.state in PAST_PROPOSED), None),
        "is_full": len(cards) >= CARDS_AT_ONCE,
    }
    return render(request, "proposals/list.html", context, part="candidates")


@hats(Role.LEAD)
@require_POST
def proposal_add(request, pk):
    """Lay a card of this buddy before the participant."""
    participant = get_object_or_404(with_wishes(request), pk=pk)
    form = ProposalForm(request.POST, hat=request.hat, participant=participant)
    if not form.is_valid():
        raise Http404
    buddy = form.cleaned_data["buddy"]
    ranked = candidates(participant, hat=request.hat)
    why = next((c.why for c in ranked if c.buddy == buddy), "")
    Match.objects.propose(participant, buddy, by=request.hat, why=why)
    messages.success(request, f"Voorgesteld: {buddy}. De deelnemer kiest met wie die kennismaakt.")
    return go(request, "proposals:list", pk)
