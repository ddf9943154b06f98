import datetime

from django.db import migrations, models

from kansrijk.audit.triggers import append_only, final


class Migration(migrations.Migration):
    dependencies = [("participants", "0003_past_matches")]
    operations = [
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('state_since__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('state_since__isnull', True), _connector='OR'), name='participants_match_state_since_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('picked_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('picked_on__isnull', True), _connector='OR'), name='participants_match_picked_on_reach', violation_error_message='Kies een datum tussen 1900 en 2100.'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(condition=models.Q(('picked_on__isnull', False), ('state', 'proposed')), fields=('participant',), name='one_card_is_picked', violation_error_message='De deelnemer koos net een andere kaart.'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'introduced', 'met', 'chosen', 'agreed', 'active'])), fields=('participant', 'buddy'), name='one_live_match_a_pair', violation_error_message='Deze buddy is al voorgesteld.'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['introduced', 'met', 'chosen', 'agreed', 'active', 'ended']), _negated=True), ('picked_on__isnull', False), _connector='OR'), name='the_participant_picks_whom_to_meet', violation_error_message='Eerst zegt de deelnemer met wie die wil kennismaken.'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['introduced', 'met', 'chosen', 'agreed', 'active'])), fields=('participant',), name='one_match_past_proposed', violation_error_message='Deze deelnemer heeft al een buddy of een kennismaking.'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'ended'), ('ended_why', ''), _connector='XOR'), name='an_ended_match_says_why', violation_error_message='Kies waarom de koppeling afliep.'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('declined_by__in', ['wij', 'lead']), _negated=True), models.Q(('declined_why', ''), _negated=True), _connector='OR'), name='wij_refuses_with_a_reason', violation_error_message='Schrijf op waarom. De deelnemer kan de reden lezen.'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('declined_by', 'participant'), ('participant_vote', 'no')), models.Q(models.Q(('declined_by', 'participant'), _negated=True), models.Q(('participant_vote', 'no'), _negated=True)), _connector='OR'), name='the_participant_s_no_is_theirs', violation_error_message='Alleen de deelnemer zegt nee namens de deelnemer.'),
        ),
        append_only("participants_castvote"),
        final(
            "participants_match",
            "(OLD.participant_vote = 'no' OR OLD.buddy_vote = 'no') AND ("
            "NEW.state <> 'declined' OR NEW.participant_vote <> OLD.participant_vote "
            "OR NEW.buddy_vote <> OLD.buddy_vote)",
            "a no stays a no",
        ),
    ]
