"""The looks of a year: which there are, how one went, and how one begins."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed
from plans.forms.reviews import BeginForm, YearForm
from plans.models import Review
from plans.views.files import open_file
from plans.views.pages import form_page, running_year, writes


def open_review(request, pk, which):
    """What the pages of one look share: the file, the year and the look that this hat may see.

    The newest year, or the one that the address names.
    """
    shared = open_file(request, pk)
    asked = YearForm(request.GET).number
    years = shared["trajectories"].filter(pk=asked) if asked else shared["trajectories"]
    year = get_object_or_404(years[:1])
    year.participant = shared["participant"]
    review = get_object_or_404(
        Review.objects.visible_to(request.hat).select_related("method_version"),
        trajectory=year,
        which=which,
    )
    review.trajectory = year
    may_write = shared["may_log"] and year == shared["trajectory"]
    return shared | {"year": year, "review": review, "may_write": may_write}


def running_review(request, pk, which):
    """The look of the year that runs, for a buddy who may write in it, or 404."""
    year = running_year(request, pk)
    seen = Review.objects.visible_to(request.hat).select_related("method_version")
    review = get_object_or_404(seen, trajectory=year, which=which)
    review.trajectory = year
    return review


@hats(Role.BUDDY, Role.LEAD)
def review_list(request, pk):
    shared = open_file(request, pk)
    seen = Review.objects.visible_to(request.hat).in_order()
    years = [(year, list(seen.filter(trajectory=year))) for year in shared["trajectories"]]
    return render(request, "reviews/list.html", shared | {"years": years}, part="looks")


@hats(Role.BUDDY, Role.LEAD)
def review_detail(request, pk, which):
    context = open_review(request, pk, which)
    return render(request, "reviews/detail.html", context, part="review")


@writes
def review_begin(request, pk, which):
    """Begin now on this screen, or key in what was begun on paper."""
    review = running_review(request, pk, which)
    if request.method == "GET" and not review.may("begin", request.hat):
        return go(request, "reviews:detail", pk, which)
    form = BeginForm(typed(request), review=review)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, "Jullie zijn begonnen. Wat je kiest, wordt meteen bewaard.")
        return go(request, "reviews:detail", pk, which)
    context = {"form": form, "review": review}
    return form_page(request, "reviews/begin.html", review.trajectory, **context)
