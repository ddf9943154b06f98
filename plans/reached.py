"""What was reached since the last look, gathered by itself: often surprisingly much."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils import timezone

from plans.models import Action, Goal, Obstacle, Outcome, Review, Success
from plans.models.goals import GoalEnding
from plans.models.review_steps import ReviewState
from plans.models.stuck import Stuck

GOOD_ENDS = [GoalEnding.REACHED, GoalEnding.PARTLY]
LATEST = 5  # things that a page shows at once


@dataclass(frozen=True)
class Thing:
    day: date
    words: str
    note: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of what was reached, newest first, with the words for one and for several."""

    icon: str
    one: str
    more: str
    things: list

    @property
    def label(self):
        return self.one if len(self.things) == 1 else self.more


@dataclass(frozen=True)
class Reached:
    """What was reached after `since` (or from the first day of the year), until and with `until`."""

    since: date
    until: date
    kinds: list

    @property
    def latest(self):
        """The latest things of all kinds but steps, which are many."""
        things = [thing for kind in self.kinds if kind.icon != "check" for thing in kind.things]
        things = things or [thing for kind in self.kinds for thing in kind.things]
        return sorted(things, key=lambda thing: thing.day, reverse=True)[:LATEST]


def reached_at(review, *, hat):
    """Return what was Reached between the look before this one and this look (or today)."""
    before = Review.objects.filter(trajectory=review.trajectory_id).in_order()
    rows = list(before.values_list("which", "held_on", "state"))
    place = [which for which, _, _ in rows].index(review.which)
    days = [day for _, day, state in rows[:place] if state == ReviewState.FINISHED]
    return reached_in(
        review.trajectory, hat=hat, since=days[-1] if days else None, until=review.held_on
    )


def reached_in(year, *, hat, since=None, until=None):
    """Return what was Reached in a year as far as this hat sees it; five queries."""
    until = until or timezone.localdate()
    span = (since or year.started_on, until)

    def seen(model, day, **where):
        rows = model.objects.visible_to(hat, years=[year])
        return within(rows.filter(**where), day, span, is_first=since is None)

    outcomes = Outcome.objects.visible_to(hat).filter(participant=year.participant_id)
    outcomes = outcomes.select_related("kind")
    in_file = Obstacle.objects.in_file_of([year], hat)
    obstacles = Obstacle.objects.filter(in_file, state=Stuck.SOLVED)
    results = within(outcomes, "reached_on", span, is_first=since is None)
    goals = seen(Goal, "ended_on", ending__in=GOOD_ENDS)
    solved = within(obstacles, "state_since", span, is_first=since is None)
    kinds = [
        Kind(
            "star", "resultaat", "resultaten", [Thing(o.day, str(o.kind), o.words) for o in results]
        ),
        Kind(
            "flag", "doel gelukt", "doelen gelukt", [Thing(g.day, str(g), partly(g)) for g in goals]
        ),
        Kind("joy", "klein succes", "kleine successen", things(seen(Success, "happened_on"))),
        Kind("check", "stap gezet", "stappen gezet", things(seen(Action, "done_on"))),
        Kind("obstacle", "knelpunt opgelost", "knelpunten opgelost", things(solved)),
    ]
    return Reached(*span, [kind for kind in kinds if kind.things])


def within(rows, day, span, *, is_first):
    """Rows whose day lies in the span, newest first; of its first day only at the first look."""
    after = "gte" if is_first else "gt"
    inside = rows.filter(**{f"{day}__{after}": span[0], f"{day}__lte": span[1]})
    return inside.annotate(day=F(day)).order_by("-day", "-pk")


def things(rows):
    return [Thing(row.day, row.text) for row in rows]


def partly(goal):
    return goal.get_ending_display() if goal.ending == GoalEnding.PARTLY else ""
