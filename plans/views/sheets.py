"""The plan on paper: print it with a code, and key in later what was ticked at home."""

from django.contrib import messages
from django.views.decorators.http import require_POST

from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed
from participants.models import Consent
from plans.forms.sheets import NEW_STEPS, CodeForm, SheetForm
from plans.models import PlanSheet, Trajectory
from plans.paper import keyed_before, printed_steps
from plans.plan import Plan, told
from plans.views.pages import form_page, part_of, running_year, writes


@writes
@require_POST
def sheet_make(request, pk):
    """Keep what stands on the plan now under a code, and show the paper."""
    year = running_year(request, pk)
    years = Trajectory.objects.filter(pk=year.pk)
    plan = Plan(years, hat=request.hat, name=year.participant.first_name)
    made = PlanSheet.objects.make(year, plan.on_paper, by=request.hat)
    return go(request, "sheets:detail", pk, made.pk)


@writes
def sheet_detail(request, pk, sheet):
    year = running_year(request, pk)
    found = part_of(PlanSheet.objects, request, year, sheet)
    steps = told(printed_steps(found, request.hat), year.participant.first_name)
    context = {
        "sheet": found,
        "steps": steps,
        "new_steps": range(NEW_STEPS),
        "is_told": Consent.objects.told_to(request.hat, year.participant),
    }
    return form_page(request, "sheets/detail.html", year, **context)


@writes
def sheet_find(request):
    """Type the code; the code itself never stands in an address."""
    form = CodeForm(typed(request), hat=request.hat)
    if is_sent(request, form):
        return go(request, "sheets:key", form.sheet.trajectory.participant_id, form.sheet.pk)
    return render(request, "sheets/find.html", {"form": form}, part="form", status=form.status)


@writes
def sheet_key(request, pk, sheet):
    """What was printed as a form; a paper is keyed in once."""
    year = running_year(request, pk)
    found = part_of(PlanSheet.objects, request, year, sheet)
    if request.method == "GET" and found.keyed_at:
        messages.info(request, keyed_before(found))
        return go(request, "files:plan", pk)
    form = SheetForm(typed(request), sheet=found, hat=request.hat)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, "Ingevoerd. Het plan is bijgewerkt.")
        return go(request, "files:plan", pk)
    return form_page(request, "sheets/key.html", year, form=form, sheet=found)
