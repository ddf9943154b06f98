"""Quiet hours and days off are the user's; summer and winter time do not matter."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from kansrijk.mail.models import MailChoice

MONDAY = date(2026, 11, 23)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=timezone.get_default_timezone())


def chosen(*, quiet=("21:00", "08:00"), off=()):
    begins, ends = map(time.fromisoformat, quiet)
    return MailChoice(quiet_from=begins, quiet_until=ends, days_off=list(off))


@pytest.mark.parametrize(
    ("choice", "now", "then"),
    [
        (chosen(), "2026-11-23T12:00", "2026-11-23T12:00"),
        (chosen(), "2026-11-23T22:15", "2026-11-24T08:00"),
        (chosen(), "2026-11-23T07:59", "2026-11-23T08:00"),
        (chosen(), "2026-11-23T08:00", "2026-11-23T08:00"),
        (chosen(quiet=("12:00", "13:30")), "2026-11-23T12:30", "2026-11-23T13:30"),
        (chosen(quiet=("09:00", "09:00")), "2026-11-23T09:00", "2026-11-23T09:00"),
        (chosen(off=[5, 6]), "2026-11-27T21:30", "2026-11-30T08:00"),
        (chosen(off=[0, 1, 2, 3, 4, 5]), "2026-11-23T10:00", "2026-11-29T08:00"),
        (chosen(quiet=("23:00", "02:30")), "2027-03-27T23:30", "2027-03-28T03:30"),
    ],
)
def test_the_next_moment_is_outside_quiet_hours_and_days_off(choice, now, then):
    found = choice.next_moment(at(now))

    assert timezone.localtime(found) == at(then)
    assert found >= at(now)
