"""Lies looks at West."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kansrijk.overview.figures.registry import FIGURES
from tests import make

URL = "/gebied/"


def test_the_district_shows_what_needs_somebody_and_what_was_reached(client, lies, rania):
    year = rania.trajectories.get()
    make.meeting(of=year)
    make.outcome(of=rania, code="better_housing")

    page = client.wear(lies).get(URL).text

    for shown in ("Dit vraagt aandacht", "gesprekken gehouden", "Betere woning gekregen"):
        assert shown in page


def test_an_empty_district_says_so_and_divides_by_nothing(client, lies):
    page = client.wear(lies).get(URL).text

    assert "Nog geen resultaten" in page
    assert "nog geen weken" in page
    assert page.count("hiervoor nog geen") == 3
    assert "NaN" not in page and not re.search(r"van\s*(<[^>]*>)?0\b", page)


def test_what_stands_in_the_data_is_text_on_the_page(client, lies, rania):
    kind = make.outcome(of=rania).kind
    type(kind).objects.filter(pk=kind.pk).update(name="<b>los", code='x"<i>')

    page = client.wear(lies).get(URL).text

    assert "&lt;b&gt;los" in page and "x&quot;&lt;i&gt;" in page
    assert "<b>los" not in page and 'x"<i>' not in page


def test_another_district_counts_nothing_here(client, lies):
    make.meeting(of=make.trajectory(of=make.participant(where="oost")))

    assert client.wear(lies).get(URL).context["held"].number == 0


def days(first, last):
    return {"periode": "eigen", "van": first, "tot": last}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (days("2026-05-01", "2026-04-01"), "eindigt voordat hij begint"),
        (days("2099-01-01", "2099-02-01"), "moet nog beginnen"),
        (days("1900-01-01", "2020-01-01"), "hooguit twintig jaar"),
        (days("1800-01-01", "2020-01-01"), "tussen 1900 en 2100"),
        (days("2020-01-01", ""), "een laatste dag"),
        (days("x", "y"), "Dit is geen datum"),
        ({"periode": "altijd"}, "Kies een van de antwoorden"),
    ],
)
def test_an_impossible_period_is_told(client, lies, asked, sentence):
    response = client.wear(lies).get(URL, asked)

    assert response.status_code == 200
    assert sentence in response.text


def test_days_that_are_not_in_sight_change_nothing(client, lies):
    page = client.wear(lies).get(URL, days("x", "2026-01-01") | {"periode": "kwartaal"})

    assert not page.context["picked"].is_odd
    assert "periode=kwartaal" in page.context["here"]


def test_other_pages_open_on_the_district_that_was_chosen(client, lotte):
    def links(*slugs):
        page = client.wear(lotte).get(URL, {"gebied": slugs}).text
        return set(
            re.findall(r'href="/(?:gebied/verandering|kijkmomenten|resultaten)/([^"]*)', page)
        )

    assert links("west") == {"?gebied=west"}
    assert links("west", "oost") == links() == {""}


def test_the_pilot_is_a_period_of_oost_only(client, lies):
    in_oost = make.hat("lead", "Olga Oefenveen", where="oost")

    assert "proef 2018–2019" in client.wear(in_oost).get(URL).text
    assert "proef" not in client.wear(lies).get(URL).text


def test_the_part_is_that_of_the_page(client, lies, rania):
    page = client.wear(lies).get(URL).text
    part = client.get(URL, headers={"hx-request": "true"}).text

    assert part.strip() in page


def test_a_figure_that_does_not_exist(client, lies):
    assert client.wear(lies).get("/gebied/resultaat-rijk/").status_code == 404


def test_every_figure_is_explained(client, lies):
    page = unescape(client.wear(lies).get(reverse("definitions")).text)

    assert "zonder enig contact in de laatste 10 dagen" in page
    assert all(figure.explained.split("\n")[0] in page for figure in FIGURES.values())


@pytest.mark.parametrize(
    "slug", ["gesprekken", "fase-calm", "successen", "onvolledig", "open-koppelingen"]
)
def test_a_list_costs_the_same_for_one_row_and_fifty(client, lies, slug):
    url = reverse("figure", args=[slug])

    def cost(rows):
        for _ in range(rows):
            year = make.trajectory()
            make.meeting(of=year, held_on=make.today() - timedelta(days=1))
            make.success(of=year)
            make.match()
        client.wear(lies)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    assert cost(1) == cost(49)


def test_the_dashboard_costs_the_same_however_much_there_is(client, lies):
    def cost():
        client.wear(lies).get(URL)  # counts what changed
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        return len(queries)

    empty = cost()
    for _ in range(10):
        make.meeting(of=make.trajectory())

    assert cost() == empty <= 7
