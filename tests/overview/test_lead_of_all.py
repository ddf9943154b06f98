"""Lotte leads the whole programme: she sees every district, and chooses one where that matters."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kansrijk.accounts.models import Hat, Role
from kansrijk.overview.figures.registry import FIGURES
from kansrijk.overview.nudges import waiting
from participants.models import Match, Referral
from participants.views import board
from tests import make
from tests.overview.districts import in_both_districts

LISTS = [
    "referrals:list", "participants:list", "matches:list", "matches:board", "buddies:list",
    "obstacles:list", "reviews_of_district", "outcomes_of_district", "absences:list",
]  # fmt: skip


@pytest.fixture
def both(lotte):
    in_both_districts()


def test_every_list_tells_the_district_and_can_show_one(client, lotte, both):
    client.wear(lotte)
    for name in LISTS:
        every = client.get(reverse(name), {"stand": "alle"}).text
        west = client.get(reverse(name), {"stand": "alle", "gebied": "west"}).text

        assert "Wout" in every and "Olga" in every, name
        assert "Wout" in west and "Olga" not in west, name
        assert 'name="gebied"' in every and ">Oost<" in every, name


def test_the_header_says_so_and_an_odd_district_is_told(client, lotte, both):
    page = client.wear(lotte).get(reverse("participants:list"), {"gebied": "nergens"})

    assert "Je werkt als projectleider van het hele programma" in page.text
    assert "Dit gebied is er niet." in page.text
    assert "Olga Fictema" in page.text


def test_where_districts_are_very_many_she_types_the_name(client, lotte, both, monkeypatch):
    monkeypatch.setattr("kansrijk.accounts.reach.AT_A_GLANCE", 2)

    page = client.wear(lotte).get(reverse("participants:list"), {"gebied": " oOst"}).text

    assert "Typ de naam van het gebied." in page and "<select" not in page.split("fase")[0]
    assert 'value="Oost"' in client.get(reverse("participants:list"), {"gebied": "oost"}).text
    odd = client.get(reverse("participants:list"), {"gebied": "oos"}).text
    assert "Dit gebied is er niet. Bedoel je Oost, Oosterpark?" in odd
    assert "Olga Fictema" in page and "Wout Fictema" not in page


def test_a_referral_begins_with_its_district(client, lotte):
    path = reverse("referrals:add")
    asked = client.wear(lotte).get(path).text
    odd = [client.get(path, {"gebied": it}).text for it in ("", "nergens")]
    form = client.get(path, {"gebied": "oost"}).text
    told = {"name": "Vera Proefstra", "language": 1, "channel": "phone", "source": "self"}
    told |= {"why": "Schulden", "received_on": make.today()}
    done = client.post(f"{path}?gebied=oost", told)

    assert "In welk gebied?" in asked and 'name="why"' not in asked
    assert "Vul dit nog in." in odd[0] and "Dit gebied is er niet." in odd[1]
    assert "Beijum" in form and "Selwerd" not in form
    assert done.status_code == 302 and Referral.objects.get().district.slug == "oost"


def test_only_buddies_of_their_own_district_are_offered(client, lotte):
    rania, away = make.participant("Rania Fictema"), make.buddy("Olga Nepstra", where="oost")
    make.buddy("Wout Nepstra")
    add = reverse("proposals:add", args=[rania.pk])

    page = client.wear(lotte).get(reverse("proposals:list", args=[rania.pk])).text

    assert "Wout Nepstra" in page and "Olga" not in page
    assert client.post(add, {"buddy": away.pk}).status_code == 404
    assert "ander gebied" in Match.objects.why_not(rania, away)


def test_who_is_known_anywhere_can_be_opened(client, lotte):
    known = make.participant("Vera Proefstra", where="oost")
    found = make.referral("Vera Proefstra")

    page = client.wear(lotte).get(reverse("referrals:detail", args=[found.pk])).text

    assert "doet al mee in Oost" in page and reverse("files:about", args=[known.pk]) in page


def test_she_has_no_deputy_but_writes_down_the_days_of_others(client, lotte, noor):
    client.wear(lotte)
    path, add = reverse("absences:list"), reverse("absences:add")
    every, west = client.get(path).text, client.get(path, {"gebied": "west"}).text

    assert "geen vervanger" in every and "Kies dan eerst een gebied" in every
    assert "Noor Testinga (Buddy)" in west and "Noor" not in every
    assert client.get(add, {"wie": noor.pk}).status_code == 200
    assert "Kies eerst een gebied" in client.get(add, {"wie": ""}, follow=True).text


def test_the_board_shows_the_first_of_many(client, lotte, monkeypatch):
    monkeypatch.setattr(board, "SHOWN", 2)
    for _ in range(3):
        make.match()
        make.participant()

    page = client.wear(lotte).get(reverse("matches:board"))

    _, found, more, _ = page.context["columns"][0]
    assert (len(found), more) == (2, 1)
    assert page.text.count("En nog 1") == 2


def test_the_number_above_a_list_is_kept_and_still_that_of_its_rows(client, lotte, both):
    client.wear(lotte)
    for figure in FIGURES:
        page = client.get(reverse("figure", args=[figure])).context["page"]
        assert page.paginator.count == len(page), figure

    make.meeting()
    told = client.get(reverse("figure", args=["gesprekken"])).context["page"]
    assert told.paginator.count == len(told) > 1


def test_she_gets_no_mail_about_districts_and_knows_it(client, lotte, lies):
    make.obstacle(
        answer_by=make.today() - timedelta(days=3), raised_on=make.today() - timedelta(days=9)
    )

    told = {thing.user_id for thing in waiting()}

    assert lies.user_id in told and lotte.user_id not in told
    assert "krijg je geen mail" in client.wear(lotte).get(reverse("mail:choice")).text


def test_she_changes_hats_as_everybody(client, lotte):
    make.hat(Role.LEAD, where="oost", of=lotte.user)

    page = client.wear(lotte).get(reverse("hats:choose")).text

    assert "Projectleider van het hele programma" in page and "Projectleider in Oost" in page


def test_her_own_household_stays_closed(client, lotte):
    own = make.participant("Olga Fictema", where="oost", user=lotte.user)
    mate = make.participant("Wout Fictema", household=own.household)

    page = client.wear(Hat.objects.get(pk=lotte.pk)).get(reverse("participants:list")).text

    assert "Fictema" not in page
    for closed in (own, mate):
        assert client.get(reverse("files:timeline", args=[closed.pk])).status_code == 404


def test_change_is_told_of_all_or_of_one_district(client, lotte):
    path = reverse("change")
    every, zuid = client.wear(lotte).get(path).text, client.get(path, {"gebied": "zuid"}).text

    assert "praatplaat" in zuid and "praatplaat" not in every.split("<main")[1]
