"""Rania chooses first; Noor looks blind, or not at all; then both lie side by side (R9)."""

import pytest
from django.core.exceptions import PermissionDenied

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from plans.models import Score
from plans.second_view import done_choosing, give_view, pairs, without_view
from tests import make

DOMAINS = ("home", "wellbeing", "finances", "education", "work")


@pytest.fixture
def look(rania):
    """Rania chose on every domain; she passed work over."""
    chosen = dict.fromkeys(DOMAINS, 2) | {"work": None}
    year = rania.trajectories.get()
    return make.review(of=year, stands=chosen, scored_at=None, buddy_view="", finished=False)


def areas(look):
    return look.method_version.areas.domains()


def seen(look, step=3):
    return dict.fromkeys(areas(look), step)


def steps(look):
    events = AuditEvent.objects.filter(subject="plans.review").exclude(verb=Verb.LOOK)
    return list(events.order_by("pk").values_list("step", "fields"))


def test_what_is_chosen_is_hidden_until_the_buddy_has_looked(noor, look):
    own = Score.objects.visible_to(noor)
    assert own.count() == 5 and look.may_choose

    done_choosing(look, by=noor)
    done_choosing(look, by=noor)  # tapped twice
    look.refresh_from_db()
    assert look.is_hidden and not look.may_choose
    assert not own.exists() and pairs(look, hat=noor) == []

    give_view(look, seen(look), by=noor)
    look.refresh_from_db()
    assert own.count() == 10 and not look.may_choose
    assert [pair.is_different for pair in pairs(look, hat=noor)] == [True] * 4 + [False]
    assert steps(look) == [("done_choosing", ["scored_at"]), ("give_view", ["buddy_view"])]


def test_nobody_is_done_before_every_domain_is_chosen_or_passed_over(noor, look):
    look.score_lines.get(area__key="work").delete()

    with pytest.raises(StepRefused, match="Nog niet elk leefgebied"):
        done_choosing(look, by=noor)


def test_the_buddy_never_looks_first(noor, look):
    for action in (
        lambda: give_view(look, seen(look), by=noor),
        lambda: without_view(look, by=noor),
    ):
        with pytest.raises(StepRefused, match="Eerst wordt er gekozen"):
            action()


def test_who_opens_the_choices_again_goes_on_without_the_buddys_view(noor, look):
    done_choosing(look, by=noor)
    without_view(look, by=noor, is_reopened=True)
    without_view(look, by=noor)  # twice

    with pytest.raises(StepRefused, match="weer open"):
        give_view(look, seen(look), by=noor)
    look.refresh_from_db()
    assert look.buddy_view == "none" and look.may_choose
    assert [step for step, _ in steps(look)] == ["done_choosing", "open_again"]


def test_beside_the_buddys_view_nothing_is_smoothed(noor, look):
    done_choosing(look, by=noor)
    give_view(look, seen(look), by=noor)

    for action in (
        lambda: without_view(look, by=noor, is_reopened=True),
        lambda: give_view(look, seen(look, 2), by=noor),
    ):
        with pytest.raises(StepRefused, match="ligt er al naast"):
            action()
    assert set(look.score_lines.filter(side="buddy").values_list("stands", flat=True)) == {3}


def test_others_than_the_buddy_do_nothing_here(lies, wouter, look):
    for hat in (lies, wouter):
        with pytest.raises(PermissionDenied):
            done_choosing(look, by=hat)
        assert pairs(look, hat=hat) == []
