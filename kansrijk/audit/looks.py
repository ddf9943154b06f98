"""Opening a file: the only way to a participant's page, and it leaves a line."""

from django.db import transaction
from django.shortcuts import get_object_or_404

from kansrijk.audit.models import AuditEvent, Verb


@transaction.atomic
def look(queryset, *, by, **where):
    """Fetch one visible record or answer 404; the look is recorded in the same transaction."""
    found = get_object_or_404(queryset, **where)
    AuditEvent.objects.record(by=by, verb=Verb.LOOK, on=found)
    return found
