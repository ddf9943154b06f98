"""What stood in the way, and what WIJ could do about it."""

from datetime import timedelta
from uuid import UUID

from kansrijk.demo.story import some_moment
from kansrijk.demo.texts import TEXTS, Deck
from kansrijk.values.dates import working_days_after
from plans.models import ActionReport, Obstacle, ObstacleAnswer
from plans.models.reports import Result
from plans.models.stuck import ANSWER_DAYS, MayKnow, Stuck

RAISED = 0.45  # the share of steps that failed of which an obstacle was made
CONSENTS = [MayKnow.YES] * 7 + [MayKnow.UNNAMED] * 2 + [MayKnow.NO]
ENDS = [Stuck.SOLVED] * 15 + [Stuck.CANNOT] * 3 + [Stuck.WITHDRAWN] * 2
KEPT = [Stuck.KEPT, Stuck.SOLVED]
RECENT = 9  # days; what is younger is still open
PRESENT = {  # days ago, and how it stands: one for somebody in each of these places
    ("west", "underway", 5): (5, Stuck.WORKING),
    ("west", "underway", 2): (12, Stuck.SEEN),
    ("west", "underway", 0): (3, Stuck.NEW),
    ("west", "wish", 0): (2, Stuck.NEW),
    ("oost", "underway", 0): (11, Stuck.NEW),
    ("oost", "wish", 1): (3, Stuck.SEEN),
    ("zuid", "underway", 0): (1, Stuck.NEW),
}


def add_obstacles(story, case):
    """Add the obstacles of one case: from steps that failed, and one that is open now."""
    dice = story.dice(*case.key, "obstacles")
    fitting = [o for o in TEXTS["obstacles"] if not o["needs"] or o["needs"] in case.traits]
    deck, no = Deck(dice, fitting), Deck(dice, TEXTS["obstacles_cannot"])
    own = {contact.row.pk for contact in case.contacts}
    for report in story.rows.get(ActionReport, []):
        is_own = report.meeting_id in own
        if is_own and report.result == Result.FAILED and dice.random() < RAISED:
            add_obstacle(story, dice, deck.deal(), report.meeting, step=report.action, no=no)
    if case.key in PRESENT:
        ago, state = PRESENT[case.key]
        day = story.ago(ago)
        met = [c.row for c in case.contacts if c.day <= day]
        if met:
            add_obstacle(story, dice, deck.deal(), met[-1], no=no, day=day, state=state)


def add_obstacle(story, dice, told, meeting, *, no, step=None, day=None, state=None):
    is_chosen, day = state is not None, day or meeting.held_on
    consent = MayKnow.YES if is_chosen else dice.choice(CONSENTS)
    is_old = (story.today - day).days > RECENT
    if consent == MayKnow.NO:
        state = dice.choice(KEPT)
    elif not is_chosen:
        state = dice.choice(ENDS if is_old else [Stuck.NEW, Stuck.SEEN, Stuck.WORKING])
    row = story.add(
        Obstacle,
        trajectory=meeting.trajectory,
        match=meeting.match,
        action=step,
        meeting=meeting,
        client_id=UUID(int=dice.getrandbits(128), version=4),
        text=told["text"],
        consent=consent,
        cause=told["cause"],
        partner=story.places.partners[told["partner"]],
        urgency=told["urgency"],
        raised_on=day,
        answer_by=working_days_after(day, ANSWER_DAYS[told["urgency"]]),
        state=state,
        state_since=day,
        raised_by=meeting.match.buddy.user,
    )
    if consent != MayKnow.NO:
        answer(story, dice, row, told, no)


def answer(story, dice, row, told, no):
    """WIJ sees it, works on it and ends it, each on a later day that has passed."""
    contact = row.match.buddy.wij_contact
    words = {
        Stuck.SEEN: "", Stuck.WORKING: told["working"], Stuck.SOLVED: told["solved"],
        Stuck.CANNOT: no.deal(),
    }  # fmt: skip
    before = {
        Stuck.SEEN: [Stuck.SEEN],
        Stuck.WORKING: [Stuck.SEEN, Stuck.WORKING],
        Stuck.SOLVED: [Stuck.SEEN, Stuck.WORKING, Stuck.SOLVED],
        Stuck.CANNOT: [Stuck.SEEN, Stuck.CANNOT],
    }
    day, yesterday = row.raised_on, story.today - timedelta(days=1)
    for state in before.get(row.state, []) if contact else []:
        day = min(day + timedelta(days=dice.randrange(1, 4)), max(yesterday, row.raised_on))
        at = some_moment(day, dice) + timedelta(seconds=list(before).index(state))
        story.add(
            ObstacleAnswer, obstacle=row, state=state, text=words[state], by=contact.user, at=at
        )
        row.state_since = day
    if row.state == Stuck.WORKING:  # who says that they are at it starts the usual days again
        row.answer_by = working_days_after(row.state_since, ANSWER_DAYS[row.urgency])
