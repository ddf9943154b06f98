"""What the pages on which a plan changes share: who may, the look, and words that never get lost."""

from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.shortcuts import render as show
from django.urls import reverse

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.ui.htmx import refresh, render
from participants.models import Match, Participant
from participants.models.states import State
from plans.models import Trajectory
from plans.models.of_trajectory import OVER, YearOver

WORDS = (  # fields that hold somebody's own words; of rows the end of the name
    "sentence", "why", "done_when", "recognition", "learned", "text", "celebrated",
    "note", "words", "difference", "reason", "ended_words", "stress_text",
)  # fmt: skip


def writes(view):
    """Open a view to buddies; where their time is over, what they typed stays readable (409)."""
    return hats(Role.BUDDY)(keeping_words(view))


def writes_dates(view):
    """Open a view to buddies and leads, who both set the dates of a year; else as `writes`."""
    return hats(Role.BUDDY, Role.LEAD)(keeping_words(view))


def keeping_words(view):
    @wraps(view)
    def kept(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except YearOver as over:
            texts = [v for name, values in request.POST.lists() if is_words(name) for v in values]
            kept = [text for text in texts if text.strip()]
            if request.htmx or not kept:
                raise
            context = {"reason": over, "texts": kept}
            return show(request, "goals/over.html", context, status=409)

    return kept


def is_words(name):
    return name.rsplit("-", 1)[-1] in WORDS


def running_year(request, pk):
    """The year that runs with this participant, for who may change its plan, or 404.

    YearOver where it has ended, or where the match of this buddy has.
    """
    seen = Participant.objects.visible_to(request.hat).filter(pk=pk)
    years = Trajectory.objects.visible_to(request.hat).filter(participant__in=seen)
    related = years.select_related("participant__district", "method")
    if year := related.open().first():
        return year
    before = Match.objects.filter(buddy__user=request.hat.user, state=State.ENDED)
    had = before.filter(participant__in=Participant.objects.filter(pk=pk))
    if years.exists() or (request.method == "POST" and had.exists()):
        raise YearOver(OVER)
    raise Http404


def part_of(queryset, request, year, pk):
    """A record of this year that this buddy may see, or 404; its year is at hand."""
    found = get_object_or_404(queryset.visible_to(request.hat).filter(trajectory=year), pk=pk)
    found.trajectory = year
    return found


def form_page(request, template, year, **context):
    """Show a form about somebody; the look is recorded, also of what a refused form shows."""
    AuditEvent.objects.record(by=request.hat, verb=Verb.LOOK, on=year.participant)
    context |= {"participant": year.participant, "trajectory": year}
    status = context["form"].status if "form" in context else 200
    return render(request, template, context, part="form", status=status)


def plan_url(pk, *, goal=None, step=None):
    """The address of the plan with this goal open, and the buttons of this step."""
    named = [f"{name}={number}" for name, number in (("doel", goal), ("stap", step)) if number]
    return reverse("files:plan", args=[pk]) + (f"?{'&'.join(named)}" if named else "")


def back_to_plan(request, pk, *, goal=None, step=None, at=""):
    """Show the plan again after a tap in it; without scripts at the element with this id."""
    url = plan_url(pk, goal=goal, step=step)
    return refresh(request, url if request.htmx or not at else f"{url}#{at}", part="goals")
