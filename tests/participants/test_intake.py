"""Lies gets to know Salma: who she is, with whom she lives, what she wants and seeks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.places.models import Language
from participants.forms.intake import PersonForm
from participants.models import Household, Participant, Preference
from tests import make

PARTS = ["person", "household", "housemate", "wish", "preference", "stressors", "consents"]


@pytest.fixture
def salma(db):
    return make.participant("Salma Fictema", household=Household.objects.create(kind="unknown"))


def part(name, participant):
    return reverse(f"intake:{name}", args=[participant.pk])


def person(participant, **changes):
    said = {
        "name": participant.name,
        "language": participant.language_id,
        "channel": "app",
        "seen_version": participant.version,
    }
    return said | changes


def test_the_overview_says_what_was_not_asked_yet(client, lies, salma):
    text = client.wear(lies).get(part("overview", salma)).text

    assert "Nog niet gevraagd: geboortejaar, wijk, huishouden, stresspunten" in text
    assert "toestemmingen. Het hoeft niet in één keer" in text


def test_the_overview_shows_what_was_told(client, lies, salma):
    make.stressor(of=salma, text="Ik durf de bel niet te horen.")
    Participant.objects.filter(pk=salma.pk).update(wish="Ik wil weer lachen.")

    text = client.wear(lies).get(part("overview", salma)).text

    assert "Ik durf de bel niet te horen." in text
    assert "Ik wil weer lachen." in text
    assert "stresspunten" not in text.split("Nog niet gevraagd")[1].split(".")[0]


@pytest.mark.parametrize("name", ["overview", *PARTS])
def test_a_look_leaves_one_line_and_another_district_none(client, lies, salma, name):
    other = make.participant("Uma Nepstra", where="oost")
    client.wear(lies)

    assert client.get(part(name, salma)).status_code == 200
    assert client.get(part(name, other)).status_code == 404

    event = AuditEvent.objects.get()
    assert (event.verb, event.participant_id) == (Verb.LOOK, salma.pk)


@pytest.mark.parametrize("hat", ["noor", "wouter", "tess", "bea"])
def test_no_other_hat_comes_here(client, request, rania, hat):
    answer = client.wear(request.getfixturevalue(hat)).get(part("overview", rania))

    assert answer.status_code == 403


def test_the_tab_is_there_for_the_lead_alone(client, lies, noor, rania):
    tab = reverse("files:about", args=[rania.pk])

    assert "Kennismaking" in client.wear(lies).get(tab).text
    assert "Kennismaking" not in client.wear(noor).get(tab).text


def test_the_head_of_the_file_stays_the_same(client, lies, rania):
    assert "Noor Testinga" in client.wear(lies).get(part("overview", rania)).text


def test_the_overview_costs_the_same_however_much_was_told(client, lies, salma):
    def cost():
        client.wear(lies)
        with CaptureQueriesContext(connection) as queries:
            client.get(part("overview", salma))
        return len(queries)

    empty = cost()
    for rank in range(1, 9):
        make.stressor(of=salma, rank=rank)
    for _ in range(3):
        make.participant(household=salma.household)

    assert cost() == empty


def test_the_part_is_that_of_the_page(client, lies, salma):
    client.wear(lies)
    for name in ("overview", "stressors", "consents"):
        whole = client.get(part(name, salma)).text
        piece = client.get(part(name, salma), headers={"hx-request": "true"}).text
        assert without_token(piece.strip()) in without_token(whole)


def without_token(text):
    return "".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)


# ── Who somebody is ─────────────────────────────────────────────────────────


def test_lies_fills_in_who_salma_is(client, lies, salma):
    answer = client.wear(lies).post(part("person", salma), person(salma, called="Sal"))

    salma.refresh_from_db()
    event = AuditEvent.objects.get(verb=Verb.CHANGE)
    assert answer.url == part("overview", salma)
    assert (salma.called, salma.channel, salma.version) == ("Sal", "app", 2)
    assert event.fields == ["called", "channel"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Vul dit nog in."),
        ({"birth_year": "2099"}, "Dit jaar komt nog."),
        ({"birth_year": "1"}, "vanaf 1900"),
        ({"called": "x" * 61}, "60"),
        ({"neighbourhood": "0"}, "Kies een van de antwoorden."),
        ({"user": "0"}, "Kies een van de antwoorden."),
    ],
)
def test_wrong_input_about_a_person(client, lies, salma, changes, sentence):
    said = person(salma, phone="06-00000009") | changes
    answer = client.wear(lies).post(part("person", salma), said)

    assert answer.status_code == 422
    assert sentence in answer.text and "06-00000009" in answer.text


def test_two_leads_at_once_see_both_texts(client, lies, salma):
    client.wear(lies).post(part("wish", salma), {"wish": "Rust", "seen_version": 1})

    late = client.post(part("wish", salma), {"wish": "Werk", "seen_version": 1})

    assert late.status_code == 409
    assert "Rust" in late.text and "Werk" in late.text


def test_a_participant_who_is_a_buddy_does_not_open_their_own_file(client, lies, noor, salma):
    client.wear(lies).post(part("person", salma), person(salma, user=noor.user_id))

    salma.refresh_from_db()
    assert salma.user == noor.user
    assert salma not in Participant.objects.visible_to(noor)


def test_a_lead_who_turns_out_to_be_salma_cannot_open_her_file(client, lies, salma):
    make.Buddy.objects.create(user=lies.user, district=lies.district)

    answer = client.wear(lies).post(part("person", salma), person(salma, user=lies.user_id))

    assert answer.url == reverse("participants:list")
    assert client.get(part("overview", salma)).status_code == 404


def test_somebody_s_own_buddy_cannot_be_themselves(client, lies, noor, rania):
    answer = client.wear(lies).post(part("person", rania), person(rania, user=noor.user_id))

    assert answer.status_code == 422
    assert "heeft een koppeling met deze deelnemer" in answer.text


def test_one_user_is_one_participant(client, lies, noor, salma):
    make.participant("Olga Demovelt", user=noor.user)

    answer = client.wear(lies).post(part("person", salma), person(salma, user=noor.user_id))

    assert answer.status_code == 422


# ── What they seek in a buddy ───────────────────────────────────────────────


def test_what_salma_seeks_in_a_buddy(client, lies, salma):
    arabic = Language.objects.get(code="ar")
    said = {"gender": "woman", "near": "", "languages": [arabic.pk], "words": "Geen haast."}

    client.wear(lies).post(part("preference", salma), said | {"seen_version": 1})

    told = Preference.objects.get()
    assert (told.gender, told.near, list(told.languages.all())) == ("woman", "", [arabic])
    text = client.get(part("overview", salma)).text
    assert "Geen haast." in text and "vrouw" in text and "wensen voor een buddy" not in text


def test_a_preference_sent_twice_is_one(client, lies, salma):
    client.wear(lies)
    for _ in range(2):
        answer = client.post(part("preference", salma), {"words": "Rustig", "seen_version": 1})
        assert answer.status_code == 302

    assert Preference.objects.count() == 1


def test_the_second_lead_does_not_undo_the_first(client, lies, salma):
    client.wear(lies).post(part("preference", salma), {"words": "Rustig", "seen_version": 1})

    late = client.post(part("preference", salma), {"words": "Vrolijk", "seen_version": 1})

    assert late.status_code == 409
    assert "Rustig" in late.text and "Vrolijk" in late.text
    assert Preference.objects.get().words == "Rustig"


def test_an_odd_preference_makes_no_row(client, lies, salma):
    odd = {"gender": "koning", "themes": ["x"], "seen_version": 1}

    assert client.wear(lies).post(part("preference", salma), odd).status_code == 422
    assert not Preference.objects.exists()


def test_two_forms_on_one_row_lose_nothing(lies, salma):
    """The wish was saved by a colleague after this form read its row: nothing is overwritten."""
    form = PersonForm(person(salma, channel=salma.channel), instance=salma)
    Participant.objects.filter(pk=salma.pk).update(wish="Rust.", version=salma.version + 1)

    assert form.is_valid()
    with pytest.raises(StepRefused):
        form.save(by=lies)

    assert Participant.objects.get(pk=salma.pk).wish == "Rust."
