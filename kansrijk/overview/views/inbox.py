"""Te doen: what waits for a WIJ coordinator, answered in place."""

from django.db.models import Case, Value, When

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent
from kansrijk.ui.htmx import render, wants_part
from participants.models import Match
from participants.models.states import State


def for_inbox(matches, hat):
    """One's own buddies first, then who waits longest; with the room that the buddy has."""
    is_own = When(buddy__wij_contact__user=hat.user, then=Value(0))
    waiting = matches.filter(state=State.AGREED).with_room().for_list()
    ranked = waiting.annotate(is_others=Case(is_own, default=Value(1)))
    return ranked.order_by("is_others", "agreed_on", "pk")


@hats(Role.WIJ)
def inbox(request):
    waiting = for_inbox(Match.objects.visible_to(request.hat), request.hat)
    AuditEvent.objects.record_looks(waiting, by=request.hat)
    context = {"waiting": waiting, "is_part": wants_part(request)}
    return render(request, "overview/inbox.html", context, part="waiting")
