from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from participants.models import Match
from plans.models import Trajectory
from plans.views.answers import back_to_inbox


@hats(Role.WIJ)
@require_POST
def match_approve(request, pk):
    """WIJ says yes: the match starts and the year together opens, once."""
    found = get_object_or_404(Match.objects.visible_to(request.hat), pk=pk)
    Trajectory.objects.open_for(found, by=request.hat)
    messages.success(request, f"Gestart: {found.participant} met {found.buddy}. Fijn!")
    return back_to_inbox(request, f"match{pk}")
