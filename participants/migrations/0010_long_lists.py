from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0009_in_order'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='match',
            index=models.Index(fields=['-proposed_on', 'id'], name='matches_in_order'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['state', 'received_on', 'id'], name='referrals_in_order'),
        ),
    ]
