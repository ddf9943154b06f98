"""Lies reads in who already takes part."""

from django.urls import reverse

from kansrijk.audit.models import AuditEvent
from participants.models import Household, Participant, Referral
from tests import make
from tests.imports.helpers import csv, page, send, sent, standings

HEADERS = (
    "Naam;Roepnaam;Geboortejaar;Wijk;Taal;Bereiken;Telefoon;Aangemeld door;Huishouden;"
    "Kinderen 0-3;Kinderen 4-11;Kinderen 12-17;Wens;Aangenomen op"
)
SALMA = (
    "Salma Fictema;Sal;1984;Selwerd;Arabisch;een appje;06-00000002;school;alleenstaande ouder;"
    "1;2;;Ik wil rust;2026-03-12"
)


def people(*rows):
    return csv(*rows, headers=HEADERS)


def test_a_participant_comes_in_as_an_accepted_referral(client, lies):
    upload = sent(client.wear(lies), people(SALMA), "deelnemers")
    client.post(page("read", upload))

    salma, referral = Participant.objects.get(), Referral.objects.get()
    assert (referral.participant, referral.state, referral.source) == (salma, "accepted", "school")
    assert (salma.called, salma.wish, salma.channel) == ("Sal", "Ik wil rust", "app")
    assert (salma.joined_on.isoformat(), salma.neighbourhood.name) == ("2026-03-12", "Selwerd")
    home = salma.household
    assert (home.kind, home.children_0_3, home.children_4_11, home.children_12_17) == (
        "single_parent", 1, 2, 0,
    )  # fmt: skip
    assert client.get(reverse("intake:overview", args=[salma.pk])).status_code == 200


def test_each_record_leaves_one_line(client, lies):
    upload = sent(client.wear(lies), people(SALMA), "deelnemers")
    client.post(page("read", upload))

    lines = AuditEvent.objects.filter(step="read_in").values_list("subject", "verb")
    assert sorted(lines) == [
        ("imports.upload", "step"),
        ("participants.household", "add"),
        ("participants.participant", "add"),
        ("participants.referral", "add"),
    ]


def test_twice_the_same_file_changes_nothing(client, lies):
    client.wear(lies)
    for _ in range(2):
        client.post(page("read", sent(client, people(SALMA), "deelnemers")))
    assert (Participant.objects.count(), Referral.objects.count()) == (1, 1)
    assert Household.objects.count() == 1


def test_who_was_accepted_by_hand_is_known_and_who_is_only_referred_is_a_doubt(client, lies):
    client.wear(lies)
    make.participant("Salma Fictema", phone="0600000002", birth_year=1984)
    make.referral("Gyan Nepstra", phone="06-00000003")
    gyan = "Gyan Nepstra;;;;Nederlands;;06-00000003;school;;;;;;"

    upload = sent(client, people(SALMA, gyan), "deelnemers")

    assert standings(upload) == {2: "known", 3: "doubt"}


def test_what_cannot_be_is_said(client, lies):
    many = SALMA.replace(";1;2;", ";16;-1;").replace("2026-03-12", "2099-01-01")
    upload = sent(client.wear(lies), people(many), "deelnemers")

    why = upload.rows.get().why
    assert sorted(why) == ["children_0_3", "children_4_11", "joined_on"]
    assert why["children_0_3"] == why["children_4_11"] == ["Kies 0 tot en met 15 kinderen."]


def test_a_year_in_which_nobody_alive_was_born_is_said_of_its_cell(client, lies):
    rows = [SALMA.replace("1984", year) for year in ("1850", "0")]
    upload = sent(client.wear(lies), people(*rows), "deelnemers")
    back = client.post(page("back", upload)).getvalue().decode()

    sentence = "Kies een geboortejaar vanaf 1900."
    assert [row.why for row in upload.rows.all()] == 2 * [{"birth_year": [sentence]}]
    assert back.count(f"Geboortejaar: {sentence}") == 2


def test_a_household_has_no_names_so_there_is_no_column_for_them(client, lies):
    answer = send(client.wear(lies), csv("x;y", headers="Kind 1;Kind 2"), "deelnemers")
    assert answer.status_code == 422
    assert "geen van de kolommen" in answer.text
