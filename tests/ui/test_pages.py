"""Lists in pages: counted only where that is needed, and never further than somebody reads."""

import pytest
from django.urls import reverse

from kansrijk.places.models import Language
from kansrijk.ui import pages
from kansrijk.ui.pages import Pages
from kansrijk.ui.templatetags.kansrijk import to


@pytest.fixture
def few(db):
    """Five rows, in pages of two."""
    return Pages(Language.objects.order_by("pk").filter(pk__in=first(5)), 2)


def first(number):
    return list(Language.objects.order_by("pk").values_list("pk", flat=True)[:number])


def test_a_list_of_one_page_is_not_counted(db, django_assert_num_queries):
    rows = Language.objects.filter(pk__in=first(2))
    with django_assert_num_queries(1):
        page = Pages(rows, 2).get_page(None)
        assert len(page) == page.paginator.count == 2
        assert not page.has_other_pages()


@pytest.mark.parametrize(
    ("asked", "number"),
    [("2", 2), ("3", 3), ("99", 3), (str(10**30), 3), ("9" * 5000, 3), ("-1", 1), ("x", 1)],
)
def test_every_page_can_be_asked(few, asked, number):
    page = few.get_page(asked)
    assert (page.number, page.has_next()) == (number, number < 3)
    assert len(page) == (1 if number == 3 else 2)
    assert (few.count, few.told, few.num_pages) == (5, 5, 3)


def test_a_long_list_is_counted_to_where_reading_ends(few, monkeypatch):
    monkeypatch.setattr(pages, "MOST", 3)
    assert few.get_page(2).has_next()
    assert few.told == "meer dan 3" and few.is_long
    assert few.get_page(3).object_list == list(few.object_list[4:])


def test_an_empty_list_is_one_empty_page(db):
    page = Pages(Language.objects.none(), 2).get_page("4")
    assert (page.number, list(page), page.paginator.told) == (1, [], 0)


def test_a_row_links_to_the_same_place_as_any_other_link():
    assert to(7, "files:timeline") == reverse("files:timeline", args=[7])
    assert to(12, "keys:match") == reverse("keys:match", args=[12])
