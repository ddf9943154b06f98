"""R9 on screens: the buddy looks blind, or not at all; then both lie side by side."""

from django.contrib import messages
from django.views.decorators.http import require_POST

from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed
from plans.forms.second_view import BlindForm, WhyForm
from plans.models.review_steps import ReviewState
from plans.models.reviews import BuddyView
from plans.screens import next_screen
from plans.second_view import TOO_LATE, done_choosing, pairs, without_view
from plans.views.pages import form_page, writes
from plans.views.reviews import open_review, running_review

SAVED = "Opgeslagen. Jullie zien het soms anders, en dat mag."


@writes
@require_POST
def choices_done(request, pk, which):
    """Klaar met kiezen: from here on nobody sees what was chosen."""
    review = running_review(request, pk, which)
    done_choosing(review, by=request.hat)
    return go(request, "reviews:choices", pk, which)


@writes
def choices(request, pk, which):
    """Between choosing and looking: who holds the phone now, and what can be done."""
    review = running_review(request, pk, which)
    if not review.is_hidden or review.state != ReviewState.BEGUN:
        return go(request, "reviews:detail", pk, which)
    return form_page(request, "reviews/hidden.html", review.trajectory, review=review)


@writes
@require_POST
def choices_open(request, pk, which):
    """See and change the choices again; the buddy then gives no view of their own."""
    review = running_review(request, pk, which)
    without_view(review, by=request.hat, is_reopened=True)
    messages.success(request, "De keuzes zijn weer open. Jullie kunnen ze nog veranderen.")
    return go(request, "reviews:screen", pk, which, 2)


@writes
@require_POST
def view_none(request, pk, which):
    held = without_view(running_review(request, pk, which), by=request.hat)
    return go(request, "reviews:screen", pk, which, next_screen(held))


@writes
def view_give(request, pk, which):
    """Eigen blik: only the buddy's own steps stand here, and nothing of the participant's."""
    review = running_review(request, pk, which)
    if request.method == "GET" and not review.is_hidden:
        return no_longer_blind(request, review)
    form = BlindForm(typed(request), review=review)
    if is_sent(request, form) and store(form, by=request.hat):
        return go(request, "reviews:beside", pk, which)
    return form_page(request, "reviews/view.html", review.trajectory, form=form, review=review)


def no_longer_blind(request, review):
    """Who comes too late or too early for a blind look is told so where they can go on."""
    to = "reviews:beside" if review.buddy_view == BuddyView.GIVEN else "reviews:detail"
    if review.buddy_view == BuddyView.NONE:
        messages.info(request, TOO_LATE)
    return go(request, to, review.trajectory.participant_id, review.which)


@writes
def review_beside(request, pk, which):
    """Naast elkaar: both views of every domain; of a look that is closed only to read."""
    if request.method == "POST":
        return say_why(request, running_review(request, pk, which))
    shared = open_review(request, pk, which)
    review = shared["review"]
    if review.buddy_view != BuddyView.GIVEN:
        return go(request, "reviews:detail", pk, which)
    is_open = shared["may_write"] and review.state == ReviewState.BEGUN
    found = pairs(review, hat=request.hat)
    form = WhyForm(typed(request) if is_open else None, review=review, pairs=found, is_open=is_open)
    may_correct = shared["may_write"] and review.state == ReviewState.FINISHED
    context = shared | {"form": form, "is_open": is_open, "may_correct": may_correct}
    return render(request, "reviews/beside.html", context, part="form", status=form.status)


def say_why(request, review):
    """Keep what each says about a difference, and go on."""
    form = WhyForm(request.POST, review=review, pairs=pairs(review, hat=request.hat))
    if is_sent(request, form) and store(form, by=request.hat):
        if form.different:
            messages.success(request, SAVED)
        at = review.trajectory.participant_id, review.which, next_screen(review)
        return go(request, "reviews:screen", *at)
    context = {"form": form, "review": review, "is_open": True, "may_correct": False}
    return form_page(request, "reviews/beside.html", review.trajectory, **context)
