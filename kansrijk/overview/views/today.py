"""Vandaag: what a buddy needs between two appointments."""

from datetime import timedelta

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format

from buddies.models import Absence
from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.overview.figures.attention import SILENT
from kansrijk.ui.htmx import render
from participants.models import Match, Participant
from participants.models.states import State
from plans.models import (
    Action,
    Appointment,
    ContactMoment,
    Draft,
    LateLog,
    Meeting,
    ObstacleAnswer,
    Outcome,
    Review,
    Success,
    Trajectory,
)
from plans.models.meetings import CONTACT, Kind
from plans.views.outcomes import with_forms

DAYS_OF_JOY = 7
THEIR_TURN = (State.MET, State.AGREED)  # proposals that ask nothing of the buddy now
MOST_DRAFTS = 100  # that are counted; nobody reads a larger number


def seen(model, hat):
    """Rows of this model that the hat may see, of the trajectory of the outer query."""
    return model.objects.visible_to(hat).filter(trajectory=OuterRef("pk"))


def with_contact(trajectories, hat):
    """Annotate what a card shows: last contact and its kind, appointments, open steps.

    `next_at` can be this morning's appointment, `later_at` is still to come. `matched_on` is the
    day on which the present buddy began.
    """
    latest = seen(Meeting, hat).filter(kind__in=CONTACT).order_by("-held_on", "-pk")
    coming = seen(Appointment, hat).coming()
    later = coming.filter(at__gt=timezone.now())
    steps = seen(Action, hat).open().order_by().values("trajectory")
    present = Match.objects.active().filter(participant=OuterRef("participant"))
    return trajectories.annotate(
        matched_on=Subquery(present.values("started_on")[:1]),
        last_contact=Subquery(latest.values("held_on")[:1]),
        last_kind=Subquery(latest.values("kind")[:1]),
        next_id=Subquery(coming.values("pk")[:1]),
        next_at=Subquery(coming.values("at")[:1]),
        next_place=Subquery(coming.values("place")[:1]),
        later_id=Subquery(later.values("pk")[:1]),
        later_at=Subquery(later.values("at")[:1]),
        later_place=Subquery(later.values("place")[:1]),
        open_steps=Coalesce(Subquery(steps.annotate(number=Count("pk")).values("number")), 0),
    )


def attention(trajectory):
    """Sort key: who is visited today, in order of time; then who was silent longest."""
    at, today = trajectory.next_at, timezone.localdate()
    trajectory.is_today = at is not None and timezone.localdate(at) == today
    began = trajectory.matched_on or trajectory.started_on
    silent = (today - max(trajectory.last_contact or began, began)).days
    trajectory.is_logged = trajectory.last_contact == today
    trajectory.last_words = Kind(trajectory.last_kind).label if trajectory.last_kind else ""
    trajectory.is_silent = silent >= SILENT and not trajectory.aftercare_on
    look_ahead(trajectory, today)
    return (0, at.timestamp()) if trajectory.is_today else (1, -silent)


def look_ahead(trajectory, today):
    """Say when they meet next; after a contact of today its own appointment is behind them."""
    if trajectory.is_logged:
        for name in ("id", "at", "place"):
            setattr(trajectory, f"next_{name}", getattr(trajectory, f"later_{name}"))
    if trajectory.next_at:
        day = timezone.localdate(trajectory.next_at)
        trajectory.next_day = "vandaag" if day == today else date_format(day, "l j F")


def mark_replaced(trajectories, hat):
    """Say with each card for whom one stands in; answer the absences, with proposals that wait."""
    absences = list(Absence.objects.stood_in_by(hat).with_unanswered())
    away = {absence.user_id: absence for absence in absences}
    buddies = Participant.objects.reach_of(hat).replaced(hat.user_id) if absences else {}
    for trajectory in trajectories:
        trajectory.replaced = away.get(buddies.get(trajectory.participant_id))
    return absences


@hats(Role.BUDDY)
def today(request):
    running = Trajectory.objects.visible_to(request.hat).open()
    cards = sorted(with_contact(running.for_list(), request.hat), key=attention)
    since = timezone.localdate() - timedelta(days=DAYS_OF_JOY)
    joys = Success.objects.visible_to(request.hat).filter(happened_on__gt=since)
    stands_in = mark_replaced(cards, request.hat)
    offers = list(Match.objects.offered_to(request.hat).waiting().for_list())
    context = {
        "stands_in": stands_in,
        "unsaved": list(Draft.objects.visible_to(request.hat).for_list()[:MOST_DRAFTS]),
        "late": list(LateLog.objects.visible_to(request.hat).news().for_list()),
        "my_turn": [each for each in offers if each.state not in THEIR_TURN],
        "their_turn": [each for each in offers if each.state in THEIR_TURN],
        "cards": cards,
        "answers": ObstacleAnswer.objects.news_for(request.hat),
        "asked": with_forms(Outcome.objects.visible_to(request.hat).for_list().asked()),
        "joy": joys.for_list().first(),
        "today": timezone.localdate(),
        "moments": ContactMoment.objects.filter(trajectory__in=cards).now().for_list(),
        "reviews": Review.objects.filter(trajectory__in=cards).now().for_list(),
        "visits": sum(each.is_today for each in [*cards, *offers]),
    }
    return render(request, "overview/today.html", context, part="asked")
