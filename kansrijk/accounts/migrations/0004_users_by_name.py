from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_lead_of_all")]

    operations = [
        migrations.AddIndex(
            "user", models.Index(fields=["search_name", "id"], name="users_by_name")
        ),
    ]
