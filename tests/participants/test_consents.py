"""Permissions of Salma, asked one by one: which words, yes or no, when and how."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from participants.models import Consent, ConsentText
from tests import make


@pytest.fixture
def salma(db):
    return make.participant("Salma Fictema")


def url(name, participant, kind="buddy"):
    return reverse(f"intake:{name}", args=[participant.pk, *([kind] if kind else [])])


def text_of(kind="buddy", number=1):
    return ConsentText.objects.get(kind=kind, number=number)


def said(answer="ja", **changes):
    day = make.today().isoformat()
    return {"answer": answer, "asked_on": day, "asked_how": "spoken", "text": text_of().pk,
            "seen": ""} | changes  # fmt: skip


def test_every_permission_with_its_words(client, lies, salma):
    text = client.wear(lies).get(url("consents", salma, None)).text

    for shown in ConsentText.objects.exclude(kind="health"):
        assert shown.text in text
    assert text.count("nog niet gevraagd") == 4


def test_health_is_asked_only_where_the_method_talks_about_it(client, salma):
    uma = make.participant(where="zuid")

    in_west = [text.kind for text, *_ in Consent.objects.asked(salma)]
    in_zuid = [text.kind for text, *_ in Consent.objects.asked(uma)]

    assert in_zuid == [*in_west, "health"]


def test_a_no_to_keeping_anything_is_told_at_once(client, lies, salma):
    overview = reverse("intake:overview", args=[salma.pk])
    words = "wil niet dat Kansrijk bewaart"

    before = client.wear(lies).get(overview).text
    client.post(url("consent", salma, "file"), said("nee", text=text_of("file").pk))

    assert words not in before
    assert words in client.get(overview).text


@pytest.mark.parametrize("answer", ["ja", "nee"])
def test_an_answer_is_kept_with_words_day_and_way(client, lies, salma, answer):
    day = make.today() - timedelta(days=3)

    done = client.wear(lies).post(
        url("consent", salma), said(answer, asked_on=day.isoformat(), asked_how="paper")
    )

    kept = Consent.objects.get()
    assert done.url == url("consents", salma, None)
    assert (kept.kind, kept.text, kept.is_given) == ("buddy", text_of(), answer == "ja")
    assert (kept.asked_on, kept.asked_how, kept.withdrawn_on) == (day, "paper", None)
    event = AuditEvent.objects.get(verb=Verb.ADD)
    assert (event.participant_id, "is_given" in event.fields) == (salma.pk, True)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"answer": ""}, "Vul dit nog in."),
        ({"answer": "misschien"}, "Kies een van de antwoorden."),
        ({"asked_on": "2099-01-01"}, "Deze dag komt nog."),
        ({"asked_on": "0001-01-01"}, "tussen 1900 en 2100"),
        ({"asked_on": "2001-01-01"}, "Deze tekst was er toen nog niet."),
        ({"asked_how": "geraden"}, "Kies een van de antwoorden."),
        ({"text": "x"}, "Kies een van de antwoorden."),
        ({"seen": "x"}, "getal"),
    ],
)
def test_wrong_input_says_why(client, lies, salma, changes, sentence):
    answer = client.wear(lies).post(url("consent", salma), said(**changes))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Consent.objects.exists()


def test_the_words_of_another_kind_are_refused(client, lies, salma):
    other = text_of("file").pk

    assert client.wear(lies).post(url("consent", salma), said(text=other)).status_code == 422
    assert not Consent.objects.exists()


@pytest.mark.parametrize("kind", ["koning", "buddy2"])
def test_a_kind_that_does_not_exist(client, lies, salma, kind):
    assert client.wear(lies).get(url("consent", salma, kind)).status_code == 404


def test_asked_again_is_a_new_row_and_the_earlier_one_stays(client, lies, salma):
    client.wear(lies).post(url("consent", salma), said("ja"))
    first = Consent.objects.get()

    client.post(url("consent", salma), said("nee", seen=first.pk))

    first.refresh_from_db()
    assert (first.is_given, first.withdrawn_on) == (True, make.today())
    assert Consent.objects.live().get().is_given is False
    assert "Eerdere antwoorden (1)" in client.get(url("consents", salma, None)).text


def test_a_form_sent_twice_is_one_answer(client, lies, salma):
    client.wear(lies)

    answers = [client.post(url("consent", salma), said()).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Consent.objects.count() == 1


def test_who_answers_second_hears_that_somebody_was_first(client, lies, salma):
    client.wear(lies).post(url("consent", salma), said("ja"))

    late = client.post(url("consent", salma), said("nee"))
    again = client.post(
        url("consent", salma), said("nee", seen=late.context["form"]["seen"].value())
    )

    assert late.status_code == 409
    assert "Er staat nu: delen met mijn buddy: ja" in late.text
    assert again.status_code == 302
    assert [c.is_given for c in Consent.objects.order_by("pk")] == [True, False]


def test_not_before_the_answer_that_stands_there(client, lies, salma):
    client.wear(lies).post(url("consent", salma), said("ja"))
    day = (make.today() - timedelta(days=1)).isoformat()

    answer = client.post(
        url("consent", salma), said("nee", asked_on=day, seen=Consent.objects.get().pk)
    )

    assert answer.status_code == 422
    assert "De vorige keer was later" in answer.text


def test_taking_it_back_keeps_the_row(client, lies, salma):
    client.wear(lies).post(url("consent", salma), said("ja"))

    for _ in range(2):
        assert client.post(url("withdraw", salma)).status_code == 302

    kept = Consent.objects.get()
    assert (kept.is_given, kept.withdrawn_on) == (True, make.today())
    assert AuditEvent.objects.filter(step="withdraw", participant_id=salma.pk).count() == 1
    assert "ingetrokken" in client.get(reverse("intake:overview", args=[salma.pk])).text


def test_a_newer_text_is_pointed_out_and_asked_with(client, lies, salma):
    client.wear(lies).post(url("consent", salma), said("ja"))
    newer = ConsentText.objects.create(
        kind="buddy", number=2, text="Nieuwe woorden.", since_on=make.today()
    )

    listed = client.get(url("consents", salma, None)).text
    stale = client.post(url("consent", salma), said("ja", seen=Consent.objects.get().pk))

    assert "dit is tekst 2" in listed and "Nieuwe woorden." in listed
    assert stale.status_code == 422
    assert "De tekst is net veranderd" in stale.text
    assert stale.context["form"]["text"].value() == newer.pk


def test_a_text_of_tomorrow_is_not_asked_today(client, lies, salma):
    tomorrow = make.today() + timedelta(days=1)
    ConsentText.objects.create(kind="buddy", number=2, text="Morgen.", since_on=tomorrow)

    assert "Morgen." not in client.wear(lies).get(url("consents", salma, None)).text


def test_another_district_and_another_hat_stay_outside(client, lies, noor, salma):
    other = make.participant(where="oost")

    assert client.wear(lies).get(url("consent", other)).status_code == 404
    assert client.post(url("withdraw", other)).status_code == 404
    assert client.wear(noor).get(url("consents", salma, None)).status_code == 403
