from django.db import migrations

# The life domains, of both methods, in which an experience helps to walk along.
ABOUT = {
    "debts": ["finances", "daily"],
    "benefits": ["finances", "daily"],
    "working-poor": ["finances", "work", "daily"],
    "single-parent": ["home", "daily"],
    "divorce": ["home", "wellbeing", "mind"],
    "homeless": ["home", "quality"],
    "violence": ["home", "wellbeing", "mind"],
    "illness": ["wellbeing", "body"],
    "addiction": ["wellbeing", "mind"],
    "newcomer": ["education", "participation"],
    "reading": ["education", "work", "participation"],
    "back-to-school": ["education", "work", "participation"],
}


def add_domains(apps, schema_editor):
    domains = apps.get_model("places", "Domain").objects
    for theme in apps.get_model("buddies", "Theme").objects.filter(key__in=ABOUT):
        theme.domains.set(domains.filter(key__in=ABOUT[theme.key]))


class Migration(migrations.Migration):
    dependencies = [("buddies", "0003_cards_and_absences"), ("places", "0002_rows")]
    operations = [migrations.RunPython(add_domains, migrations.RunPython.noop)]
