"""Vandaag: what a buddy needs between two appointments."""

from datetime import date, timedelta

from django.db import models
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


def years_of(hat):
    """Map id → each year in reach, the past ones too, with what a card shows of it.

    That is the last contact and its kind, how many steps are open, and `coming`: its appointments
    from this morning on. `matched_on` is the day on which the present buddy began.
    """
    latest = seen(Meeting, hat).filter(kind__in=CONTACT).order_by("-held_on", "-pk")
    steps = seen(Action, hat).open().order_by().values("trajectory")
    found = Trajectory.objects.visible_to(hat).annotate(
        last_contact=Subquery(latest.values("held_on")[:1]),
        last_kind=Subquery(latest.values("kind")[:1]),
        open_steps=Coalesce(Subquery(steps.annotate(number=Count("pk")).values("number")), 0),
    )
    reach, years = Participant.objects.reach_of(hat), {year.pk: year for year in found.for_cards()}
    for year in years.values():
        year.coming, year.matched_on = [], reach.of(year.participant_id).since
    for appointment in Appointment.objects.visible_to(hat, years=years.values()).coming():
        years[appointment.trajectory_id].coming.append(appointment)
    return years


def of_years(rows, years):
    """List these rows, each with its year as it is at hand."""
    for row in (found := list(rows.fetch_mode(models.FETCH_RAISE))):
        row.trajectory = years[row.trajectory_id]
    return found


def attention(trajectory):
    """Sort key: who is visited today, in order of time; then who was silent longest."""
    today = timezone.localdate()
    first = next(iter(trajectory.coming), None)
    trajectory.is_today = first is not None and timezone.localdate(first.at) == today
    silent = (today - max(trajectory.last_contact or date.min, trajectory.matched_on)).days
    trajectory.is_logged = trajectory.last_contact == today
    trajectory.last_words = Kind(trajectory.last_kind).label if trajectory.last_kind else ""
    trajectory.is_silent = silent >= SILENT and not trajectory.aftercare_on
    look_ahead(trajectory, today)
    return (0, first.at.timestamp()) if trajectory.is_today else (1, -silent)


def look_ahead(trajectory, today):
    """Say when they meet next; after a contact of today its own appointment is behind them."""
    later = (a for a in trajectory.coming if not trajectory.is_logged or a.at > timezone.now())
    trajectory.next = next(later, None)
    if trajectory.next:
        day = timezone.localdate(trajectory.next.at)
        trajectory.next_day = "vandaag" if day == today else date_format(day, "l j F")


def mark_replaced(trajectories, hat, absences):
    """Say with each card for whom one stands in."""
    away = {absence.user_id: absence for absence in absences}
    buddies = Participant.objects.reach_of(hat).replaced(hat.user_id)
    for trajectory in trajectories:
        trajectory.replaced = away.get(buddies.get(trajectory.participant_id))


@hats(Role.BUDDY)
def today(request):
    stands_in = Absence.objects.stood_in_by(request.hat)
    years = years_of(request.hat)
    cards = sorted((year for year in years.values() if year.ended_on is None), key=attention)
    since = timezone.localdate() - timedelta(days=DAYS_OF_JOY)
    joys = Success.objects.visible_to(request.hat).filter(happened_on__gt=since)
    mark_replaced(cards, request.hat, stands_in)
    cared = [card for card in cards if card.aftercare_on]
    moments = ContactMoment.objects.filter(trajectory__in=cared)
    offers = list(Match.objects.offered_to(request.hat).waiting().for_rows())
    context = {
        "stands_in": stands_in,
        "unsaved": list(Draft.objects.visible_to(request.hat).for_list()[:MOST_DRAFTS]),
        "late": list(LateLog.objects.visible_to(request.hat).news().in_short()),
        "my_turn": [each for each in offers if each.state not in THEIR_TURN],
        "their_turn": [each for each in offers if each.state in THEIR_TURN],
        "cards": cards,
        "answers": ObstacleAnswer.objects.news_for(request.hat),
        "asked": with_forms(Outcome.objects.visible_to(request.hat).asked().in_short()),
        "joy": next(iter(of_years(joys[:1], years)), None),
        "today": timezone.localdate(),
        "moments": of_years(moments.now(), years) if cared else [],
        "reviews": of_years(Review.objects.filter(trajectory__in=cards).now(), years),
        "visits": sum(each.is_today for each in [*cards, *offers]),
    }
    return render(request, "overview/today.html", context, part="asked")
