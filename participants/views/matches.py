from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.ui.htmx import go, is_sent, render, typed
from kansrijk.ui.pages import Pages
from kansrijk.ui.sheets.lists import download
from participants.columns import MATCHES
from participants.forms.matches import (
    EndForm,
    IntroduceForm,
    MatchFilter,
    RefuseForm,
    WithdrawForm,
)
from participants.models import Match

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class StepPage:
    """The page of a step that asks something: its form and its words."""

    form: type
    title: str
    intro: str
    button: str
    done: str
    back: str = "matches:detail"


STEP_PAGES = {
    "refuse": StepPage(
        RefuseForm,
        "Koppeling afwijzen",
        "Zij zeiden allebei ja. Zeg waarom het toch niet kan.",
        "Afwijzen",
        "Afgewezen. De deelnemer en de buddy kunnen de reden lezen.",
        "inbox",
    ),
    "introduce": StepPage(
        IntroduceForm,
        "Kennismaking afspreken",
        "Vanaf nu neemt deze kennismaking een plek van de buddy in. Pas na het gesprek stemt "
        "de deelnemer.",
        "Afspreken",
        "Afgesproken. De buddy ziet de dag op Vandaag.",
    ),
    "withdraw": StepPage(
        WithdrawForm,
        "Voorstel intrekken",
        "Bijvoorbeeld omdat de buddy ziek is. Het voorstel blijft bewaard.",
        "Intrekken",
        "Ingetrokken. Je kunt een andere buddy voorstellen.",
    ),
    "end": StepPage(
        EndForm,
        "Koppeling beëindigen",
        "De koppeling en alles wat is vastgelegd blijven bewaard. Het jaar van de deelnemer kan "
        "verder met een andere buddy.",
        "Beëindigen",
        "Beëindigd. Zoek samen met de deelnemer een nieuwe buddy, als die dat wil.",
    ),
}


@hats(Role.LEAD)
def match_list(request):
    form = MatchFilter(request.GET, hat=request.hat)
    found = form.filter(Match.objects.visible_to(form.hat)).for_list()
    if file := download(request, "koppelingen", MATCHES, found):
        return file
    page = Pages(found, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "matches/list.html", {"form": form, "page": page}, part="rows")


@hats(Role.WIJ, Role.LEAD)
def match_detail(request, pk):
    shown = Match.objects.visible_to(request.hat).for_answer()
    found = look(shown, by=request.hat, pk=pk)
    steps = {step.name for step in found.steps_for(request.hat)}
    context = {"found": found, "steps": steps, "votes": found.told_votes()}
    return render(request, "matches/detail.html", context, part="match")


@hats(Role.WIJ)
def match_refuse(request, pk):
    """WIJ says no, with a reason that the participant can read."""
    return step_page(request, pk, "refuse")


@hats(Role.LEAD)
def match_introduce(request, pk):
    return step_page(request, pk, "introduce")


@hats(Role.LEAD)
def match_withdraw(request, pk):
    return step_page(request, pk, "withdraw")


@hats(Role.LEAD)
def match_end(request, pk):
    return step_page(request, pk, "end")


def step_page(request, pk, name):
    """Ask what a step asks, and take it; who comes too late reads how it stands now."""
    page = STEP_PAGES[name]
    seen = Match.objects.visible_to(request.hat)
    found = look(seen.select_related("participant", "buddy__user"), by=request.hat, pk=pk)
    if request.method == "GET" and not found.may(name, request.hat):
        messages.info(request, "Dit kan nu niet (meer). Zo staat het er voor.")
        return go(request, "matches:detail", pk)
    form = page.form(typed(request), found=found)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, page.done)
        return go(request, "inbox") if page.back == "inbox" else go(request, page.back, pk)
    context = {"found": found, "form": form, "page": page}
    return render(request, "matches/step.html", context, part="form", status=form.status)


@hats(Role.LEAD)
@require_POST
def match_meet(request, pk):
    """The introduction took place: from now on the participant can vote."""
    found = get_object_or_404(Match.objects.visible_to(request.hat), pk=pk)
    found.meet(by=request.hat)
    messages.success(request, "Mooi. Nu is de stem aan de deelnemer: geef een stemcode.")
    return go(request, "matches:detail", pk)
