"""The programme of today, once: the story of the demo, without those who left longest ago."""

from datetime import timedelta

from django.db import connection, transaction

from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.demo.fill import tell
from kansrijk.demo.story import some_moment
from kansrijk.demo.trail import FILE, MEETING
from plans.models import Meeting, Trajectory
from plans.models.trajectories import Ending

MEETINGS = 5000  # of the programme of today (domain.md, 6)
LOOKS = 0.6  # how often a buddy opens the file before a meeting


def story_of(today):
    """Return the story of the programme as it is today, with a full trail; nothing is written."""
    story = tell(today)
    leave_out(story, excess(story))
    follow(story)
    return story


def excess(story):
    """The people who were done, so many of them that about MEETINGS meetings stay."""
    done = [year for year in story.rows[Trajectory] if year.ending == Ending.DONE]
    kept, gone = len(story.rows[Meeting]), set()
    for year in done[::2] + done[1::2]:
        held = sum(meeting.trajectory_id == year.pk for meeting in story.rows[Meeting])
        if kept - held >= MEETINGS and not year.participant.user_id:
            kept -= held
            gone.add(year.participant)
    return gone


def leave_out(story, people):
    """Take these participants out, with every row that belongs to them."""
    gone = {(type(person), person.pk) for person in people}
    numbers = {person.pk for person in people}
    before = -1
    while before != len(gone):
        before = len(gone)
        for model, rows in story.rows.items():
            links = [f for f in model._meta.concrete_fields if f.is_relation]
            for row in rows:
                if any((f.related_model, getattr(row, f.attname)) in gone for f in links):
                    gone.add((model, row.pk))
    for model, rows in story.rows.items():
        rows[:] = [row for row in rows if (model, row.pk) not in gone]
    trail = story.rows[AuditEvent]
    trail[:] = [line for line in trail if line.participant_id not in numbers]


def follow(story):
    """Add the line of every meeting to the trail, and the looks of the buddies."""
    trail, told = story.rows[AuditEvent], set()
    told = {line.subject_id for line in trail if line.subject == MEETING}
    for meeting in story.rows[Meeting]:
        if meeting.pk not in told:
            about = (Verb.ADD, MEETING, meeting.pk, ["held_on", "kind", "note"])
            trail.append(line(meeting, meeting.logged_at, *about))
        dice = story.dice("look", meeting.pk)
        if dice.random() < LOOKS:
            at = some_moment(meeting.held_on, dice)
            looked = (Verb.LOOK, FILE, meeting.trajectory.participant_id, [])
            trail.append(line(meeting, at - timedelta(hours=dice.randrange(1, 24)), *looked))
    trail.sort(key=lambda event: (event.at, event.subject_id))
    for number, event in enumerate(trail, start=1):
        event.pk = number


def line(meeting, at, verb, subject, subject_id, fields):
    """A line of the trail by the buddy of this meeting."""
    participant = meeting.trajectory.participant
    return AuditEvent(
        at=at,
        actor_id=meeting.match.buddy.user_id,
        role=Role.BUDDY,
        district=participant.district.slug,
        verb=verb,
        subject=subject,
        subject_id=subject_id,
        participant_id=participant.pk,
        fields=fields,
    )


def as_text(story, models):
    """Map each model to its rows as COPY writes them: lists of texts, a column each.

    The database itself writes them out, in a transaction that is rolled back.
    """
    with transaction.atomic():
        story.write()
        found = {model: read(model) for model in models}
        transaction.set_rollback(True)
    return found


def read(model):
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in model._meta.concrete_fields)
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        query = f"COPY (SELECT {columns} FROM {table} ORDER BY {key}) TO STDOUT"
        with cursor.cursor.copy(query) as copy:
            text = b"".join(copy).decode()
    return [line.split("\t") for line in text.splitlines()]
