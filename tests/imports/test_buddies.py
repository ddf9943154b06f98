"""Bea reads in who becomes a buddy; each gets an account, a hat and a mail."""

import pytest
from django.core import mail
from django.urls import reverse

from buddies.models import Buddy
from kansrijk.accounts.models import Hat, User
from tests.imports.helpers import csv, page, sent, standings

HEADERS = "Naam;E-mail;Gebied;Roepnaam;Telefoon;Wijk;Plekken;Talen;Buddy sinds"
SAM = "Sam Testinga;Sam@Voorbeeld.test;west;Sammie;06-00000009;Selwerd;2;Nederlands, arabisch;1-3-2024"
TIM = "Tim Testinga;tim@voorbeeld.test;Oost;;;;;;"


def people(*rows):
    return csv(*rows, headers=HEADERS)


def test_buddies_come_in_and_are_invited(client, bea):
    upload = sent(client.wear(bea), people(SAM, TIM), "buddys")
    client.post(page("read", upload))

    sam = Buddy.objects.get(user__email="sam@voorbeeld.test")
    assert (sam.district.slug, sam.neighbourhood.name, sam.places) == ("west", "Selwerd", 2)
    assert sorted(each.code for each in sam.languages.all()) == ["ar", "nl"]
    assert (sam.user.called, sam.user.phone, sam.started_on.year) == ("Sammie", "06-00000009", 2024)
    assert Hat.objects.get(user=sam.user).role == "buddy"
    assert [m.to for m in mail.outbox] == [["sam@voorbeeld.test"], ["tim@voorbeeld.test"]]


def test_twice_the_same_file_invites_nobody_twice(client, bea):
    client.wear(bea)
    for _ in range(2):
        client.post(page("read", sent(client, people(SAM, TIM), "buddys")))
    assert (Buddy.objects.count(), len(mail.outbox)) == (2, 2)


def test_an_account_without_this_hat_is_for_bea_to_decide(client, bea, lies):
    known = f"Lies Oefenveen;{lies.user.email};West;;;;;;"
    wrong = "Gyan;gyan @voorbeeld.test;Noord;;;;99;Klingon;"
    upload = sent(client.wear(bea), people(known, wrong, TIM, TIM), "buddys")

    assert standings(upload) == {2: "wrong", 3: "wrong", 4: "good", 5: "wrong"}
    assert sorted(upload.rows.get(number=3).why) == ["district", "email", "languages", "places"]
    assert "Er is al een account" in upload.rows.get(number=2).why["email"][0]


def test_without_a_mail_server_the_accounts_are_there(client, bea, monkeypatch):
    def away(*told):
        raise OSError

    monkeypatch.setattr("kansrijk.accounts.adapters.AccountAdapter.invite", away)
    client.wear(bea)
    answer = client.post(page("read", sent(client, people(SAM, TIM), "buddys")), follow=True)
    assert "naar 2 van hen" in answer.text
    assert User.objects.filter(email__startswith="tim@").exists()


@pytest.mark.parametrize("kind", ["aanmeldingen", "deelnemers"])
def test_bea_reads_in_no_case_data_and_lies_no_accounts(client, bea, lies, kind):
    assert client.wear(bea).get(reverse("imports:add", args=[kind])).status_code == 404
    assert client.wear(lies).get(reverse("imports:add", args=["buddys"])).status_code == 404
