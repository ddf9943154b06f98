"""Examples of goals: kept by leads, for all districts at once."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed
from plans.forms.goal_templates import TemplateForm
from plans.forms.goals import ExampleFilter
from plans.models import GoalTemplate


@hats(Role.LEAD)
def template_list(request):
    form = ExampleFilter(request.GET)
    context = {"form": form, "examples": form.filter(GoalTemplate.objects.all())}
    return render(request, "goal_templates/list.html", context, part="rows")


@hats(Role.LEAD)
def template_add(request):
    return edit(request, TemplateForm(typed(request)), "Nieuw voorbeeld")


@hats(Role.LEAD)
def template_edit(request, pk):
    found = get_object_or_404(GoalTemplate.objects.filter(pk=pk))
    return edit(request, TemplateForm(typed(request), instance=found), "Voorbeeld wijzigen")


def edit(request, form, heading):
    """Save, ask for one row of steps more, or show the form."""
    if request.method == "POST" and "more" in request.POST:
        form.one_more()
    elif is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, "Opgeslagen. Dit geldt voor alle gebieden.")
        return go(request, "goal_templates:list")
    context = {"form": form, "heading": heading}
    return render(request, "goal_templates/form.html", context, part="form", status=form.status)
