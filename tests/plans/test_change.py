"""What changed between two looks: the same people, and everybody else with the reason."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kansrijk.places.models import Area, MethodVersion
from plans.change import Missing, Pair, compare, looks
from plans.models import Review, Score
from plans.models.reviews import Which
from tests import make

THEN = date(2024, 2, 1)  # the years here began on this day
PAIR = Pair(Which.START, Which.HALFWAY, date(2024, 1, 1), date(2024, 12, 31))
TODAY = date(2024, 9, 1)


def year(where="west", *, says_yes=True, started_on=THEN, **fields):
    of = make.participant(where=where)
    if says_yes:
        make.consent(of=of, kind="report")
    return make.trajectory(of=of, started_on=started_on, **fields)


def person(first=None, later=None, **fields):
    """A year with both looks finished; each maps domain key → step."""
    made = year(**fields)
    make.review(of=made, held_on=THEN, stands=first)
    make.review(of=made, which="halfway", held_on=THEN + timedelta(days=180), stands=later)
    return made


def change(lies, key, pair=PAIR):
    found = compare(looks(lies, pair, TODAY))
    return next(each for each in found.domains if each.domain.key == key)


def test_the_same_people_went_up_stayed_or_went_down(lies):
    for first, later in [(1, 2), (1, 5), (3, 3), (2, 2), (2, 2), (4, 3)]:
        person({"home": first}, {"home": later})

    home = change(lies, "home")

    assert (home.n, home.up, home.same, home.down, home.passed_over) == (6, 2, 3, 1, 0)


def test_who_chose_nothing_is_missing_and_nothing_is_filled_in(lies):
    for _ in range(5):
        person({"home": 2}, {"home": 3})
    person({"home": 2}, {"home": None})
    person({}, {"home": 5})

    home = change(lies, "home")

    assert (home.n, home.up, home.passed_over) == (5, 5, 2)


def test_fewer_than_five_are_not_told(lies):
    for _ in range(4):
        person({"home": 2}, {"home": 3})
    person({"home": 2}, {"home": None})

    home = change(lies, "home")

    assert not home.is_told
    assert {home.n, home.up, home.same, home.down, home.passed_over} == {None}


def test_a_correction_counts_and_parts_and_the_buddys_view_do_not(lies):
    for _ in range(5):
        made = year()
        start = make.review(of=made, held_on=THEN, stands={"home": 5})
        make.score(of=start, stands=1, corrects=start.score_lines.get(), reason="Verkeerd getikt.")
        later = make.review(
            of=made, which="halfway", held_on=THEN + timedelta(days=180), finished=False,
            stands={"home": 2},
        )  # fmt: skip
        make.score(of=later, side="buddy", stands=1)
        part = Area.objects.get(method_version=later.method_version, key="housing")
        Score.objects.create(review=later, area=part, stands=1, said_by=made.match.buddy.user)
        Review.objects.filter(pk=later.pk).update(state="finished")

    assert (change(lies, "home").n, change(lies, "home").up) == (5, 5)


def test_a_domain_of_newer_words_was_not_asked_before(lies):
    made = [year() for _ in range(5)]
    for each in made:
        make.review(of=each, held_on=THEN, stands={"home": 2})
    newer = MethodVersion.objects.create(method=made[0].method, number=2)
    home = Area.objects.get(method_version__number=1, domain__key="home", part_of=None)
    Area.objects.create(
        method_version=newer, domain=home.domain, key="home", name="thuis", position=1
    )
    for each in made:
        make.review(of=each, which="halfway", held_on=TODAY, stands={"home": 2})

    told = compare(looks(lies, PAIR, TODAY)).domains

    assert [(each.domain.key, each.same) for each in told] == [("home", 5)]


def test_everybody_who_is_missing_has_a_reason(lies):
    person({"home": 2}, {"home": 3})
    person({"home": 2}, {"home": 3}, says_yes=False)
    for which, why in [("start", "ill"), ("halfway", "own_wish")]:
        skipped = year()
        skipped.reviews.filter(which=which).update(state="skipped", skipped_why=why)
    stopped = year(ended_on=date(2024, 4, 1), ending="stopped", ended_why="moved")
    stopped.reviews.filter(which="end").update(state="skipped", skipped_why="stopped")
    make.review(of=year(), held_on=THEN)
    year(started_on=date(2024, 4, 1))

    found = compare(looks(lies, PAIR, TODAY))

    assert (found.compared, found.total) == (1, 7)
    assert found.missing == [
        (why, 1)
        for why in (
            Missing.CONSENT, Missing.STOPPED, Missing.OWN_WISH, Missing.ILL, Missing.NOT_YET,
            Missing.DUE,
        )
    ]  # fmt: skip


def test_other_districts_other_years_and_talking_pictures_do_not_count(lies):
    person({"home": 2}, {"home": 3}, where="oost")
    person(started_on=date(2023, 1, 1))
    zuid = make.hat("lead", "Renée Fictema", where="zuid")
    year("zuid")

    for hat in lies, zuid:
        found = compare(looks(hat, PAIR, TODAY))
        assert (found.total, found.domains) == (0, [])


def test_it_costs_as_many_queries_for_ten_as_for_five(lies):
    numbers = []
    assert not lies.home  # at hand, as on a page
    for _ in range(2):
        for _ in range(5):
            person({"home": 2}, {"home": 3})
        with CaptureQueriesContext(connection) as queries:
            compare(looks(lies, PAIR, TODAY))
        numbers.append(len(queries))
    assert numbers == [3, 3]
