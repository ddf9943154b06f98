"""Reviews, what was said at them, extensions, aftercare, and asking after results."""

import datetime
import django.db.models.deletion
import django.utils.timezone
import kansrijk.values.dates
import plans.models.review_steps
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('participants', '0007_sealed_head'),
        ('places', '0004_first_versions'),
        ('plans', '0009_paper'),
    ]

    operations = [
        migrations.AddField(
            model_name='outcome',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.AddField(
            model_name='outcome',
            name='words',
            field=models.CharField(blank=True, max_length=200, verbose_name='in eigen woorden'),
        ),
        migrations.AddField(
            model_name='trajectory',
            name='aftercare_until',
            field=kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='nazorg tot'),
        ),
        migrations.AddField(
            model_name='trajectory',
            name='ended_words',
            field=models.TextField(blank=True, max_length=500, verbose_name='in eigen woorden'),
        ),
        migrations.AddField(
            model_name='trajectory',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.CreateModel(
            name='ContactMoment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('planned_on', kansrijk.values.dates.DayField(verbose_name='gepland op')),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_moments', to='plans.trajectory')),
            ],
            options={
                'verbose_name': 'contactmoment in de nazorg',
                'verbose_name_plural': 'contactmomenten in de nazorg',
                'ordering': ['planned_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('planned_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('planned_on__isnull', True), _connector='OR'), name='plans_contactmoment_planned_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.UniqueConstraint(fields=('trajectory', 'planned_on'), name='one_contact_moment_a_day', violation_error_message='Kies twee verschillende dagen.')],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='afgesproken op')),
                ('was_until', kansrijk.values.dates.DayField(verbose_name='was tot')),
                ('until', kansrijk.values.dates.DayField(verbose_name='nieuw einde')),
                ('reason', models.CharField(max_length=300, verbose_name='waarom')),
                ('agreed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='door')),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='plans.trajectory')),
            ],
            options={
                'verbose_name': 'verlenging',
                'verbose_name_plural': 'verlengingen',
                'ordering': ['agreed_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('agreed_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('agreed_on__isnull', True), _connector='OR'), name='plans_extension_agreed_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('was_until__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('was_until__isnull', True), _connector='OR'), name='plans_extension_was_until_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('until__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('until__isnull', True), _connector='OR'), name='plans_extension_until_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('was_until'))), name='an_extension_is_longer', violation_error_message='Het nieuwe einde ligt na het einde dat er stond.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='an_extension_says_why', violation_error_message='Schrijf op waarom het jaar langer duurt.')],
            },
        ),
        migrations.CreateModel(
            name='OutcomeCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('months', models.PositiveSmallIntegerField(choices=[(3, '3 maanden'), (6, '6 maanden')], verbose_name='na')),
                ('still', models.CharField(choices=[('true', 'ja, nog steeds'), ('gone', 'nee, niet meer'), ('unknown', 'dat weten we niet')], max_length=7, verbose_name='is dit nog zo?')),
                ('source', models.CharField(blank=True, choices=[('own_words', 'eigen woorden'), ('paper', 'op papier gezien'), ('official', 'officieel')], max_length=9, verbose_name='hoe weten we dit')),
                ('asked_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='gevraagd op')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='door')),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='plans.outcome')),
            ],
            options={
                'verbose_name': 'navraag naar een resultaat',
                'ordering': ['outcome', 'months'],
                'constraints': [models.CheckConstraint(condition=models.Q(('asked_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('asked_on__isnull', True), _connector='OR'), name='plans_outcomecheck_asked_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.UniqueConstraint(fields=('outcome', 'months'), name='asked_once_a_time', violation_error_message='Hier is al antwoord op gegeven.'), models.CheckConstraint(condition=models.Q(('months__in', [3, 6])), name='asked_after_three_or_six_months'), models.CheckConstraint(condition=models.Q(('still', 'unknown'), models.Q(('source', ''), _negated=True), _connector='XOR'), name='what_we_know_has_a_source', violation_error_message='Zeg hoe we dit weten.')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('which', models.CharField(choices=[('start', 'begin'), ('halfway', 'halverwege'), ('end', 'einde'), ('aftercare', 'nazorg')], max_length=9, verbose_name='welk kijkmoment')),
                ('planned_on', kansrijk.values.dates.DayField(verbose_name='gepland op')),
                ('state', models.CharField(choices=[('planned', 'gepland'), ('begun', 'bezig'), ('finished', 'afgerond'), ('skipped', 'overgeslagen')], default='planned', max_length=8, verbose_name='stand')),
                ('state_since', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='sinds')),
                ('held_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='gehouden op')),
                ('is_on_paper', models.BooleanField(default=False, verbose_name='op papier begonnen')),
                ('reached', models.PositiveSmallIntegerField(default=0, verbose_name='scherm')),
                ('ladder', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'ik kom bijna nergens'), (2, 'ik zie mensen buiten mijn huis'), (3, 'ik doe mee aan een activiteit of cursus'), (4, 'ik doe vrijwilligerswerk'), (5, 'ik heb werk, met hulp erbij'), (6, 'ik heb werk')], null=True, verbose_name='meedoen')),
                ('scored_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gekozen op')),
                ('buddy_view', models.CharField(blank=True, choices=[('given', 'gegeven'), ('none', 'geen eigen blik')], max_length=5, verbose_name='blik van de buddy')),
                ('skipped_why', models.CharField(blank=True, choices=[('own_wish', 'de deelnemer wilde het niet'), ('no_moment', 'er was geen goed moment'), ('ill', 'ziekte'), ('stopped', 'het jaar eindigde eerder'), ('other', 'iets anders')], max_length=9, verbose_name='waarom overgeslagen')),
                ('skipped_words', models.CharField(blank=True, max_length=200, verbose_name='in woorden')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('method_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.methodversion', verbose_name='versie van de methode')),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='plans.trajectory')),
            ],
            options={
                'verbose_name': 'kijkmoment',
                'verbose_name_plural': 'kijkmomenten',
                'ordering': ['planned_on', 'pk'],
                'indexes': [models.Index(fields=['state', 'planned_on'], name='reviews_by_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('planned_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('planned_on__isnull', True), _connector='OR'), name='plans_review_planned_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('held_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('held_on__isnull', True), _connector='OR'), name='plans_review_held_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('state_since__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('state_since__isnull', True), _connector='OR'), name='plans_review_state_since_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.UniqueConstraint(fields=('trajectory', 'which'), name='one_review_of_a_kind'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'skipped']), models.Q(('held_on__isnull', False), ('method_version__isnull', False)), _connector='OR'), name='a_begun_review_has_a_day', violation_error_message='Zeg op welke dag jullie keken.'), models.CheckConstraint(condition=models.Q(('state', 'skipped'), ('skipped_why', ''), _connector='XOR'), name='a_skipped_review_says_why', violation_error_message='Kies waarom dit kijkmoment niet doorging.'), models.CheckConstraint(condition=models.Q(models.Q(('skipped_why', 'other'), _negated=True), models.Q(('skipped_words', ''), _negated=True), _connector='OR'), name='another_reason_has_words', violation_error_message='Schrijf op waarom dit kijkmoment niet doorging.'), models.CheckConstraint(condition=models.Q(('buddy_view', ''), ('scored_at__isnull', False), _connector='OR'), name='the_participant_scores_first', violation_error_message='De deelnemer kiest eerst.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'finished'), _negated=True), ('scored_at', None), models.Q(('buddy_view', ''), _negated=True), _connector='OR'), name='a_finished_review_is_open', violation_error_message='Zeg eerst of de buddy ook een eigen blik geeft.'), models.CheckConstraint(condition=models.Q(('ladder', None), ('ladder__in', [1, 2, 3, 4, 5, 6]), _connector='OR'), name='ladder_has_six_rungs', violation_error_message='Kies een van de zes treden.')],
            },
            bases=(plans.models.review_steps.ReviewSteps, models.Model),
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='waarom dit anders moet zijn')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='gezegd op')),
                ('side', models.CharField(choices=[('participant', 'deelnemer'), ('buddy', 'buddy')], default='participant', max_length=11, verbose_name='wie')),
                ('stands', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='waar ik nu sta')),
                ('wants', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='waar ik wil komen')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='in mijn woorden')),
                ('difference', models.CharField(blank=True, max_length=300, verbose_name='waarom ik dit zie')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.area', verbose_name='leefgebied')),
                ('corrects', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='plans.score')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_lines', to='plans.review')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingevoerd door')),
            ],
            options={
                'verbose_name': 'plek op een leefgebied',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('corrects', None), models.Q(('reason', ''), _negated=True), _connector='XOR'), name='score_correction_has_a_reason', violation_error_message='Schrijf op waarom dit anders moet zijn.'), models.UniqueConstraint(condition=models.Q(('corrects', None)), fields=('review', 'side', 'area'), name='one_score_a_side'), models.CheckConstraint(condition=models.Q(models.Q(('stands', None), ('stands__range', (1, 5)), _connector='OR'), models.Q(('wants', None), ('wants__range', (1, 5)), _connector='OR')), name='score_on_the_scale', violation_error_message='Kies een stap van 1 tot en met 5.'), models.CheckConstraint(condition=models.Q(('side', 'participant'), ('wants', None), _connector='OR'), name='only_the_participant_wants')],
            },
        ),
        migrations.CreateModel(
            name='StressThen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField(verbose_name='volgorde')),
                ('text', models.CharField(max_length=200, verbose_name='waar ik stress van krijg')),
                ('domain', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.domain', verbose_name='leefgebied')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stress', to='plans.review')),
            ],
            options={
                'verbose_name': 'stresspunt van toen',
                'ordering': ['rank'],
                'constraints': [models.UniqueConstraint(fields=('review', 'rank'), name='one_stress_a_rank_then')],
            },
        ),
        migrations.CreateModel(
            name='TalkingPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='waarom dit anders moet zijn')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='gezegd op')),
                ('stands', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hoe het nu is')),
                ('wants', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='waar ik wil komen')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='in mijn woorden')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.area', verbose_name='leefgebied')),
                ('corrects', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='plans.talkingpoint')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_lines', to='plans.review')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingevoerd door')),
            ],
            options={
                'verbose_name': 'punt van de praatplaat',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('corrects', None), models.Q(('reason', ''), _negated=True), _connector='XOR'), name='talkingpoint_correction_has_a_reason', violation_error_message='Schrijf op waarom dit anders moet zijn.'), models.UniqueConstraint(condition=models.Q(('corrects', None)), fields=('review', 'area'), name='one_talking_point'), models.CheckConstraint(condition=models.Q(models.Q(('stands', None), ('stands__range', (0, 10)), _connector='OR'), models.Q(('wants', None), ('wants__range', (0, 10)), _connector='OR')), name='talking_point_on_the_scale', violation_error_message='Kies een getal van 0 tot en met 10.')],
            },
        ),
        migrations.CreateModel(
            name='Words',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='waarom dit anders moet zijn')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='gezegd op')),
                ('about', models.CharField(choices=[('how', 'hoe het gaat'), ('proud', 'waar ik trots op ben'), ('next', 'wat ik verder wil')], max_length=5, verbose_name='waarover')),
                ('mood', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'zwaar'), (2, 'moeilijk'), (3, 'gaat'), (4, 'goed'), (5, 'top')], null=True, verbose_name='hoe gaat het')),
                ('text', models.TextField(blank=True, max_length=1000, verbose_name='in mijn woorden')),
                ('corrects', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='plans.words')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_lines', to='plans.review')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingevoerd door')),
            ],
            options={
                'verbose_name': 'wat er gezegd is',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('corrects', None), models.Q(('reason', ''), _negated=True), _connector='XOR'), name='words_correction_has_a_reason', violation_error_message='Schrijf op waarom dit anders moet zijn.'), models.UniqueConstraint(condition=models.Q(('corrects', None)), fields=('review', 'about'), name='one_answer_a_screen'), models.CheckConstraint(condition=models.Q(('mood', None), models.Q(('about', 'how'), ('mood__in', [1, 2, 3, 4, 5])), _connector='OR'), name='words_mood_is_one_of_five_faces', violation_error_message='Kies een van de vijf gezichten.')],
            },
        ),
        migrations.AddConstraint(
            model_name='trajectory',
            constraint=models.CheckConstraint(condition=models.Q(('aftercare_until__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('aftercare_until__isnull', True), _connector='OR'), name='plans_trajectory_aftercare_until_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'),
        ),
    ]
