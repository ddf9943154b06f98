"""The road of a referral: invited, then accepted, declined or withdrawn."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from participants.models import Participant, Referral
from tests import make
from tests.participants.test_referrals import LIST, page


def test_from_new_to_a_participant(client, lies):
    found = make.referral(birth_year=1990)
    client.wear(lies)

    client.post(page("invite", found))
    answer = client.post(page("accept", found))

    found.refresh_from_db()
    made = Participant.objects.get()
    assert answer.url == reverse("intake:overview", args=[made.pk])
    assert (found.state, found.participant) == ("accepted", made)
    assert (made.name, made.birth_year, made.phone) == (found.name, 1990, found.phone)


def test_the_page_tells_the_facts_and_what_happened(client, lies):
    found = make.referral(referrer="Juf Nepstra")
    client.wear(lies).post(page("invite", found))

    text = client.get(page("detail", found)).text

    assert "Juf Nepstra" in text and found.why in text
    assert "Uitgenodigd" in text and "Lies Oefenveen" in text
    assert AuditEvent.objects.filter(verb=Verb.LOOK, subject_id=found.pk).count() == 1


def test_accepting_twice_makes_one_participant(client, lies):
    found = make.referral(state="invited")
    client.wear(lies)

    first, second = (client.post(page("accept", found)) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Hier staat nu: aangenomen" in second.text
    assert Participant.objects.count() == 1


def test_accepting_comes_after_inviting(client, lies):
    found = make.referral()

    answer = client.wear(lies).post(page("accept", found))

    assert answer.status_code == 409
    assert not Participant.objects.exists()


@pytest.mark.parametrize(
    ("step", "reason", "state"),
    [("decline", "full", "declined"), ("withdraw", "no_contact", "withdrawn")],
)
def test_a_referral_ends_with_a_coded_reason(client, lies, step, reason, state):
    found = make.referral()
    client.wear(lies)

    empty = client.post(page(step, found), {"words": "Drie keer gebeld."})
    odd = client.post(page(step, found), {"reason": "known" if step == "withdraw" else "moved"})
    done = client.post(page(step, found), {"reason": reason, "words": "Drie keer gebeld."})

    found.refresh_from_db()
    assert (empty.status_code, odd.status_code, done.url) == (422, 422, LIST)
    assert "Drie keer gebeld." in empty.text and "Kies een reden." in empty.text
    assert (found.state, found.reason, found.reason_words) == (state, reason, "Drie keer gebeld.")


@pytest.mark.parametrize("step", ["decline", "withdraw"])
def test_a_reason_is_not_lost_when_a_colleague_was_first(client, lies, step):
    found = make.referral(state="invited")
    Referral.objects.get(pk=found.pk).accept(by=lies)

    late = client.wear(lies).post(page(step, found), {"reason": "other_no", "words": "Zelf gebeld"})
    if late.status_code == 422:
        late = client.post(page(step, found), {"reason": "other", "words": "Zelf gebeld"})
    fresh = client.get(page(step, found))

    assert late.status_code == 409
    assert "Zelf gebeld" in late.text and "Hier staat nu: aangenomen" in late.text
    assert fresh.url == page("detail", found)


@pytest.mark.django_db(transaction=True)
def test_two_leads_accept_at_once_and_one_wins(lies):
    found = make.referral(state="invited")
    outcomes, ready = [], threading.Barrier(2)

    def accept():
        own = Referral.objects.get(pk=found.pk)
        ready.wait()
        try:
            own.accept(by=lies)
            outcomes.append("accepted")
        except StepRefused as refused:
            outcomes.append(type(refused).__name__)
        connection.close()

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["StepRefused", "accepted"]
    assert Participant.objects.count() == 1
