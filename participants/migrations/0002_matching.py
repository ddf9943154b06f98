import datetime
import django.db.models.deletion
import django.utils.timezone
import kansrijk.audit.steps
import kansrijk.values.dates
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('buddies', '0003_cards_and_absences'),
        ('participants', '0001_initial'),
        ('places', '0002_rows'),
    ]

    operations = [
        migrations.AddField(
            model_name='household',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.AddField(
            model_name='match',
            name='ended_why',
            field=models.CharField(blank=True, choices=[('year_done', 'het jaar is klaar'), ('no_click', 'de klik is weg'), ('own_wish', 'de deelnemer wil stoppen of iemand anders'), ('buddy_left', 'de buddy stopt'), ('buddy_away', 'de buddy is lang weg'), ('moved', 'iemand is verhuisd'), ('other', 'iets anders')], max_length=10, verbose_name='waarom afgelopen'),
        ),
        migrations.AddField(
            model_name='match',
            name='ended_words',
            field=models.TextField(blank=True, max_length=500, verbose_name='toelichting'),
        ),
        migrations.AddField(
            model_name='match',
            name='introduction_place',
            field=models.CharField(blank=True, max_length=120, verbose_name='waar'),
        ),
        migrations.AddField(
            model_name='match',
            name='picked_on',
            field=kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='deelnemer wil kennismaken sinds'),
        ),
        migrations.AddField(
            model_name='match',
            name='shares',
            field=models.CharField(choices=[('all', 'alles'), ('summary', 'een samenvatting'), ('nothing', 'niets')], default='nothing', max_length=7, verbose_name='de buddy mag van vroeger lezen'),
        ),
        migrations.AddField(
            model_name='match',
            name='state_since',
            field=kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, editable=False, verbose_name='stand sinds'),
        ),
        migrations.AddField(
            model_name='participant',
            name='birth_year',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='geboortejaar'),
        ),
        migrations.AddField(
            model_name='participant',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.CreateModel(
            name='CastVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(unique=True, verbose_name='volgnummer')),
                ('side', models.CharField(choices=[('participant', 'deelnemer'), ('buddy', 'buddy'), ('wij', 'WIJ'), ('lead', 'projectleider')], max_length=11, verbose_name='kant')),
                ('question', models.CharField(choices=[('cards', 'met wie wil je kennismaken?'), ('click', 'is er een klik?'), ('sharing', 'wat mag je buddy lezen?')], max_length=7, verbose_name='vraag')),
                ('choice', models.CharField(blank=True, choices=[('yes', 'ja'), ('no', 'nee'), ('maybe', 'weet ik nog niet')], max_length=5, verbose_name='stem')),
                ('shares', models.CharField(blank=True, choices=[('all', 'alles'), ('summary', 'een samenvatting'), ('nothing', 'niets')], max_length=7, verbose_name='mag lezen')),
                ('way', models.CharField(choices=[('key', 'met een eigen code'), ('paper', 'op papier, ingevoerd door een medewerker'), ('signed_in', 'ingelogd')], max_length=9, verbose_name='hoe')),
                ('key_id', models.BigIntegerField(null=True, verbose_name='stemcode')),
                ('by_id', models.BigIntegerField(null=True, verbose_name='door')),
                ('receipt', models.CharField(blank=True, max_length=8, verbose_name='bewijs')),
                ('cast_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gestemd op')),
                ('previous', models.CharField(max_length=64, verbose_name='vorige')),
                ('hash', models.CharField(max_length=64, unique=True, verbose_name='zegel')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='participants.match')),
            ],
            options={
                'verbose_name': 'stem',
                'verbose_name_plural': 'stemmen',
                'ordering': ['number'],
                'indexes': [models.Index(fields=['receipt'], name='votes_by_receipt')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key_id__isnull', False)), fields=('match', 'key_id'), name='a_key_votes_once_on_a_match'), models.CheckConstraint(condition=models.Q(models.Q(('choice', ''), _negated=True), models.Q(('shares', ''), _negated=True), _connector='OR'), name='a_vote_says_something')],
            },
        ),
        migrations.CreateModel(
            name='ChainHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('length', models.PositiveBigIntegerField(default=0)),
                ('hash', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='ConsentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('file', 'gegevens bewaren'), ('buddy', 'delen met mijn buddy'), ('referrer', 'iets laten weten aan wie mij aanmeldde'), ('report', 'meetellen in cijfers'), ('health', 'praten over mijn gezondheid')], max_length=8, verbose_name='waarvoor')),
                ('number', models.PositiveSmallIntegerField(verbose_name='versie')),
                ('text', models.TextField(max_length=1000, verbose_name='tekst')),
                ('since_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='geldt sinds')),
            ],
            options={
                'verbose_name': 'toestemmingstekst',
                'ordering': ['kind', '-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('since_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('since_on__isnull', True), _connector='OR'), name='participants_consenttext_since_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.UniqueConstraint(fields=('kind', 'number'), name='one_consent_text_a_version')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gender', models.CharField(blank=True, choices=[('woman', 'vrouw'), ('man', 'man'), ('other', 'anders')], max_length=5, verbose_name='liefst een')),
                ('near', models.CharField(blank=True, choices=[('near', 'liefst uit mijn eigen wijk'), ('far', 'liever niet uit mijn eigen wijk')], max_length=4, verbose_name='waar vandaan')),
                ('words', models.TextField(blank=True, max_length=500, verbose_name='wat ik zoek in een buddy')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('languages', models.ManyToManyField(blank=True, to='places.language', verbose_name='spreekt ook')),
                ('participant', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='preference', to='participants.participant')),
                ('themes', models.ManyToManyField(blank=True, to='buddies.theme', verbose_name='weet hoe dit is')),
            ],
            options={
                'verbose_name': 'wat iemand in een buddy zoekt',
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('wij', 'WIJ-team'), ('school', 'school'), ('library', 'De Oude Bieb'), ('shelter', 'Leger des Heils'), ('self', 'meldt zichzelf aan'), ('other', 'iemand anders')], max_length=7, verbose_name='aangemeld door')),
                ('referrer', models.CharField(blank=True, max_length=120, verbose_name='naam van de aanmelder')),
                ('referrer_contact', models.CharField(blank=True, max_length=120, verbose_name='te bereiken via')),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('search_name', models.CharField(editable=False, max_length=200)),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='geboortejaar')),
                ('channel', models.CharField(choices=[('phone', 'bellen'), ('app', 'een appje'), ('mail', 'e-mail'), ('visit', 'langskomen')], default='phone', max_length=6, verbose_name='wil bereikt worden door')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='telefoon')),
                ('why', models.TextField(max_length=1000, verbose_name='waarom deze aanmelding')),
                ('received_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='aangemeld op')),
                ('state', models.CharField(choices=[('new', 'nieuw'), ('invited', 'uitgenodigd'), ('accepted', 'aangenomen'), ('declined', 'afgewezen'), ('withdrawn', 'ingetrokken')], default='new', editable=False, max_length=9, verbose_name='stand')),
                ('state_since', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, editable=False, verbose_name='stand sinds')),
                ('reason', models.CharField(blank=True, choices=[('elsewhere', 'woont niet in dit gebied'), ('other_help', 'andere hulp past beter'), ('known', 'doet al mee'), ('full', 'er is geen plek'), ('other_no', 'iets anders'), ('own_wish', 'wil toch niet'), ('no_contact', 'is niet te bereiken'), ('moved', 'is verhuisd'), ('other', 'iets anders')], max_length=10, verbose_name='reden')),
                ('reason_words', models.TextField(blank=True, max_length=500, verbose_name='toelichting')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.district', verbose_name='gebied')),
                ('language', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.language', verbose_name='spreekt het liefst')),
                ('neighbourhood', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.neighbourhood', verbose_name='wijk')),
                ('participant', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referral', to='participants.participant')),
            ],
            options={
                'verbose_name': 'aanmelding',
                'verbose_name_plural': 'aanmeldingen',
                'indexes': [models.Index(fields=['district', 'state', 'received_on'], name='referrals_by_state'), models.Index(fields=['search_name'], name='referrals_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('received_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('received_on__isnull', True), _connector='OR'), name='participants_referral_received_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('state_since__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('state_since__isnull', True), _connector='OR'), name='participants_referral_state_since_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('birth_year', None), ('birth_year__range', (1900, 2100)), _connector='OR'), name='participants_referral_birth_year', violation_error_message='Kies een geboortejaar vanaf 1900.'), models.CheckConstraint(condition=models.Q(('state', 'accepted'), ('participant', None), _connector='XOR'), name='accepting_makes_the_participant', violation_error_message='Bij een aangenomen aanmelding hoort een deelnemer.'), models.CheckConstraint(condition=models.Q(('state__in', ['declined', 'withdrawn']), ('reason', ''), _connector='XOR'), name='an_ended_referral_has_a_reason', violation_error_message='Kies een reden.')],
            },
            bases=(kansrijk.audit.steps.Stepped, models.Model),
        ),
        migrations.CreateModel(
            name='VoteKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(choices=[('cards', 'met wie wil je kennismaken?'), ('click', 'is er een klik?'), ('sharing', 'wat mag je buddy lezen?')], max_length=7, verbose_name='vraag')),
                ('handle_hash', models.CharField(db_index=True, max_length=64)),
                ('code_hash', models.CharField(max_length=64)),
                ('link_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gemaakt op')),
                ('expires_at', models.DateTimeField(verbose_name='geldig tot')),
                ('used_at', models.DateTimeField(null=True, verbose_name='gebruikt op')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='ingetrokken op')),
                ('wrong_tries', models.PositiveSmallIntegerField(default=0, verbose_name='foute pogingen')),
                ('locked_until', models.DateTimeField(null=True, verbose_name='op slot tot')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gemaakt door')),
                ('match', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vote_keys', to='participants.match')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vote_keys', to='participants.participant')),
            ],
            options={
                'verbose_name': 'stemcode',
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None), ('used_at', None)), fields=('participant', 'question'), name='one_open_key_a_question'), models.CheckConstraint(condition=models.Q(('question', 'cards'), ('match__isnull', False), _connector='XOR'), name='a_key_is_about_cards_or_a_match')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('file', 'gegevens bewaren'), ('buddy', 'delen met mijn buddy'), ('referrer', 'iets laten weten aan wie mij aanmeldde'), ('report', 'meetellen in cijfers'), ('health', 'praten over mijn gezondheid')], max_length=8, verbose_name='waarvoor')),
                ('is_given', models.BooleanField(verbose_name='zegt ja')),
                ('asked_on', kansrijk.values.dates.DayField(default=django.utils.timezone.localdate, verbose_name='gevraagd op')),
                ('asked_how', models.CharField(choices=[('spoken', 'in een gesprek'), ('paper', 'op papier'), ('screen', 'op een scherm'), ('phone', 'aan de telefoon')], default='spoken', max_length=6, verbose_name='hoe gevraagd')),
                ('withdrawn_on', kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='ingetrokken op')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='participants.participant')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='participants.consenttext', verbose_name='tekst')),
            ],
            options={
                'verbose_name': 'toestemming',
                'verbose_name_plural': 'toestemmingen',
                'ordering': ['kind', '-asked_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('asked_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('asked_on__isnull', True), _connector='OR'), name='participants_consent_asked_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('withdrawn_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('withdrawn_on__isnull', True), _connector='OR'), name='participants_consent_withdrawn_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), ('withdrawn_on__gte', models.F('asked_on')), _connector='OR'), name='participants_consent_withdrawn_on_after_asked_on', violation_error_message='Intrekken kan niet vóór de vraag.'), models.UniqueConstraint(condition=models.Q(('withdrawn_on', None)), fields=('participant', 'kind'), name='one_live_consent_a_kind', violation_error_message='Hier is al een antwoord op. Trek dat eerst in.')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='match',
            name='one_match_past_proposed',
        ),
        migrations.RemoveConstraint(
            model_name='match',
            name='wij_refuses_with_a_reason',
        ),
        migrations.AlterField(
            model_name='household',
            name='kind',
            field=models.CharField(choices=[('alone', 'alleenstaand'), ('single_parent', 'alleenstaande ouder'), ('couple', 'samenwonend'), ('family', 'samenwonend met kinderen'), ('other', 'anders'), ('unknown', 'nog niet bekend')], max_length=14, verbose_name='soort huishouden'),
        ),
        migrations.AlterField(
            model_name='match',
            name='buddy_vote',
            field=models.CharField(blank=True, choices=[('yes', 'ja'), ('no', 'nee'), ('maybe', 'weet ik nog niet')], max_length=5, verbose_name='stem buddy'),
        ),
        migrations.AlterField(
            model_name='match',
            name='declined_by',
            field=models.CharField(blank=True, choices=[('participant', 'deelnemer'), ('buddy', 'buddy'), ('wij', 'WIJ'), ('lead', 'projectleider')], max_length=11, verbose_name='nee van'),
        ),
        migrations.AlterField(
            model_name='match',
            name='introduced_on',
            field=kansrijk.values.dates.DayField(blank=True, null=True, verbose_name='kennismaking op'),
        ),
        migrations.AlterField(
            model_name='match',
            name='participant_vote',
            field=models.CharField(blank=True, choices=[('yes', 'ja'), ('no', 'nee'), ('maybe', 'weet ik nog niet')], max_length=5, verbose_name='stem deelnemer'),
        ),
        migrations.AlterField(
            model_name='match',
            name='state',
            field=models.CharField(choices=[('proposed', 'voorgesteld'), ('introduced', 'kennismaking'), ('met', 'stem van de deelnemer'), ('chosen', 'stem van de buddy'), ('agreed', 'wacht op WIJ'), ('active', 'gestart'), ('ended', 'afgelopen'), ('declined', 'gaat niet door')], default='proposed', max_length=10, verbose_name='stand'),
        ),
        migrations.AddIndex(
            model_name='match',
            index=models.Index(fields=['participant', 'state'], name='matches_of_a_person'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(('birth_year', None), ('birth_year__range', (1900, 2100)), _connector='OR'), name='participants_participant_birth_year', violation_error_message='Kies een geboortejaar vanaf 1900.'),
        ),
    ]
