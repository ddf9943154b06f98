"""Who was brought together with whom, and how far the others are on the road to a buddy."""

from dataclasses import dataclass
from datetime import date, timedelta

from kansrijk.demo.cases import join, waited_since
from kansrijk.demo.people import Helper
from kansrijk.demo.texts import deck
from participants.models import Match
from participants.models.states import PAST_PROPOSED, EndWhy, Side, State, Vote
from plans.models import Trajectory

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
# The cases whose first buddy left the programme, so that a second one came.
SECOND_BUDDY = {("west", "underway", 6), ("oost", "underway", 7)}


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
        leaver = next((h for h in road.helpers if h.buddy.left_on), None)
        if case.key in SECOND_BUDDY:
            road.begin(leaver, year.started_on, leaver.buddy.left_on)
            again_on = leaver.buddy.left_on + days(21)
            road.begin(road.pick(again_on - days(12)), again_on)
        else:
            end = year.ended_on or date.max
            road.begin(road.pick(year.started_on - days(40), end), year.started_on, year.ended_on)
        story.add(
            Trajectory,
            participant=case.participant,
            match=case.spells[0].match,
            method=case.participant.district.method,
            planned_end_on=year.planned_end_on,
            **vars(year),
        )


def add_roads(story, cases, helpers):
    """Put everybody who waits for a buddy somewhere on the road to one."""
    # A card reserves no place, so cards are dealt after the places are taken.
    for case in sorted(cases, key=lambda case: case.fate == "proposed"):
        road = Road(story, case, helpers[case.slug])
        if case.fate != "waiting":
            getattr(road, case.fate)()


class Road:
    """The matches of one participant."""

    def __init__(self, story, case, helpers):
        self.story, self.case, self.helpers = story, case, helpers
        self.dice = story.dice(*case.key, "road")
        self.words = deck(self.dice, "participant_words", case.traits)
        self.answers = deck(self.dice, "buddy_words", case.traits)
        self.known = []  # the helpers who were proposed

    def pick(self, proposed_on, end=date.max):
        """Return the buddy who speaks the language and has most room; RuntimeError without room."""
        code = self.case.participant.language.code
        free = [h for h in self.helpers if h not in self.known and h.has_room(proposed_on, end)]
        if not free:
            raise RuntimeError(f"No buddy in {self.case.slug} has room on {proposed_on}.")
        return max(
            free,
            key=lambda helper: (
                code != "nl" and code in helper.languages,
                helper.buddy.places - helper.load(proposed_on, end),
                -helper.buddy.pk,
            ),
        )

    def why(self, helper):
        """Say in words why these two were brought together."""
        reasons = []
        code = self.case.participant.language.code
        if code != "nl" and code in helper.languages:
            reasons.append(f"jullie spreken allebei {self.case.participant.language.name}")
        if helper.buddy.neighbourhood_id == self.case.participant.neighbourhood_id:
            reasons.append(f"jullie wonen allebei in {helper.buddy.neighbourhood.name}")
        shared = [key for key in helper.themes if ABOUT.get(key) in self.case.concerns]
        theme = self.story.places.themes[(shared or helper.themes)[0]].name
        reasons.append(f"deze buddy kent “{theme}” van binnenuit")
        sentence = ", en ".join(reasons)
        return f"{sentence[0].upper()}{sentence[1:]}."

    def add(self, helper, proposed_on, **fields):
        self.known.append(helper)
        if fields["state"] in (State.ENDED, *PAST_PROPOSED):
            fields.setdefault("picked_on", proposed_on)
        last = ("ended_on", "started_on", "agreed_on", "introduced_on")
        since = next((fields[day] for day in last if fields.get(day)), proposed_on)
        return self.story.add(
            Match,
            participant=self.case.participant,
            buddy=helper.buddy,
            why=self.why(helper),
            proposed_on=proposed_on,
            state_since=since,
            **fields,
        )

    def yes(self):
        return {"participant_vote": Vote.YES, "participant_words": self.words.deal()}

    def yes_too(self):
        return {"buddy_vote": Vote.YES, "buddy_words": self.answers.deal()}

    def begin(self, helper, started_on, ended_on=None):
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
            introduced_on=proposed_on + days(lead // 3),
            agreed_on=started_on - days(lead // 4),
            started_on=started_on,
            ended_on=ended_on,
            ended_why=self.end_why(ended_on) if ended_on else "",
            **self.yes(),
            **self.yes_too(),
        )
        last = ended_on or date.max
        helper.taken.append((found.introduced_on, last))
        self.case.spells.append(Spell(found, helper, started_on, last))

    def end_why(self, ended_on):
        """A buddy left, or the year was over."""
        return EndWhy.YEAR_DONE if ended_on == self.case.year.ended_on else EndWhy.BUDDY_LEFT

    def turn_down(self, day, other=None):
        """The participant said no to a card: no reason needed."""
        free = [h for h in self.helpers if h is not other and h.has_room(day, day)]
        if free:
            self.add(
                self.dice.choice(free),
                day,
                state=State.DECLINED,
                participant_vote=Vote.NO,
                declined_by=Side.PARTICIPANT,
            )

    # ── Where those without a year stand: one method a fate ────────────────────────────────────

    def propose(self, ago, state, **fields):
        """Add a match with the buddy who fits best; past `proposed` it takes a place."""
        proposed_on = self.story.ago(ago)
        if not self.known:
            join(self.case, waited_since(self.story, self.case, proposed_on))
        helper = self.pick(self.story.today)
        found = self.add(helper, proposed_on, state=state, **fields)
        if state not in (State.PROPOSED, State.DECLINED):
            helper.taken.append((found.introduced_on or proposed_on, date.max))
        return found

    def proposed(self):
        """The first one looks at three cards at once, another at one."""
        for _ in range(3 if self.case.key[2] == 0 else 1):
            self.propose(5, State.PROPOSED)

    def introduced(self):
        self.propose(15, State.INTRODUCED, introduced_on=self.story.today + days(2))

    def met(self):
        self.propose(15, State.MET, introduced_on=self.story.ago(4))

    def chosen(self):
        self.propose(18, State.CHOSEN, introduced_on=self.story.ago(8), **self.yes())

    def agreed(self):
        self.propose(
            24 + 7 * self.case.key[2],
            State.AGREED,
            introduced_on=self.story.ago(12),
            agreed_on=self.story.ago(3 + 5 * self.case.key[2]),
            **self.yes(),
            **self.yes_too(),
        )

    def no_participant(self):
        self.turn_down(self.story.ago(9))
        join(self.case, self.story.ago(40))

    def no_buddy(self):
        reason = deck(self.dice, "buddy_no", self.case.traits).deal()
        self.propose(
            21,
            State.DECLINED,
            introduced_on=self.story.ago(13),
            buddy_vote=Vote.NO,
            declined_by=Side.BUDDY,
            declined_why=reason,
            **self.yes(),
        )

    def no_wij(self):
        reason = deck(self.dice, "wij_no", self.case.traits).deal()
        self.propose(
            30,
            State.DECLINED,
            introduced_on=self.story.ago(20),
            agreed_on=self.story.ago(15),
            declined_by=Side.WIJ,
            declined_why=reason,
            **self.yes(),
            **self.yes_too(),
        )
