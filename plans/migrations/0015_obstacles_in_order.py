from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0014_check_versions'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='obstacle', name='open_obstacles'),
        migrations.AddIndex(
            model_name='obstacle',
            index=models.Index(
                fields=['answer_by', 'id'],
                condition=models.Q(('state__in', ['new', 'seen', 'working'])),
                name='open_obstacles',
            ),
        ),
    ]
