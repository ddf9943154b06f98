from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kansrijk.values.dates import add_months, days_ago, in_words, moment, within_reach


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 21), 12, date(2027, 11, 21)),
    ],
)
def test_a_year_later(day, months, later):
    assert add_months(day, months) == later


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_later_is_the_right_month(day, months):
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2101, 1, 1), date(1, 1, 1)])
def test_days_out_of_reach_are_refused(day):
    with pytest.raises(ValidationError, match="tussen 1900 en 2100"):
        within_reach(day)


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2027, 3, 28), time(2, 30)), (date(2026, 10, 25), time(2, 30))]
)
def test_the_missing_and_the_double_hour_are_told(day, hour):
    with pytest.raises(ValidationError, match="klok"):
        moment(day, hour)


@pytest.mark.parametrize(
    ("day", "hour", "offset"),
    [(date(2026, 7, 1), time(10), 2), (date(2026, 12, 1), time(10), 1)],
)
def test_an_appointment_is_at_the_time_of_the_season(day, hour, offset):
    at = moment(day, hour)

    assert at.utcoffset().total_seconds() == offset * 3600
    assert timezone.localtime(at).time() == hour


def test_days_in_words():
    today = date(2026, 11, 21)

    words = [days_ago(date(2026, 11, day), today) for day in (22, 21, 20, 15)]

    assert words == ["vandaag", "vandaag", "gisteren", "6 dagen geleden"]


def test_a_day_names_its_year_only_where_that_is_not_this_one():
    this = timezone.localdate().year
    assert in_words(date(this, 3, 2), "j F") == "2 maart"
    assert in_words(date(this - 1, 3, 2), "j F") == f"2 maart {this - 1}"
