"""Reading in: the good rows, some at a time, each checked once more when nobody else can write."""

from django.db import transaction
from django.utils import timezone

from kansrijk.audit.forms import store
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.imports.checking import judged
from kansrijk.imports.models import Row, Standing, Upload

A_TIME = 20  # rows in one transaction: others in the district wait no longer than that
LATER = "Dit kon net niet worden opgeslagen. Probeer deze rij nog eens."


def read_in(upload, kind):
    """Make records of all good rows; twice, or at two places at once, does it once.

    Returns the forms that were saved.
    """
    saved = []
    while (part := some(upload, kind)) is not None:
        saved += part
    finish(upload, kind, len(saved))
    return saved


@transaction.atomic
def some(upload, kind):
    """Read in some rows; None when no good one is left."""
    held = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    rows = list(held.rows.filter(standing=Standing.GOOD)[:A_TIME])
    if not rows:
        return None
    kind.hold()
    saved = [form for row, form in judged(rows, kind) if keep(row, form, kind)]
    Row.objects.bulk_update(rows, ["standing", "why", "is_sure", "seen", "like"])
    done = [row.pk for row in rows if row.standing == Standing.GOOD]
    held.rows.filter(pk__in=done).delete()
    Upload.objects.filter(pk=held.pk).update(stored=held.stored + len(done))
    return saved


def keep(row, form, kind):
    """Save a row that is still good; where that fails it is kept back with the reason."""
    if row.standing != Standing.GOOD:
        return False
    with transaction.atomic():
        if store(form, by=kind.by):
            return True
    row.standing = Standing.WRONG
    row.why = {"": form.non_field_errors() or [LATER]}
    return False


@transaction.atomic
def finish(upload, kind, count):
    """Say in the trail how many rows came in; what was known goes too, but how many that were."""
    held = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    known, _ = held.rows.filter(standing=Standing.KNOWN).delete()
    told = {"known": held.known + known, "read_at": held.read_at or timezone.now()}
    Upload.objects.filter(pk=held.pk).update(**told)
    if count or held.read_at is None:
        AuditEvent.objects.record(by=kind.by, verb=Verb.STEP, on=held, step="read_in", rows=count)
