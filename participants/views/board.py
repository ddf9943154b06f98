"""Matchbord: where every match stands, for how long, and who has to move."""

from django.db.models import Count, Window

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.accounts.reach import ReachForm
from kansrijk.ui.htmx import render
from participants.models import Match, Participant
from participants.models.states import STALLS, WAITING, State

SHOWN = 30  # cards in a column; the rest stands in the list

SEEKING = ("pk", "name", "district__name", "neighbourhood__name", "seeking_since", "in_all")


def columns(matches):
    """Group matches under their state, in the order of the road: (state, cards, how many more)."""
    by_state = {state: [] for state in [*WAITING, State.ACTIVE]}
    for match in matches.first_of_each(SHOWN + 1):
        by_state[State(match.state)].append(match)
    is_long = any(len(found) > SHOWN for found in by_state.values())
    numbers = matches.per_state() if is_long else {}
    return [
        (state, found[:SHOWN], max(0, numbers.get(state, 0) - SHOWN), STALLS.get(state))
        for state, found in by_state.items()
    ]


@hats(Role.LEAD)
def board(request):
    where = ReachForm(request.GET, hat=request.hat)
    matches = Match.objects.visible_to(where.hat)
    seeking = Participant.objects.visible_to(where.hat).seeking()
    counted = seeking.annotate(in_all=Window(Count("pk")))
    shown = list(counted.values_list(*SEEKING, named=True)[:SHOWN])
    context = {
        "form": where,
        "columns": columns(matches.on_board()),
        "seeking": shown,
        "unseen": shown[0].in_all - len(shown) if shown else 0,
    }
    return render(request, "matches/board.html", context, part="board")
