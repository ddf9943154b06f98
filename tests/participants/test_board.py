"""Matchbord: Lies sees where every match stands, for how long, and who has to move."""

from datetime import timedelta

import pytest
from django.urls import reverse

from participants.models import Match
from participants.models.states import STALLS, State
from tests import make

BOARD = "/koppelingen/"


def test_every_match_stands_in_its_column(client, lies):
    for state in (State.PROPOSED, State.INTRODUCED, State.MET, State.CHOSEN, State.AGREED):
        make.match(of=make.participant(f"Iemand {state.label}"), state=state)
    make.match(of=make.participant("Oude Bekende"), state=State.ENDED)

    page = client.wear(lies).get(BOARD)

    told = {
        state: [m.participant_name for m in found] for state, found, *_ in page.context["columns"]
    }
    assert told.pop(State.ACTIVE) == []
    assert told == {state: [f"Iemand {state.label}"] for state in told}
    assert "Oude Bekende" in [p.name for p in page.context["seeking"]]


def test_nothing_on_the_board(client, lies):
    assert "Iedereen heeft een buddy of een voorstel." in client.wear(lies).get(BOARD).text


def test_another_district_is_not_on_it(client, lies):
    make.match(of=make.participant("Uma Nepstra", where="oost"))
    make.participant("Vera Nepstra", where="oost")

    assert "Nepstra" not in client.wear(lies).get(BOARD).text


@pytest.mark.parametrize(("state", "days"), STALLS.items())
def test_a_match_stalls_after_its_days(client, lies, state, days):
    made = make.match(state=state, state_since=make.today() - timedelta(days=days - 1))

    early = client.wear(lies).get(BOARD).text
    Match.objects.filter(pk=made.pk).update(state_since=make.today() - timedelta(days=days))
    late = client.get(BOARD).text

    assert "staat stil</span>" not in early
    assert "staat stil</span>" in late
    assert list(Match.objects.stalled()) == [made]
    assert str(made.participant) in client.get(reverse("matches:list"), {"stand": "stil"}).text


def test_who_lost_a_buddy_half_way_seeks_another(client, lies, rania):
    Match.objects.get(participant=rania).end(by=lies, ended_on=make.today(), why="buddy_left")

    assert [row.pk for row in client.wear(lies).get(BOARD).context["seeking"]] == [rania.pk]


def test_a_full_column_goes_on_in_the_list(client, lies):
    buddy = make.buddy()
    for _ in range(32):
        make.match(to=buddy)

    text = client.wear(lies).get(BOARD).text

    assert "En nog 2" in text


@pytest.mark.parametrize("rows", [1, 20])
def test_the_board_costs_the_same_however_full(client, lies, rows, django_assert_num_queries):
    for _ in range(rows):
        make.match()
        make.match(state=State.AGREED)
        make.participant()
    client.wear(lies)

    with django_assert_num_queries(4):  # session, user with hats, matches, who seeks a buddy
        client.get(BOARD)
