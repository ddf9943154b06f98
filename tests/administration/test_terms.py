"""Bea sets how long things are kept; a shorter term is asked twice."""

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Term

LIST = reverse("terms:list")


def term(kept):
    return Term.objects.get(kept=kept)


def url(kept):
    return reverse("terms:edit", args=[term(kept).pk])


def posted(kept, months, **fields):
    return {"months": months, "seen_version": term(kept).version} | fields


def test_the_page_says_what_is_kept_for_how_long(client, bea):
    page = client.wear(bea).get(LIST).text

    assert all(words in page for words in ("6 maanden", "1 jaar", "2 jaar", "5 jaar"))
    assert page.index("Aanmeldingen") < page.index("Verslagen") < page.index("Wie heeft gekeken")


def test_a_longer_term_is_set_at_once(client, bea):
    page = client.wear(bea).post(url("plan"), posted("plan", 36), follow=True).text

    line = AuditEvent.objects.get()
    assert term("plan").months == 36 and "3 jaar" in page
    assert (line.subject, line.fields) == ("audit.term", ["months"])


def test_a_shorter_term_asks_first(client, bea):
    asked = client.wear(bea).post(url("notes"), posted("notes", 3))
    assert asked.status_code == 422 and "Dat kan niet terug" in asked.text
    assert term("notes").months == 12

    client.post(url("notes"), posted("notes", 3, is_sure="on"))
    assert term("notes").months == 3


@pytest.mark.parametrize(
    ("kept", "months", "words"),
    [
        ("log", 59, "Kies 60 tot en met 240"),
        ("plan", 241, "Kies 1 tot en met 240"),
        ("plan", 6, "Verslagen gaan als eerste weg"),
        ("notes", 30, "Verslagen gaan als eerste weg"),
        ("notes", 0, "Kies 1 tot en met"),
        ("notes", "veel", "geheel getal"),
    ],
)
def test_a_term_that_cannot_be_gets_a_sentence(client, bea, kept, months, words):
    answer = client.wear(bea).post(url(kept), posted(kept, months, is_sure="on"))

    assert answer.status_code == 422 and words in answer.text
    assert not AuditEvent.objects.exists()


def test_two_administrators_and_the_second_reads_both(client, bea):
    stale = posted("plan", 48)
    client.wear(bea).post(url("plan"), posted("plan", 36))

    answer = client.post(url("plan"), stale)

    assert answer.status_code == 409 and "36" in answer.text and "48" in answer.text
