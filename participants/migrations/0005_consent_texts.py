from datetime import date

from django.db import migrations

TEXTS = {
    "file": (
        "Kansrijk bewaart wat ik vertel: mijn gegevens, mijn plan en mijn stappen. Ik mag alles "
        "lezen. Na afloop worden mijn gegevens gewist. Ik mag altijd stoppen."
    ),
    "buddy": (
        "Mijn buddy mag lezen wat ik wil, waar ik stress van krijg en wat wij samen afspreken."
    ),
    "referrer": (
        "Wie mij aanmeldde, mag horen of ik meedoe. Verder hoort die persoon niets."
    ),
    "report": (
        "Ik mag meetellen in de cijfers van Kansrijk. Niemand kan zien dat het over mij gaat."
    ),
    "health": (
        "Ik wil met mijn buddy praten over hoe het met mij gaat: mijn lijf, mijn hoofd en mijn "
        "leven. Wat ik daarover invul, zien alleen mijn buddy en ik."
    ),
}


def add_rows(apps, schema_editor):
    text = apps.get_model("participants", "ConsentText")
    since = date(2018, 1, 1)
    rows = [text(kind=kind, number=1, text=words, since_on=since) for kind, words in TEXTS.items()]
    text.objects.bulk_create(rows)
    apps.get_model("participants", "ChainHead").objects.create(pk=1)


def remove_rows(apps, schema_editor):
    for name in ("ConsentText", "ChainHead"):
        rows = apps.get_model("participants", name).objects.all()
        rows._raw_delete(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("participants", "0004_match_rules")]
    operations = [migrations.RunPython(add_rows, remove_rows)]
