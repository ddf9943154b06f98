from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_search_name")]

    operations = [
        migrations.RemoveConstraint("hat", "hat_has_its_district"),
        migrations.AddConstraint(
            "hat",
            models.CheckConstraint(
                condition=~Q(role__in=["trainer", "admin"], district__isnull=False)
                & ~Q(role__in=["buddy", "wij"], district=None),
                name="hat_has_its_district",
                violation_error_message=(
                    "Kies een gebied bij deze rol. Een trainer of beheerder heeft geen gebied."
                ),
            ),
        ),
    ]
