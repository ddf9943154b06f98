"""Noor and Rania look back together: which looks there are, and how one begins."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.models import Match
from tests import make
from tests.plans.helpers import over, written


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


def url(name, year, which="start", *args):
    which = [] if name == "list" else [which]
    return reverse(f"reviews:{name}", args=[year.participant_id, *which, *args])


def look(year, which="start"):
    return year.reviews.get(which=which)


def test_the_looks_of_a_year(client, noor, year):
    year.reviews.filter(which="halfway").update(planned_on=make.today() + timedelta(days=9))
    page = client.wear(noor).get(url("list", year)).text

    assert "aan de beurt" in page and "komt eraan" in page and "nog niet aan de beurt" in page


def test_a_look_begins_on_this_screen(client, noor, rania, year):
    answer = client.wear(noor).post(url("begin", year), {"how": "now"})

    found = look(year)
    assert answer.status_code == 302
    assert (found.state, found.held_on, found.is_on_paper) == ("begun", make.today(), False)
    assert written(rania).get().step == "begin"


def test_a_look_begun_on_paper_has_the_day_of_the_paper(client, noor, year):
    day = make.today() - timedelta(days=3)
    client.wear(noor).post(url("begin", year), {"how": "paper", "held_on": day})

    assert (look(year).held_on, look(year).is_on_paper) == (day, True)


@pytest.mark.parametrize(
    ("days", "status"), [(None, 422), (-1, 409), (999, 409)], ids=["none", "future", "before"]
)
def test_a_paper_has_a_day_that_can_be(client, noor, year, days, status):
    day = "" if days is None else make.today() - timedelta(days=days)
    answer = client.wear(noor).post(url("begin", year), {"how": "paper", "held_on": day})

    assert (answer.status_code, look(year).state) == (status, "planned")


def test_somebody_elses_look_is_not_there(client, noor, lies, year):
    theirs = make.trajectory(of=make.participant(where="oost"))
    assert client.wear(noor).get(url("detail", theirs)).status_code == 404
    assert client.wear(lies).get(url("begin", year)).status_code == 403
    assert client.wear(lies).get(url("detail", year)).status_code == 200
    wrong = url("detail", year).replace("begin", "midden")
    assert client.get(wrong).status_code == 404


def test_the_same_beginning_twice_is_one(client, noor, rania, year):
    client.wear(noor)
    answers = [client.post(url("begin", year), {"how": "now"}) for _ in range(2)]
    late = client.post(url("begin", year), {"how": "paper", "held_on": year.started_on})

    assert [a.status_code for a in (*answers, late)] == [302, 302, 409]
    assert written(rania).count() == 1


def test_a_new_buddy_begins_on_a_day_of_their_own_time(client, noor, rania, year, wouter):
    over(year)
    sam = make.buddy("Sam Nepstra", wij=wouter)
    make.match(of=rania, to=sam, state="active", started_on=make.today() - timedelta(days=3))
    client.wear(sam.user.hats.get())
    early = {"how": "paper", "held_on": make.today() - timedelta(days=9)}

    assert client.post(url("begin", year), early).status_code == 409
    assert look(year).state == "planned"
    assert client.post(url("begin", year), {"how": "now"}).status_code == 302


def test_the_day_of_a_look_can_be_another(client, noor, rania, year):
    found = make.review(of=year, finished=False)
    client.wear(noor)
    day = make.today() - timedelta(days=2)
    assert (
        client.post(url("day", year), {"held_on": day, "seen_version": found.version}).status_code
        == 302
    )
    stale = client.post(url("day", year), {"held_on": make.today(), "seen_version": found.version})
    future = {"held_on": make.today() + timedelta(days=1), "seen_version": found.version + 1}

    assert (look(year).held_on, stale.status_code) == (day, 409)
    assert client.post(url("day", year), future).status_code == 409
    assert [line.fields for line in written(rania)] == [["held_on"]]


def test_a_look_is_skipped_with_its_reason_and_planned_again(client, noor, lies, year):
    client.wear(lies)
    odd = [{}, {"why": "stopped"}, {"why": "other"}, {"why": "ill", "words": "x" * 201}]
    assert {client.post(url("skip", year), data).status_code for data in odd} == {422}
    client.post(url("skip", year), {"why": "other", "words": "Er was brand in de straat."})
    page = client.wear(noor).get(url("detail", year)).text

    assert "Er was brand in de straat." in page and "overgeslagen" in page
    client.post(url("plan_again", year))
    assert (look(year).state, look(year).skipped_words) == ("planned", "")


def test_what_an_earlier_buddy_skipped_can_be_held_after_all(client, noor, rania, year, wouter):
    look(year).skip(by=noor, why="ill")
    over(year)
    sam = make.buddy("Sam Nepstra", wij=wouter)
    make.match(of=rania, to=sam, state="active")

    client.wear(sam.user.hats.get()).post(url("plan_again", year))

    assert look(year).state == "planned"


def test_a_blank_paper_says_everything_and_nothing_of_anybody(client, noor, rania, year):
    make.stressor(of=rania, text="De post")
    page = client.wear(noor).get(url("paper", year)).text

    assert "Ik heb geen vaste plek of moet er bijna uit." in page and "De post" not in page
    version = year.method.present_version()
    year.method.versions.filter(pk=version.pk).update(withdrawn_on=make.today())
    assert client.get(url("paper", year)).status_code == 200
    assert client.post(url("begin", year), {"how": "now"}).status_code == 409


def test_a_look_of_an_earlier_year_is_read_there(client, noor, rania, year):
    make.review(of=year, stands={"home": 2}, held_on=year.started_on)
    ended = {"ended_on": make.today(), "ending": "done"}
    type(year).objects.filter(pk=year.pk).update(**ended)
    over(year)
    make.trajectory(of=rania, to=noor.user.buddy, started_on=make.today())
    Match.objects.update(shares="all")
    client.wear(noor)

    assert f"?jaar={year.pk}" in client.get(url("list", year)).text
    assert "het wankelt" in client.get(f"{url('detail', year)}?jaar={year.pk}").text.lower()
    assert client.get(f"{url('detail', year)}?jaar=x").status_code == 200
    assert client.get(f"{url('detail', year)}?jaar=999999").status_code == 404


def test_the_list_and_a_screen_ask_the_same_however_much_there_is(client, noor, year):
    client.wear(noor)
    make.review(of=year, which="halfway", finished=False, scored_at=None, buddy_view="")
    with CaptureQueriesContext(connection) as few:
        client.get(url("detail", year, "halfway"))
    make.review(of=year, stands={"home": 2, "work": 3, "finances": 1})
    for key in ("home", "work", "education"):
        make.score(of=look(year, "halfway"), key=key, words="Zo.")
    with CaptureQueriesContext(connection) as many:
        client.get(url("detail", year, "halfway"))

    assert len(many) <= len(few) + 1  # the lines of the look before
