"""Who looked at which file, and what they changed: the trail of the past months."""

from collections import defaultdict
from datetime import timedelta

from kansrijk.accounts.models import Role
from kansrijk.audit.models import PARTICIPANT, AuditEvent, Verb
from kansrijk.demo.story import some_moment
from participants.models import CastVote
from participants.models.states import Side, Vote
from participants.models.votes import Question
from plans.models import Trajectory

MONTH = 30  # days
MONTHS = 24
MEETING, MATCH, YEAR, FILE, REFERRAL = (
    "plans.meeting", "participants.match", "plans.trajectory", "participants.participant",
    "participants.referral",
)  # fmt: skip
# The step that belongs to a vote: by side, question and choice.
CARDS, CLICK = Question.CARDS, Question.CLICK
STEPS = {
    (Side.PARTICIPANT, CARDS, Vote.YES): ("pick", ["picked_on"]),
    (Side.PARTICIPANT, CARDS, Vote.MAYBE): ("doubt", ["picked_on"]),
    (Side.PARTICIPANT, CARDS, Vote.NO): ("say_no", ["declined_by", "participant_vote"]),
    (Side.PARTICIPANT, CLICK, Vote.YES): ("say_yes", ["participant_vote", "shares"]),
    (Side.PARTICIPANT, CLICK, Vote.MAYBE): ("say_maybe", ["participant_vote"]),
    (Side.PARTICIPANT, CLICK, Vote.NO): ("say_no", ["declined_by", "participant_vote"]),
    (Side.PARTICIPANT, Question.SHARING, ""): ("choose_sharing", ["shares"]),
    (Side.BUDDY, CLICK, Vote.YES): ("agree", ["agreed_on", "buddy_vote"]),
    (Side.BUDDY, CLICK, Vote.NO): ("turn_down", ["buddy_vote", "declined_by"]),
    (Side.WIJ, CLICK, Vote.YES): ("approve", ["started_on"]),
    (Side.WIJ, CLICK, Vote.NO): ("refuse", ["declined_by", "declined_why"]),
}
ROLES = {Side.PARTICIPANT: PARTICIPANT, Side.BUDDY: Role.BUDDY, Side.WIJ: Role.WIJ}


class Trail:
    """Collects lines and writes them in order of time."""

    def __init__(self, story, team):
        self.story, self.team = story, team
        self.lines = []

    def line(self, case, at, actor_id, role, verb, subject, subject_id, **more):
        self.lines.append(
            {
                "at": at,
                "actor_id": actor_id,
                "role": role,
                "district": case.slug,
                "verb": verb,
                "subject": subject,
                "subject_id": subject_id,
                "participant_id": case.participant.pk,
                **more,
            }
        )

    def follow(self, case):
        """Add about three lines a month for somebody who is in the programme now."""
        dice = self.story.dice(*case.key, "trail")
        day = max(case.joined_on, self.story.today - timedelta(days=MONTH * MONTHS))
        while day < self.story.today:
            end = min(day + timedelta(days=MONTH), self.story.today)
            for _ in range(dice.choice([1, 2, 2, 3])):
                self.look(case, dice, day + timedelta(days=dice.randrange((end - day).days)))
            self.log(case, dice, day, end)
            day = end

    def look(self, case, dice, day):
        """The buddy looks most; without one it is the lead."""
        at = some_moment(day, dice)
        spell = next((s for s in case.spells if s.first <= day <= s.last), None)
        if spell and dice.random() < 0.65:
            user, role = spell.helper.buddy.user, Role.BUDDY
        else:
            user, role = self.team.leads[case.slug], Role.LEAD
        self.line(case, at, user.pk, role, Verb.LOOK, FILE, case.participant.pk)

    def log(self, case, dice, first, end):
        """One of the meetings of this month."""
        logged = [contact.row for contact in case.contacts if first <= contact.day < end]
        if logged:
            row = dice.choice(logged)
            user, fields = row.match.buddy.user, ["held_on", "kind"] + ["note"] * bool(row.note)
            self.line(
                case, row.logged_at, user.pk, Role.BUDDY, Verb.ADD, MEETING, row.pk, fields=fields
            )

    def vote(self, case, vote):
        """A vote is a step; a participant acts without an account, or through who keyed it in."""
        name, fields = STEPS[vote.side, vote.question, vote.choice]
        step = {"step": name, "fields": sorted(["state", *fields])}
        about = vote.cast_at, vote.by_id, ROLES[vote.side], Verb.STEP, MATCH, vote.match_id
        self.line(case, *about, **step)

    def accept(self, case):
        """The lead accepted a referral, and so made the participant."""
        row = case.participant.referral
        at = some_moment(case.joined_on, self.story.dice(*case.key, "accepted"))
        lead = self.team.leads[case.slug].pk
        step = {"step": "accept", "fields": ["participant", "state"]}
        self.line(case, at, lead, Role.LEAD, Verb.STEP, REFERRAL, row.pk, **step)
        self.line(case, at, lead, Role.LEAD, Verb.ADD, FILE, case.participant.pk)

    def begin(self, case, approval):
        """The year began with the first yes of WIJ."""
        year = next(t for t in self.story.rows[Trajectory] if t.match_id == approval.match_id)
        about = approval.cast_at, approval.by_id, Role.WIJ, Verb.ADD, YEAR, year.pk
        self.line(case, *about)

    def write(self):
        for line in sorted(self.lines, key=lambda line: (line["at"], line["participant_id"])):
            self.story.add(AuditEvent, **line)


def add_trail(story, team, cases):
    """Add the lines of the current cases, and the approval of every year of the past years."""
    trail, votes = Trail(story, team), defaultdict(list)
    for vote in story.rows[CastVote]:
        votes[vote.match.participant_id].append(vote)
    for case in cases:
        theirs = votes[case.participant.pk]
        approvals = [v for v in theirs if (v.side, v.choice) == (Side.WIJ, Vote.YES)]
        if case.is_current:
            trail.accept(case)
            trail.follow(case)
        for vote in theirs if case.is_current else approvals:
            trail.vote(case, vote)
        if case.year:
            trail.begin(case, approvals[0])
    trail.write()
