"""Two people who save at the very same moment: the second keeps what they typed."""

import pytest
from django.core import mail
from django.urls import reverse

from buddies.models import Buddy
from kansrijk.accounts.models import Hat, User
from kansrijk.audit.forms import AuditedForm
from kansrijk.audit.models import AuditEvent
from kansrijk.places.models import Funder, Language
from tests import make


@pytest.fixture
def just_before_saving(monkeypatch):
    """Let something happen between the moment that a form was checked and that it is saved."""

    def arrange(happen):
        checked = AuditedForm.is_valid
        monkeypatch.setattr(AuditedForm, "is_valid", lambda form: (checked(form), happen())[0])

    return arrange


def form_of(buddy, **changes):
    return {
        "places": buddy.places, "started_on": buddy.started_on, "seen_version": buddy.version,
    } | changes  # fmt: skip


def test_a_buddy_saved_twice_at_once_keeps_both_texts(
    client, noor, lies, just_before_saving, monkeypatch
):
    buddy = noor.user.buddy
    url, typed = reverse("buddies:edit", args=[buddy.pk]), form_of(buddy, places=5)
    just_before_saving(lambda: Buddy.objects.update(places=2, version=2))

    late = client.wear(lies).post(url, typed)
    monkeypatch.undo()
    again = client.post(url, typed)

    assert (late.status_code, again.status_code) == (409, 409)
    assert "Dit is net gewijzigd, door iemand anders of" in late.text and 'value="5"' in late.text
    assert '"Staat er nu">2</td>' in again.text and '"Jij typte">5</td>' in again.text
    assert Buddy.objects.get().places == 2
    assert not AuditEvent.objects.exists()


def test_htmx_gets_the_form_back(client, noor, lies, just_before_saving):
    buddy = noor.user.buddy
    just_before_saving(lambda: Buddy.objects.update(version=2))
    url, htmx = reverse("buddies:edit", args=[buddy.pk]), {"hx-request": "true"}

    late = client.wear(lies).post(url, form_of(buddy, places=5), headers=htmx)

    assert late.status_code == 409
    assert 'value="5"' in late.text and "<html" not in late.text
    assert "HX-Retarget" not in late


def test_an_invitation_keeps_its_words(client, bea, just_before_saving):
    typed = {"name": "Uma van Nepstra", "email": "uma@voorbeeld.test", "role": "trainer"}
    just_before_saving(lambda: User.objects.create_user(typed["email"], "Uma"))

    late = client.wear(bea).post(reverse("users:invite"), typed)

    assert late.status_code == 409
    assert "Er is al een account met dit e-mailadres." in late.text
    assert "Dit is nog niet opgeslagen" in late.text
    assert "Uma van Nepstra" in late.text
    assert User.objects.get(email=typed["email"]).name == "Uma"
    assert not mail.outbox


def test_a_user_keeps_what_was_typed(client, bea, noor, just_before_saving):
    typed = {"name": "Noor van Testinga", "is_active": "on", "seen_version": 1}
    just_before_saving(lambda: User.objects.update(version=2))

    late = client.wear(bea).post(reverse("users:edit", args=[noor.user_id]), typed)

    assert late.status_code == 409
    assert 'value="Noor van Testinga"' in late.text


def test_a_role_given_twice_at_once_is_told_on_the_form(client, bea, noor, just_before_saving):
    just_before_saving(lambda: make.hat("trainer", of=noor.user))

    late = client.wear(bea).post(reverse("users:hat", args=[noor.user_id]), {"role": "trainer"})

    assert late.status_code == 409
    assert "door iemand anders of op een andere pagina" in late.text and "<select" in late.text
    assert Hat.objects.filter(user=noor.user, role="trainer").count() == 1


def test_a_funder_keeps_its_name(client, bea, just_before_saving):
    just_before_saving(lambda: Funder.objects.create(name="Fonds Nepstra"))

    late = client.wear(bea).post(reverse("places:funder_add"), {"name": "Fonds Nepstra"})

    assert late.status_code == 409
    assert 'value="Fonds Nepstra"' in late.text


def test_what_nobody_touched_is_no_difference_and_the_rest_is_told_in_words(client, noor, lies):
    buddy = noor.user.buddy
    arabic, farsi = Language.objects.filter(name__in=["Arabisch", "Farsi"]).order_by("name")
    selwerd = buddy.district.neighbourhoods.get(name="Selwerd")
    buddy.languages.set([farsi, arabic])
    Buddy.objects.update(version=2, gender="woman", left_on="2031-11-19")
    same = {"wij_contact": buddy.wij_contact_id, "languages": [arabic.pk, farsi.pk]}
    typed = form_of(buddy, neighbourhood=selwerd.pk, gender="man", places="x", **same)

    late = client.wear(lies).post(reverse("buddies:edit", args=[buddy.pk]), typed)

    assert [told[1:] for told in late.context["form"].conflicts] == [
        ("", "Selwerd"), ("vrouw", "man"), ("3", "x"), ("19 november 2031", ""),
    ]  # fmt: skip
    assert "None" not in late.text


def test_a_tick_is_told_as_yes_or_no(client, bea, noor):
    User.objects.filter(pk=noor.user_id).update(version=2, is_active=False)
    typed = {"name": noor.user.name, "is_active": "on", "seen_version": 1}

    late = client.wear(bea).post(reverse("users:edit", args=[noor.user_id]), typed)

    assert [told[1:] for told in late.context["form"].conflicts] == [("nee", "ja")]
