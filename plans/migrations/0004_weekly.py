import datetime
import django.db.models.deletion
import django.utils.timezone
import kansrijk.audit.steps
import kansrijk.values.dates
import kansrijk.values.text
import plans.models.obstacle_steps
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('participants', '0007_sealed_head'),
        ('places', '0002_rows'),
        ('plans', '0003_who_logged'),
    ]

    operations = [
        migrations.AddField(
            model_name='action',
            name='dropped_on',
            field=kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='hoeft niet meer sinds'),
        ),
        migrations.AddField(
            model_name='action',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='volgorde'),
        ),
        migrations.AddField(
            model_name='action',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='called_off_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='afgezegd op'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.AddField(
            model_name='goal',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='volgorde'),
        ),
        migrations.AddField(
            model_name='goal',
            name='recognition',
            field=models.CharField(blank=True, max_length=200, verbose_name='hoe we het vieren'),
        ),
        migrations.AddField(
            model_name='goal',
            name='target_on',
            field=kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='klaar vóór'),
        ),
        migrations.AddField(
            model_name='goal',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='entry',
            field=models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
        ),
        migrations.AddField(
            model_name='meeting',
            name='missed_why',
            field=models.CharField(blank=True, choices=[('participant', 'de deelnemer kon niet'), ('buddy', 'de buddy kon niet'), ('moved', 'we kozen een ander moment'), ('nobody', 'er kwam iets tussen')], default='', max_length=11, verbose_name='waarom niet'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='mood',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, 'zwaar'), (2, 'moeilijk'), (3, 'gaat'), (4, 'goed'), (5, 'top')], null=True, verbose_name='hoe gaat het'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='search_note',
            field=kansrijk.values.text.FoldedField(blank=True, default='', editable=False, source='note'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='seconds',
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name='vastleggen duurde'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.AddField(
            model_name='success',
            name='celebrated',
            field=models.CharField(blank=True, max_length=200, verbose_name='hoe gevierd'),
        ),
        migrations.AddField(
            model_name='success',
            name='said_by',
            field=models.CharField(blank=True, choices=[('participant', 'de deelnemer'), ('buddy', 'de buddy'), ('together', 'samen'), ('other', 'iemand anders')], max_length=11, verbose_name='wie zegt dit'),
        ),
        migrations.AddField(
            model_name='success',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('with_place', models.BooleanField(default=False, verbose_name='laat ook de plaats zien')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gemaakt op')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_feed', to=settings.AUTH_USER_MODEL, verbose_name='van')),
            ],
            options={
                'verbose_name': 'agenda-link',
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('content', models.TextField(max_length=60000, verbose_name='inhoud')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='stand')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begonnen op')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='bewaard op')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='participants.participant', verbose_name='deelnemer')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to=settings.AUTH_USER_MODEL, verbose_name='schrijver')),
            ],
            options={
                'verbose_name': 'concept',
                'verbose_name_plural': 'concepten',
                'ordering': ['-saved_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='EarlierGoal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sentence', models.CharField(max_length=200, verbose_name='ik wil')),
                ('why', models.TextField(blank=True, max_length=500, verbose_name='waarom dit belangrijk is')),
                ('done_when', models.CharField(max_length=200, verbose_name='klaar als')),
                ('recognition', models.CharField(blank=True, max_length=200, verbose_name='hoe we het vieren')),
                ('target_on', kansrijk.values.dates.DayField(null=True, verbose_name='klaar vóór')),
                ('until', models.DateTimeField(default=django.utils.timezone.now, verbose_name='zo tot')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gewijzigd door')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier', to='plans.goal')),
            ],
            options={
                'verbose_name': 'eerdere tekst van een doel',
                'ordering': ['-until', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('target_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('target_on__isnull', True), _connector='OR'), name='plans_earliergoal_target_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.')],
            },
        ),
        migrations.CreateModel(
            name='EarlierMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', kansrijk.values.dates.DayField(verbose_name='datum')),
                ('kind', models.CharField(choices=[('meeting', 'gesprek'), ('app', 'app'), ('mail', 'mail'), ('phone', 'telefoon'), ('missed', 'ging niet door')], max_length=7, verbose_name='soort contact')),
                ('missed_why', models.CharField(blank=True, choices=[('participant', 'de deelnemer kon niet'), ('buddy', 'de buddy kon niet'), ('moved', 'we kozen een ander moment'), ('nobody', 'er kwam iets tussen')], max_length=11, verbose_name='waarom niet')),
                ('mood', models.PositiveSmallIntegerField(choices=[(1, 'zwaar'), (2, 'moeilijk'), (3, 'gaat'), (4, 'goed'), (5, 'top')], null=True, verbose_name='hoe gaat het')),
                ('note', models.TextField(blank=True, max_length=5000, verbose_name='verslag')),
                ('until', models.DateTimeField(default=django.utils.timezone.now, verbose_name='zo tot')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gewijzigd door')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier', to='plans.meeting')),
            ],
            options={
                'verbose_name': 'eerdere tekst van een gesprek',
                'ordering': ['-until', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('held_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('held_on__isnull', True), _connector='OR'), name='plans_earliermeeting_held_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.')],
            },
        ),
        migrations.CreateModel(
            name='GoalTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(choices=[('home', 'thuissituatie'), ('wellbeing', 'welzijn'), ('finances', 'financiën'), ('education', 'opleiding'), ('work', 'werk')], max_length=9, verbose_name='leefgebied')),
                ('sentence', models.CharField(max_length=200, verbose_name='doel')),
                ('done_when', models.CharField(max_length=200, verbose_name='klaar als')),
                ('recognition', models.CharField(blank=True, max_length=200, verbose_name='hoe we het vieren')),
                ('is_calm', models.BooleanField(default=False, verbose_name='hoort bij eerst rust')),
                ('weeks', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='duurt ongeveer (weken)')),
                ('steps', models.JSONField(default=list, verbose_name='stappen')),
                ('is_offered', models.BooleanField(default=True, verbose_name='wordt getoond')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
            ],
            options={
                'verbose_name': 'voorbeelddoel',
                'verbose_name_plural': 'voorbeelddoelen',
                'ordering': ['area', '-is_calm', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='LateLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', kansrijk.values.dates.DayField(verbose_name='datum')),
                ('kind', models.CharField(choices=[('meeting', 'gesprek'), ('app', 'app'), ('mail', 'mail'), ('phone', 'telefoon'), ('missed', 'ging niet door')], default='meeting', max_length=7, verbose_name='soort contact')),
                ('note', models.TextField(blank=True, max_length=5000, verbose_name='verslag')),
                ('state', models.CharField(choices=[('waiting', 'wacht op de projectleider'), ('placed', 'in het dossier gezet'), ('returned', 'niet in het dossier gezet')], default='waiting', max_length=8, verbose_name='stand')),
                ('state_since', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='sinds')),
                ('handed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gegeven op')),
                ('handed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gegeven door')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='late_logs', to='participants.match')),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='late_logs', to='plans.trajectory')),
            ],
            options={
                'verbose_name': 'verslag achteraf',
                'verbose_name_plural': 'verslagen achteraf',
                'ordering': ['handed_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('held_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('held_on__isnull', True), _connector='OR'), name='plans_latelog_held_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('state_since__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('state_since__isnull', True), _connector='OR'), name='plans_latelog_state_since_reach', violation_error_message='Kies een datum tussen 1900 en 2100.')],
            },
            bases=(kansrijk.audit.steps.Stepped, models.Model),
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='naam')),
                ('is_offered', models.BooleanField(default=True, verbose_name='staat in de lijst')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
            ],
            options={
                'verbose_name': 'organisatie die meehelpt',
                'verbose_name_plural': 'organisaties die meehelpen',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='PlanSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8, unique=True, verbose_name='code')),
                ('actions', models.JSONField(default=list, verbose_name='stappen op papier')),
                ('printed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='geprint op')),
                ('keyed_at', models.DateTimeField(null=True, verbose_name='ingevoerd op')),
                ('printed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='geprint door')),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='plans.trajectory')),
            ],
            options={
                'verbose_name': 'plan op papier',
                'ordering': ['-printed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Obstacle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', models.TextField(max_length=500, verbose_name='wat staat er in de weg')),
                ('consent', models.CharField(choices=[('yes', 'ja'), ('unnamed', 'ja, zonder naam'), ('no', 'nee')], max_length=7, verbose_name='mag WIJ dit weten')),
                ('cause', models.CharField(choices=[('allowance', 'wachten op toeslag'), ('debt_help', 'wachten op schuldhulp'), ('income', 'uitkering of inkomen'), ('seizure', 'beslag, boete of deurwaarder'), ('housing', 'wonen of uit huis moeten'), ('energy', 'energie of water'), ('care', 'wachten op zorg of hulp'), ('children', 'kinderopvang of school'), ('language', 'taal of tolk'), ('digital', 'computer, DigiD of formulieren'), ('papers', 'verblijf, diploma of papieren'), ('work', 'werk of opleiding'), ('other', 'iets anders')], max_length=12, verbose_name='wat is de oorzaak')),
                ('urgency', models.CharField(choices=[('normal', 'gewoon'), ('soon', 'deze week'), ('urgent', 'spoed')], default='normal', max_length=6, verbose_name='hoe snel')),
                ('raised_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='gemeld op')),
                ('answer_by', kansrijk.values.dates.DayField(verbose_name='antwoord vóór')),
                ('state', models.CharField(choices=[('kept', 'blijft bij jullie'), ('new', 'nieuw'), ('seen', 'gezien'), ('working', 'bezig'), ('solved', 'opgelost'), ('cannot', 'kan niet'), ('withdrawn', 'niet meer nodig')], default='new', max_length=9, verbose_name='stand')),
                ('state_since', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, editable=False, verbose_name='sinds')),
                ('action', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obstacles', to='plans.action')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obstacles', to='participants.match')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obstacles', to='plans.meeting')),
                ('raised_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gemeld door')),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obstacles', to='plans.trajectory')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obstacles', to='plans.partner', verbose_name='organisatie die kan helpen')),
            ],
            options={
                'verbose_name': 'knelpunt',
                'verbose_name_plural': 'knelpunten',
                'ordering': ['answer_by', 'pk'],
                'indexes': [models.Index(condition=models.Q(('state__in', ['new', 'seen', 'working'])), fields=['answer_by'], name='open_obstacles')],
                'constraints': [models.CheckConstraint(condition=models.Q(('raised_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('raised_on__isnull', True), _connector='OR'), name='plans_obstacle_raised_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('answer_by__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('answer_by__isnull', True), _connector='OR'), name='plans_obstacle_answer_by_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('state_since__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('state_since__isnull', True), _connector='OR'), name='plans_obstacle_state_since_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('answer_by__isnull', True), ('answer_by__gte', models.F('raised_on')), _connector='OR'), name='plans_obstacle_answer_by_after_raised_on', violation_error_message='Het antwoord komt niet vóór de vraag.'), models.CheckConstraint(condition=models.Q(models.Q(('consent', 'no'), _negated=True), models.Q(('state__in', ['new', 'seen', 'working', 'cannot']), _negated=True), _connector='OR'), name='wij_knows_only_with_consent', violation_error_message='De deelnemer zei nee: dit gaat niet naar WIJ.'), models.CheckConstraint(condition=models.Q(('consent', 'no'), models.Q(('state', 'kept'), _negated=True), _connector='OR'), name='what_is_kept_was_not_allowed', violation_error_message='Dit mag naar WIJ, dus het blijft niet alleen bij jullie.')],
            },
            bases=(plans.models.obstacle_steps.ObstacleSteps, models.Model),
        ),
        migrations.CreateModel(
            name='ObstacleAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('kept', 'blijft bij jullie'), ('new', 'nieuw'), ('seen', 'gezien'), ('working', 'bezig'), ('solved', 'opgelost'), ('cannot', 'kan niet'), ('withdrawn', 'niet meer nodig')], max_length=9, verbose_name='stand')),
                ('text', models.TextField(blank=True, max_length=500, verbose_name='antwoord')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gegeven op')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='van')),
                ('obstacle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='plans.obstacle')),
            ],
            options={
                'verbose_name': 'antwoord op een knelpunt',
                'verbose_name_plural': 'antwoorden op een knelpunt',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='action',
            options={'ordering': ['position', 'agreed_on', 'pk'], 'verbose_name': 'stap', 'verbose_name_plural': 'stappen'},
        ),
        migrations.RemoveIndex(
            model_name='action',
            name='open_actions',
        ),
        migrations.AddIndex(
            model_name='action',
            index=models.Index(condition=models.Q(('done_on', None), ('dropped_on', None)), fields=['trajectory'], name='open_actions'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(('dropped_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('dropped_on__isnull', True), _connector='OR'), name='plans_action_dropped_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(('dropped_on__isnull', True), ('dropped_on__gte', models.F('agreed_on')), _connector='OR'), name='plans_action_dropped_on_after_agreed_on', violation_error_message='Een stap kan niet vervallen vóór de afspraak.'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(('done_on', None), ('dropped_on', None), _connector='OR'), name='a_step_is_done_or_dropped', violation_error_message='Deze stap is al gelukt.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('missed_why', ''), ('kind', 'missed'), _connector='OR'), name='only_what_was_missed_has_a_reason', violation_error_message='Alleen wat niet doorging, heeft een reden.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('mood', None), ('mood__in', [1, 2, 3, 4, 5]), _connector='OR'), name='mood_is_one_of_five_faces', violation_error_message='Kies een van de vijf gezichten.'),
        ),
        migrations.AddConstraint(
            model_name='success',
            constraint=models.UniqueConstraint(condition=models.Q(('action__isnull', False)), fields=('action',), name='one_success_a_step', violation_error_message='Deze stap staat al bij wat er lukte.'),
        ),
        migrations.AddField(
            model_name='goal',
            name='template',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='plans.goaltemplate'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(('target_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('target_on__isnull', True), _connector='OR'), name='plans_goal_target_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(('target_on__isnull', True), ('target_on__gte', models.F('opened_on')), _connector='OR'), name='plans_goal_target_on_after_opened_on', violation_error_message='Kies een dag die na het begin van het doel ligt.'),
        ),
    ]
