"""Bea keeps the districts, their neighbourhoods, and who pays."""

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent
from kansrijk.places.models import District, Funder, Method, Neighbourhood, Published
from tests import make

LIST = reverse("places:list")


def data_of(district, **changes):
    kept = {"name": district.name, "colour": district.colour, "method": district.method_id}
    return kept | {"seen_version": district.version} | changes


def test_the_list_shows_what_ships_with_the_software(client, bea):
    page = client.wear(bea).get(LIST).text

    for text in ["Oost", "Beijum", "2018 (proef)", "Positieve Gezondheid", "Regiodeal"]:
        assert text in page


def test_without_districts_the_list_says_so(client, bea):
    for model in (Published, Neighbourhood, District):
        model.objects.all().delete()

    assert "Er zijn nog geen gebieden." in client.wear(bea).get(LIST).text


def test_where_districts_are_very_many_she_looks_one_up(client, bea, monkeypatch):
    few = client.wear(bea).get(LIST).text
    monkeypatch.setattr("kansrijk.administration.views.places.DISTRICTS_A_PAGE", 2)
    first, last = (client.get(LIST, {"pagina": page}).text for page in (1, 2))
    found, none = (client.get(LIST, {"naam": name}).text for name in ("zui", "nergens"))

    assert 'name="naam"' not in few and "Bladeren" not in few
    assert 'name="naam"' in first and "<h2>Oost</h2>" in first and "<h2>Zuid</h2>" not in first
    assert "<h2>Zuid</h2>" in last
    assert "<h2>Zuid</h2>" in found and "<h2>Oost</h2>" not in found
    assert "Geen gebied heet zo." in none and 'value="nergens"' in none


def test_a_new_district_gets_a_short_name_of_its_own(client, bea):
    data = {"name": "Oost!", "colour": "edge-1", "method": Method.objects.first().pk}

    assert client.wear(bea).post(reverse("places:add"), data).url == LIST
    assert District.objects.get(name="Oost!").slug == "oost-2"


def test_a_district_changes_with_a_trace(client, bea):
    west, funder = make.district(), Funder.objects.last()
    page = reverse("places:edit", args=[west.pk])

    client.wear(bea).post(page, data_of(west, name="West en Noord", funders=[funder.pk]))

    west.refresh_from_db()
    assert (west.name, west.slug, list(west.funders.all())) == ("West en Noord", "west", [funder])
    assert "name" in AuditEvent.objects.get().fields


def test_who_was_second_sees_both_texts(client, bea):
    west = make.district()
    page = reverse("places:edit", args=[west.pk])
    client.wear(bea).post(page, data_of(west, name="West-Noord"))

    answer = client.post(page, data_of(west, name="West-Zuid"))

    assert answer.status_code == 409
    assert "West-Noord" in answer.text and "West-Zuid" in answer.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Vul dit nog in."),
        ({"name": "Oost"}, "bestaat al"),
        (
            {"pilot_from": "2020-01-01", "pilot_until": "2019-01-01"},
            "Een proef heeft een begin en een einde",
        ),
        ({"started_on": "0001-01-01"}, "Kies een datum tussen 1900 en 2100."),
    ],
)
def test_a_wrong_district_says_why(client, bea, changes, sentence):
    west = make.district()

    page = reverse("places:edit", args=[west.pk])
    answer = client.wear(bea).post(page, data_of(west, **changes))

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_new_neighbourhood_belongs_to_its_district(client, bea):
    page = reverse("places:neighbourhood_add", args=[make.district().pk])

    client.wear(bea).post(page, {"name": "Reitdiep"})

    assert Neighbourhood.objects.get(name="Reitdiep").district.slug == "west"


def test_a_neighbourhood_stands_once_in_a_district(client, bea):
    page = reverse("places:neighbourhood_add", args=[make.district().pk])

    answer = client.wear(bea).post(page, {"name": "Selwerd"})

    assert answer.status_code == 422
    assert "Deze wijk staat al bij dit gebied." in answer.text


def test_a_neighbourhood_can_change(client, bea):
    found = Neighbourhood.objects.get(name="Selwerd")
    page = reverse("places:neighbourhood", args=[found.pk])

    client.wear(bea).post(page, {"name": "Selwerd-Zuid", "seen_version": found.version})

    found.refresh_from_db()
    assert (found.name, found.district.slug) == ("Selwerd-Zuid", "west")


def test_funders_are_added_and_renamed(client, bea):
    client.wear(bea).post(reverse("places:funder_add"), {"name": "Stichting Voorbeeld"})
    funder = Funder.objects.get(name="Stichting Voorbeeld")
    page = reverse("places:funder", args=[funder.pk])
    client.post(page, {"name": "Fonds Voorbeeld", "seen_version": 1})

    funder.refresh_from_db()
    assert funder.name == "Fonds Voorbeeld"
    assert AuditEvent.objects.count() == 2


@pytest.mark.parametrize("name", ["list", "add", "funder_add"])
def test_no_other_hat_comes_here(client, lies, name):
    assert client.wear(lies).get(reverse(f"places:{name}")).status_code == 403


@pytest.mark.parametrize("name", ["edit", "neighbourhood", "neighbourhood_add", "funder"])
def test_what_does_not_exist_is_not_found(client, bea, name):
    assert client.wear(bea).get(reverse(f"places:{name}", args=[10**9])).status_code == 404
