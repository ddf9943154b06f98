"""Goals, the small steps towards them, how each went, and what was worth a celebration."""

from collections import Counter
from datetime import timedelta

from kansrijk.demo.texts import TEXTS, Deck, deck
from plans.models import Action, ActionReport, Goal, Success
from plans.models.goals import GoalEnding
from plans.models.meetings import Kind
from plans.models.reports import Result
from plans.models.trajectories import Phase

OPEN_GOALS = {Phase.CALM: 1, Phase.WISH: 2, Phase.UNDERWAY: 3, Phase.AFTERCARE: 1}
OPEN_STEPS = 4
RESULTS = [Result.DONE] * 10 + [Result.BUSY] * 7 + [Result.FAILED] * 3
ENDINGS = [GoalEnding.REACHED] * 7 + [GoalEnding.PARTLY] * 2 + [GoalEnding.ADAPTED]


class Running:
    """An open goal with the steps that are still to be agreed."""

    def __init__(self, row, steps):
        self.row, self.steps = row, list(steps)


class Plan:
    """The plan of one case, lived from meeting to meeting."""

    def __init__(self, story, case, trajectory):
        self.story, self.case, self.trajectory = story, case, trajectory
        self.dice = story.dice(*case.key, "plan")
        self.whys = deck(self.dice, "goal_whys", case.traits)
        self.learned = deck(self.dice, "learned", case.traits)
        self.celebrations = Deck(self.dice, TEXTS["celebrations"])
        self.week_steps = Deck(self.dice, TEXTS["week_steps"])
        self.cheers = Deck(
            self.dice,
            [s["text"] for s in TEXTS["successes"] if not s["needs"] or s["needs"] in case.traits],
        )
        self.goals = {"calm": self.fitting("calm"), "wish": self.fitting("wish")}
        self.running, self.goals_made = [], []
        self.open_steps, self.placed = [], Counter()

    def fitting(self, phase):
        """Return the goals that fit somebody, those about their own stress first."""
        found = [
            goal
            for goal in TEXTS["goals"]
            if goal["phase"] == phase and (not goal["needs"] or goal["needs"] in self.case.traits)
        ]
        self.dice.shuffle(found)
        found.sort(key=lambda goal: phase == "calm" and goal["domain"] not in self.case.concerns)
        return found

    def live(self):
        for contact in self.case.contacts[1:]:
            if contact.kind == Kind.MEETING:
                self.meet(contact)
        if self.case.last_day <= self.story.today:
            self.close(self.case.last_day)

    def meet(self, contact):
        """First last week's steps, then what comes next."""
        self.report(contact)
        self.end_goals(contact.day)
        phase = self.trajectory.phase_on(contact.day)
        if len(self.running) < OPEN_GOALS.get(phase, 0) and self.dice.random() < 0.3:
            self.open_goal(contact.day, "calm" if phase == Phase.CALM else "wish")
        self.agree(contact.day)
        if self.dice.random() < 0.05:
            self.cheer(contact, self.cheers.deal())

    def report(self, contact):
        for step in [s for s in self.open_steps if s.agreed_on < contact.day]:
            result = self.dice.choice(RESULTS)
            if self.dice.random() < 0.25:
                continue  # not talked about this time
            self.story.add(ActionReport, meeting=contact.row, action=step, result=result)
            if result == Result.DONE:
                step.done_on = contact.day
                self.open_steps.remove(step)
                if self.dice.random() < 0.2:
                    self.cheer(contact, step.text, step)

    def cheer(self, contact, text, step=None):
        self.story.add(
            Success,
            trajectory=self.trajectory,
            happened_on=contact.day,
            text=text,
            said_by=self.dice.choice(["participant", "participant", "together", "buddy"]),
            celebrated=self.celebrations.deal() if self.dice.random() < 0.5 else "",
            action=step,
            meeting=contact.row,
        )

    def open_goal(self, day, phase):
        if not self.goals[phase]:
            return
        goal = self.goals[phase].pop(0)
        row = self.story.add(
            Goal,
            trajectory=self.trajectory,
            sentence=goal["sentence"],
            why=self.whys.deal() if self.dice.random() < 0.8 else "",
            done_when=goal["done_when"],
            template=self.story.places.examples.get(goal["sentence"]),
            recognition=self.celebrations.deal() if self.dice.random() < 0.6 else "",
            position=len(self.goals_made) + 1,
            opened_on=day,
            target_on=day + timedelta(weeks=self.dice.randrange(4, 13)),
        )
        domain = self.story.places.domain(self.case.slug, goal["domain"])
        self.story.link(row, "domains", [domain])
        self.goals_made.append(row)
        self.running.append(Running(row, goal["steps"]))

    def agree(self, day):
        """Agree on the next step of each goal, sometimes on one just for this week."""
        for goal in self.running:
            if goal.steps and len(self.open_steps) < OPEN_STEPS and self.dice.random() < 0.6:
                self.add_step(day, *goal.steps.pop(0), goal=goal.row)
        if len(self.open_steps) < 2 and self.dice.random() < 0.5:
            self.add_step(day, *self.week_steps.deal())

    def add_step(self, day, who, text, goal=None):
        has_date = self.dice.random() < 0.8
        due_on = day + timedelta(days=self.dice.randrange(4, 15)) if has_date else None
        step = self.story.add(
            Action,
            trajectory=self.trajectory,
            goal=goal,
            text=text,
            who=who,
            position=self.place_in(goal),
            agreed_on=day,
            due_on=due_on,
        )
        self.open_steps.append(step)

    def place_in(self, goal):
        """The next place among the steps of a goal; loose steps go by their day."""
        if goal is None:
            return 0
        self.placed[goal.pk] += 1
        return self.placed[goal.pk]

    def end_goals(self, day):
        """A goal without steps left to do is finished."""
        busy = {step.goal_id for step in self.open_steps}
        for goal in [g for g in self.running if not g.steps and g.row.pk not in busy]:
            self.end(goal, day, self.dice.choice(ENDINGS))

    def end(self, goal, day, ending):
        goal.row.ended_on, goal.row.ending = day, ending
        if self.dice.random() < 0.7:
            goal.row.learned = self.learned.deal()
        self.running.remove(goal)

    def close(self, day):
        """When the year ends, what was still open is closed."""
        for goal in list(self.running):
            self.end(goal, day, self.dice.choice([GoalEnding.PARTLY, GoalEnding.STOPPED]))
        for step in self.open_steps:
            step.dropped_on = max(day, step.agreed_on)
