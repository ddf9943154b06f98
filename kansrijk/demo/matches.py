"""Who was brought together with whom, and how each of those matches went."""

from dataclasses import dataclass
from datetime import date, timedelta

from kansrijk.demo.cases import join, waited_since
from kansrijk.demo.people import Helper
from kansrijk.demo.texts import deck
from participants.models import Match
from participants.models.states import EndWhy, Sharing, Side, State, Vote
from participants.models.votes import Question
from plans.models import Trajectory
from plans.models.trajectories import Ending, Why

# The life domain that a buddy's own experience is about.
ABOUT = {
    "debts": "finances",
    "benefits": "finances",
    "working-poor": "work",
    "single-parent": "home",
    "divorce": "home",
    "homeless": "home",
    "illness": "wellbeing",
    "reading": "education",
    "back-to-school": "education",
}
TURNED_DOWN = 0.2  # the share that said no to somebody first
# The cases with a second buddy, and what this one may read of the time before (R6). The first
# buddy left the programme; where nobody left, the klik was gone.
SECOND_BUDDY = {
    ("west", "underway", 6): Sharing.SUMMARY,
    ("oost", "underway", 7): Sharing.ALL,
    ("zuid", "underway", 1): Sharing.NOTHING,
}
CHANGED_MIND = {("oost", "underway", 7)}  # said "nothing" first
NO_CLICK = 150  # days ago
ENDED_WHY = {Why.OWN_WISH: EndWhy.OWN_WISH, Why.MOVED: EndWhy.MOVED}


@dataclass
class Spell:
    """A match while it was active."""

    match: Match
    helper: Helper
    first: date
    last: date


def days(number):
    return timedelta(days=number)


def add_years_together(story, cases, helpers):
    """Give everybody with a year a buddy who had room, the oldest year first."""
    order = {case.key: (case.key not in SECOND_BUDDY, case.year.started_on) for case in cases}
    for case in sorted(cases, key=lambda case: (order[case.key], case.key)):
        road = Road(story, case, helpers[case.slug])
        year = case.year
        if case.key in SECOND_BUDDY:
            road.begin_twice(SECOND_BUDDY[case.key])
        else:
            end = year.ended_on or date.max
            mates = [spell.helper for spell in case.mate.spells] if case.mate else ()
            helper = road.pick(year.started_on - days(40), end, prefer=mates)
            road.begin(helper, year.started_on, year.ended_on)
        story.add(
            Trajectory,
            participant=case.participant,
            match=case.spells[0].match,
            method=case.participant.district.method,
            **vars(year),
        )


class Road:
    """The matches of one participant."""

    def __init__(self, story, case, helpers):
        self.story, self.case, self.helpers = story, case, helpers
        self.dice = story.dice(*case.key, "road")
        self.words = deck(self.dice, "participant_words", case.traits)
        self.answers = deck(self.dice, "buddy_words", case.traits)
        self.known = []  # the helpers who were proposed

    def pick(self, proposed_on, end=date.max, prefer=()):
        """Return the buddy who speaks the language and has most room; RuntimeError without room.

        Whoever stands in `prefer` and has room goes first.
        """
        code = self.case.participant.language.code
        free = [h for h in self.helpers if h not in self.known and h.has_room(proposed_on, end)]
        if not free:
            raise RuntimeError(f"No buddy in {self.case.slug} has room on {proposed_on}.")
        return max(
            free,
            key=lambda helper: (
                helper in prefer,
                code != "nl" and code in helper.languages,
                helper.buddy.places - helper.load(proposed_on, end),
                -helper.buddy.pk,
            ),
        )

    def why(self, helper):
        """Say in words why this buddy was proposed, as the ranking of buddies would."""
        who, buddy, reasons = self.case.participant, helper.buddy, []
        if who.language.code in helper.languages:
            reasons.append(f"spreekt {who.language.name}")
        if buddy.neighbourhood_id == who.neighbourhood_id:
            reasons.append(f"komt ook uit {buddy.neighbourhood.name}")
        *most, last = [*reasons, "heeft plek"]
        return f"{buddy.user.first_name} {' en '.join([', '.join(most)] * bool(most) + [last])}."

    def add(self, helper, proposed_on, **fields):
        self.known.append(helper)
        return self.story.add(
            Match,
            participant=self.case.participant,
            buddy=helper.buddy,
            why=self.why(helper),
            proposed_on=proposed_on,
            **fields,
        )

    def says(self, match, day, question, **what):
        """Keep a vote of the participant that the match itself does not tell any more."""
        self.story.said.setdefault(match.pk, []).append((day, question, what))

    def yes(self):
        return {"participant_vote": Vote.YES, "participant_words": self.words.deal()}

    def yes_too(self):
        return {"buddy_vote": Vote.YES, "buddy_words": self.answers.deal()}

    def begin(self, helper, started_on, ended_on=None, **fields):
        """Add a match that became active on this day, and whatever came before it."""
        is_second = bool(self.case.spells)
        lead = 14 if is_second else self.dice.randrange(24, 36)
        proposed_on = started_on - days(lead)
        if not is_second:
            join(self.case, waited_since(self.story, self.case, proposed_on))
            if self.dice.random() < TURNED_DOWN:
                self.turn_down(proposed_on - days(self.dice.randrange(2, 6)), helper)
        found = self.add(
            helper,
            proposed_on,
            state=State.ENDED if ended_on else State.ACTIVE,
            state_since=ended_on or started_on,
            picked_on=proposed_on + days(lead // 6),
            introduced_on=proposed_on + days(lead // 3),
            agreed_on=started_on - days(lead // 4),
            started_on=started_on,
            ended_on=ended_on,
            ended_why=self.end_why(helper, ended_on) if ended_on else "",
            **self.yes(),
            **self.yes_too(),
            **fields,
        )
        last = ended_on or date.max
        helper.taken.append((found.introduced_on, last))
        self.case.spells.append(Spell(found, helper, started_on, last))
        return found

    def begin_twice(self, shares):
        """The first match ended, and three weeks later a second buddy began."""
        started_on = self.case.year.started_on
        leaver = next((helper for helper in self.helpers if helper.buddy.left_on), None)
        first = leaver or self.pick(started_on - days(40))
        ended_on = leaver.buddy.left_on if leaver else self.story.ago(NO_CLICK)
        self.begin(first, started_on, ended_on)
        again_on = ended_on + days(21)
        found = self.begin(self.pick(again_on - days(12)), again_on, shares=shares)
        if self.case.key in CHANGED_MIND:
            self.says(found, again_on + days(9), Question.SHARING, shares=shares)

    def end_why(self, helper, ended_on):
        """The year was over or was stopped, or the two could not go on together."""
        year = self.case.year
        if ended_on != year.ended_on:
            return EndWhy.BUDDY_LEFT if helper.buddy.left_on else EndWhy.NO_CLICK
        if year.ending == Ending.DONE:
            return EndWhy.YEAR_DONE
        return ENDED_WHY.get(year.ended_why, EndWhy.OTHER)

    def turn_down(self, day, other=None):
        """The participant said no to a card, the day after: no reason needed."""
        free = [h for h in self.helpers if h is not other and h.has_room(day, day)]
        if free:
            self.add(
                self.dice.choice(free),
                day,
                state=State.DECLINED,
                state_since=day + days(1),
                participant_vote=Vote.NO,
                declined_by=Side.PARTICIPANT,
            )
