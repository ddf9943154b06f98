"""What gives Salma stress, in her order: no gap, no double, whoever moves it."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.places.models import Domain
from participants.models import Stressor
from participants.models.stressors import MOST_STRESSORS
from tests import make


@pytest.fixture
def salma(db):
    """Salma has three stressors: a, b and c."""
    participant = make.participant("Salma Fictema")
    for rank, text in enumerate("abc", 1):
        make.stressor(of=participant, rank=rank, text=text)
    return participant


def url(name, participant, text=None):
    pk = [participant.stressors.get(text=text).pk] if text else []
    return reverse(f"intake:{name}", args=[participant.pk, *pk])


def order(participant):
    rows = participant.stressors.values_list("rank", "text")
    assert [rank for rank, _ in rows] == list(range(1, len(rows) + 1))
    return "".join(text for _, text in rows)


def domain(key="finances", method="mobility-mentoring"):
    return Domain.objects.get(method__key=method, key=key)


@pytest.mark.parametrize(
    ("text", "to", "after"),
    [("c", "up", "acb"), ("a", "down", "bac"), ("a", "up", "abc"), ("c", "down", "abc")],
)
def test_one_place_up_or_down(client, lies, salma, text, to, after):
    answer = client.wear(lies).post(url("move", salma, text), {"to": to})

    assert answer.url == url("stressors", salma)
    assert order(salma) == after
    changes = AuditEvent.objects.filter(verb=Verb.CHANGE, participant_id=salma.pk)
    assert [event.fields for event in changes] == ([] if after == "abc" else [["rank"]])


def test_htmx_gets_the_list_alone(client, lies, salma):
    headers = {"hx-request": "true"}
    answer = client.wear(lies).post(url("move", salma, "c"), {"to": "up"}, headers=headers)
    part = client.get(url("stressors", salma), headers=headers).text

    assert url("stressors", salma) in answer["HX-Location"]
    assert part.strip().startswith('<section id="stressors"')


def test_removing_one_closes_the_gap(client, lies, salma):
    gone = url("remove", salma, "a")
    client.wear(lies).post(gone)
    again = client.post(gone)

    assert order(salma) == "bc"
    assert again.url == url("stressors", salma)
    assert AuditEvent.objects.filter(step="remove", participant_id=salma.pk).count() == 1


def test_a_new_one_comes_last(client, lies, salma):
    said = {"text": "d", "domain": domain().pk}

    for _ in range(2):  # the same twice is once
        client.wear(lies).post(url("stressors", salma), said)

    assert order(salma) == "abcd"
    assert AuditEvent.objects.filter(verb=Verb.ADD).count() == 1


def test_more_than_a_page_full_is_too_many(client, lies, salma):
    client.wear(lies)
    for number in range(40):
        last = client.post(
            url("stressors", salma), {"text": f"nummer {number}", "domain": domain().pk}
        )

    assert salma.stressors.count() == MOST_STRESSORS
    assert last.status_code == 409
    assert "Haal er eerst een weg" in last.text and "nummer 39" in last.text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Vul dit nog in."), ("x" * 201, "200"), ("bsn 123456782", "burgerservicenummer")],
)
def test_wrong_words_say_why(client, lies, salma, text, sentence):
    said = {"text": text, "domain": domain().pk}

    answer = client.wear(lies).post(url("stressors", salma), said)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert order(salma) == "abc"


def test_the_domain_is_one_of_the_method_of_the_district(client, lies, salma):
    other = Domain.objects.filter(method__key="positieve-gezondheid").first()
    other = other or Domain.objects.exclude(method=salma.district.method).first()

    answer = client.wear(lies).post(url("stressors", salma), {"text": "d", "domain": other.pk})

    assert answer.status_code == 422


def test_words_change_and_the_second_lead_sees_both(client, lies, salma):
    page = url("stressor", salma, "b")
    client.wear(lies).post(page, {"text": "bb", "domain": domain().pk, "seen_version": 1})

    late = client.post(page, {"text": "bbb", "domain": domain().pk, "seen_version": 1})

    assert order(salma) == "abbc"
    assert late.status_code == 409
    assert "bbb" in late.text


def test_the_stressor_of_somebody_else_is_not_found_here(client, lies, salma):
    other = make.stressor(of=make.participant(), text="z")
    client.wear(lies)

    edit = client.get(reverse("intake:stressor", args=[salma.pk, other.pk]))
    for name in ("move", "remove"):
        client.post(reverse(f"intake:{name}", args=[salma.pk, other.pk]), {"to": "up"})

    assert edit.status_code == 404
    assert Stressor.objects.filter(pk=other.pk, rank=1).exists()
    assert order(salma) == "abc"


def test_a_participant_of_another_district_is_out_of_sight(client, lies):
    other = make.participant(where="oost")
    make.stressor(of=other, text="a")
    client.wear(lies)

    for name in ("move", "remove"):
        assert client.post(url(name, other, "a")).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_people_move_and_add_at_once(lies, salma):
    ready, failed = threading.Barrier(3), []

    def act(number):
        ready.wait()
        pk = salma.stressors.order_by("pk").values_list("pk", flat=True)[number]
        try:
            for turn in range(10):
                Stressor.objects.move(salma, pk, by=lies, up=turn % 2 == 0)
                Stressor.objects.add(salma, by=lies, text=f"{number}{turn}", domain=domain())
        except StepRefused:
            pass
        except Exception as error:
            failed.append(error)
            raise
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[number]) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failed
    order(salma)
    assert salma.stressors.count() == MOST_STRESSORS
