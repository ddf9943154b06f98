"""The looks of each year: those to come, those that were held, and those that were not."""

from datetime import timedelta

from kansrijk.demo.meetings import Contact
from kansrijk.demo.review_lines import Spoken
from kansrijk.demo.story import some_moment
from kansrijk.demo.texts import LOOKS, Deck
from plans.models import Review, Trajectory
from plans.models.meetings import Kind
from plans.models.review_steps import ReviewState
from plans.models.reviews import BuddyView, SkippedWhy, Which, planned_days

BEFORE = timedelta(days=4)  # how long before its day a look is held at the earliest
AT_MOST = {Which.START: timedelta(days=24), Which.HALFWAY: timedelta(days=40)}
AFTER = timedelta(days=20)  # how long after its day a later look is held at the latest
SKIPPED = 0.07  # the share that did not happen, for some reason
REASONS = [SkippedWhy.OWN_WISH, SkippedWhy.NO_MOMENT, SkippedWhy.ILL, SkippedWhy.OTHER]
DUE, BUSY, HIDDEN, ON_PAPER = "due", "busy", "hidden", "paper"
# How a look stands now that would else have been held, or not: one in each of these places.
PRESENT = {
    ("west", "calm", 2): (Which.START, DUE),
    ("west", "calm", 3): (Which.START, DUE),
    ("west", "underway", 3): (Which.HALFWAY, DUE),
    ("west", "underway", 4): (Which.HALFWAY, BUSY),
    ("west", "underway", 6): (Which.HALFWAY, SkippedWhy.OWN_WISH),
    ("west", "aftercare", 1): (Which.HALFWAY, SkippedWhy.ILL),
    ("oost", "calm", 2): (Which.START, DUE),
    ("oost", "underway", 4): (Which.HALFWAY, HIDDEN),
    ("oost", "underway", 5): (Which.HALFWAY, ON_PAPER),
    ("oost", "underway", 6): (Which.START, SkippedWhy.NO_MOMENT),
    ("oost", "aftercare", 0): (Which.END, DUE),
    ("zuid", "calm", 0): (Which.START, DUE),
}
HELD = {("west", "underway", 2), ("west", "underway", 5), ("zuid", "aftercare", 0)}  # all of them
BOTH = {("west", "underway", 5)}  # with the buddy's view each time


def add_reviews(story, cases, pilot):
    """Add the looks of every year; of the pilot only the scores are still there."""
    years = {year.participant_id: year for year in story.rows[Trajectory]}
    for case in [*cases, *pilot]:
        if case.year:
            Looks(story, case, years[case.participant.pk], is_old=case in pilot).add()


class Looks:
    """The looks of one year, in their order."""

    def __init__(self, story, case, year, *, is_old):
        self.story, self.case, self.year = story, case, year
        self.dice = story.dice(*case.key, "looks")
        self.spoken = Spoken(story, case, year, is_old=is_old)
        self.words = Deck(self.dice, LOOKS["skipped"])
        self.is_old = is_old

    def add(self):
        version = self.story.places.versions[self.year.method_id]
        for which, day in planned_days(self.year):
            only, state = PRESENT.get(self.case.key, (None, None))
            look = {"trajectory": self.year, "which": which, "planned_on": day}
            contact = self.contact_near(which, day)
            if only == which and state in (BUSY, HIDDEN):
                self.hold(look, self.yesterday(), version, state)
            elif only == which and state == ON_PAPER and contact:
                self.hold(look, contact, version, state)
            elif only == which and state in SkippedWhy:
                self.skip(look, state, day)
            elif (only == which and state == DUE) or not (self.year.ended_on or contact):
                self.story.add(Review, state_since=self.year.started_on, **look)
            elif not contact:
                self.skip(look, self.why_not(day), self.year.ended_on)
            elif self.dice.random() < SKIPPED and self.case.key not in HELD and not self.is_old:
                self.skip(look, self.dice.choice(REASONS), contact.day)
            else:
                self.hold(look, contact, version)

    def contact_near(self, which, day):
        """Return the meeting at which they looked back, most often the first that could be it."""
        last = day + AT_MOST.get(which, AFTER)
        near = [
            contact
            for contact in self.case.contacts
            if contact.kind == Kind.MEETING and day - BEFORE <= contact.day <= last
        ]
        if not near and self.year.ended_on:  # nobody meets on the last day itself
            first = self.year.ended_on - timedelta(days=16)
            met = [c for c in self.case.contacts if c.kind == Kind.MEETING and c.day >= first]
            near = met[-1:] if day >= first and day <= self.year.ended_on else []
        return near[min(len(near) - 1, self.dice.choice([0, 0, 0, 0, 1, 1, 3]))] if near else None

    def yesterday(self):
        return Contact(self.story.ago(1), Kind.MEETING, self.case.spells[-1].match)

    def why_not(self, day):
        """The year was over before its day came, or it went by."""
        return SkippedWhy.STOPPED if day > self.year.ended_on else SkippedWhy.NO_MOMENT

    def skip(self, look, why, day):
        words = self.words.deal() if why == SkippedWhy.OTHER else ""
        day = min(day, self.story.today - timedelta(days=1))
        told = {"skipped_why": why, "skipped_words": words}
        self.story.add(Review, state=ReviewState.SKIPPED, state_since=day, **told, **look)

    def hold(self, look, contact, version, moment=None):
        """Add a look that was held at this contact, with what was said; `moment` if not finished."""
        is_picture = self.year.method.is_talking_picture
        scored = moment in (None, HIDDEN) and not is_picture
        at = some_moment(contact.day, self.story.dice(*self.case.key, look["which"]), 10, 16)
        has_view = self.dice.random() < 0.5 or self.case.key in BOTH
        view = BuddyView.GIVEN if has_view and not self.is_old else BuddyView.NONE
        row = self.story.add(
            Review,
            state=ReviewState.BEGUN,
            state_since=contact.day,
            held_on=contact.day,
            method_version=version,
            is_on_paper=moment == ON_PAPER or self.dice.random() < 0.08,
            reached={BUSY: 2, ON_PAPER: 1, HIDDEN: 2}.get(moment, 6),
            scored_at=at if scored else None,
            buddy_view=view if scored and moment is None else "",
            ladder=self.spoken.ladder(look["which"]) if moment is None else None,
            **look,
        )
        self.spoken.say(row, contact.match.buddy.user, at, is_busy=moment in (BUSY, ON_PAPER))
        if moment is None:
            self.spoken.finish(row)
            self.story.finished.append(row.pk)
