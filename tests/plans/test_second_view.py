"""Rania chooses first; Noor looks blind, or not at all; then both lie side by side (R9)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from plans.models import Review, Score
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


def url(name, look):
    return reverse(f"reviews:{name}", args=[look.trajectory.participant_id, look.which])


def blind(look, step="4"):
    return {f"stands-{area.pk}": step for area in areas(look)}


def test_noor_looks_blind_and_then_both_lie_side_by_side(client, noor, look):
    client.wear(noor).post(url("choices_done", look))
    page = client.get(url("view", look)).text
    assert "checked" not in page and "Ik woon prima en betaal op tijd." in page

    answer = client.post(url("view", look), blind(look))

    assert answer.url == url("beside", look)
    beside = client.get(answer.url).text
    assert "Bij 4 van de 5 leefgebieden zien jullie het anders." in beside
    assert "Rania over welzijn: waarom zie jij dit zo?" in beside
    assert beside.count("niets gezegd") == 1  # work, which Rania passed over
    assert client.get(url("view", look)).url == url("beside", look)


def test_no_page_shows_what_is_hidden(client, noor, lies, look):
    look.score_lines.update(words="Ik slaap bij mijn zus")
    done_choosing(look, by=noor)
    pk = look.trajectory.participant_id

    for hat in (noor, lies):
        client.wear(hat)
        for path in (f"/deelnemers/{pk}/", f"/deelnemers/{pk}/kijkmomenten/"):
            assert "bij mijn zus" not in client.get(path).text
        for name in ("detail", "choices", "view", "beside"):
            page = client.get(url(name, look), follow=True)
            assert "bij mijn zus" not in page.text and "het wankelt</dd>" not in page.text


def test_a_view_needs_one_step_and_keeps_what_was_tapped(client, noor, look):
    done_choosing(look, by=noor)
    first = areas(look)[0].pk
    client.wear(noor)

    nothing = client.post(url("view", look), blind(look, "?"))
    odd = client.post(url("view", look), blind(look) | {f"stands-{first}": "6"})

    assert (nothing.status_code, odd.status_code) == (422, 422)
    assert "minstens één leefgebied" in nothing.text and "Kies een van de antwoorden" in odd.text
    assert not look.score_lines.filter(side="buddy").exists()


def test_a_view_that_comes_too_late_says_so(client, noor, look):
    done_choosing(look, by=noor)
    without_view(look, by=noor, is_reopened=True)

    late = client.wear(noor).post(url("view", look), blind(look))

    assert late.status_code == 409 and "intussen weer open" in late.text
    assert late.text.count("checked") == 5


def test_each_says_a_sentence_and_nobody_loses_one(client, noor, look):
    done_choosing(look, by=noor)
    give_view(look, seen(look), by=noor)
    line, other = (p.views[0].line for p in pairs(look, hat=noor)[:2])
    client.wear(noor).get(url("beside", look))
    said = {f"{line.pk}-difference": "Ik slaap slecht.", f"initial-{line.pk}-difference": ""}

    client.post(url("beside", look), said)
    client.post(url("beside", look), said)  # the same again
    stale = client.post(url("beside", look), said | {f"{line.pk}-difference": "Iets anders"})

    assert stale.status_code == 409
    assert "Ik slaap slecht." in stale.text and "Iets anders" in stale.text
    line.refresh_from_db()
    assert line.difference == "Ik slaap slecht."
    assert steps(look)[-1] == ("say_why", ["difference"]) and len(steps(look)) == 3
    bsn = {f"{other.pk}-difference": "Mijn nummer is 111222333"}
    assert "burgerservicenummer" in client.post(url("beside", look), bsn).text


def test_a_closed_look_is_read_side_by_side_and_takes_no_more(client, noor, look):
    done_choosing(look, by=noor)
    give_view(look, seen(look), by=noor)
    line = pairs(look, hat=noor)[0].views[0].line
    look.score_lines.filter(pk=line.pk).update(difference="Ik slaap slecht.")
    Review.objects.get(pk=look.pk).finish(by=noor)

    page = client.wear(noor).get(url("beside", look)).text
    late = client.post(url("beside", look), {f"{line.pk}-difference": "Te laat getypt"})

    assert "Ik slaap slecht." in page and "<textarea" not in page
    assert late.status_code == 409 and "Te laat getypt" in late.text


def test_side_by_side_costs_the_same_however_much_was_said(noor, look, django_assert_num_queries):
    done_choosing(look, by=noor)
    give_view(look, seen(look), by=noor)
    for line in look.score_lines.all():
        fields = {"side": line.side, "stands": 5, "corrects": line, "reason": "Verkeerd."}
        make.score(of=look, key=line.area.key, **fields)
    found = Review.objects.select_related("trajectory__participant", "method_version").get(
        pk=look.pk
    )

    noor.known, noor.home = {}, None  # as on a page
    with django_assert_num_queries(4):
        shown = pairs(found, hat=noor)
        assert len(shown) == 5 and len(shown[0].views[0].earlier) == 1
