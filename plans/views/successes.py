"""Kijk wat er al lukte: small successes in a line of time, put there by one tap or by hand."""

from django.contrib import messages
from django.utils import timezone
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed
from kansrijk.ui.pages import Pages
from plans.forms.successes import SuccessForm
from plans.models import Action, Goal, Meeting, Success
from plans.models.reports import Result
from plans.views.files import open_file
from plans.views.pages import back_to_plan, form_page, part_of, running_year, writes

SHOWN = 60
JOY = "Erbij gezet. Mooi om bij stil te staan."
WHAT = "Wat lukte er?"


@hats(Role.BUDDY, Role.LEAD)
def success_list(request, pk):
    shared = open_file(request, pk)
    found = Success.objects.visible_to(request.hat, years=shared["trajectories"])
    page = Pages(found, SHOWN).get_page(request.GET.get("pagina"))
    return render(request, "successes/list.html", shared | {"page": page}, part="story")


@writes
def success_add(request, pk):
    year = running_year(request, pk)
    form = SuccessForm(typed(request), instance=Success(trajectory=year))
    return save_success(request, form, year, heading=WHAT)


@writes
def success_from_meeting(request, pk, meeting):
    """A success of one meeting: a step that worked by one tap, or in own words."""
    year = running_year(request, pk)
    found = part_of(Meeting.objects, request, year, meeting)
    new = Success(trajectory=year, meeting=found, happened_on=found.held_on)
    form = SuccessForm(typed(request), instance=new)
    worked = Action.objects.visible_to(request.hat).filter(
        reports__meeting=found, reports__result=Result.DONE, successes=None
    )
    return save_success(request, form, year, heading=WHAT, meeting=found, worked=worked)


@writes
def success_edit(request, pk, success):
    year = running_year(request, pk)
    found = part_of(Success.objects, request, year, success)
    form = SuccessForm(typed(request), instance=found)
    return save_success(request, form, year, heading="Succes wijzigen", success=found)


def save_success(request, form, year, *, success=None, meeting=None, worked=(), heading):
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, JOY, extra_tags="joy")
        return go(request, "successes:list", year.participant_id)
    context = {"success": success, "meeting": meeting, "worked": worked, "heading": heading}
    return form_page(request, "successes/form.html", year, form=form, **context)


@writes
@require_POST
def success_remove(request, pk, success):
    year = running_year(request, pk)
    found = part_of(Success.objects, request, year, success)
    Success.objects.remove(found, by=request.hat)
    messages.success(request, "Weggehaald.")
    return go(request, "successes:list", pk)


@writes
@require_POST
def success_from_action(request, pk, action):
    """One tap on a step; the same step is one success, however often."""
    year = running_year(request, pk)
    found = part_of(Action.objects, request, year, action)
    day = found.done_on or timezone.localdate()
    words = {"text": found.text, "happened_on": day}
    Success.objects.cheer(year, by=request.hat, action=found, **words)
    if "meeting" in request.POST:  # from the page of a meeting
        messages.success(request, JOY, extra_tags="joy")
        return go(request, "successes:list", pk)
    return back_to_plan(request, pk, goal=found.goal_id, at=f"step-{action}")


@writes
@require_POST
def success_from_goal(request, pk, goal):
    """One tap on a goal that was reached, with what was agreed to celebrate it."""
    year = running_year(request, pk)
    found = part_of(Goal.objects, request, year, goal)
    day = found.ended_on or timezone.localdate()
    words = {"text": found.sentence, "happened_on": day, "celebrated": found.recognition}
    Success.objects.cheer(year, by=request.hat, **words)
    messages.success(request, JOY, extra_tags="joy")
    return go(request, "successes:list", pk)
