import datetime
import django.db.models.deletion
import django.utils.timezone
import kansrijk.audit.steps
import kansrijk.values.dates
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('buddies', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('alone', 'alleenstaand'), ('single_parent', 'alleenstaande ouder'), ('couple', 'samenwonend'), ('family', 'samenwonend met kinderen'), ('other', 'anders')], max_length=14, verbose_name='soort huishouden')),
                ('children_0_3', models.PositiveSmallIntegerField(default=0, verbose_name='kinderen van 0 tot en met 3')),
                ('children_4_11', models.PositiveSmallIntegerField(default=0, verbose_name='kinderen van 4 tot en met 11')),
                ('children_12_17', models.PositiveSmallIntegerField(default=0, verbose_name='kinderen van 12 tot en met 17')),
            ],
            options={
                'verbose_name': 'huishouden',
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('called', models.CharField(blank=True, max_length=60, verbose_name='roepnaam')),
                ('search_name', models.CharField(editable=False, max_length=200)),
                ('channel', models.CharField(choices=[('phone', 'bellen'), ('app', 'een appje'), ('mail', 'e-mail'), ('visit', 'langskomen')], max_length=6, verbose_name='wil bereikt worden door')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='telefoon')),
                ('joined_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='aangenomen op')),
                ('wish', models.TextField(blank=True, max_length=1000, verbose_name='wens')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.district', verbose_name='gebied')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='participants.household', verbose_name='huishouden')),
                ('language', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.language', verbose_name='spreekt het liefst')),
                ('neighbourhood', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.neighbourhood', verbose_name='wijk')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='participant', to=settings.AUTH_USER_MODEL, verbose_name='is ook gebruiker')),
            ],
            options={
                'verbose_name': 'deelnemer',
                'verbose_name_plural': 'deelnemers',
                'indexes': [models.Index(fields=['district', 'search_name'], name='participants_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('joined_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('joined_on__isnull', True), _connector='OR'), name='participants_participant_joined_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.')],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('proposed', 'voorgesteld'), ('introduced', 'kennisgemaakt'), ('chosen', 'deelnemer zei ja'), ('agreed', 'wacht op WIJ'), ('active', 'gestart'), ('ended', 'afgelopen'), ('declined', 'gaat niet door')], default='proposed', max_length=10, verbose_name='stand')),
                ('why', models.TextField(blank=True, max_length=500, verbose_name='waarom deze twee')),
                ('proposed_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='voorgesteld op')),
                ('introduced_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='kennisgemaakt op')),
                ('participant_vote', models.CharField(blank=True, choices=[('yes', 'ja'), ('no', 'nee')], max_length=3, verbose_name='stem deelnemer')),
                ('participant_words', models.TextField(blank=True, max_length=500, verbose_name='de deelnemer zegt')),
                ('buddy_vote', models.CharField(blank=True, choices=[('yes', 'ja'), ('no', 'nee')], max_length=3, verbose_name='stem buddy')),
                ('buddy_words', models.TextField(blank=True, max_length=500, verbose_name='de buddy zegt')),
                ('agreed_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='allebei ja op')),
                ('started_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='gestart op')),
                ('ended_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='afgelopen op')),
                ('declined_by', models.CharField(blank=True, choices=[('participant', 'deelnemer'), ('buddy', 'buddy'), ('wij', 'WIJ')], max_length=11, verbose_name='nee van')),
                ('declined_why', models.TextField(blank=True, max_length=500, verbose_name='reden')),
                ('buddy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='buddies.buddy')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='participants.participant', verbose_name='deelnemer')),
            ],
            options={
                'verbose_name': 'koppeling',
                'verbose_name_plural': 'koppelingen',
                'constraints': [models.CheckConstraint(condition=models.Q(('proposed_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('proposed_on__isnull', True), _connector='OR'), name='participants_match_proposed_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('introduced_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('introduced_on__isnull', True), _connector='OR'), name='participants_match_introduced_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('agreed_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('agreed_on__isnull', True), _connector='OR'), name='participants_match_agreed_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('started_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('started_on__isnull', True), _connector='OR'), name='participants_match_started_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('ended_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('ended_on__isnull', True), _connector='OR'), name='participants_match_ended_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('introduced_on__isnull', True), ('introduced_on__gte', models.F('proposed_on')), _connector='OR'), name='participants_match_introduced_on_after_proposed_on', violation_error_message='Kennismaken kan niet vóór het voorstel.'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='participants_match_ended_on_after_started_on', violation_error_message='Een koppeling kan niet eindigen vóór het begin.'), models.UniqueConstraint(condition=models.Q(('state__in', ['introduced', 'chosen', 'agreed', 'active'])), fields=('participant',), name='one_match_past_proposed', violation_error_message='Deze deelnemer heeft al een buddy of een kennismaking.'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('participant_vote', 'no'), _negated=True), models.Q(('buddy_vote', 'no'), _negated=True)), ('state', 'declined'), _connector='OR'), name='a_no_closes_the_match', violation_error_message='Iemand zei nee. Dan gaat deze koppeling niet door.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['chosen', 'agreed', 'active', 'ended']), _negated=True), ('participant_vote', 'yes'), _connector='OR'), name='the_participant_says_yes_first', violation_error_message='Eerst zegt de deelnemer ja.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['agreed', 'active', 'ended']), _negated=True), models.Q(('agreed_on__isnull', False), ('buddy_vote', 'yes')), _connector='OR'), name='the_buddy_says_yes_too', violation_error_message='Eerst zegt ook de buddy ja.'), models.CheckConstraint(condition=models.Q(('state__in', ['active', 'ended']), ('started_on', None), _connector='XOR'), name='a_started_match_has_a_start', violation_error_message='Vul in wanneer de koppeling begon.'), models.CheckConstraint(condition=models.Q(('state', 'ended'), ('ended_on', None), _connector='XOR'), name='an_ended_match_has_an_end', violation_error_message='Vul in wanneer de koppeling afliep.'), models.CheckConstraint(condition=models.Q(('state', 'declined'), ('declined_by', ''), _connector='XOR'), name='a_declined_match_says_by_whom', violation_error_message='Zeg wie nee zei.'), models.CheckConstraint(condition=models.Q(models.Q(('declined_by', 'wij'), _negated=True), models.Q(('declined_why', ''), _negated=True), _connector='OR'), name='wij_refuses_with_a_reason', violation_error_message='Schrijf op waarom. De deelnemer kan de reden lezen.')],
            },
            bases=(kansrijk.audit.steps.Stepped, models.Model),
        ),
        migrations.CreateModel(
            name='Stressor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField(verbose_name='volgorde')),
                ('text', models.CharField(max_length=200, verbose_name='waar ik stress van krijg')),
                ('domain', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.domain', verbose_name='leefgebied')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stressors', to='participants.participant')),
            ],
            options={
                'verbose_name': 'stresspunt',
                'verbose_name_plural': 'stresspunten',
                'ordering': ['rank'],
                'constraints': [models.UniqueConstraint(fields=('participant', 'rank'), name='one_stressor_per_rank')],
            },
        ),
    ]
