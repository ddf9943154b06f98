"""Who looked at which file, and what they changed: the trail of the past months."""

from datetime import timedelta

from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.demo.story import some_moment
from plans.models import Trajectory

MONTH = 30  # days
MONTHS = 24
MEETING, MATCH, YEAR, FILE = (
    "plans.meeting", "participants.match", "plans.trajectory", "participants.participant",
)  # fmt: skip


class Trail:
    """Collects lines and writes them in order of time."""

    def __init__(self, story, team):
        self.story, self.team = story, team
        self.lines = []

    def line(self, case, at, user, role, verb, subject, subject_id, **more):
        self.lines.append(
            {
                "at": at,
                "actor_id": user.pk,
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
        self.line(case, at, user, role, Verb.LOOK, FILE, case.participant.pk)

    def log(self, case, dice, first, end):
        """One of the meetings of this month."""
        logged = [contact.row for contact in case.contacts if first <= contact.day < end]
        if logged:
            row = dice.choice(logged)
            user, fields = row.match.buddy.user, ["held_on", "kind"] + ["note"] * bool(row.note)
            self.line(
                case, row.logged_at, user, Role.BUDDY, Verb.ADD, MEETING, row.pk, fields=fields
            )

    def approve(self, case):
        """WIJ said yes to each match that became active, and so the year began."""
        for spell in case.spells:
            contact = spell.helper.buddy.wij_contact.user
            at = some_moment(spell.first, self.story.dice(*case.key, "approval"))
            step = {"step": "approve", "fields": ["started_on", "state"]}
            self.line(case, at, contact, Role.WIJ, Verb.STEP, MATCH, spell.match.pk, **step)
        trajectory = next(
            t for t in self.story.rows[Trajectory] if t.participant_id == case.participant.pk
        )
        first = case.spells[0].helper.buddy.wij_contact.user
        at = some_moment(case.year.started_on, self.story.dice(*case.key, "approval"))
        self.line(case, at, first, Role.WIJ, Verb.ADD, YEAR, trajectory.pk)

    def write(self):
        for line in sorted(self.lines, key=lambda line: (line["at"], line["participant_id"])):
            self.story.add(AuditEvent, **line)


def add_trail(story, team, cases):
    """Add the lines of the current cases, and the approval of every year of the past years."""
    trail = Trail(story, team)
    for case in cases:
        if case.is_current:
            trail.follow(case)
        if case.year:
            trail.approve(case)
    trail.write()
