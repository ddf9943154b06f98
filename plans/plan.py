"""The Doel-Actie-Plan as a page shows it: goals with their steps, and steps as sentences."""

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format

from plans.models import Action, Goal, Success
from plans.models.goal_templates import Who
from plans.models.goals import MOST_STEPS

RECENT = 7  # days that a page asks whether what worked was a success


def mostly_buddy(actions):
    """R8: tell whether most open steps are the buddy's, so that a page can ask if that is right."""
    still = [action for action in actions if action.is_open]
    theirs = sum(action.who == Who.BUDDY for action in still)
    return len(still) >= 2 and theirs * 2 > len(still)


def by_whom(action, name):
    """Who does a step, as the end of its sentence; empty where the step says so itself."""
    text = f" {action.text.lower()} "
    said = {
        Who.PARTICIPANT: (text.startswith(" ik ") or name.lower() in text, f"door {name}"),
        Who.TOGETHER: (" samen " in text, "samen"),
        Who.BUDDY: (" buddy " in text, "door de buddy"),
        Who.WIJ: (" wij-contact " in text or " WIJ " in action.text, "door het WIJ-contact"),
    }
    is_said, words = said[Who(action.who)]
    return "" if is_said else words


def before_day(day):
    """ "vóór vrijdag 4 december", with the year where it is not this one."""
    is_near = day.year == timezone.localdate().year
    return f"vóór {date_format(day, 'l j F' if is_near else 'l j F Y')}"


def tell(action, name):
    """Split a step in (what, the rest): "De huur betalen" and ", samen, vóór vrijdag 4 december"."""
    rest = [words for words in (by_whom(action, name),) if words]
    rest += [before_day(action.due_on)] if action.due_on and action.is_open else []
    what = action.text.rstrip(". ")
    if not rest:
        return action.text, ""
    if ". " in what:  # more than one sentence: the rest is a sentence too
        joined = ", ".join(rest)
        return what, f". {joined[0].upper()}{joined[1:]}."
    return what, ", " + ", ".join(rest)


def told(actions, name):
    """Give each step the words that a template shows: `what` and `rest`."""
    for action in actions:
        action.what, action.rest = tell(action, name)
    return actions


class Plan:
    """All that a plan page shows of these trajectories, newest first, to this hat.

    The open goals and steps are those of the year that runs, or else of the latest.
    """

    def __init__(self, trajectories, *, hat, name):
        self.today = timezone.localdate()
        self.year = next(
            iter(sorted(trajectories, key=lambda year: year.ended_on is not None)), None
        )
        steps, goals, successes = (
            model.objects.visible_to(hat, years=trajectories) for model in (Action, Goal, Success)
        )
        cheered = Prefetch("successes", successes, to_attr="cheered")
        self.all_goals = list(goals.in_order().prefetch_related("domains"))
        self.steps = told(list(steps.prefetch_related(cheered)), name)
        self.hang_up()

    def hang_up(self):
        """Put each step with its goal; what has no open goal stands loose."""
        by_goal = {goal.pk: goal for goal in self.all_goals}
        for goal in self.all_goals:
            goal.open_steps, goal.done_steps, goal.gone_steps = [], [], []
        self.loose, self.loose_done, self.loose_gone = [], [], []
        for step in self.steps:
            goal = by_goal.get(step.goal_id)
            self.ask(step)
            if step.is_open and self.year.pk == step.trajectory_id:
                (goal.open_steps if goal and not goal.ended_on else self.loose).append(step)
            elif goal:
                (goal.done_steps if step.done_on else goal.gone_steps).append(step)
            elif step.is_recent:
                (self.loose_done if step.done_on else self.loose_gone).append(step)
        for goal in self.all_goals:
            goal.is_big = len(goal.open_steps) + len(goal.done_steps) > MOST_STEPS

    def ask(self, step):
        day = step.done_on or step.dropped_on
        step.is_recent = bool(day) and (self.today - day).days < RECENT
        step.success = step.cheered[0] if step.cheered else None

    @property
    def goals(self):
        return [goal for goal in self.all_goals if self.is_now(goal)]

    @property
    def ended(self):
        return [goal for goal in self.all_goals if not self.is_now(goal)]

    def is_now(self, goal):
        return goal.ended_on is None and goal.trajectory_id == self.year.pk

    @property
    def asks_whose_steps(self):
        return mostly_buddy(self.on_paper)

    @property
    def on_paper(self):
        """The open steps in the order in which they stand on the page."""
        return [step for goal in self.goals for step in goal.open_steps] + self.loose
