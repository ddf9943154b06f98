from django.db import migrations

THEMES = [
    ("debts", "schulden"),
    ("single-parent", "alleen voor de kinderen zorgen"),
    ("benefits", "leven van een uitkering"),
    ("working-poor", "werken en toch niet rondkomen"),
    ("newcomer", "nieuw in Nederland"),
    ("illness", "ziekte of beperking"),
    ("addiction", "verslaving"),
    ("violence", "onveilig thuis"),
    ("divorce", "scheiding"),
    ("homeless", "geen eigen huis"),
    ("reading", "moeite met lezen en schrijven"),
    ("back-to-school", "opnieuw gaan leren"),
]


def add_rows(apps, schema_editor):
    theme = apps.get_model("buddies", "Theme")
    theme.objects.bulk_create([theme(key=key, name=name) for key, name in THEMES])


def remove_rows(apps, schema_editor):
    apps.get_model("buddies", "Theme").objects.all()._raw_delete(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("buddies", "0001_initial")]
    operations = [migrations.RunPython(add_rows, remove_rows)]
