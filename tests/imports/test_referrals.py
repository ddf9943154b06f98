"""Lies reads in a list of referrals."""

import re

import pytest
from django.urls import reverse

from kansrijk.accounts.models import Hat
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.imports.models import Upload
from participants.models import Referral
from tests import make
from tests.imports.helpers import SALMA, UMA, csv, file, page, send, sent, standings, xlsx

ADD = reverse("imports:add", args=["aanmeldingen"])


def test_a_list_comes_in(client, lies):
    upload = sent(client.wear(lies), csv(SALMA, UMA))
    assert "2 van 2 rijen kunnen erin" in client.get(page("detail", upload)).text
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


def test_a_doubt_waits_for_a_tick(client, lies):
    known = make.participant("Uma Nepstra")
    make.participant("Gyan Nepstra", where="oost")
    gyan = UMA.replace("Uma", "Gyan")
    bsn = SALMA.replace("Zij is moe van alle brieven", "BSN 123456782")
    upload = sent(client.wear(lies), csv(UMA, gyan, bsn, SALMA.replace("06-0", "6")))
    assert standings(upload) == {2: "doubt", 3: "doubt", 4: "doubt", 5: "wrong"}
    assert "3 rijen moet je eerst nakijken" in client.get(page("detail", upload)).text

    text = client.get(page("detail", upload), {"toon": "nakijken"}).text
    assert reverse("files:about", args=[known.pk]) in text
    assert "in een ander gebied" in text and "burgerservicenummer" in text
    for number in (2, 3, 4):
        client.post(page("sure", upload, number))
    client.post(page("read", upload))

    assert Referral.objects.count() == 3


def test_the_button_answers_each_doubt(client, lies):
    make.participant("Uma Nepstra")
    bsn = SALMA.replace("Zij is moe van alle brieven", "BSN 123456782")
    both, no_zero = bsn.replace("06-00000002", "612345678"), SALMA.replace("06-0", "61")
    rows = UMA, bsn, both.replace("Salma", "Vera"), no_zero.replace("Salma", "Sam")
    upload = sent(client.wear(lies), csv(*rows))

    text = client.get(page("detail", upload), {"toon": "nakijken"}).text
    assert re.findall(r"<button[^>]*>([^<]+): lees deze rij in", text) == [
        "Ik heb het gevraagd", "Dit is geen BSN", "Dit is geen BSN en de rest klopt", "Dat klopt",
    ]  # fmt: skip


def test_one_row_that_cannot_come_in_is_told_in_the_singular(client, lies):
    make.participant("Uma Nepstra")
    text = client.get(page("detail", sent(client.wear(lies), csv(UMA)))).text

    assert "0 van 1 rij kan erin" in text and "1 rij moet je eerst nakijken" in text


def test_a_tick_is_about_the_people_of_that_moment(client, lies):
    make.participant("Uma Nepstra")
    upload = sent(client.wear(lies), csv(UMA))
    client.post(page("sure", upload, 2))
    make.participant("Uma Nepstra", where="oost")

    client.post(page("read", upload))

    assert (Referral.objects.count(), standings(upload)) == (0, {2: "doubt"})


def test_what_changed_after_the_preview_is_kept_back_with_the_reason(client, lies):
    upload = sent(client.wear(lies), csv(SALMA, UMA))
    lies.district.neighbourhoods.filter(name="Selwerd").update(name="Sunny Selwerd")

    client.post(page("read", upload))

    assert standings(upload) == {2: "wrong"}
    assert "Dit staat niet" in str(upload.rows.get().why) or "Kies een van" in str(
        upload.rows.get().why
    )
    assert Referral.objects.get().name == "Uma Nepstra"


def test_one_person_twice_in_a_file_comes_in_once(client, lies):
    later = SALMA.replace("1984", "").replace("Salma", "SALMÁ")
    upload = sent(client.wear(lies), csv(SALMA, SALMA, later))

    client.post(page("read", upload))

    assert Referral.objects.count() == 1
    assert "staat ook op rij 2" in str(upload.rows.get(number=4).why)


def test_hostile_cells_are_refused_and_scripts_stay(client, lies):
    arabic = UMA.replace("Uma Nepstra", "فاطمة فيكتيما 👩🏽‍🦽")
    turned, broken = UMA.replace("Uma", "U\u202ema"), UMA.replace("Komt", "\x00Komt")
    long = UMA.replace("Komt", "a" * 40_000)
    upload = sent(client.wear(lies), csv(arabic, turned, broken, long, "=1+1" + UMA))

    client.post(page("read", upload))

    assert standings(upload) == {3: "wrong", 4: "wrong", 5: "wrong"}
    assert Referral.objects.filter(name="فاطمة فيكتيما 👩🏽‍🦽").exists()
    assert "'=1+1" not in Referral.objects.get(name__startswith="=").name


