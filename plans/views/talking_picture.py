"""The page of the talking picture: asked with a consent of its own, hidden without it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed
from participants.models import Consent, ConsentText
from participants.models.consents import ConsentKind
from plans.forms.talking_picture import HealthForm, PointCorrection, PointForm
from plans.models import TalkingPoint
from plans.models.review_steps import ReviewState
from plans.screens import look_before
from plans.talking_picture import answer_on_health, drawn, may_talk, rows_of
from plans.views.line_corrections import correct
from plans.views.pages import form_page, writes
from plans.views.review_screens import onward, show, under_way
from plans.views.reviews import open_review, running_review

HEADING = "Hoe gaat het met je?"
STOPPED = "Dat is goed. Wat hierover stond, zie je niet meer. Vannacht wordt het gewist."


@hats(Role.BUDDY)
def talk(request, pk, which):
    """The web then and now, and what was said; without a yes it says so, and goes on."""
    shared = open_review(request, pk, which)
    review = shared["review"]
    if not review.is_talked:
        return go(request, "reviews:detail", pk, which)
    before = look_before(review, hat=request.hat)
    rows = rows_of(review, hat=request.hat, before=before)
    answer = answer_on_health(shared["participant"])
    context = shared | {
        "answer": answer,
        "may_talk": may_talk(answer),
        "rows": rows,
        "next_row": next((row for row in rows if row.point is None), None),
        "before": before,
        "picture": drawn(rows, review, before),
        "is_open": shared["may_write"] and review.state == ReviewState.BEGUN,
        "may_correct": shared["may_write"] and review.state == ReviewState.FINISHED,
        "at": None,
        "number": 5 if request.GET.get("scherm") == "5" else 2,
        "heading": HEADING,
    }
    return render(request, "reviews/talk.html", context, part="screen")


@under_way
def talk_point(request, review, key):
    """One dimension on a screen of its own; nobody has to choose a number."""
    area = get_object_or_404(review.method_version.areas, part_of=None, key=key)
    if not review.is_talked:
        raise Http404
    if request.method == "GET" and not may_talk(answer_on_health(review.trajectory.participant)):
        return onward(request, "talk", review)
    seen = TalkingPoint.objects.visible_to(request.hat).filter(review=review, area=area)
    line = seen.first() or TalkingPoint(review=review, area=area)
    form = PointForm(typed(request), instance=line, is_passed="pass" in request.POST)
    rows = rows_of(review, hat=request.hat)
    at = next(number for number, row in enumerate(rows, start=1) if row.area == area)
    if is_sent(request, form) and store(form, by=request.hat):
        return after_point(request, review, [*rows[at:], *rows[: at - 1]])
    place = {"area": area, "at": at, "of": len(rows), "heading": HEADING}
    return show(request, "reviews/point.html", review, 2, form=form, **place)


def after_point(request, review, rows):
    """Go on with the next dimension about which nothing was said, or look at the picture."""
    left = next((row for row in rows if row.point is None), None)
    if left is None:
        return onward(request, "talk", review)
    return onward(request, "talk_point", review, left.area.key)


@writes
def talk_ask(request, pk, which):
    """Ask whether the two may talk about health, in the words that hold today."""
    review = running_review(request, pk, which)
    year = review.trajectory
    text = ConsentText.objects.newest().get(ConsentKind.HEALTH)
    if text is None or not year.method.is_talking_picture:
        return go(request, "reviews:detail", pk, which)
    live = answer_on_health(year.participant)
    form = HealthForm(typed(request), participant=year.participant, text=text, live=live)
    if is_sent(request, form) and store(form, by=request.hat):
        return go(request, "reviews:talk", pk, which)
    context = {"form": form, "text": text, "review": review, "live": live}
    return form_page(request, "reviews/ask.html", year, **context)


@writes
@require_POST
def talk_stop(request, pk, which):
    """The participant takes the yes back: what was said is out of sight at once."""
    year = running_review(request, pk, which).trajectory
    if not year.method.is_talking_picture:
        raise Http404
    today = timezone.localdate()
    Consent.objects.take_back(year.participant, ConsentKind.HEALTH, by=request.hat, on=today)
    messages.success(request, STOPPED)
    return go(request, "reviews:talk", pk, which)


@writes
def point_correct(request, pk, which, line):
    review = running_review(request, pk, which)
    lines = TalkingPoint.objects.filter(review=review).select_related("area", "correction")
    return correct(request, review, lines, line, PointCorrection, back="reviews:talk")
