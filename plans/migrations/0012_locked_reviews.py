"""The database keeps a finished review as it is; a correction is a new line."""

import django.db.models.expressions
from django.db import migrations, models

from kansrijk.audit.locks import locked

FINISHED = "{row}.state = 'finished'"
OF_FINISHED = "(SELECT state FROM plans_review WHERE id = {row}.review_id) = 'finished'"
ERASED = "'gewist'"
LINE = ["id", "review_id", "corrects_id", "said_at", "said_by_id"]
CORRECTION = "NEW.corrects_id IS NOT NULL"
NOTHING = "1 = 0"
REVIEW = [
    "id", "trajectory_id", "which", "planned_on", "state", "state_since", "method_version_id",
    "held_on", "is_on_paper", "reached", "ladder", "scored_at", "buddy_view", "skipped_why",
    "version",
]  # fmt: skip

LOCKS = [
    locked(
        "plans_review", when=FINISHED, columns=REVIEW, erased={"skipped_words": ERASED}
    ),
    locked(
        "plans_score",
        when=OF_FINISHED,
        columns=[*LINE, "side", "area_id", "stands", "wants"],
        erased=dict.fromkeys(["words", "difference", "reason"], ERASED),
        insert=CORRECTION,
    ),
    locked(
        "plans_words",
        when=OF_FINISHED,
        columns=[*LINE, "about"],
        erased={"text": ERASED, "reason": ERASED, "mood": "NULL"},
        insert=CORRECTION,
    ),
    locked(
        "plans_talkingpoint",
        when=OF_FINISHED,
        columns=[*LINE, "area_id"],
        erased={"words": ERASED, "reason": ERASED, "stands": "NULL", "wants": "NULL"},
        insert=CORRECTION,
    ),
    locked(
        "plans_stressthen",
        when=OF_FINISHED,
        columns=["id", "review_id", "rank", "domain_id"],
        erased={"text": ERASED},
        insert=NOTHING,
    ),
]


class Migration(migrations.Migration):
    dependencies = [("plans", "0011_fill_reviews")]
    operations = [
        migrations.AddConstraint(
            model_name='trajectory',
            constraint=models.CheckConstraint(condition=models.Q(('aftercare_until__isnull', True), ('aftercare_until__gte', models.F('aftercare_on')), _connector='OR'), name='plans_trajectory_aftercare_until_after_aftercare_on', violation_error_message='Nazorg eindigt niet vóór het begin.'),
        ),
        migrations.AddConstraint(
            model_name='trajectory',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('aftercare_on', None), ('aftercare_until', None)), models.Q(('aftercare_on__isnull', False), ('aftercare_until__isnull', False)), _connector='OR'), name='aftercare_has_two_ends', violation_error_message='Nazorg heeft een begin en een einde.'),
        ),
        *LOCKS,
    ]
