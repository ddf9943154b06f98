from django.db import migrations, models

from kansrijk.audit.triggers import append_only_until

FIRST = {"referral": 6, "notes": 12, "plan": 24, "log": 60}  # months; domain.md §5.11
MONTHS = "SELECT months FROM audit_term WHERE kept = 'log'"


def add(apps, schema_editor):
    term = apps.get_model("audit", "Term")
    term.objects.bulk_create(term(kept=kept, months=months) for kept, months in FIRST.items())


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_participants_act'),
    ]

    operations = [
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kept', models.CharField(choices=[('referral', 'aanmeldingen die niet doorgingen'), ('notes', 'verslagen van gesprekken'), ('plan', 'het plan, de kijkmomenten en de persoonlijke gegevens'), ('log', 'wie heeft gekeken en gewijzigd')], editable=False, max_length=8, unique=True, verbose_name='wat')),
                ('months', models.PositiveSmallIntegerField(verbose_name='aantal maanden')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
            ],
            options={
                'verbose_name': 'bewaartermijn',
                'verbose_name_plural': 'bewaartermijnen',
                'constraints': [models.CheckConstraint(condition=models.Q(('months__range', (1, 240))), name='a_term_has_months', violation_error_message='Kies 1 tot en met 240 maanden.'), models.CheckConstraint(condition=models.Q(models.Q(('kept', 'log'), _negated=True), ('months__gte', 60), _connector='OR'), name='the_log_stays_five_years', violation_error_message='Het logboek blijft minstens 5 jaar (60 maanden) staan.')],
            },
        ),
        migrations.RunPython(add, migrations.RunPython.noop),
        append_only_until("audit_auditevent", at="at", months=MONTHS),
    ]
