"""Te doen: what waits for a WIJ coordinator, answered in place."""

from django.db.models import Case, Value, When

from buddies.models import Absence
from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent
from kansrijk.ui.htmx import render, wants_part
from participants.models import Match
from participants.models.states import State
from plans.models import Obstacle
from plans.views.obstacles import shown, told


def for_inbox(matches, hat, absences):
    """The buddies of oneself and of whom one replaces first; then who waits longest."""
    away = {absence.user_id: absence for absence in absences}
    is_own = When(buddy__wij_contact__user__in=[hat.user_id, *away], then=Value(0))
    waiting = matches.filter(state=State.AGREED).for_voices()
    ranked = waiting.annotate(is_others=Case(is_own, default=Value(1)))
    found = list(ranked.order_by("is_others", "agreed_on", "pk"))
    for match in found:
        contact = match.buddy.wij_contact
        match.replaced = away.get(contact.user_id) if contact else None
    return found


@hats(Role.WIJ)
def inbox(request):
    absences = Absence.objects.stood_in_by(request.hat)
    waiting = for_inbox(Match.objects.visible_to(request.hat), request.hat, absences)
    stuck = list(told(Obstacle.objects.visible_to(request.hat).open(), request.hat))
    AuditEvent.objects.record_looks([*stuck, *waiting], by=request.hat)
    context = {
        "obstacles": shown(stuck, request.hat, absences),
        "waiting": waiting,
        "stands_in": absences,
        "is_part": wants_part(request),
    }
    return render(request, "overview/inbox.html", context, part="waiting")
