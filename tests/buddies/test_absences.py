"""Away from one day to another: what waits reaches the deputy, and nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from buddies.forms.absences import AbsenceForm
from buddies.models import Absence, Buddy
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.models import AuditEvent
from participants.models import Match, Participant
from participants.models.states import State
from tests import make

LIST, ADD = reverse("absences:list"), reverse("absences:add")


@pytest.fixture
def uma(db):
    """Another buddy in West."""
    return make.buddy("Uma Nepstra").user.hats.get()


@pytest.fixture
def karima(db):
    """Another WIJ coordinator in West."""
    return make.hat(Role.WIJ, "Karima Nepstra")


def days(first=0, last=7, **fields):
    return {
        "first_on": make.today() + timedelta(days=first),
        "last_on": make.today() + timedelta(days=last),
    } | fields


def edit(absence, name="edit"):
    return reverse(f"absences:{name}", args=[absence.pk])


def test_noor_writes_down_when_she_is_away_and_who_stands_in(client, noor, uma):
    done = client.wear(noor).post(ADD, days(deputy=uma.user_id), follow=True)

    absence = Absence.objects.get()
    assert (absence.user, absence.role, absence.deputy) == (noor.user, "buddy", uma.user)
    assert "Uma Nepstra vervangt Noor Testinga van" in done.text
    assert "Jij vervangt" in client.wear(uma).get(LIST).text


def test_nothing_written_down_yet(client, noor, lies):
    assert "Ga je een tijd weg?" in client.wear(noor).get(LIST).text
    assert "Iedereen is er." in client.wear(lies).get(LIST).text


def test_only_somebody_with_the_same_role_in_the_same_district_stands_in(client, noor, wouter):
    elsewhere = make.buddy("Gyan Nepstra", where="oost").user
    left = make.buddy("Olga Nepstra", started_on="2020-01-01", left_on="2024-01-01").user
    former = make.buddy("Wim Nepstra").user
    former.hats.update(withdrawn_at=make.now())
    client.wear(noor)

    for nobody in (noor.user, wouter.user, elsewhere, left, former):
        page = client.post(ADD, days(deputy=nobody.pk))
        assert (page.status_code, nobody.name in page.text) == (422, False)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (days(3, 1), "De laatste dag ligt vóór de eerste."),
        (days(-9, -2), "Deze dagen zijn al geweest."),
        (days(0, 1, last_on=""), "Vul dit nog in."),
    ],
)
def test_impossible_days_are_told(client, noor, uma, period, words):
    page = client.wear(noor).post(ADD, period | {"deputy": uma.user_id})

    assert page.status_code == 422
    assert words in page.text


def test_days_that_overlap_are_told(client, noor, uma):
    make.absence(noor, uma)

    page = client.wear(noor).post(ADD, days(5, 20, deputy=uma.user_id))

    assert "In die dagen staat al een afwezigheid" in page.text
    assert Absence.objects.count() == 1


def test_who_is_away_does_not_stand_in(client, noor, uma):
    make.absence(uma, make.buddy("Gyan Nepstra").user.hats.get())

    page = client.wear(noor).post(ADD, days(7, 20, deputy=uma.user_id))

    assert "Uma Nepstra is dan zelf weg" in page.text


def test_who_stands_in_first_finds_another_deputy(client, noor, uma):
    make.absence(noor, uma)
    gyan = make.buddy("Gyan Nepstra").user

    page = client.wear(uma).post(ADD, days(deputy=gyan.pk))

    assert "de vervanger van Noor Testinga" in page.text


def test_two_who_choose_each_other_at_the_same_moment_do_not_cross(noor, uma):
    absence = Absence(user=uma.user, role=uma.role, district=uma.district)
    form = AbsenceForm(days(deputy=noor.user_id), instance=absence)
    assert form.is_valid()
    make.absence(noor, uma)

    assert store(form, by=uma) is None
    assert form.status == 409
    assert Absence.objects.count() == 1


def test_another_tab_was_first(client, noor, uma):
    absence = make.absence(noor, uma)
    client.wear(noor).post(edit(absence), days(0, 3, deputy=uma.user_id, seen_version=1))

    stale = client.post(edit(absence), days(0, 5, deputy=uma.user_id, seen_version=1))
    late = client.post(edit(absence, "call_off"), {"seen_version": 1})

    assert (stale.status_code, late.status_code) == (409, 409)
    assert Absence.objects.get().last_on == make.today() + timedelta(days=3)


@pytest.mark.parametrize(("began", "left"), [(-3, 1), (0, 0), (4, 0)])
def test_back_earlier_keeps_the_days_that_passed(client, noor, uma, began, left):
    absence = make.absence(noor, uma, first_on=make.today() + timedelta(days=began))

    client.wear(noor).post(edit(absence, "call_off"), {"seen_version": 1})

    assert not Absence.objects.coming().exists()
    assert Absence.objects.count() == left
    assert AuditEvent.objects.filter(step="call_off").count() == 1


def test_the_lead_writes_it_down_for_a_buddy_who_is_ill(client, noor, uma, lies):
    url = f"{ADD}?wie={noor.pk}"

    client.wear(lies).post(url, days(deputy=uma.user_id))
    client.post(edit(Absence.objects.get()), days(0, 2, deputy=uma.user_id, seen_version=1))
    page = client.get(LIST).text

    assert Absence.objects.get().user == noor.user
    assert AuditEvent.objects.filter(actor_id=lies.user_id, verb__in=["add", "change"]).count() == 2
    assert "Noor Testinga" in page


def test_nobody_keeps_the_days_of_another(client, noor, uma, wouter, lies):
    absence = make.absence(noor, uma)
    oost = make.buddy("Gyan Nepstra", where="oost").user.hats.get()

    for hat in (uma, wouter, oost):
        assert client.wear(hat).get(edit(absence)).status_code == 404
        assert client.get(f"{ADD}?wie={noor.pk}").status_code == 404
    for odd in (oost.pk, "x", "9" * 30):
        assert client.wear(lies).get(f"{ADD}?wie={odd}").status_code == 404


def test_the_deputy_sees_and_logs_but_reads_no_older_notes(client, noor, uma, rania):
    make.meeting(of=rania.trajectories.get(), note="Van Noor zelf")
    make.absence(noor, uma)
    told = {"client_id": "0" * 32, "held_on": make.today(), "kind": "phone", "note": "Uma belde"}
    told |= {"step_who": "participant"}

    vandaag = client.wear(uma).get(reverse("today")).text
    lists = client.get(reverse("participants:list")).text
    after = client.post(reverse("meetings:log", args=[rania.pk]), told, follow=True).text

    assert "Je vervangt" in vandaag
    assert "je vervangt <bdi>Noor</bdi>" in vandaag
    assert "je vervangt <bdi>Noor</bdi>" in lists
    assert "Uma belde" in after
    assert "Van Noor zelf" not in after
    timeline = client.wear(noor).get(reverse("files:timeline", args=[rania.pk])).text
    assert "Uma belde" in timeline
    assert "Vastgelegd door Uma Nepstra, als vervanger" in timeline


def test_the_deputy_s_own_participants_are_not_marked(client, noor, uma, rania):
    make.trajectory(of=make.participant("Salma Fictema"), to=uma.user.buddy)
    make.absence(noor, uma)

    assert client.wear(uma).get(reverse("today")).text.count("je vervangt") == 1


@pytest.mark.parametrize(("first", "last"), [(-9, -1), (1, 9)])
def test_before_and_after_the_deputy_sees_nothing(noor, uma, rania, first, last):
    make.absence(noor, uma, **days(first, last))

    assert not Participant.objects.visible_to(uma).exists()
    assert not Match.objects.visible_to(uma).exists()


def test_a_deputy_with_a_withdrawn_hat_sees_nothing(client, noor, uma, rania):
    make.absence(noor, uma)
    as_lead = make.hat(Role.LEAD, where="oost", of=uma.user)

    assert not Participant.objects.visible_to(as_lead).exists()


def test_the_deputy_hears_that_a_proposal_waits_but_not_whose(client, noor, uma):
    make.match(of=make.participant("Salma Fictema"), to=noor.user.buddy, state=State.CHOSEN)
    make.absence(noor, uma)

    page = client.wear(uma).get(reverse("today")).text

    assert "Er wacht ook een voorstel op" in page
    assert "Salma" not in page


def test_wij_sees_the_buddies_of_whom_they_replace(client, noor, wouter, karima):
    make.absence(wouter, karima)

    page = client.wear(karima).get(reverse("buddies:list")).text

    assert set(Buddy.objects.visible_to(karima)) == {noor.user.buddy}
    assert "je vervangt <bdi>Wouter</bdi>" in page


def test_mijn_buddys_says_who_is_away_and_who_had_contact(client, noor, uma, wouter, rania):
    held_on = make.today() - timedelta(days=3)
    make.meeting(of=rania.trajectories.get(), held_on=held_on)
    make.meeting(of=rania.trajectories.get(), kind="missed")
    make.absence(noor, uma)

    page = client.wear(wouter).get(reverse("buddies:list")).text

    assert "3 dagen geleden" in page
    assert "<bdi>Uma Nepstra</bdi> vervangt" in page


def test_ik_says_whom_to_call_while_wouter_is_away(client, noor, wouter, karima):
    type(karima.user).objects.filter(pk=karima.user_id).update(phone="050 765 43 21")
    make.absence(wouter, karima)

    page = client.wear(noor).get(reverse("buddies:me")).text

    assert "is weg tot en met" in page
    assert "tel:050 765 43 21" in page


def test_a_deputy_lead_is_told(client, lies):
    other = make.hat(Role.LEAD, "Lina Nepstra")
    make.absence(lies, other)

    assert "Lies Oefenveen" in client.wear(other).get(reverse("district")).text


def test_who_logged_before_this_was_the_buddy(client, noor, rania):
    make.meeting(of=rania.trajectories.get(), logged_by=None)
    timeline = client.wear(noor).get(reverse("files:timeline", args=[rania.pk])).text

    assert "Vastgelegd door" not in timeline


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_costs_the_same_however_long(client, lies, rows, django_assert_num_queries):
    for _ in range(rows):
        make.absence(make.hat(Role.WIJ), make.hat(Role.WIJ))
    client.wear(lies)

    with django_assert_num_queries(4):  # session, user with hats, absences, colleagues
        client.get(LIST)
