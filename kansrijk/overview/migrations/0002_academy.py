from django.db import migrations

from kansrijk.overview.kept.pulse import beats


class Migration(migrations.Migration):
    dependencies = [("overview", "0001_kept"), ("buddies", "0005_academy")]
    operations = [beats("buddies_attendance"), beats("buddies_session")]
