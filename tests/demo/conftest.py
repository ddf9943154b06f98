"""One filled database for all tests of the demo: filling takes seconds."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256

import pytest
import time_machine
from django.db import connection, transaction

from kansrijk.demo.fill import tell

TODAY = date(2026, 11, 18)
OTHER_DAYS = [date(2027, 1, 1), date(2028, 2, 29)]


@dataclass
class Filled:
    today: date
    prints: list  # a fingerprint of each time it was told


def fingerprint(story):
    """Return a hash of all rows of a story; a password has another salt each time."""
    found = sha256()
    for model, rows in story.rows.items():
        names = [f.attname for f in model._meta.concrete_fields if f.name != "password"]
        told = [[getattr(row, name) for name in names] for row in rows]
        found.update(repr([model._meta.label, told]).encode())
    return found.hexdigest()


@pytest.fixture(scope="package")
def filled(django_db_setup, django_db_blocker):
    """The demo as it is on one day, told twice and written once; at the end it is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        story = tell(TODAY)
        prints = [fingerprint(tell(TODAY)), fingerprint(story)]  # writing fills columns in
        story.write()
        connection.check_constraints()  # else PostgreSQL checks all rows at the end of each test
        yield Filled(TODAY, prints)
        transaction.set_rollback(True)


@pytest.fixture(scope="package", params=OTHER_DAYS)
def elsewhen(request, filled, django_db_blocker):
    """(day, rows of each model) as told on another day; not written."""
    with django_db_blocker.unblock():
        return request.param, tell(request.param).rows


@pytest.fixture
def demo(filled, db):
    """Give one test the filled database on the day of its story; what the test changes is undone."""
    with time_machine.travel(datetime.combine(TODAY, time(12), UTC)):
        yield filled
