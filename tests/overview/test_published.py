"""The pilot as the programme published it, beside what is counted; and what each figure means."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from kansrijk.overview.chapters import CHAPTERS
from kansrijk.overview.figures.registry import FAMILIES, FIGURES, find_figure
from kansrijk.places.models import Published
from plans.models import Partner
from tests import make

URL = "/gebied/proef/"


def test_every_published_number_belongs_to_a_figure(db):
    slugs = list(Published.objects.values_list("figure", flat=True))

    assert len(slugs) == 12
    assert all(find_figure(slug) for slug in slugs)


def test_a_difference_is_shown_as_it_is(client, db):
    olga = make.hat("lead", "Olga Oefenveen", where="oost")
    began = make.trajectory(of=make.participant(where="oost"), started_on=date(2018, 5, 1))
    make.outcome(of=began.participant, code="own_business", reached_on=date(2019, 1, 1))
    make.trajectory(of=make.participant(where="west"), started_on=date(2018, 5, 1))

    page = client.wear(olga).get(URL)

    lines = {line.slug: (line.row.number, line.counted) for line in page.context["lines"]}
    assert lines["begonnen"] == (20, 1)
    assert lines["resultaat-own_business"] == (1, 1)
    for words in ("19 minder", "gelijk", "zoals het programma ze zelf publiceerde"):
        assert words in page.text


def test_a_district_without_a_pilot_says_so(client, lies):
    page = client.wear(lies).get(URL)

    assert "West had geen proef" in page.text
    assert 'href="/gebied/proef/' not in client.get("/gebied/").text


def test_every_figure_is_explained_in_the_order_of_the_page(client, lies):
    page = unescape(client.wear(lies).get(reverse("definitions")).text)

    told = [slug for _, slugs in CHAPTERS for slug in slugs]
    assert sorted(told) == sorted([*FIGURES, *FAMILIES])
    for slug in told:
        each = {**FIGURES, **FAMILIES}[slug]
        assert f'id="{slug}"' in page
        assert all(words in page for words in [*each.paragraphs, each.formula]), slug


@pytest.mark.parametrize(("slug", "anchor"), [("stil", "stil"), ("fase-calm", "fase")])
def test_a_list_leads_to_what_its_figure_means(client, lies, slug, anchor):
    page = client.wear(lies).get(reverse("figure", args=[slug])).text

    assert f'href="{reverse("definitions")}#{anchor}"' in page


def test_a_name_with_braces_breaks_nothing(client, lies, rania):
    partner = Partner.objects.create(name="Bank {0} {naam}")
    make.obstacle(of=rania.trajectories.get(), partner=partner)

    page = client.wear(lies).get(reverse("figure", args=[f"organisatie-{partner.pk}"]))

    assert page.status_code == 200
    assert "Bank {0} {naam}" in page.text
