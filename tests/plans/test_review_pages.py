"""Noor and Rania look back together: which looks there are, and how one begins."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.plans.helpers import written


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
