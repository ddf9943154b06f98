"""What Noor types about Rania is kept before she saves it, and is hers alone."""

import re
import uuid
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from participants.models.states import State
from plans.models import Draft, Meeting
from tests import make

JSON = {"accept": "application/json"}


@pytest.fixture
def number():
    return uuid.uuid4()


def page(name, participant, *args):
    return reverse(f"meetings:{name}", args=[participant.pk, *args])


def keep(client, participant, number, *, revision=1, headers=JSON, **typed):
    sent = {"csrfmiddlewaretoken": "x", "client_id": str(number), "revision": revision} | typed
    return client.post(page("draft", participant, number), sent, headers=headers)


def test_no_draft_stands_before_the_first_pause(client, noor, rania):
    client.wear(noor).get(page("log", rania))

    assert not Draft.objects.exists()


def test_what_was_typed_is_kept_and_comes_back(client, noor, rania, number):
    action = make.action(of=rania.trajectories.get())
    typed = {"note": "Half a\0f", "next_place": "thuis", f"action_{action.pk}": "done"}

    answer = keep(client.wear(noor), rania, number, **typed).json()

    assert answer["revision"] == 1 and "." in answer["saved"]
    assert Draft.objects.get().content == urlencode(typed).replace("%00", "")
    back = client.get(page("draft", rania, number))
    assert "Half af" in back.text and str(number) in back.text
    assert 'class="errors"' not in back.text
    assert re.search(r'value="done"[^>]*checked', back.text)


def test_a_newer_revision_wins_and_an_older_one_never(client, noor, rania, number):
    client.wear(noor)
    for revision, note in ((1, "een"), (3, "drie"), (2, "twee"), (3, "anders")):
        answer = keep(client, rania, number, revision=revision, note=note)

    assert (answer.status_code, answer.json()["revision"]) == (409, 3)
    assert Draft.objects.get().content == "note=drie"


def test_without_script_a_button_keeps_it(client, noor, rania, number):
    for note in ("een", "twee"):
        sent = {"revision": 0 if note == "een" else 1, "concept": "", "note": note}
        answer = client.wear(noor).post(page("draft", rania, number), sent)

    assert answer.url == page("draft", rania, number)
    assert Draft.objects.get().content == "note=twee"


def test_without_script_an_older_page_is_kept_beside_the_newer(client, noor, rania, number):
    keep(client.wear(noor), rania, number, revision=5, note="vijf")
    sent = {"revision": 0, "concept": "", "note": "van een oude pagina"}

    page_beside = client.post(page("draft", rania, number), sent, follow=True).text

    assert "apart bewaard" in page_beside and "van een oude pagina" in page_beside
    assert {d.content for d in Draft.objects.all()} == {"note=vijf", "note=van+een+oude+pagina"}


def test_the_log_offers_what_was_written_before(client, noor, rania, number):
    keep(client.wear(noor), rania, number, note="Half af")

    text = client.get(page("log", rania)).text

    assert "Ga verder met wat je om" in text
    assert page("draft", rania, number) in text
    assert Draft.objects.count() == 1


def test_saving_throws_the_draft_away_and_a_late_pause_does_not_bring_it_back(
    client, noor, rania, number
):
    keep(client.wear(noor), rania, number, note="Half af")
    saved = {"client_id": str(number), "kind": "meeting", "note": "Af"}
    assert client.post(page("log", rania), saved, headers=JSON).json() == {"stored": True}

    assert keep(client, rania, number, revision=9, note="Half").json() == {"stored": True}
    assert not Draft.objects.exists()
    assert client.get(page("draft", rania, number)).url == reverse(
        "files:timeline", args=[rania.pk]
    )
    assert Meeting.objects.get().held_on == make.today()


def test_nobody_else_reads_it_not_even_the_lead(client, noor, lies, rania, number):
    deputy = make.buddy("Dawit Testema").user.hats.get()
    make.absence(noor, deputy)
    keep(client.wear(noor), rania, number, note="Half af")

    assert client.wear(lies).get(page("draft", rania, number)).status_code == 403
    assert client.wear(deputy).get(page("draft", rania, number)).url == page("log", rania)
    assert "Ga verder" not in client.get(page("log", rania)).text
    assert keep(client, rania, number, note="Van mij").status_code == 404
    client.post(page("discard", rania, number))
    assert Draft.objects.get().content == "note=Half+af"


def test_a_pause_leaves_no_line_and_opening_one(client, noor, rania, number):
    keep(client.wear(noor), rania, number, note="Geheim")
    assert not AuditEvent.objects.exists()

    client.get(page("draft", rania, number))
    client.post(page("discard", rania, number))

    verbs = list(AuditEvent.objects.values_list("verb", "subject", "participant_id"))
    assert verbs == [(v, "plans.draft", rania.pk) for v in (Verb.STEP, Verb.LOOK)]
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("typed", "status"),
    [({"note": "x" * 60_001}, 413), ({"revision": "9" * 30}, 422), ({"revision": "-1"}, 422)],
)
def test_what_cannot_be_kept_is_told(client, noor, rania, number, typed, status):
    answer = client.wear(noor).post(page("draft", rania, number), typed, headers=JSON)

    assert (answer.status_code, len(answer.json()["errors"])) == (status, 1)
    shown = client.post(page("draft", rania, number), typed | {"success": "Mijn succes"})
    assert shown.status_code == status and "Mijn succes" in shown.text
    assert not Draft.objects.exists()


def test_own_words_are_kept_when_the_match_is_over(client, noor, rania, number):
    rania.matches.update(state=State.ENDED, ended_on=make.today(), ended_why="other")

    assert keep(client.wear(noor), rania, number, note="Nog dit").json()["revision"] == 1


def test_nobody_writes_about_a_stranger(client, noor, number):
    stranger = make.trajectory().participant

    assert keep(client.wear(noor), stranger, number, note="x").status_code == 404
