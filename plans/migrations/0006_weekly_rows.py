"""Examples of goals, our own texts, and the organisations that often help."""

import json
from pathlib import Path

from django.db import migrations

EXAMPLES = Path(__file__).with_name("goal_templates.json")
PARTNERS = [
    "Groningse Kredietbank (GKB)", "Werk en Inkomen", "woningcorporatie", "energiebedrijf",
    "deurwaarder", "Belastingdienst (toeslagen)", "kinderopvang", "school", "IND", "DUO",
    "zorgverzekeraar", "huisarts of hulpverlening", "Veilig Thuis", "werkgever", "gemeente",
    "bibliotheek", "CJIB", "bank", "Jeugdgezondheidszorg", "fonds of kledingbank",
]  # fmt: skip


def add_rows(apps, schema_editor):
    template = apps.get_model("plans", "GoalTemplate")
    rows = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    template.objects.bulk_create(template(**row) for row in rows)
    partner = apps.get_model("plans", "Partner")
    partner.objects.bulk_create(partner(name=name) for name in PARTNERS)


def remove_rows(apps, schema_editor):
    for name in ("GoalTemplate", "Partner"):
        rows = apps.get_model("plans", name).objects.all()
        rows._raw_delete(rows.db)


class Migration(migrations.Migration):
    dependencies = [("plans", "0005_fill_weekly")]
    operations = [migrations.RunPython(add_rows, remove_rows)]
