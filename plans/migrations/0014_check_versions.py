from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0013_year_rules")]
    operations = [
        migrations.AddField(
            "outcomecheck",
            "version",
            models.PositiveIntegerField("versie", default=1, editable=False),
        ),
    ]
