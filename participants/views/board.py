"""Matchbord: where every match stands, for how long, and who has to move."""

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.ui.htmx import render
from participants.models import Match, Participant
from participants.models.states import STALLS, WAITING, State

SHOWN = 30  # cards in a column; the rest stands in the list


def columns(matches):
    """Group matches under their state, in the order of the road: (state, cards, how many more)."""
    by_state = {state: [] for state in [*WAITING, State.ACTIVE]}
    for match in matches:
        by_state[State(match.state)].append(match)
    return [
        (state, found[:SHOWN], max(0, len(found) - SHOWN), STALLS.get(state))
        for state, found in by_state.items()
    ]


@hats(Role.LEAD)
def board(request):
    matches = Match.objects.visible_to(request.hat).on_board()
    seeking = Participant.objects.visible_to(request.hat).seeking()
    context = {"columns": columns(matches), "seeking": seeking.select_related("neighbourhood")}
    return render(request, "matches/board.html", context, part="board")
