"""What older rows need: the folded note, the entry, and an order of steps and goals."""

from django.db import migrations
from django.db.models import F

from kansrijk.values.text import fold

AT_ONCE = 1000


def fill_meetings(apps, schema_editor):
    meetings = apps.get_model("plans", "Meeting").objects
    meetings.update(entry=F("client_id"))
    changed = []
    for meeting in meetings.exclude(note="").only("note", "search_note").iterator(AT_ONCE):
        meeting.search_note = fold(meeting.note)
        changed.append(meeting)
        if len(changed) == AT_ONCE:
            meetings.bulk_update(changed, ["search_note"])
            changed = []
    meetings.bulk_update(changed, ["search_note"])


def number(apps, schema_editor):
    """Goals and steps stand in the order in which they were agreed."""
    for name, group in (("Action", "goal_id"), ("Goal", "trajectory_id")):
        rows = apps.get_model("plans", name).objects
        place, last, changed = 0, None, []
        ordered = rows.exclude(**{group: None}).order_by(group, "pk")
        for row in ordered.only(group, "position").iterator(AT_ONCE):
            place = place + 1 if getattr(row, group) == last else 1
            last, row.position = getattr(row, group), place
            changed.append(row)
        rows.bulk_update(changed, ["position"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_weekly")]
    operations = [
        migrations.RunPython(fill_meetings, migrations.RunPython.noop),
        migrations.RunPython(number, migrations.RunPython.noop),
    ]
