from django.db import migrations, models

from kansrijk.values.text import fold


def fill(apps, schema_editor):
    users = apps.get_model("accounts", "User").objects.using(schema_editor.connection.alias)
    found = list(users.only("name", "called", "email"))
    for user in found:
        user.search_name = fold(f"{user.name}\n{user.called}\n{user.email}")[:1000]
    users.bulk_update(found, ["search_name"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="search_name",
            field=models.CharField(default="", editable=False, max_length=1000),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterModelOptions(
            name="user",
            options={"ordering": ["search_name", "pk"], "verbose_name": "gebruiker"},
        ),
    ]
