"""Matchbord: where every match stands, for how long, and who has to move."""

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.accounts.reach import ReachForm
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
        (state, found, found[0].of_state - len(found) if found else 0, STALLS.get(state))
        for state, found in by_state.items()
    ]


@hats(Role.LEAD)
def board(request):
    where = ReachForm(request.GET, hat=request.hat)
    matches = Match.objects.visible_to(where.hat).on_board(SHOWN)
    seeking = Participant.objects.visible_to(where.hat).seeking()
    shown = list(seeking.select_related("neighbourhood", "district")[: SHOWN + 1])
    context = {
        "form": where,
        "columns": columns(matches),
        "seeking": shown[:SHOWN],
        "unseen": seeking.count() - SHOWN if len(shown) > SHOWN else 0,
    }
    return render(request, "matches/board.html", context, part="board")
