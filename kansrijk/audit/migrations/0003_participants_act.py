from django.db import migrations, models

from kansrijk.audit.triggers import with_triggers_off


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_append_only'),
    ]

    operations = with_triggers_off("audit_auditevent", [
        migrations.AlterField(
            model_name='auditevent',
            name='actor_id',
            field=models.BigIntegerField(null=True, verbose_name='door'),
        ),
        migrations.AlterField(
            model_name='auditevent',
            name='role',
            field=models.CharField(max_length=11, verbose_name='als'),
        ),
    ])
