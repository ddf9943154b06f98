"""Lies keeps the list of organisations that help."""

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent
from plans.models import Partner
from tests import make

LIST, ADD = reverse("partners:list"), reverse("partners:add")


def sent(**changes):
    return {"name": "Stichting Proef", "is_offered": "on", "seen_version": "1"} | changes


def test_lies_adds_renames_and_hides(client, lies):
    client.wear(lies).post(ADD, sent())
    made = Partner.objects.get(name="Stichting Proef")
    url = reverse("partners:edit", args=[made.pk])
    client.post(url, sent(name="Stichting Nep"))
    client.post(url, {"name": "Stichting Nep", "seen_version": "2"})

    made.refresh_from_db()
    assert (made.name, made.is_offered, made.version) == ("Stichting Nep", False, 3)
    assert made not in Partner.objects.offered()
    assert "staat niet in de lijst" in client.get(LIST).text
    assert AuditEvent.objects.filter(subject="plans.partner").count() == 3


def test_two_at_once_is_told_with_both_names(client, lies):
    url = reverse("partners:edit", args=[make.partner().pk])
    client.wear(lies).post(url, sent(name="Kredietbank Noord"))

    late = client.post(url, sent(name="Kredietbank Zuid"))

    assert late.status_code == 409
    assert "Kredietbank Noord" in late.text and "Kredietbank Zuid" in late.text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Vul dit nog in"),
        ("x" * 81, "80"),
        ("groningse kredietbank (gkb)", "staat al in de lijst"),
        ("a\u202eb", "onzichtbaar of kapot"),
    ],
)
def test_wrong_input_is_told(client, lies, name, sentence):
    answer = client.wear(lies).post(ADD, sent(name=name))

    assert answer.status_code == 422
    assert sentence in answer.text


def test_an_empty_list_says_so(client, lies):
    Partner.objects.all().delete()

    assert "nog geen organisatie" in client.wear(lies).get(LIST).text
