from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Coalesce

PAST = ["introduced", "met", "chosen", "agreed", "active", "ended"]


def fill(apps, schema_editor):
    """Matches from before the cards: who met somebody had picked them; the last date counts."""
    matches = apps.get_model("participants", "Match").objects
    matches.filter(state__in=PAST, picked_on=None).update(picked_on=F("proposed_on"))
    matches.filter(state="ended", ended_why="").update(ended_why=Value("other"))
    said_no = matches.filter(declined_by="participant").exclude(participant_vote="no")
    said_no.update(participant_vote="no")
    last = Coalesce("ended_on", "started_on", "agreed_on", "introduced_on", "proposed_on")
    matches.update(state_since=last)


class Migration(migrations.Migration):
    dependencies = [("participants", "0002_matching")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
