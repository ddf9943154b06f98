import datetime
import django.db.models.deletion
import django.utils.timezone
import kansrijk.values.dates
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('participants', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutcomeKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='naam')),
                ('position', models.PositiveSmallIntegerField(unique=True, verbose_name='volgorde')),
                ('domain', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.domain', verbose_name='leefgebied')),
                ('part_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='plans.outcomekind')),
            ],
            options={
                'verbose_name': 'soort resultaat',
                'verbose_name_plural': 'soorten resultaat',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Trajectory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', kansrijk.values.dates.DayField(verbose_name='begonnen op')),
                ('planned_end_on', kansrijk.values.dates.DayField(verbose_name='gepland einde')),
                ('wish_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='wat wil jij vanaf')),
                ('underway_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='onderweg vanaf')),
                ('aftercare_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='nazorg vanaf')),
                ('ended_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='geëindigd op')),
                ('ending', models.CharField(blank=True, choices=[('done', 'klaar'), ('stopped', 'gestopt')], max_length=7, verbose_name='hoe geëindigd')),
                ('ended_why', models.CharField(blank=True, choices=[('reached', 'doelen gehaald'), ('moved', 'verhuisd'), ('no_time', 'geen tijd of rust'), ('other_help', 'andere hulp past beter'), ('no_contact', 'geen contact meer'), ('own_wish', 'wilde zelf stoppen')], max_length=10, verbose_name='waarom')),
                ('match', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='participants.match', verbose_name='begonnen met')),
                ('method', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.method', verbose_name='methode')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trajectories', to='participants.participant', verbose_name='deelnemer')),
            ],
            options={
                'verbose_name': 'traject',
                'verbose_name_plural': 'trajecten',
                'constraints': [models.CheckConstraint(condition=models.Q(('started_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('started_on__isnull', True), _connector='OR'), name='plans_trajectory_started_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('planned_end_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('planned_end_on__isnull', True), _connector='OR'), name='plans_trajectory_planned_end_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('wish_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('wish_on__isnull', True), _connector='OR'), name='plans_trajectory_wish_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('underway_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('underway_on__isnull', True), _connector='OR'), name='plans_trajectory_underway_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('aftercare_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('aftercare_on__isnull', True), _connector='OR'), name='plans_trajectory_aftercare_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('ended_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('ended_on__isnull', True), _connector='OR'), name='plans_trajectory_ended_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('planned_end_on__isnull', True), ('planned_end_on__gte', models.F('started_on')), _connector='OR'), name='plans_trajectory_planned_end_on_after_started_on', violation_error_message='Het einde ligt vóór het begin.'), models.CheckConstraint(condition=models.Q(('wish_on__isnull', True), ('wish_on__gte', models.F('started_on')), _connector='OR'), name='plans_trajectory_wish_on_after_started_on', violation_error_message='Een fase kan niet vóór het begin liggen.'), models.CheckConstraint(condition=models.Q(('underway_on__isnull', True), ('underway_on__gte', models.F('started_on')), _connector='OR'), name='plans_trajectory_underway_on_after_started_on', violation_error_message='Een fase kan niet vóór het begin liggen.'), models.CheckConstraint(condition=models.Q(('aftercare_on__isnull', True), ('aftercare_on__gte', models.F('started_on')), _connector='OR'), name='plans_trajectory_aftercare_on_after_started_on', violation_error_message='Nazorg kan niet vóór het begin liggen.'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='plans_trajectory_ended_on_after_started_on', violation_error_message='Het einde ligt vóór het begin.'), models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('participant',), name='one_open_trajectory', violation_error_message='Deze deelnemer heeft al een lopend traject.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('ended_why', ''), ('ending', '')), models.Q(('ended_on__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='an_end_says_how', violation_error_message='Zeg hoe het traject eindigde.'), models.CheckConstraint(condition=models.Q(models.Q(('ending', 'stopped'), _negated=True), models.Q(('ended_why', ''), _negated=True), _connector='OR'), name='stopping_has_a_reason', violation_error_message='Kies waarom het stopte.')],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sentence', models.CharField(max_length=200, verbose_name='ik wil')),
                ('why', models.TextField(blank=True, max_length=500, verbose_name='waarom dit belangrijk is')),
                ('done_when', models.CharField(max_length=200, verbose_name='klaar als')),
                ('opened_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='begonnen op')),
                ('ended_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='afgerond op')),
                ('ending', models.CharField(blank=True, choices=[('reached', 'gelukt'), ('partly', 'deels gelukt'), ('adapted', 'aangepast'), ('stopped', 'gestopt')], max_length=8, verbose_name='hoe afgerond')),
                ('learned', models.TextField(blank=True, max_length=500, verbose_name='wat we leerden')),
                ('domains', models.ManyToManyField(to='places.domain', verbose_name='leefgebieden')),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='plans.trajectory')),
            ],
            options={
                'verbose_name': 'doel',
                'verbose_name_plural': 'doelen',
                'ordering': ['-opened_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('opened_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('opened_on__isnull', True), _connector='OR'), name='plans_goal_opened_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('ended_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('ended_on__isnull', True), _connector='OR'), name='plans_goal_ended_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('opened_on')), _connector='OR'), name='plans_goal_ended_on_after_opened_on', violation_error_message='Een doel kan niet klaar zijn vóór het begin.'), models.CheckConstraint(condition=models.Q(('ended_on', None), models.Q(('ending', ''), _negated=True), _connector='XOR'), name='a_finished_goal_says_how', violation_error_message='Zeg hoe het doel is afgerond.')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='datum')),
                ('kind', models.CharField(choices=[('meeting', 'gesprek'), ('app', 'app'), ('mail', 'mail'), ('phone', 'telefoon'), ('missed', 'ging niet door')], default='meeting', max_length=7, verbose_name='soort contact')),
                ('note', models.TextField(blank=True, max_length=5000, verbose_name='verslag')),
                ('client_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('logged_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vastgelegd op')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='participants.match')),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='plans.trajectory')),
            ],
            options={
                'verbose_name': 'gesprek',
                'verbose_name_plural': 'gesprekken',
                'indexes': [models.Index(fields=['trajectory', '-held_on'], name='meetings_of_a_year'), models.Index(fields=['held_on', 'kind'], name='meetings_by_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('held_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('held_on__isnull', True), _connector='OR'), name='plans_meeting_held_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.')],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reached_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='sinds')),
                ('source', models.CharField(choices=[('own_words', 'eigen woorden'), ('paper', 'op papier gezien'), ('official', 'officieel')], max_length=9, verbose_name='hoe weten we dit')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='participants.participant')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='plans.outcomekind', verbose_name='resultaat')),
            ],
            options={
                'verbose_name': 'resultaat',
                'verbose_name_plural': 'resultaten',
                'indexes': [models.Index(fields=['reached_on', 'kind'], name='outcomes_by_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reached_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('reached_on__isnull', True), _connector='OR'), name='plans_outcome_reached_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.UniqueConstraint(fields=('participant', 'kind', 'reached_on'), name='one_outcome_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200, verbose_name='stap')),
                ('who', models.CharField(choices=[('participant', 'deelnemer'), ('together', 'samen'), ('buddy', 'buddy'), ('wij', 'WIJ-contact')], default='participant', max_length=11, verbose_name='wie')),
                ('agreed_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='afgesproken op')),
                ('due_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='voor')),
                ('done_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='gelukt op')),
                ('goal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='plans.goal')),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='plans.trajectory')),
            ],
            options={
                'verbose_name': 'stap',
                'verbose_name_plural': 'stappen',
                'ordering': ['agreed_on', 'pk'],
                'indexes': [models.Index(condition=models.Q(('done_on', None)), fields=['trajectory'], name='open_actions')],
                'constraints': [models.CheckConstraint(condition=models.Q(('agreed_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('agreed_on__isnull', True), _connector='OR'), name='plans_action_agreed_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('due_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('due_on__isnull', True), _connector='OR'), name='plans_action_due_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('done_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('done_on__isnull', True), _connector='OR'), name='plans_action_done_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('done_on__isnull', True), ('done_on__gte', models.F('agreed_on')), _connector='OR'), name='plans_action_done_on_after_agreed_on', violation_error_message='Een stap kan niet gelukt zijn vóór de afspraak.')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='volgende afspraak')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='waar')),
                ('made_in', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_appointment', to='plans.meeting')),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='plans.trajectory')),
            ],
            options={
                'verbose_name': 'afspraak',
                'verbose_name_plural': 'afspraken',
                'ordering': ['at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('at__date__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))), name='appointment_within_reach', violation_error_message='Kies een datum tussen 1900 en 2100.')],
            },
        ),
        migrations.CreateModel(
            name='Success',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='wanneer')),
                ('text', models.CharField(max_length=200, verbose_name='wat lukte er')),
                ('action', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successes', to='plans.action')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successes', to='plans.meeting')),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successes', to='plans.trajectory')),
            ],
            options={
                'verbose_name': 'klein succes',
                'verbose_name_plural': 'kleine successen',
                'ordering': ['-happened_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('happened_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('happened_on__isnull', True), _connector='OR'), name='plans_success_happened_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.')],
            },
        ),
        migrations.CreateModel(
            name='ActionReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(choices=[('done', 'gelukt'), ('busy', 'bezig'), ('failed', 'lukte niet')], max_length=6, verbose_name='hoe ging het')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='plans.action')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='plans.meeting')),
            ],
            options={
                'verbose_name': 'hoe een stap ging',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'action'), name='one_report_per_action')],
            },
        ),
    ]
