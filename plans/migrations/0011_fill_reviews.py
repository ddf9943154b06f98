"""Years that run get their looks; aftercare that began before it had an end gets one."""

from datetime import timedelta

from django.db import migrations

from kansrijk.values.dates import add_months

# As plans.models.reviews and trajectories had them when this was written.
FIRST_REVIEW = timedelta(weeks=3)
HALFWAY = 6  # months
AFTERCARE = 6  # months


def fill(apps, schema_editor):
    years = apps.get_model("plans", "Trajectory").objects
    reviews = apps.get_model("plans", "Review").objects
    for year in years.filter(aftercare_on__isnull=False):
        most = add_months(year.aftercare_on, AFTERCARE)
        ended = max(year.ended_on, year.aftercare_on) if year.ended_on else most
        years.filter(pk=year.pk).update(aftercare_until=ended)
    for year in years.filter(ended_on=None):
        days = {
            "start": year.started_on + FIRST_REVIEW,
            "halfway": add_months(year.started_on, HALFWAY),
            "end": year.planned_end_on,
            "aftercare": year.aftercare_until,
        }
        for which, day in days.items():
            if day:
                reviews.create(trajectory=year, which=which, planned_on=day)


class Migration(migrations.Migration):
    dependencies = [("plans", "0010_reviews")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
