"""The picture of a year takes standing lines only, of finished looks, and of nobody else."""

from datetime import timedelta

import pytest

from plans.models import Review
from plans.standings import picture_of
from tests import make


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


def days_ago(days):
    return make.today() - timedelta(days=days)


def stands(picture):
    return {axis.name: (axis.stands, axis.wants) for axis in picture.axes}


def test_each_look_has_its_place_and_the_latest_wish_stands(noor, year):
    make.review(of=year, held_on=days_ago(60), stands={"home": (2, 4), "work": (1, 3)})
    make.review(of=year, which="halfway", held_on=days_ago(5), stands={"home": (3, 5), "work": 2})

    picture = picture_of(year, hat=noor)

    assert [look.name for look in picture.looks] == ["begin", "halverwege"]
    assert stands(picture) | {} == {
        "thuissituatie": ((2, 3), 5),
        "welzijn": ((None, None), None),
        "financiën": ((None, None), None),
        "opleiding": ((None, None), None),
        "werk": ((1, 2), 3),
    }


def test_only_the_line_that_stands_is_drawn(noor, year):
    found = make.review(of=year, stands={"home": 2})
    make.score(of=found, stands=4, corrects=found.score_lines.get(), reason="Verkeerd getikt.")

    assert stands(picture_of(year, hat=noor))["thuissituatie"] == ((4,), None)


def test_what_the_buddy_saw_and_parts_are_not_in_it(noor, year):
    found = make.review(of=year, stands={"home": 2}, finished=False, buddy_view="given")
    make.score(of=found, side="buddy", stands=5)
    part = found.method_version.areas.get(key="housing")
    found.score_lines.create(area=part, stands=1, said_by=noor.user)
    Review.objects.filter(pk=found.pk).update(state="finished")

    assert stands(picture_of(year, hat=noor))["thuissituatie"] == ((2,), None)


def test_of_a_look_under_way_only_what_was_chosen_shows_what_was_before(noor, year):
    make.review(of=year, held_on=days_ago(60), stands={"home": 2, "work": 1})
    now = make.review(of=year, which="halfway", stands={"home": 3}, scored_at=None, buddy_view="",
                      finished=False)  # fmt: skip

    assert stands(picture_of(year, hat=noor, upto=now)) == {"thuissituatie": ((2, 3), None)}
    assert [look.name for look in picture_of(year, hat=noor).looks] == ["begin"]

    Review.objects.filter(pk=now.pk).update(scored_at=make.now())  # chosen, and hidden (R9)
    assert [look.name for look in picture_of(year, hat=noor, upto=now).looks] == ["begin"]


def test_there_is_no_picture_for_who_may_not_see_scores(noor, lies, wouter, year):
    assert picture_of(year, hat=noor) is None
    make.review(of=year, stands={"home": 2})

    assert picture_of(year, hat=lies) is None
    assert picture_of(year, hat=wouter) is None
    assert picture_of(year, hat=make.hat("buddy")) is None


def test_a_picture_takes_three_queries(noor, year, django_assert_num_queries):
    make.review(of=year, held_on=days_ago(60), stands={"home": 2, "work": 1})
    make.review(of=year, which="halfway", held_on=days_ago(5), stands={"home": 3, "work": 2})

    noor.known, noor.home = {}, None  # as on a page, which asks once how far she reaches
    with django_assert_num_queries(3):
        assert len(picture_of(year, hat=noor, shape="star").axes) == 5
