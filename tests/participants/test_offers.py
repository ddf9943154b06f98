"""Voorstel: Noor meets somebody, waits for their yes, and says her own."""

from datetime import timedelta

import pytest
from django.urls import reverse

from buddies.models import Theme
from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent
from participants.models import Match, Preference
from participants.models.states import Side, State
from tests import make


@pytest.fixture
def salma(noor):
    """Salma said yes; it is Noor's turn."""
    of = make.participant("Salma Fictema", phone="06-00000002")
    why = "Jullie wonen allebei in Selwerd."
    return make.match(of=of, to=noor.user.buddy, state=State.CHOSEN, why=why)


def url(found, name="detail"):
    return reverse(f"offers:{name}", args=[found.pk])


def offer(noor, state, **fields):
    return make.match(of=make.participant("Uma Nepstra"), to=noor.user.buddy, state=state, **fields)


def test_noor_reads_what_is_sought_and_no_more_than_a_first_name(client, noor, salma):
    told = Preference.objects.create(participant=salma.participant, words="Iemand met geduld.")
    told.themes.add(Theme.objects.get(key="violence"))  # this is Salma's to tell

    page = client.wear(noor).get(url(salma)).text

    for words in ("Salma", "Iemand met geduld.", "Jij bent aan zet."):
        assert words in page
    for hidden in ("onveilig thuis", "Jullie wonen", "Fictema", "06-00000002", "Ze luistert goed."):
        assert hidden not in page
    looks = AuditEvent.objects.filter(verb="look", participant_id=salma.participant_id)
    assert looks.count() == 1


@pytest.mark.parametrize(
    ("state", "fields", "words"),
    [
        (State.INTRODUCED, {"introduction_place": "De Bieb"}, "Geef het door"),
        (State.INTRODUCED, {"introduced_on": make.today() + timedelta(days=3)}, "maken kennis op"),
        (State.MET, {}, "denkt na en kiest zelf"),
        (State.CHOSEN, {}, "Jij bent aan zet."),
        (State.AGREED, {}, "WIJ kijkt nog."),
    ],
)
def test_vandaag_says_what_waits_for_whom(client, noor, state, fields, words):
    found = offer(noor, state, **fields)

    page = client.wear(noor).get(reverse("today")).text

    assert words in page
    assert url(found) in page
    assert "Nepstra" not in page


def test_what_stands_still_with_noor_is_said_kindly(client, noor):
    ago = make.today() - timedelta(days=9)
    offer(noor, State.CHOSEN, state_since=ago)
    make.match(to=noor.user.buddy, state=State.MET, state_since=ago)

    assert client.wear(noor).get(reverse("today")).text.count("al 9 dagen bij jou") == 1


def test_a_card_that_nobody_picked_is_not_noor_s_to_see(client, noor):
    card = offer(noor, State.PROPOSED)

    assert client.wear(noor).get(url(card)).status_code == 404
    assert "Voorstel" not in client.get(reverse("today")).text


def test_noor_says_that_they_met_once_the_day_is_there(client, noor):
    coming = offer(noor, State.INTRODUCED, introduced_on=make.today() + timedelta(days=1))
    button = "Wij hebben kennisgemaakt"
    assert button not in client.wear(noor).get(url(coming)).text
    Match.objects.update(introduced_on=make.today())
    assert button in client.get(url(coming)).text

    client.post(url(coming, "meet"))
    again = client.post(url(coming, "meet"))

    coming.refresh_from_db()
    assert coming.state == State.MET
    assert again.status_code == 409


@pytest.mark.parametrize(("answer", "state"), [("yes", State.AGREED), ("no", State.DECLINED)])
def test_noor_answers(client, noor, salma, answer, state):
    sent = {"answer": answer, "words": "Wat een fijn gesprek."}

    done = client.wear(noor).post(url(salma), sent)

    salma.refresh_from_db()
    assert done.url == reverse("today")
    assert (salma.state, salma.buddy_vote) == (state, answer)
    assert salma.buddy_words == "Wat een fijn gesprek."
    assert salma.votes.get().side == Side.BUDDY


def test_an_answer_without_a_choice_keeps_the_words(client, noor, salma):
    page = client.wear(noor).post(url(salma), {"words": "Ik twijfel nog."})

    assert page.status_code == 422
    assert "Ik twijfel nog." in page.text


def test_the_second_tap_reads_why_not(client, noor, salma):
    client.wear(noor).post(url(salma), {"answer": "yes"})
    late = client.post(url(salma), {"answer": "no", "words": "Toch niet."})

    salma.refresh_from_db()
    assert late.status_code == 409
    assert "Hier staat nu: wacht op WIJ" in late.text
    assert "Toch niet." in late.text
    assert (salma.state, salma.votes.count()) == (State.AGREED, 1)


def test_when_salma_says_no_first_her_file_is_closed_and_noor_reads_it(client, noor, salma):
    Match.objects.get(pk=salma.pk).say_no(by=make.voter(salma))

    late = client.wear(noor).post(url(salma), {"answer": "yes", "words": "Graag!"})
    fresh = client.get(url(salma), follow=True)

    assert late.status_code == 409
    assert "Hier staat nu: gaat niet door" in late.text
    assert "Graag!" in late.text
    assert "Jullie wonen allebei" not in late.text
    assert "Dit voorstel loopt niet meer." in fresh.text


def test_nobody_else_answers_for_noor(client, noor, salma):
    uma = make.buddy("Uma Nepstra").user.hats.get()
    make.absence(noor, uma)

    statuses = [client.wear(uma).get(url(salma)).status_code]
    statuses += [client.post(url(salma, name)).status_code for name in ("detail", "meet")]

    assert statuses == [404, 404, 404]


def test_noor_under_another_hat_reads_nothing(client, noor, salma):
    in_oost = make.hat(Role.BUDDY, where="oost", of=noor.user)

    assert client.wear(in_oost).get(url(salma)).status_code == 404
    assert not Match.objects.offered_to(make.hat(Role.LEAD)).exists()


def test_one_s_own_household_is_never_offered(client, noor, salma):
    salma.participant.household.members.update(user=noor.user)

    assert client.wear(noor).get(url(salma)).status_code == 404


def test_the_part_equals_the_page(client, noor, salma):
    htmx = {"hx-request": "true"}
    page = client.wear(noor).get(url(salma)).text
    part = client.get(url(salma), headers=htmx).text

    assert part.strip()[:200] in page
