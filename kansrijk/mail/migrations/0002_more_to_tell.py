from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_letters")]
    operations = [
        migrations.AlterField(
            "nudge",
            "about",
            models.CharField(
                "waarover",
                max_length=11,
                choices=[
                    ("silent", "een tijd stil"),
                    ("very_silent", "drie weken stil"),
                    ("review", "kijkmoment"),
                    ("overdue", "knelpunt over de datum"),
                    ("obstacle", "nieuw knelpunt"),
                    ("answered", "antwoord op een knelpunt"),
                    ("match", "koppeling die op jou wacht"),
                    ("still", "resultaat: is dit nog zo?"),
                    ("moment", "contactmoment in de nazorg"),
                    ("over", "jaar of nazorg die voorbij is"),
                ],
            ),
        ),
    ]
