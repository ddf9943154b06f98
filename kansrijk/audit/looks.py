"""Opening a file: the only way to a participant's page, and it leaves a line."""

from django.shortcuts import get_object_or_404

from kansrijk.audit.models import AuditEvent, Verb


def look(queryset, *, by, **where):
    """Fetch one visible record or answer 404; nothing is shown before the look is recorded."""
    found = get_object_or_404(queryset, **where)
    AuditEvent.objects.record(by=by, verb=Verb.LOOK, on=found)
    return found
