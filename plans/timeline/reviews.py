"""The looks of a year that were held or skipped; what was said at them stands on their own pages."""

from django.db.models import Case, F, Q, When
from django.urls import reverse

from plans.models import Review
from plans.models.review_steps import ReviewState
from plans.models.reviews import SkippedWhy, Which
from plans.timeline.entries import Entry, Sort
from plans.timeline.sources import Rows, Source

# A look that was held, or is under way, on its day; a skipped one on the day that was said.
SKIPPED = When(state=ReviewState.SKIPPED, then=F("state_since"))
ROWS = Review.objects.filter(~Q(state=ReviewState.PLANNED)).annotate(
    day=Case(SKIPPED, default=F("held_on"))
)


def tell(reviews, story):
    return [tell_one(review, story.participant) for review in reviews]


def tell_one(review, participant):
    is_done = review.state == ReviewState.FINISHED
    where = reverse("reviews:detail", args=[participant.pk, review.which])
    return Entry(
        review.day,
        Sort.REVIEWS,
        f"Kijkmoment {Which(review.which).label}",
        why_not(review),
        notes=() if is_done else (("eye", ReviewState(review.state).label.capitalize()),),
        links=((where, "Bekijk dit kijkmoment"),),
        is_joy=is_done,
        order=(6, review.pk),
    )


def why_not(review):
    """Why it was skipped, in words; empty for one that was held."""
    if review.state != ReviewState.SKIPPED:
        return ""
    why = SkippedWhy(review.skipped_why).label.capitalize()
    return f"{why}: {review.skipped_words}" if review.skipped_words else why


TOLD = "which", "state", "skipped_why", "skipped_words"
SOURCES = (Source(Sort.REVIEWS, Rows(ROWS, TOLD), tell),)
