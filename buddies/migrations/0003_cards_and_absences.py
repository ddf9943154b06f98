import datetime
import django.db.models.deletion
import django.utils.timezone
import kansrijk.values.dates
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('buddies', '0002_themes'),
        ('places', '0002_rows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='buddy',
            name='gender',
            field=models.CharField(blank=True, choices=[('woman', 'vrouw'), ('man', 'man'), ('other', 'anders')], max_length=5, verbose_name='vrouw of man'),
        ),
        migrations.AddField(
            model_name='theme',
            name='domains',
            field=models.ManyToManyField(related_name='themes', to='places.domain', verbose_name='leefgebieden'),
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('buddy', 'Buddy'), ('wij', 'WIJ-coördinator'), ('lead', 'Projectleider')], max_length=10, verbose_name='als')),
                ('first_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='eerste dag weg')),
                ('last_on', kansrijk.values.dates.DayField(verbose_name='laatste dag weg')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stands_in', to=settings.AUTH_USER_MODEL, verbose_name='vervanger')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.district', verbose_name='gebied')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL, verbose_name='wie')),
            ],
            options={
                'verbose_name': 'afwezigheid',
                'verbose_name_plural': 'afwezigheden',
                'ordering': ['first_on', 'pk'],
                'indexes': [models.Index(fields=['deputy', 'last_on'], name='who_stands_in')],
                'constraints': [models.CheckConstraint(condition=models.Q(('first_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('first_on__isnull', True), _connector='OR'), name='buddies_absence_first_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('last_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('last_on__isnull', True), _connector='OR'), name='buddies_absence_last_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('last_on__isnull', True), ('last_on__gte', models.F('first_on')), _connector='OR'), name='buddies_absence_last_on_after_first_on', violation_error_message='De laatste dag ligt vóór de eerste.'), models.CheckConstraint(condition=models.Q(('user', models.F('deputy')), _negated=True), name='nobody_replaces_oneself', violation_error_message='Kies iemand anders als vervanger.')],
            },
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lived', models.TextField(blank=True, max_length=500, verbose_name='wat ik heb meegemaakt')),
                ('likes', models.TextField(blank=True, max_length=300, verbose_name='wat ik graag doe')),
                ('shows_languages', models.BooleanField(default=False, verbose_name='laat zien welke talen ik spreek')),
                ('shows_themes', models.BooleanField(default=False, verbose_name='laat zien wat ik van binnenuit ken')),
                ('agreed_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='mag worden getoond sinds')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('buddy', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='card', to='buddies.buddy')),
            ],
            options={
                'verbose_name': 'kaart',
                'verbose_name_plural': 'kaarten',
                'constraints': [models.CheckConstraint(condition=models.Q(('agreed_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('agreed_on__isnull', True), _connector='OR'), name='buddies_card_agreed_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.')],
            },
        ),
    ]
