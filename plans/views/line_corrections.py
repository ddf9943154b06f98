"""Verbeteren: what a finished look should have said; what it said stays beside it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, typed
from plans.forms.line_corrections import CORRECTED, ScoreCorrection, WordsCorrection
from plans.models.review_steps import ReviewState
from plans.views.pages import form_page, writes
from plans.views.reviews import running_review

SAVED = "Verbeterd. Wat er eerst stond, blijft te lezen."


@writes
def score_correct(request, pk, which, line):
    review = running_review(request, pk, which)
    lines = review.score_lines.select_related("area", "correction")
    return correct(request, review, lines, line, ScoreCorrection)


@writes
def words_correct(request, pk, which, line):
    review = running_review(request, pk, which)
    return correct(
        request, review, review.words_lines.select_related("correction"), line, WordsCorrection
    )


def correct(request, review, lines, pk, form_class, back="reviews:detail"):
    """Show the form about a visible line of this look, or add the line that corrects it."""
    line = get_object_or_404(lines.visible_to(request.hat), pk=pk)
    line.review, to = review, (back, review.trajectory.participant_id, review.which)
    is_corrected = hasattr(line, "correction")
    if request.method == "GET" and (is_corrected or review.state != ReviewState.FINISHED):
        if is_corrected:
            messages.info(request, CORRECTED)
        return go(request, *to)
    form = form_class(typed(request), line=line)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, SAVED)
        return go(request, *to)
    context = {"form": form, "review": review, "back": back}
    return form_page(request, "reviews/correct.html", review.trajectory, **context)
