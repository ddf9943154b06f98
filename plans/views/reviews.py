"""The looks of a year: which there are, how one went, and how one begins."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed
from plans import screens
from plans.forms.reviews import PAPER, BeginForm, DayForm, SkipForm, YearForm
from plans.models import Review
from plans.models.meetings import Mood
from plans.models.review_steps import ReviewState
from plans.views.files import open_file
from plans.views.pages import form_page, running_year, writes


def open_review(request, pk, which):
    """What the pages of one look share: the file, the year and the look that this hat may see.

    The newest year, or the one that the address names.
    """
    shared = open_file(request, pk)
    asked = YearForm(request.GET).number
    years = shared["trajectories"]
    year = next((each for each in years if asked in (None, each.pk)), None)
    if year is None:
        raise Http404
    year.participant = shared["participant"]
    review = get_object_or_404(
        Review.objects.visible_to(request.hat, years=[year]).select_related(
            "method_version__method"
        ),
        which=which,
    )
    review.trajectory = year
    may_write = shared["may_log"] and year == shared["trajectory"]
    return shared | {"year": year, "review": review, "may_write": may_write}


def running_review(request, pk, which):
    """The look of the year that runs, for a buddy who may write in it, or 404."""
    year = running_year(request, pk)
    seen = Review.objects.visible_to(request.hat, years=[year])
    review = get_object_or_404(seen.select_related("method_version__method"), which=which)
    review.trajectory = year
    return review


@hats(Role.BUDDY, Role.LEAD)
def review_list(request, pk):
    shared = open_file(request, pk)
    seen = Review.objects.visible_to(request.hat, years=shared["trajectories"])
    looks = list(seen.in_order())
    years = [
        (year, [look for look in looks if look.trajectory_id == year.pk])
        for year in shared["trajectories"]
    ]
    return render(request, "reviews/list.html", shared | {"years": years}, part="looks")


@hats(Role.BUDDY, Role.LEAD)
def review_detail(request, pk, which):
    """How a look stands; a buddy also reads what was said at it."""
    context = open_review(request, pk, which)
    review = context["review"]
    if request.hat.role == Role.BUDDY and review.method_version:
        context |= screens.said(review, hat=request.hat)
        context["left"] = screens.left_open(review, context["rows"])
        if review.state == ReviewState.FINISHED:
            context |= screens.gathered(review, hat=request.hat, params=request.GET)
    context |= {"screens": screens.TITLES.items(), "next_screen": screens.next_screen(review)}
    context["newer"] = screens.has_newer_words(review)
    context["steps"] = {step.name for step in review.steps_for(request.hat)}
    return render(request, "reviews/detail.html", context, part="review")


@writes
def review_begin(request, pk, which):
    """Begin now on this screen, or key in what was begun on paper."""
    review = running_review(request, pk, which)
    if request.method == "GET" and not review.may("begin", request.hat):
        return go(request, "reviews:detail", pk, which)
    asked = {"how": PAPER} if "papier" in request.GET else None
    form = BeginForm(typed(request), review=review, initial=asked)
    if is_sent(request, form) and store(form, by=request.hat):
        return go(request, "reviews:screen", pk, which, screens.next_screen(review))
    context = {"form": form, "review": review}
    return form_page(request, "reviews/begin.html", review.trajectory, **context)


@writes
def review_day(request, pk, which):
    """Another day for a look that is under way; a paper can be keyed in under the wrong one."""
    review = running_review(request, pk, which)
    if request.method == "GET" and review.state != ReviewState.BEGUN:
        return go(request, "reviews:detail", pk, which)
    form = DayForm(typed(request), instance=review)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, "Opgeslagen.")
        return go(request, "reviews:detail", pk, which)
    context = {"form": form, "review": review}
    return form_page(request, "reviews/day.html", review.trajectory, **context)


@hats(Role.BUDDY, Role.LEAD)
def review_skip(request, pk, which):
    """It does not happen, with the reason; it can be planned again."""
    context = open_review(request, pk, which)
    review = context["review"]
    if request.method == "GET" and (
        context["year"].ended_on or not review.may("skip", request.hat)
    ):
        return go(request, "reviews:detail", pk, which)
    form = SkipForm(typed(request), review=review)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, "Opgeslagen. Inplannen kan later alsnog.")
        return go(request, "reviews:list", pk)
    context["form"] = form
    return render(request, "reviews/skip.html", context, part="form", status=form.status)


@hats(Role.BUDDY, Role.LEAD)
@require_POST
def review_plan_again(request, pk, which):
    open_review(request, pk, which)["review"].plan_again(by=request.hat)
    messages.success(request, "Dit kijkmoment staat weer gepland.")
    return go(request, "reviews:detail", pk, which)


@writes
def review_paper(request, pk, which):
    """All screens on paper, with nothing filled in."""
    review = running_review(request, pk, which)
    context = {
        "review": review,
        "asked": screens.on_paper(review),
        "moods": Mood.labels,
        "is_talking": review.trajectory.method.is_talking_picture,
    }
    return form_page(request, "reviews/paper.html", review.trajectory, **context)
