"""Goals: begin from an example or from nothing, reword, put in order, finish."""

from django.contrib import messages
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed
from plans.forms.goals import ExampleFilter, ExampleForm, FinishForm, GoalForm
from plans.forms.order import OrderForm
from plans.history import history_of
from plans.models import Goal, GoalTemplate
from plans.models.goals import MOST_STEPS
from plans.order import rank_goals
from plans.views.files import open_file
from plans.views.pages import back_to_plan, form_page, part_of, plan_url, running_year, writes

GONE = "Dit voorbeeld is er niet meer. Kies een ander, of begin zelf."
BIG = (
    "Opgeslagen. Dit doel heeft nu meer dan {most} stappen. Kan het kleiner? "
    "Een klein doel is eerder klaar, en dan valt er iets te vieren."
)


@writes
def goal_examples(request, pk):
    """Examples to begin from; the filter stands in the address."""
    year, form = running_year(request, pk), ExampleFilter(request.GET)
    shown = form.filter(GoalTemplate.objects.filter(is_offered=True))
    context = {"form": form, "examples": shown, "participant": year.participant}
    return render(request, "goals/examples.html", context, part="examples")


@writes
def goal_add(request, pk):
    year, example = running_year(request, pk), ExampleForm(request.GET)
    if example.is_gone:
        messages.info(request, GONE)
        return go(request, "goals:examples", pk)
    data = typed(request)
    begun = None if data is not None else example.chosen
    form = GoalForm(data, instance=Goal(trajectory=year), example=begun)
    return save_goal(request, form, year, "Nieuw doel")


@writes
def goal_edit(request, pk, goal):
    year = running_year(request, pk)
    found = part_of(Goal.objects, request, year, goal)
    if request.method == "GET" and found.ended_on:
        messages.info(request, found.ended)
        return go(request, "goals:detail", pk, goal)
    form = GoalForm(typed(request), instance=found)
    return save_goal(request, form, year, "Doel wijzigen")


def save_goal(request, form, year, heading):
    """Save, ask for one row of steps more, or show the form."""
    asks_row = request.method == "POST" and "more" in request.POST
    if asks_row:
        form.one_more()
    elif is_sent(request, form) and (goal := store(form, by=request.hat)):
        steps = goal.actions.filter(dropped_on=None).count()
        text = BIG.format(most=MOST_STEPS) if steps > MOST_STEPS else "Opgeslagen."
        messages.success(request, text)
        return go(request, plan_url(year.participant_id, goal=goal.pk))
    return form_page(request, "goals/form.html", year, form=form, heading=heading)


@writes
def goal_finish(request, pk, goal):
    year = running_year(request, pk)
    found = part_of(Goal.objects, request, year, goal)
    if request.method == "GET" and found.ended_on:
        messages.info(request, found.ended)
        return go(request, "goals:detail", pk, goal)
    form = FinishForm(typed(request), goal=found)
    if is_sent(request, form) and store(form, by=request.hat):
        is_joy = found.ending == "reached"
        words = (
            "Wat mooi, dit doel is gelukt!"
            if is_joy
            else "Afgerond. Goed dat jullie erbij stilstonden."
        )
        messages.success(request, words, extra_tags="joy" if is_joy else "")
        return go(request, "goals:detail", pk, goal)
    return form_page(request, "goals/finish.html", year, form=form, goal=found)


@writes
@require_POST
def goal_reopen(request, pk, goal):
    year = running_year(request, pk)
    part_of(Goal.objects, request, year, goal).reopen(by=request.hat)
    messages.success(request, "Dit doel staat weer open.")
    return go(request, plan_url(pk, goal=goal))


@writes
@require_POST
def goal_order(request, pk):
    """The whole order of goals, dragged or by a button; refused where the page was old."""
    year, form = running_year(request, pk), OrderForm(request.POST)
    rank_goals(year, by=request.hat, **form.orders)
    at = form.button("goal")
    return back_to_plan(request, pk, goal=form.item, at=at)


@hats(Role.BUDDY, Role.LEAD)
def goal_detail(request, pk, goal):
    """The history of one goal: its wordings, its steps, how they went, how it ended."""
    shared = open_file(request, pk)
    context = shared | history_of(goal, shared["trajectories"], hat=request.hat)
    context["may_change"] = shared["may_log"] and context["goal"].trajectory == shared["trajectory"]
    return render(request, "goals/detail.html", context, part="story")
