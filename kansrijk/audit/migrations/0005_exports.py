from django.db import migrations, models

from kansrijk.audit.triggers import Run, create_until, drop_statements, run

TABLE = "audit_auditevent"
UNTIL = (TABLE, "at", "SELECT months FROM audit_term WHERE kept = 'log'")
lift, put_back = run(drop_statements, TABLE), run(create_until, *UNTIL)


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0004_terms'),
    ]

    operations = [
        Run(lift, put_back),  # SQLite makes the table anew, and loses its triggers
        migrations.AlterField(
            model_name='auditevent',
            name='verb',
            field=models.CharField(choices=[('look', 'bekeken'), ('add', 'toegevoegd'), ('change', 'gewijzigd'), ('step', 'stap gezet'), ('export', 'als bestand bewaard')], max_length=10, verbose_name='wat'),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='rows',
            field=models.PositiveIntegerField(null=True, verbose_name='aantal rijen'),
        ),
        migrations.AlterField(
            model_name='auditevent',
            name='subject_id',
            field=models.BigIntegerField(null=True, verbose_name='nummer'),
        ),
        Run(put_back, lift),
    ]
