"""Lies reads in a list of referrals."""

from django.urls import reverse

from participants.models import Referral
from tests import make
from tests.imports.helpers import SALMA, UMA, csv, page, sent, standings

ADD = reverse("imports:add", args=["aanmeldingen"])


def test_a_list_comes_in(client, lies):
    upload = sent(client.wear(lies), csv(SALMA, UMA))
    assert "2 van 2 rijen zijn goed" in client.get(page("detail", upload)).text
    assert not Referral.objects.exists()

    client.post(page("read", upload))

    salma, uma = Referral.objects.order_by("name")
    assert (salma.birth_year, salma.neighbourhood.name, salma.language.code) == (
        1984,
        "Selwerd",
        "ar",
    )
    assert (salma.received_on.isoformat(), salma.source, salma.channel) == (
        "2026-03-03",
        "school",
        "phone",
    )
    assert (uma.district.slug, uma.state, uma.received_on) == ("west", "new", make.today())
    assert "2 van 2 rijen ingelezen" in client.get(page("detail", upload)).text


def test_twice_the_same_file_changes_nothing(client, lies):
    client.wear(lies)
    for _ in range(2):
        upload = sent(client, csv(SALMA, UMA))
        client.post(page("read", upload))
    assert Referral.objects.count() == 2
    assert "2 rijen staan er al in" in client.get(page("detail", upload)).text


def test_also_when_the_record_was_changed_meanwhile(client, lies):
    client.wear(lies)
    client.post(page("read", sent(client, csv(SALMA))))
    Referral.objects.get().withdraw(by=lies, reason="moved")
    Referral.objects.update(name="Anders Nepstra", search_name="anders nepstra", phone="06-9")

    upload = sent(client, csv(SALMA))

    assert standings(upload) == {2: "known"}


def test_what_is_wrong_is_said_per_cell_and_comes_back_in_a_file(client, lies):
    wrong = "Gyan Nepstra;19x4;Beijum;Klingon;06-1;school;Waarom niet;31-2-2026"
    upload = sent(client.wear(lies), csv(SALMA, wrong))

    text = client.get(page("detail", upload)).text
    client.post(page("read", upload))
    back = client.post(page("back", upload)).getvalue().decode("utf-8-sig")

    for sentence in ("geen heel getal", "hoort bij Oost, niet bij West", "Deze dag bestaat niet"):
        assert sentence in text and sentence in back
    assert "Gyan" in back and "Salma" not in back
    assert Referral.objects.get().name == "Salma Fictema"
