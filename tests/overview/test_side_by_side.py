"""Districts beside each other for who leads them all; now and before for who leads one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kansrijk.accounts.models import Hat, Role
from kansrijk.places.models import District
from tests import make

URL = "/gebied/naast-elkaar/"


@pytest.fixture
def hanna(db):
    """Hanna leads the whole programme."""
    return Hat.objects.create(user=make.user("Hanna Verzinsel"), role=Role.LEAD)


def more_districts(number):
    method = make.district().method
    made = [District(slug=f"g-{n:04}", name=f"Gebied {n:04}", method=method) for n in range(number)]
    return District.objects.bulk_create(made)


def row(page, label):
    """The numbers of one row, column by column."""
    rows = dict(row for _, rows in page.context["chapters"] for row in rows)
    return [cell.told and cell.told.number for cell in rows[label]]


def names(page):
    return [column.name for column in page.context["columns"]]


def test_districts_stand_in_the_order_of_their_names(client, hanna):
    for where, years in (("zuid", 2), ("oost", 1)):
        for _ in range(years):
            make.trajectory(of=make.participant(where=where), started_on=make.today())

    page = client.wear(hanna).get(URL)

    assert names(page) == ["Oost", "Oosterpark", "West", "Zuid", "Het hele programma"]
    assert row(page, "deelnemers begonnen") == [1, 0, 0, 2, 3]
    chosen = client.get(URL, {"gebied": ["zuid", "oost"]})
    assert names(chosen) == ["Oost", "Zuid", "Het hele programma"]
    assert row(chosen, "deelnemers begonnen") == [1, 2, 3]


def test_who_leads_one_district_sees_now_and_before(client, lies, noor):
    make.trajectory(started_on=make.today().replace(year=make.today().year - 1, day=1))
    make.trajectory(of=make.participant(where="oost"))

    page = client.wear(lies).get(URL, {"periode": "vorig-jaar", "gebied": "oost"})

    assert names(page) == ["Nu", "Hiervoor"]
    assert row(page, "deelnemers begonnen") == [1, 0]
    assert row(page, "buddy's met plek") == [2, None]
    assert "alleen nu" in page.text


def test_nothing_to_compare_is_said(client, lies):
    assert "nog niets te tellen" in client.wear(lies).get(URL).text


def test_too_many_districts_do_not_fit(client, hanna):
    slugs = [district.slug for district in more_districts(8)]

    page = client.wear(hanna).get(URL, {"gebied": slugs})

    assert len(names(page)) == 7
    assert "Je koos 8 gebieden" in page.text


def test_it_costs_the_same_for_one_district_and_six(client, hanna):
    slugs = [district.slug for district in more_districts(6)]
    client.wear(hanna).get(URL)

    def cost(chosen):
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, {"gebied": chosen})
        return len(queries)

    assert cost(slugs[:1]) == cost(slugs)


# ── Choosing among many ─────────────────────────────────────────────────────


def test_many_districts_are_looked_up_by_name(client, hanna):
    more_districts(400)
    client.wear(hanna)

    assert "Gebied 0007" not in client.get("/gebied/").text
    found = client.get("/gebied/", {"zoek": "gebied 000", "gebied": "oost"})
    assert found.text.count('name="gebied"') == 11  # Oost, and the ten that were looked up
    assert found.context["picked"].name == "Oost"


@pytest.mark.parametrize("asked", [{"gebied": "bestaat-niet"}, {"gebied": ["x"] * 200}])
def test_a_district_that_is_not_there_is_told(client, hanna, asked):
    page = client.wear(hanna).get("/gebied/", asked)

    assert "Dit gebied is er niet." in page.text
    assert page.context["picked"].name == "Het hele programma"


def test_a_long_name_is_no_problem(client, hanna):
    District.objects.filter(slug="oost").update(name="Lang" + "aam" * 24)

    page = client.wear(hanna).get(URL, {"gebied": ["oost", "west"]})

    assert page.context["columns"][0].name.startswith("Langaam")


def test_the_days_of_the_pilot_hold_in_each_district(client, lotte):
    """Also in those that had no pilot: the list behind a number has as many rows."""
    make.trajectory(of=make.participant(where="zuid"))
    page = client.wear(lotte).get(URL, {"periode": "proef"})

    for column in page.context["columns"]:
        found = client.get(f"/gebied/begonnen/{column.address}").context
        assert found["page"].paginator.count == 0 and not found["picked"].is_odd, column.name
