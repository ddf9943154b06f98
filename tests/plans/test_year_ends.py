"""How a year ends: for the two, and for everything that ran with it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.models import Match
from plans.models import Trajectory
from tests import make
from tests.plans.helpers import contact_moment, extension, over, written
from tests.plans.test_years import DAY, in_aftercare

WORDS = "Ik doe het nu zelf."


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


def url(name, *args):
    return reverse(f"years:{name}", args=args)


@pytest.fixture
def cost(client, noor):
    """Count the queries of a page for Noor."""

    def counted(page):
        client.wear(noor)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        return len(queries)

    return counted


def ends(year, **fields):
    told = {
        "seen_version": year.version, "how": "done-reached", "ended_on": make.today(),
        "ended_words": WORDS, "without_look": "on",
    }  # fmt: skip
    return told | fields


def test_a_buddy_rounds_off_and_reads_a_page_of_thanks(client, noor, rania, year):
    make.meeting(of=year, held_on=make.today() - DAY)

    page = client.wear(noor).post(url("end", rania.pk), ends(year), follow=True)

    year.refresh_from_db()
    told = (year.ending, year.ended_why, year.ended_on, year.ended_words)
    assert told == ("done", "reached", make.today(), WORDS)
    assert "10 weken mee met" in page.text and "1 keer" in page.text
    assert client.get(url("detail", rania.pk)).status_code == 404
    assert client.get(reverse("files:timeline", args=[rania.pk])).status_code == 404


def test_with_the_year_ends_what_ran_with_it(client, lies, rania, year):
    make.review(of=year)
    begun = make.review(of=year, which="halfway", finished=False)
    soon, was = make.appointment(of=year), make.appointment(of=year, at=make.now() - 3 * DAY)
    how = {"how": "stopped-moved", "without_look": ""}

    page = client.wear(lies).post(url("end", rania.pk), ends(year, **how), follow=True).text

    match = Match.objects.get(pk=year.match_id)
    soon.refresh_from_db(), was.refresh_from_db()
    assert (match.state, match.ended_on, match.ended_why) == ("ended", make.today(), "moved")
    assert [(r.state, r.skipped_why) for r in year.reviews.in_order()] == [
        ("finished", ""), ("skipped", "stopped"), ("skipped", "stopped"),
    ]  # fmt: skip
    assert begun.method_version and soon.called_off_at and not was.called_off_at
    assert "Gestopt" in page and WORDS in page and "rond " not in page
    assert sorted(written(rania).values_list("step", flat=True)) == [
        "cancel", "close", "round_off", "skip", "skip",
    ]  # fmt: skip


def test_without_the_last_look_somebody_is_asked_once(client, noor, rania, year):
    posted = ends(year, without_look="")
    asked = client.wear(noor).post(url("end", rania.pk), posted)
    stops = client.post(url("end", rania.pk), posted | {"how": ""})

    assert asked.status_code == 422 and "We ronden af zonder kijkmoment einde" in asked.text
    assert WORDS in asked.text and stops.status_code == 422
    assert client.post(url("end", rania.pk), ends(year)).status_code == 302


def test_in_aftercare_it_is_about_the_look_after_it(client, noor, rania, year):
    in_aftercare(year)
    asked = client.wear(noor).post(url("end", rania.pk), ends(year, without_look=""))
    make.review(of=year, which="aftercare")
    done = client.post(url("end", rania.pk), ends(year, without_look=""))

    year.refresh_from_db()
    assert "zonder kijkmoment nazorg" in asked.text
    assert done.status_code == 302 and year.aftercare_until == year.ended_on == make.today()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"how": ""}, "Vul dit nog in"),
        ({"how": "stopped-"}, "Kies een van de antwoorden"),
        ({"ended_on": 1}, "Deze dag komt nog"),
        ({"ended_on": -2}, "is er nog iets vastgelegd"),
        ({"ended_on": -999}, "Kies die dag of een latere"),
    ],
)
def test_an_end_has_a_day_and_a_reason(client, noor, rania, year, fields, words):
    make.meeting(of=year, held_on=make.today() - DAY)
    days = {k: make.today() + v * DAY if isinstance(v, int) else v for k, v in fields.items()}

    answer = client.wear(noor).post(url("end", rania.pk), ends(year, **days))

    year.refresh_from_db()
    assert answer.status_code == 422 and words in answer.text and WORDS in answer.text
    assert year.ended_on is None and not written(rania).exists()


def test_twice_is_once_and_the_words_stay(client, noor, lies, rania, year):
    client.wear(lies).post(url("end", rania.pk), ends(year))

    again = client.post(url("end", rania.pk), ends(year, ended_words="Nog iets."))
    by_noor = client.wear(noor).post(url("end", rania.pk), ends(year, ended_words="Nog iets."))

    assert (again.status_code, by_noor.status_code) == (409, 409)
    assert "Nog iets." in again.text and "Nog iets." in by_noor.text
    year.refresh_from_db()
    assert year.ended_words == WORDS


def test_who_is_stale_reads_both(client, noor, rania, year):
    Trajectory.objects.filter(pk=year.pk).update(wish_on=make.today() - DAY, version=2)

    answer = client.wear(noor).post(url("end", rania.pk), ends(year))

    assert answer.status_code == 409 and WORDS in answer.text
    assert Match.objects.get(pk=year.match_id).state == "active"


def test_a_year_without_a_buddy_is_ended_by_the_lead(client, lies, noor, rania, year):
    over(year)

    assert client.wear(noor).get(url("end", rania.pk)).status_code == 404
    assert client.wear(lies).post(url("end", rania.pk), ends(year)).status_code == 302
    assert Match.objects.get(pk=year.match_id).ended_why == "buddy_left"


def test_the_page_says_what_is_still_open(client, noor, rania, year):
    make.draft(of=rania, to=noor)
    make.obstacle(of=year)

    page = client.wear(noor).get(url("end", rania.pk)).text

    assert "een verslag dat je niet opsloeg" in page and "ligt nog een knelpunt" in page
    assert "Spreek dan eerst nazorg af" in page


def test_a_deputy_rounds_off_and_goes_to_today(client, noor, rania, year):
    deputy = make.buddy("Bram Testinga").user.hats.get()
    make.absence(noor, deputy)

    answer = client.wear(deputy).post(url("end", rania.pk), ends(year))

    assert answer.url == reverse("today")


def test_thanks_are_for_who_was_the_buddy_and_for_two_weeks(client, noor, rania, year):
    other = make.buddy("Bram Testinga").user.hats.get()
    client.wear(noor).post(url("end", rania.pk), ends(year))
    assert client.get(url("thanks", rania.pk)).status_code == 200

    assert client.wear(other).get(url("thanks", rania.pk)).status_code == 404
    Match.objects.filter(pk=year.match_id).update(state_since=make.today() - timedelta(days=14))
    assert client.wear(noor).get(url("thanks", rania.pk)).status_code == 404


def test_no_thanks_where_the_year_goes_on_without_this_buddy(client, noor, rania, year):
    over(year)

    assert client.wear(noor).get(url("thanks", rania.pk)).status_code == 404


def test_the_page_costs_the_same_however_much_stands_on_it(client, noor, rania, year, cost):
    few = cost(url("detail", rania.pk))
    for days in (1, 9):
        contact_moment(of=year, planned_on=make.today() + days * DAY)
    extension(of=year)
    in_aftercare(year)

    assert cost(url("detail", rania.pk)) <= few + 1  # the moments themselves
