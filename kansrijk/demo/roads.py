"""How far those without a year stand on the road to a buddy: one method a fate."""

from datetime import date

from kansrijk.demo.cases import join, waited_since
from kansrijk.demo.matches import Road, days
from kansrijk.demo.people import ON_LEAVE
from kansrijk.demo.texts import TEXTS, Deck, deck
from participants.models.states import Side, State, Vote
from participants.models.votes import Question

# Places that are kept free for this case before the years are dealt: the buddy's number.
PROMISED = {("west", "chosen", 0): 0}  # Noor, who lets it stand a few days too long
DOUBTS = {("zuid", "proposed", 0)}  # looked at the cards and does not know yet
MAYBE = {("west", "met", 0)}
WITHDRAWN = {("west", "waiting", 0)}
PICKS_AGAIN = {("west", "no_buddy", 0)}  # looks at new cards after a no


def add_promised(story, cases, helpers):
    """Put the cases with a promised buddy on their road, before anybody takes the place."""
    for case in cases:
        if case.key in PROMISED:
            WaitingRoad(story, case, helpers[case.slug]).go()


def add_roads(story, cases, helpers):
    """Put everybody else who waits for a buddy somewhere on the road to one."""
    # A card reserves no place, so cards are dealt after the places are taken.
    for case in sorted(cases, key=lambda case: case.fate in ("proposed", "no_buddy")):
        if case.key not in PROMISED:
            WaitingRoad(story, case, helpers[case.slug]).go()


class WaitingRoad(Road):
    """The matches of somebody whose year did not begin yet."""

    def go(self):
        getattr(self, self.case.fate)()

    @property
    def number(self):
        return self.case.key[2]

    def propose(self, ago, state, since, prefer=(), **fields):
        """Add a match with the buddy who fits best; past `proposed` it takes a place.

        `ago` and `since` say how many days ago it was proposed and came in this state; `picked`,
        `introduced` and `agreed` likewise.
        """
        proposed_on = self.story.ago(ago)
        if not self.known:
            join(self.case, waited_since(self.story, self.case, proposed_on))
        for name in ("picked", "introduced", "agreed"):
            if name in fields:
                fields[f"{name}_on"] = self.story.ago(fields.pop(name))
        helper = self.pick(self.story.today, prefer=prefer)
        found = self.add(
            helper, proposed_on, state=state, state_since=self.story.ago(since), **fields
        )
        if state not in (State.PROPOSED, State.DECLINED):
            helper.taken.append((proposed_on, date.max))
        return found

    def somebody(self):
        """Who goes first where it came to nothing: anybody with room, not who has most."""
        today = self.story.today
        return [self.dice.choice([h for h in self.helpers if h.has_room(today)])]

    def place(self):
        return {"introduction_place": Deck(self.dice, TEXTS["places"]).deal()}

    def waiting(self):
        """One of them had a proposal that the lead took back."""
        if self.case.key in WITHDRAWN:
            why = deck(self.dice, "lead_no", self.case.traits).deal()
            ended = {"declined_by": Side.LEAD, "declined_why": why}
            self.propose(26, State.DECLINED, 20, self.somebody(), picked=23, **ended)

    def proposed(self):
        """The first looks at three cards at once; another picked one, and waits for the lead."""
        if self.number:
            self.propose(12, State.PROPOSED, 12, picked=9)
            return
        ago = {"west": 3, "oost": 9}.get(self.case.slug, 5)
        for _ in range(3):
            found = self.propose(ago, State.PROPOSED, ago)
            if self.case.key in DOUBTS:
                self.says(found, self.story.ago(2), Question.CARDS, choice=Vote.MAYBE)

    def introduced(self):
        """The first talk is in two days."""
        talk = {"introduced_on": self.story.today + days(2), **self.place()}
        self.propose(12, State.INTRODUCED, 6, picked=9, **talk)

    def met(self):
        """The participant says "maybe", or did not vote yet for a long time."""
        if self.case.key in MAYBE:
            words = deck(self.dice, "participant_maybe", self.case.traits).deal()
            said = {"participant_vote": Vote.MAYBE, "participant_words": words}
            self.propose(16, State.MET, 4, picked=12, introduced=4, **said, **self.place())
        else:
            self.propose(18, State.MET, 9, picked=14, introduced=9, **self.place())

    def chosen(self):
        promised = [self.helpers[PROMISED[self.case.key]]] if self.case.key in PROMISED else ()
        talk = {"picked": 17, "introduced": 11, **self.place()}
        self.propose(20, State.CHOSEN, 7, prefer=promised, **talk, **self.yes())

    def agreed(self):
        """In West the WIJ contact of the first is away, so that the deputy sees it."""
        gone = [h for h in self.helpers if h.buddy.wij_contact.user.name in ON_LEAVE]
        prefer = [h for h in self.helpers if (h in gone) == (self.number == 0)] if gone else ()
        both = {**self.yes(), **self.yes_too()}
        ago, agreed = 24 + 7 * self.number, 2 + 6 * self.number
        talk = {"picked": ago - 4, "introduced": 12, "agreed": agreed, **self.place()}
        self.propose(ago, State.AGREED, agreed, prefer=prefer, **talk, **both)

    def no_participant(self):
        words = deck(self.dice, "participant_no", self.case.traits).deal()
        said = {"participant_vote": Vote.NO, "participant_words": words}
        ended = {"declined_by": Side.PARTICIPANT, **said}
        talk = {"picked": 20, "introduced": 13}
        self.propose(24, State.DECLINED, 9, self.somebody(), **talk, **ended)

    def no_buddy(self):
        words = deck(self.dice, "buddy_no", self.case.traits).deal()
        ended = {"declined_by": Side.BUDDY, "buddy_vote": Vote.NO, "buddy_words": words}
        talk = {"picked": 24, "introduced": 19}
        self.propose(27, State.DECLINED, 13, self.somebody(), **talk, **ended, **self.yes())
        if self.case.key in PICKS_AGAIN:
            self.propose(6, State.PROPOSED, 6, picked=2)

    def no_wij(self):
        why = deck(self.dice, "wij_no", self.case.traits).deal()
        ended = {"declined_by": Side.WIJ, "declined_why": why, "agreed": 15}
        both = {**self.yes(), **self.yes_too()}
        talk = {"picked": 26, "introduced": 20}
        self.propose(30, State.DECLINED, 12, self.somebody(), **talk, **ended, **both)
