from django.contrib import messages
from django.core.paginator import Paginator

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.ui.htmx import go, is_sent, render, typed
from participants.forms.matches import MatchFilter, RefuseForm
from participants.models import Match

ROWS_A_PAGE = 50


@hats(Role.LEAD)
def match_list(request):
    form = MatchFilter(request.GET)
    found = form.filter(Match.objects.visible_to(request.hat)).for_list()
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "matches/list.html", {"form": form, "page": page}, part="rows")


@hats(Role.WIJ, Role.LEAD)
def match_detail(request, pk):
    shown = Match.objects.visible_to(request.hat).with_room().for_list()
    found = look(shown, by=request.hat, pk=pk)
    context = {"found": found, "steps": found.steps_for(request.hat)}
    return render(request, "matches/detail.html", context, part="match")


@hats(Role.WIJ)
def match_refuse(request, pk):
    """WIJ says no, with a reason that the participant can read."""
    seen = Match.objects.visible_to(request.hat)
    found = look(seen.select_related("participant", "buddy__user"), by=request.hat, pk=pk)
    if request.method == "GET" and not found.steps_for(request.hat):
        messages.info(request, "Deze koppeling is al beantwoord. Zo staat het er nu voor.")
        return go(request, "matches:detail", pk)
    form = RefuseForm(typed(request), found=found)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.info(request, "Afgewezen. De deelnemer en de buddy kunnen de reden lezen.")
        return go(request, "inbox")
    context = {"found": found, "form": form}
    return render(request, "matches/refuse.html", context, part="form", status=form.status)
