"""Steps: agree on one, tick it, let it go, put them in order."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.views.decorators.http import require_POST

from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, typed
from plans.forms.actions import ActionForm
from plans.forms.order import OrderForm
from plans.models import Action, Goal
from plans.models.actions import TURNS
from plans.order import rank_steps
from plans.views.pages import back_to_plan, form_page, part_of, plan_url, running_year, writes


class OfGoal(forms.Form):
    """The goal in the address to which a new step belongs."""

    doel = forms.ModelChoiceField(Goal.objects.none(), required=False)


@writes
def action_add(request, pk):
    year, asked = running_year(request, pk), OfGoal(request.GET)
    asked.fields["doel"].queryset = Goal.objects.visible_to(request.hat).filter(trajectory=year)
    goal = asked.cleaned_data["doel"] if asked.is_valid() else None
    new = Action(trajectory=year, goal=goal if goal and not goal.ended_on else None)
    form = ActionForm(typed(request), instance=new, hat=request.hat)
    return save_step(request, form, year, "Nieuwe stap")


@writes
def action_edit(request, pk, action):
    year = running_year(request, pk)
    found = part_of(Action.objects, request, year, action)
    form = ActionForm(typed(request), instance=found, hat=request.hat)
    return save_step(request, form, year, "Stap wijzigen")


def save_step(request, form, year, heading):
    if is_sent(request, form) and (step := store(form, by=request.hat)):
        messages.success(request, "Opgeslagen.")
        return go(request, plan_url(year.participant_id, goal=step.goal_id))
    return form_page(request, "actions/form.html", year, form=form, heading=heading)


@writes
@require_POST
def action_turn(request, pk, action):
    """One tap: gelukt, toch niet gelukt, hoeft niet meer, toch wel."""
    to = request.POST.get("to")
    year = running_year(request, pk)
    found = part_of(Action.objects, request, year, action)
    if to not in TURNS:
        raise Http404
    found.turn(to, by=request.hat)
    return back_to_plan(request, pk, goal=found.goal_id, at=f"step-{action}")


@writes
@require_POST
def action_order(request, pk):
    """The whole order of the loose steps."""
    year, form = running_year(request, pk), OrderForm(request.POST)
    rank_steps(year, by=request.hat, **form.orders)
    return back_to_plan(request, pk, step=form.item, at=form.button("step"))


@writes
@require_POST
def goal_action_order(request, pk, goal):
    """The whole order of the steps of one goal."""
    year, form = running_year(request, pk), OrderForm(request.POST)
    found = part_of(Goal.objects, request, year, goal)
    rank_steps(year, by=request.hat, goal=found, **form.orders)
    return back_to_plan(request, pk, goal=goal, step=form.item, at=form.button("step"))
