"""One filled database for all tests of the demo: filling takes seconds."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import transaction

from kansrijk.demo.fill import fill, tell

HERE = Path(__file__).parent
TODAY = date(2026, 11, 18)


def pytest_collection_modifyitems(items):
    """One process fills the database for all of them."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("demo"))


@dataclass
class Filled:
    today: date
    prints: list  # a fingerprint of each of two fills


def fingerprint(models):
    """Return a hash of all rows; a password has another salt each time."""
    found = sha256()
    for model in models:
        names = [f.attname for f in model._meta.concrete_fields if f.name != "password"]
        rows = model._base_manager.order_by("pk").values_list(*names)
        found.update(repr([model._meta.label, *rows]).encode())
    return found.hexdigest()


@pytest.fixture(scope="package")
def filled(django_db_setup, django_db_blocker):
    """The demo as it is on one day, filled twice; everything is rolled back at the end."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            story = tell(TODAY)
            story.write()
            first = fingerprint(story.rows)
            transaction.set_rollback(True)
        with transaction.atomic():
            fill(TODAY)
            yield Filled(TODAY, [first, fingerprint(story.rows)])
            transaction.set_rollback(True)


@pytest.fixture
def demo(filled, db):
    """Give one test the filled database; what the test changes is undone."""
    return filled
