"""Buddies: what a lead keeps, what a trainer records, what a buddy sees of themselves."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from buddies.forms.buddies import BuddyForm
from buddies.models import Buddy
from kansrijk.audit.forms import store
from kansrijk.audit.models import AuditEvent
from kansrijk.places.models import Language
from participants.models.states import State
from tests import make


def form_of(buddy, **changes):
    return {
        "places": buddy.places, "started_on": buddy.started_on, "seen_version": buddy.version,
        "wij_contact": buddy.wij_contact_id or "", "gender": buddy.gender,
    } | changes  # fmt: skip


def test_everyone_sees_the_right_buddies(noor, wouter, lies, tess, bea):
    make.buddy("Gyan Nepstra", where="oost")
    unlinked = make.buddy("Uma Nepstra")
    own = noor.user.buddy

    seen = {hat: set(Buddy.objects.visible_to(hat)) for hat in (noor, wouter, lies, tess, bea)}

    assert seen[noor] == seen[wouter] == {own}
    assert seen[lies] == {own, unlinked}
    assert (len(seen[tess]), len(seen[bea])) == (3, 0)


def test_the_list_says_who_has_room(client, noor, lies):
    make.match(to=noor.user.buddy, state=State.CHOSEN)

    page = client.wear(lies).get(reverse("buddies:list")).text

    assert "nog 2 van 3" in page
    assert '"Wijk"></td>' in page  # she has none: the district is no neighbourhood


def test_accents_and_capitals_do_not_count_in_the_order(client, noor, lies):
    for name in ("Zahra Nepstra", "Özgür Nepstra", "oda Nepstra"):
        make.buddy(name)

    page = client.wear(lies).get(reverse("buddies:list")).text

    order = [page.index(name) for name in ("Noor", "oda", "Özgür", "Zahra")]
    assert order == sorted(order)


def test_the_lead_chooses_the_wij_contact(client, lies, wouter):
    buddy = make.buddy("Uma Nepstra")
    url = reverse("buddies:edit", args=[buddy.pk])
    contact = wouter.user.wij_contact

    client.wear(lies).post(url, form_of(buddy, wij_contact=contact.pk, places=2))

    buddy.refresh_from_db()
    assert (buddy.wij_contact, buddy.places, buddy.version) == (contact, 2, 2)


def test_somebody_who_was_first_is_shown_beside_what_was_typed(client, noor, lies):
    buddy = noor.user.buddy
    url = reverse("buddies:edit", args=[buddy.pk])
    client.wear(lies).post(url, form_of(buddy, places=2))

    stale = client.post(url, form_of(buddy, places=5))
    sure = client.post(url, form_of(buddy, places=5, seen_version=2))

    assert stale.status_code == 409
    assert "Hier staat nu iets anders" in stale.text
    assert '"Staat er nu">2</td>' in stale.text
    assert '"Jij typte">5</td>' in stale.text
    assert sure.status_code == 302
    buddy.refresh_from_db()
    assert buddy.places == 5


def test_a_stale_form_keeps_every_ticked_answer(client, noor, lies):
    buddy = noor.user.buddy
    two = [language.pk for language in Language.objects.all()[:2]]
    url = reverse("buddies:edit", args=[buddy.pk])
    client.wear(lies).post(url, form_of(buddy, places=2))

    stale = client.post(url, form_of(buddy, languages=two))

    assert stale.text.count("checked") == 2


def test_the_same_form_twice_is_no_conflict(client, noor, lies):
    buddy = noor.user.buddy
    url = reverse("buddies:edit", args=[buddy.pk])

    answers = [client.wear(lies).post(url, form_of(buddy, places=2)).status_code for _ in range(2)]

    assert answers == [302, 302]


def test_a_buddy_with_a_participant_cannot_leave(client, noor, lies, rania):
    url = reverse("buddies:edit", args=[noor.user.buddy.pk])

    response = client.wear(lies).post(url, form_of(noor.user.buddy, left_on=make.today()))

    assert "Rond die eerst af" in response.text
    assert Buddy.objects.active().filter(user=noor.user).exists()


def test_a_buddy_keeps_at_least_the_places_that_are_taken(client, noor, lies, rania):
    make.match(to=noor.user.buddy, state=State.INTRODUCED)
    url = reverse("buddies:edit", args=[noor.user.buddy.pk])

    few = client.wear(lies).post(url, form_of(noor.user.buddy, places=1))
    enough = client.post(url, form_of(noor.user.buddy, places=2))

    assert few.status_code == 422
    assert "Er zijn nu 2 plekken bezet" in few.text
    assert enough.status_code == 302


@pytest.mark.parametrize("change", [{"places": 0}, {"left_on": "2100-01-01"}])
def test_an_introduction_at_the_same_moment_is_not_slipped_past(noor, lies, change):
    buddy = noor.user.buddy
    form = BuddyForm(form_of(buddy, **change), instance=Buddy.objects.get(pk=buddy.pk))
    assert form.is_valid()
    make.match(to=buddy, state=State.INTRODUCED)

    assert store(form, by=lies) is None

    buddy.refresh_from_db()
    assert (form.status, buddy.places, buddy.left_on) == (409, 3, None)


@pytest.mark.parametrize(
    ("card", "words"),
    [
        (None, "Heeft nog geen kaart"),
        ({"agreed_on": None}, "laat die nog niet aan deelnemers zien"),
        ({}, "Laat een kaart aan deelnemers zien sinds"),
    ],
)
def test_the_lead_sees_whether_there_is_a_card(client, noor, lies, card, words):
    if card is not None:
        make.card(noor.user.buddy, **card)

    page = client.wear(lies).get(reverse("buddies:edit", args=[noor.user.buddy.pk])).text

    assert words in page
    assert "Ik had zelf schulden." not in page


def test_the_trail_says_what_changed_whatever_the_browser_says(client, noor, lies):
    buddy = noor.user.buddy
    day = {"started_on": "2024-02-02", "initial-started_on": "2024-02-02"}

    client.wear(lies).post(reverse("buddies:edit", args=[buddy.pk]), form_of(buddy) | day)

    assert AuditEvent.objects.get(verb="change").fields == ["started_on"]


def test_a_huge_number_is_no_fault(client, noor, lies):
    url = reverse("buddies:edit", args=[noor.user.buddy.pk])

    assert client.wear(lies).post(url, form_of(noor.user.buddy, themes="9" * 30)).status_code == 422


@pytest.mark.parametrize("places", ["11", "-1", "veel", ""])
def test_impossible_places_are_told(client, noor, lies, places):
    url = reverse("buddies:edit", args=[noor.user.buddy.pk])

    assert client.wear(lies).post(url, form_of(noor.user.buddy, places=places)).status_code == 422


def test_the_database_keeps_the_places_few(noor):
    with pytest.raises(IntegrityError):
        Buddy.objects.filter(pk=noor.user.buddy.pk).update(places=11)


def test_a_trainer_records_the_basic_training_and_nothing_else(client, tess):
    buddy = make.buddy("Uma Nepstra", trained_on=None)
    url = reverse("buddies:edit", args=[buddy.pk])
    tomorrow = make.today() + timedelta(days=1)

    early = client.wear(tess).post(url, {"trained_on": tomorrow, "seen_version": 1})
    client.post(url, {"trained_on": make.today(), "seen_version": 1, "places": 9})

    buddy.refresh_from_db()
    assert "Deze dag komt nog" in early.text
    assert (buddy.trained_on, buddy.places) == (make.today(), 3)


def test_ik_shows_whom_to_call(client, noor, wouter):
    type(wouter.user).objects.update(phone="050 123 45 67")

    page = client.wear(noor).get(reverse("buddies:me")).text

    assert "Wouter Speelmaat" in page
    assert "tel:050 123 45 67" in page
    assert "Veilig Thuis" in page


@pytest.mark.parametrize("rows", [2, 50])
def test_the_list_costs_the_same_however_long(client, lies, rows, django_assert_num_queries):
    for _ in range(rows):
        make.buddy().languages.add(Language.objects.first())
    client.wear(lies)

    # session, user with hats, buddies, their languages, who is away
    with django_assert_num_queries(5):
        client.get(reverse("buddies:list"))
