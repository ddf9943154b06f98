"""Somebody may be known already: a lead is warned, and learns no more than they may."""

import pytest
from django.urls import reverse

from participants.models import Referral
from tests import make
from tests.participants.test_referrals import ADD, page, told


def mark(answer):
    return answer.context["form"].known.mark


def test_somebody_of_this_district_is_pointed_out_with_a_link(client, lies):
    known = make.participant("Salma FICTEMA", birth_year=1984)
    before = make.referral("Sálma Fictema")

    answer = client.wear(lies).post(ADD, told())

    assert answer.status_code == 422
    assert reverse("files:about", args=[known.pk]) in answer.text
    assert page("detail", before) in answer.text
    assert "ander gebied" not in answer.text


def test_of_another_district_neither_who_nor_where_is_told(client, lies):
    known = make.participant("Salma Fictema", where="oost", birth_year=1984)

    answer = client.wear(lies).post(ADD, told())

    assert "in een ander gebied" in answer.text
    assert "vraag het de persoon zelf" in answer.text
    assert "Oost" not in answer.text
    assert f"/{known.pk}/" not in answer.text


def test_a_file_that_lies_may_not_open_gets_no_link(client, lies):
    own = make.participant("Salma Fictema", user=lies.user)

    answer = client.wear(lies).post(ADD, told())

    assert "Je kunt dat dossier niet openen" in answer.text
    assert f"/deelnemers/{own.pk}/" not in answer.text


def test_a_tick_lets_somebody_else_of_that_name_in(client, lies):
    make.participant("Salma Fictema", where="oost")
    client.wear(lies)
    asked = mark(client.post(ADD, told()))

    answer = client.post(ADD, told(is_other="on", known_mark=asked))

    assert answer.status_code == 302
    assert Referral.objects.count() == 1


def test_a_form_sent_twice_makes_one_referral(client, lies):
    make.participant("Salma Fictema", where="oost")
    client.wear(lies)
    asked = mark(client.post(ADD, told()))

    first, second = (client.post(ADD, told(is_other="on", known_mark=asked)) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 422)
    assert Referral.objects.count() == 1


@pytest.mark.parametrize(
    ("born", "warns"), [("1984", True), ("1985", False), ("", True)], ids=["same", "other", "none"]
)
def test_the_year_of_birth_tells_two_people_apart(client, lies, born, warns):
    make.participant("Salma Fictema", birth_year=1984)

    answer = client.wear(lies).post(ADD, told(birth_year=born))

    assert (answer.status_code == 422) is warns


def test_who_may_be_known_is_asked_again_before_accepting(client, lies):
    found = make.referral(state="invited")
    make.participant("Vera Proefstra")
    client.wear(lies)
    asked = mark(client.get(page("detail", found)))

    refused = client.post(page("accept", found), {"known_mark": asked})
    done = client.post(page("accept", found), {"known_mark": asked, "is_other": "on"})

    assert refused.status_code == 422
    assert "Kennen we deze persoon al?" in refused.text
    assert done.status_code == 302
