"""Under which text a user is found and sorted."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from kansrijk.accounts.models import User, searchable
from tests import make


@pytest.mark.parametrize("words", ["akerstrom", "ÖZI", "r å"])
def test_a_user_is_found_by_name_short_name_and_address(noor, words):
    found = make.user("Özgür Åkerström", called="Özi")

    assert list(User.objects.called(words)) == [found]
    assert list(User.objects.called(found.email)) == [found]


def test_the_list_of_users_minds_no_accents_or_capitals(client, bea):
    for name in ("Zahra Nepstra", "Özgür Nepstra", "oda Nepstra"):
        make.user(name)

    page = client.wear(bea).get(reverse("users:list")).text

    order = [page.index(name) for name in ("Bea", "oda", "Özgür", "Zahra")]
    assert order == sorted(order)


def test_a_short_name_does_not_change_the_order(db):
    second, first = make.user("Jan Bakker"), make.user("Jan", called="Zed")

    assert list(User.objects.all()) == [first, second]


def test_another_name_is_found_from_then_on(noor):
    noor.user.name = "Ñora Testinga"
    noor.user.save()

    assert User.objects.called("nora").get() == noor.user
    assert not User.objects.called("noor t").exists()


def test_users_of_before_are_found_too(noor):
    User.objects.update(search_name="")

    fill = import_module("kansrijk.accounts.migrations.0002_search_name").fill
    fill(apps, SimpleNamespace(connection=connection))

    noor.user.refresh_from_db()
    assert noor.user.search_name == searchable("Noor Testinga", "", noor.user.email)
