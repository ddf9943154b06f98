"""What is corrected, half done or too late: earlier texts, a draft, a log for the lead."""

from datetime import time, timedelta
from urllib.parse import urlencode
from uuid import UUID

from kansrijk.demo.texts import TEXTS
from kansrijk.values.dates import moment
from plans.models import Draft, EarlierMeeting, LateLog, Meeting
from plans.models.meetings import Kind

CORRECTED = 90  # one in so many notes was corrected the day after
WRITER = ("west", "underway", 5)  # of somebody in this place a log is half written
STOPPED = ("west", "stopped", 0)  # of whom the log came when the match had ended


def add_loose_ends(story, cases):
    add_shared_logs(cases)
    add_corrections(story)
    found = {case.key: case for case in cases}
    add_draft(story, found[WRITER])
    add_late_log(story, found[STOPPED])


def add_shared_logs(cases):
    """Two of one household with one buddy: talks on one day were one talk, logged at once."""
    for case in cases:
        if case.mate in cases and case.mate.participant.pk < case.participant.pk:
            theirs = {(c.day, c.kind, c.match.buddy): c.row for c in case.mate.contacts}
            for contact in case.contacts:
                other = theirs.get((contact.day, contact.kind, contact.match.buddy))
                if other and contact.kind == Kind.MEETING:
                    told = {"entry": other.entry, "note": other.note, "logged_at": other.logged_at}
                    vars(contact.row).update(told)


def add_corrections(story):
    """Now and then a buddy added a sentence the day after."""
    dice = story.dice("corrections")
    for row in story.rows[Meeting]:
        first, dot, rest = row.note.partition(". ")
        if not rest or dice.randrange(CORRECTED):
            continue
        told = {name: getattr(row, name) for name in ("held_on", "kind", "missed_why", "mood")}
        until = min(row.logged_at + timedelta(hours=14), moment(story.today, time()))
        story.add(
            EarlierMeeting,
            meeting=row,
            note=first + dot.strip(),
            until=until,
            changed_by=row.match.buddy.user,
            **told,
        )
        row.version = 2


def add_draft(story, case):
    """Yesterday the buddy was called away while writing."""
    dice, yesterday = story.dice("draft"), story.today - timedelta(days=1)
    client_id = UUID(int=dice.getrandbits(128), version=4)
    typed = {
        "client_id": client_id,
        "kind": Kind.MEETING,
        "held_on": yesterday,
        "mood": 4,
        "note": TEXTS["draft"],
    }
    at = moment(yesterday, time(17, 12))
    story.add(
        Draft,
        user=case.spells[-1].helper.buddy.user,
        participant=case.participant,
        client_id=client_id,
        content=urlencode(typed),
        revision=3,
        opened_at=at - timedelta(minutes=2),
        saved_at=at,
    )


def add_late_log(story, case):
    """The last talk was written down when the year had been stopped."""
    last = case.contacts[-1].row
    day = case.last_day + timedelta(days=1)
    story.add(
        LateLog,
        trajectory=last.trajectory,
        match=last.match,
        client_id=UUID(int=story.dice("late").getrandbits(128), version=4),
        held_on=last.held_on,
        kind=Kind.MEETING,
        note=TEXTS["closings"][0],
        state_since=day,
        handed_by=last.match.buddy.user,
        handed_at=moment(day, time(19, 40)),
    )
