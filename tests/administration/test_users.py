"""Bea invites people, finds them, and keeps their data."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from buddies.models import Buddy, WijContact
from kansrijk.accounts.models import Role, User
from kansrijk.administration import people
from kansrijk.administration.forms.users import InviteForm, UserForm
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from tests import make
from tests.client import HouseClient

LIST, INVITE = reverse("users:list"), reverse("users:invite")
UMA = {"name": "Uma Nepstra", "email": "Uma@voorbeeld.test", "role": "buddy"}


def edit(user):
    return reverse("users:edit", args=[user.pk])


def data_of(user, **changes):
    kept = {"name": user.name, "called": "", "phone": "", "is_active": "on"}
    return kept | {"seen_version": user.version} | changes


def invite(client, **changes):
    data = UMA | {"district": make.district().slug} | changes
    return client.post(INVITE, data)


def link():
    return re.search(r"http://testserver(\S+)", mail.outbox[-1].body)[1]


def page_of(link):
    return HouseClient().get(link, follow=True).text


def test_the_list_shows_everybody_with_their_hats(client, bea, noor, wouter):
    page = client.wear(bea).get(LIST).text

    for text in ["Bea Proefstra", "Beheerder", "Noor Testinga", "Buddy in West", "uitgenodigd"]:
        assert text in page


def test_filters_stand_in_the_address(client, bea, noor, wouter):
    make.buddy("Oda Nepstra", where="oost")

    page = client.wear(bea).get(LIST, {"role": "buddy", "district": "west"}).text

    assert "Noor Testinga" in page
    assert "Oda" not in page and "Wouter" not in page


def test_a_withdrawn_hat_is_not_found_by_its_role(client, bea, noor):
    type(noor).objects.filter(pk=noor.pk).update(withdrawn_at=timezone.now())

    assert "Er is niemand die hierbij past." in client.wear(bea).get(LIST, {"role": "buddy"}).text


@pytest.mark.parametrize("words", ["ozgur", "ÖZGÜR", "akerstrom", "özgür åkerström"])
def test_a_name_is_found_whatever_its_accents(client, bea, noor, words):
    make.user("Özgür Åkerström")

    page = client.wear(bea).post(LIST, {"words": words}).text

    assert "Özgür Åkerström" in page
    assert "Noor" not in page


def test_a_search_keeps_its_filter_and_never_stands_in_an_address(client, bea, noor):
    make.buddy("Noor Oefenveen", where="oost")

    page = client.wear(bea).post(f"{LIST}?district=oost", {"words": "noor"}).text

    assert "Noor Oefenveen" in page and "Testinga" not in page
    assert not re.search(r'(?:action|href|hx-get)="[^"]*noor', page, re.IGNORECASE)


@pytest.mark.parametrize(
    "query", ["role=koning", "district=nergens", "pagina=laatste", "pagina=-1"]
)
def test_nonsense_in_the_address_is_no_error(client, bea, query):
    assert client.wear(bea).get(f"{LIST}?{query}").status_code == 200


def test_the_list_costs_as_many_queries_for_one_as_for_many(client, bea, django_assert_num_queries):
    client.wear(bea).get(LIST)
    for number in range(60):
        make.hat(Role.TRAINER, f"Persoon {number:02}")

    with django_assert_num_queries(6):  # session, user with hats; districts; count, users, hats
        page = client.get(LIST)

    assert "bladzijde 1 van 2" in page.text


def test_a_search_has_pages_too(client, bea):
    for number in range(60):
        make.user(f"Persoon {number:02}")

    page = client.wear(bea).post(LIST, {"words": "persoon", "pagina": "2"}).text
    again = client.post(f"{LIST}?pagina=2", {"words": "persoon"}).text

    assert "Persoon 01" in again
    assert "Persoon 59" in page and "Persoon 01" not in page
    assert 'name="pagina" value="1"' in page


def test_bea_invites_a_buddy(client, bea):
    answer = invite(client.wear(bea))

    uma = User.objects.get(email="uma@voorbeeld.test")
    assert answer.url == edit(uma)
    assert not uma.has_usable_password()
    assert str(uma.hats.get()) == "Buddy in West"
    assert Buddy.objects.get(user=uma).district.slug == "west"


def test_a_wij_worker_becomes_a_contact(client, bea):
    invite(client.wear(bea), role="wij")

    assert WijContact.objects.get(user__name="Uma Nepstra").district.slug == "west"


def test_the_invitation_is_neutral(client, bea):
    invite(client.wear(bea))

    (sent,) = mail.outbox
    assert (sent.subject, sent.to) == ("Je uitnodiging", ["uma@voorbeeld.test"])
    for word in ["Uma", "buddy", "West", "Bea"]:
        assert word not in sent.body


def test_the_link_lets_uma_choose_a_password_once(client, bea):
    invite(client.wear(bea))
    guest, mailed = HouseClient(), link()
    path = guest.get(mailed).url
    both = dict.fromkeys(["password1", "password2"], "vier paarse olifanten")
    guest.post(path, both)

    assert User.objects.get(name="Uma Nepstra").has_usable_password()
    assert "Deze link werkt niet meer" in page_of(mailed)


@pytest.mark.parametrize(("hours", "works"), [(71, True), (73, False)])
def test_the_link_works_three_days(client, bea, hours, works):
    invite(client.wear(bea))

    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        assert ("Kies je wachtwoord" in page_of(link())) is works


def test_a_new_invitation_replaces_the_old_one(client, bea):
    invite(client.wear(bea))
    old, uma = link(), User.objects.get(name="Uma Nepstra")
    client.post(reverse("users:reinvite", args=[uma.pk]))

    assert "Deze link werkt niet meer" in page_of(old)
    assert "Kies je wachtwoord" in page_of(link())


def test_who_works_here_already_gets_no_invitation(client, bea, noor):
    noor.user.set_password("vier paarse olifanten")
    noor.user.save()

    answer = client.wear(bea).post(reverse("users:reinvite", args=[noor.user.pk]))

    assert answer.status_code == 404
    assert not mail.outbox


def test_a_mail_server_that_is_away_loses_nothing(client, bea, monkeypatch):
    monkeypatch.setattr("kansrijk.accounts.adapters.AccountAdapter.invite", fails)

    page = client.get(invite(client.wear(bea)).url).text

    assert "De mail kon niet weg" in page
    assert "Stuur de uitnodiging opnieuw" in page


def fails(adapter, user):
    raise ConnectionRefusedError


def test_a_known_address_is_told_in_words(client, bea, noor):
    answer = invite(client.wear(bea), email=noor.user.email.upper())

    assert answer.status_code == 422
    assert "Er is al een account met dit e-mailadres." in answer.text
    assert not mail.outbox


def test_two_invitations_at_the_same_moment_make_one_account(bea):
    data = UMA | {"district": make.district().slug}
    first, second = InviteForm(data), InviteForm(data)
    assert first.is_valid() and second.is_valid()
    first.save(by=bea)

    with pytest.raises(StepRefused, match="Er is al een account"):
        second.save(by=bea)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"district": ""}, "Kies het gebied waar deze rol geldt."),
        ({"role": "admin"}, "Een trainer of beheerder werkt overal"),
        ({"role": "koning"}, "Kies een van de antwoorden"),
        ({"name": "Uma\u202e"}, "onzichtbaar of kapot teken"),
        ({"email": "geen adres"}, "geldig e-mailadres"),
    ],
)
def test_a_wrong_invitation_says_why_and_makes_nobody(client, bea, changes, sentence):
    answer = invite(client.wear(bea), **changes)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not User.objects.filter(name__startswith="Uma").exists()


def test_data_are_saved_with_a_trace_without_values(client, bea, noor):
    client.wear(bea).post(edit(noor.user), data_of(noor.user, called="Noortje", phone="050 123"))

    noor.user.refresh_from_db()
    event = AuditEvent.objects.get()
    assert noor.user.called == "Noortje"
    assert (event.actor_id, event.verb) == (bea.user_id, Verb.CHANGE)
    assert (event.subject, event.subject_id) == ("accounts.user", noor.user_id)
    assert event.fields == ["called", "phone"]


def test_who_was_second_sees_both_texts_and_may_decide(client, bea, noor):
    seen = data_of(noor.user, name="Noor van Testinga")
    client.wear(bea).post(edit(noor.user), data_of(noor.user, name="Noor de Testinga"))

    answer = client.post(edit(noor.user), seen)

    assert answer.status_code == 409
    assert "Noor de Testinga" in answer.text and "Noor van Testinga" in answer.text
    client.post(edit(noor.user), seen | {"seen_version": noor.user.version + 1})
    noor.user.refresh_from_db()
    assert noor.user.name == "Noor van Testinga"


def test_saving_data_never_brings_back_an_old_password(bea, noor):
    fetched = people.people().get(pk=noor.user_id)
    User.objects.filter(pk=noor.user_id).update(password="chosen meanwhile", epoch=7)

    form = UserForm(data_of(noor.user, phone="050"), instance=fetched, by=bea)
    form.save(by=bea)

    noor.user.refresh_from_db()
    assert (noor.user.password, noor.user.epoch) == ("chosen meanwhile", 7)
    assert noor.user.phone == "050"


def test_switching_somebody_off_ends_their_sessions(client, bea, noor):
    hers = HouseClient().wear(noor)
    client.wear(bea).post(edit(noor.user), data_of(noor.user, is_active=""))

    assert hers.get(reverse("account")).status_code == 302
    noor.user.refresh_from_db()
    assert noor.user.epoch == 1


def test_bea_cannot_switch_off_herself(client, bea):
    answer = client.wear(bea).post(edit(bea.user), data_of(bea.user, is_active=""))

    assert answer.status_code == 422
    assert "Je kunt jezelf niet uitzetten." in answer.text


def test_somebody_who_does_not_exist_is_not_found(client, bea):
    assert client.wear(bea).get(reverse("users:edit", args=[10**12])).status_code == 404


@pytest.mark.parametrize("name", ["list", "invite"])
def test_no_other_hat_comes_here(client, lies, name):
    assert client.wear(lies).get(reverse(f"users:{name}")).status_code == 403
