from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kansrijk.accounts.models import Role
from kansrijk.audit.steps import StepRefused
from participants.models import Match
from participants.models.states import Side, State, Vote
from tests import make


def test_a_no_of_the_participant_can_never_become_a_match(noor):
    declined = make.match(state=State.DECLINED, declined_by=Side.PARTICIPANT, participant_vote="no")

    for state in (State.INTRODUCED, State.CHOSEN, State.AGREED, State.ACTIVE):
        with pytest.raises(IntegrityError), transaction.atomic():
            Match.objects.filter(pk=declined.pk).update(state=state, declined_by="")


@pytest.mark.parametrize("missing", ["participant_vote", "buddy_vote"])
def test_no_match_starts_without_both_their_yes(missing, db):
    with pytest.raises(IntegrityError):
        make.match(state=State.ACTIVE, **{missing: ""})


def test_a_no_of_the_buddy_closes_it_too(db):
    agreed = make.match(state=State.AGREED)

    with pytest.raises(IntegrityError):
        Match.objects.filter(pk=agreed.pk).update(buddy_vote=Vote.NO)


def test_a_participant_meets_one_buddy_at_a_time(rania):
    for _ in range(3):
        make.match(of=rania)

    with pytest.raises(IntegrityError):
        make.match(of=rania, state=State.INTRODUCED)


def test_wij_cannot_refuse_without_a_reason(db):
    with pytest.raises(IntegrityError):
        make.match(state=State.DECLINED, declined_by=Side.WIJ, declined_why="")


def test_days_stay_in_order_and_within_reach(db):
    early = make.today() - timedelta(days=60)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.match(state=State.INTRODUCED, introduced_on=early)
    with pytest.raises(IntegrityError):
        make.match(proposed_on="1800-01-01")


def test_everyone_sees_their_own_matches(noor, wouter, lies, bea, rania):
    own = Match.objects.get(participant=rania)
    make.match(of=make.participant(where="oost"))
    colleague = make.match(state=State.AGREED)

    seen = {hat: set(Match.objects.visible_to(hat)) for hat in (noor, wouter, lies, bea)}

    assert seen[noor] == {own}
    assert seen[wouter] == seen[lies] == {own, colleague}
    assert seen[bea] == set()


def test_nobody_decides_about_a_match_of_their_own(wouter):
    official = make.buddy("Wim Nepstra")
    as_wij = make.hat(Role.WIJ, of=official.user)
    own = make.match(to=official, state=State.AGREED)

    assert own in Match.objects.visible_to(wouter)
    assert own not in Match.objects.visible_to(as_wij)


def test_nobody_sees_a_match_of_their_own_household(wouter):
    neighbour = make.participant("Olga Demovelt", user=wouter.user)
    daughter = make.participant("Lotte Demovelt", household=neighbour.household)
    make.match(of=daughter, state=State.AGREED)

    assert not Match.objects.visible_to(wouter).exists()


def test_refusing_with_a_reason(client, noor, wouter):
    found = make.match(to=noor.user.buddy, state=State.AGREED)
    url = reverse("matches:refuse", args=[found.pk])

    empty = client.wear(wouter).post(url, {"why": "  "})
    done = client.post(url, {"why": "Ze wonen in hetzelfde portiek."})

    found.refresh_from_db()
    assert empty.status_code == 422
    assert "Vul dit nog in" in empty.text
    assert done.url == reverse("inbox")
    assert (found.state, found.declined_by) == (State.DECLINED, Side.WIJ)


def test_a_reason_is_not_lost_when_a_colleague_was_first(client, noor, wouter):
    found = make.match(to=noor.user.buddy, state=State.AGREED)
    url = reverse("matches:refuse", args=[found.pk])
    Match.objects.get(pk=found.pk).approve(by=wouter)

    late = client.wear(wouter).post(url, {"why": "Zelfde portiek"})
    fresh = client.get(url)

    assert late.status_code == 409
    assert "Zelfde portiek" in late.text
    assert "Hier staat nu: gestart" in late.text
    assert fresh.url == reverse("matches:detail", args=[found.pk])


@pytest.mark.parametrize("lacks", [{"trained_on": None}, {"left_on": "2026-01-01"}])
def test_a_buddy_who_left_or_has_no_training_is_not_approved(wouter, lacks):
    found = make.match(to=make.buddy(started_on="2020-01-01", **lacks), state=State.AGREED)

    with pytest.raises(StepRefused, match="basistraining"):
        found.approve(by=wouter)


def test_the_list_filters_by_state(client, lies):
    active = make.match(of=make.participant("Gyan Nepstra"), state=State.ACTIVE)
    make.match(of=make.participant("Uma Nepstra"))

    shown = client.wear(lies).get(reverse("matches:list"), {"stand": "active"}).text
    odd = client.get(reverse("matches:list"), {"stand": "'; DROP", "pagina": "x"}).text

    assert str(active.participant) in shown
    assert "Uma" not in shown
    assert "Uma" in odd


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_however_long(client, lies, rows, django_assert_num_queries):
    for _ in range(rows):
        make.match()
    client.wear(lies)

    with django_assert_num_queries(3):  # session, user with hats, matches
        client.get(reverse("matches:list"))