def test_the_row_of_the_example_does_not_come_in(client, lies):
    example = client.wear(lies).get(reverse("imports:example", args=["aanmeldingen", "csv"]))
    upload = sent(client, file(example.getvalue()))

    assert standings(upload) == {2: "wrong"}
    assert "rij van het voorbeeld" in client.get(page("detail", upload)).text


def test_a_workbook_comes_back_as_one_with_the_reasons_and_can_be_sent_again(client, lies):
    client.wear(lies)
    example = client.get(reverse("imports:example", args=["aanmeldingen", "xlsx"]))
    assert standings(sent(client, file(example.getvalue()))) == {2: "wrong"}
    head = ("Naam", "Spreekt het liefst", "Aangemeld door", "Waarom", "Aangemeld op", "Telefoon")
    wrong = ("Sam Nepstra", "Klingon", "school", "-1", make.today(), 612345678)
    back = client.post(page("back", sent(client, xlsx(head, wrong))))

    again = sent(client, file(back.getvalue()))

    assert again.unknown == ["Wat er niet klopt"]
    assert again.rows.get().values[:5] == ["Sam Nepstra", "Klingon", "school", "-1", make.today()]
    assert sorted(again.rows.get().why) == ["language", "phone"]


# ── For whom, and how long ──────────────────────────────────────────────────


def test_a_sheet_is_for_who_sent_it(client, lies):
    upload = sent(client.wear(lies), csv(SALMA))
    colleague = make.hat("lead", "Lotte Oefenveen")
    client.wear(colleague)

    assert client.get(page("detail", upload)).status_code == 404
    for name in ("read", "back", "forget"):
        assert client.post(page(name, upload)).status_code == 404
    assert client.get(ADD).status_code == 200 and "staat nog" not in client.get(ADD).text


@pytest.mark.parametrize("hat", ["noor", "wouter", "tess"])
def test_no_other_hat_comes_here(client, request, hat):
    assert client.wear(request.getfixturevalue(hat)).get(ADD).status_code == 403


def test_the_rows_go_and_the_counts_stay(client, lies):
    upload = sent(client.wear(lies), csv(SALMA, UMA, "x;y"))
    client.post(page("read", upload))
    client.post(page("back", upload))
    hour, day = (make.now() + make.timedelta(hours=hours) for hours in (1.1, 24.1))

    assert Upload.objects.forget() == 0
    assert Upload.objects.forget(hour) == 1
    assert client.post(page("back", upload)).status_code == 404
    upload.refresh_from_db()
    assert (upload.stored, upload.total) == (2, 3)
    sent(client, csv("x;y"))
    assert Upload.objects.forget(day) == 1


def test_what_waits_can_be_thrown_away_or_gone_on_with(client, lies):
    upload = sent(client.wear(lies), csv(SALMA))
    assert page("detail", upload) in client.get(ADD).text

    client.post(page("forget", upload))

    assert not upload.rows.exists()
    assert page("detail", upload) not in client.get(ADD).text
    assert "0 van 1 rij" in client.get(page("detail", upload)).text


def test_the_trail_tells_who_read_in_how_much_and_no_values(client, lies):
    upload = sent(client.wear(lies), csv(SALMA, UMA))
    for _ in range(2):
        client.post(page("read", upload))

    lines = AuditEvent.objects.filter(subject="imports.upload")
    assert [(line.verb, line.step, line.rows) for line in lines] == [(Verb.STEP, "read_in", 2)]
    assert AuditEvent.objects.filter(subject="participants.referral", verb=Verb.ADD).count() == 2
    assert "Salma" not in str([line.__dict__ for line in AuditEvent.objects.all()])


def test_the_questions_to_the_database_do_not_grow_with_the_rows(
    client, lies, django_assert_num_queries
):
    many = [SALMA.replace("Salma", f"Salma{number}") for number in range(60)]
    upload = sent(client.wear(lies), csv("x;y", *many))
    for tab in ("fout", "goed"):  # session, user with hats, sheet, counts, rows
        with django_assert_num_queries(5):
            client.get(page("detail", upload), {"toon": tab})


def test_a_file_that_cannot_be_read_is_said_on_the_page(client, lies):
    client.wear(lies)
    for wrong, sentence in (({}, "Kies een bestand"), ({"file": file(b"")}, "is leeg")):
        answer = client.post(ADD, wrong)
        assert (answer.status_code, sentence in answer.text) == (422, True)


def test_who_leads_all_districts_says_which_one(client, db):
    lead = Hat.objects.create(user=make.user("Lotte Oefenveen"), role="lead")
    client.wear(lead)
    assert client.get(reverse("imports:example", args=["aanmeldingen", "xlsx"])).status_code == 200
    assert "Vul dit nog in." in send(client, csv(SALMA)).text

    upload = sent(client, csv(UMA), district=make.district("oost").slug)
    client.post(page("read", upload))

    assert Referral.objects.get().district.slug == "oost"
