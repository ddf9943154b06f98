"""Lies writes down who is told of the programme, and who comes."""

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from participants.models import Referral
from tests import make

LIST = reverse("referrals:list")
ADD = reverse("referrals:add")


def page(name, referral):
    return reverse(f"referrals:{name}", args=[referral.pk])


def told(**changes):
    said = {
        "name": "Salma Fictema",
        "birth_year": "1984",
        "language": make.Language.objects.get(code="ar").pk,
        "channel": "phone",
        "phone": "06-00000002",
        "source": "school",
        "why": "Zij is vaak moe van alle brieven.",
        "received_on": make.today().isoformat(),
    }
    return said | changes


def test_the_list_shows_who_waits_and_how_long(client, lies):
    make.referral(received_on=make.today() - make.timedelta(days=12))

    text = client.wear(lies).get(LIST).text

    assert "Vera Proefstra" in text
    assert "12 dagen" in text
    assert "WIJ-team" in text


def test_an_empty_list_says_so(client, lies):
    assert "Iedereen heeft antwoord" in client.wear(lies).get(LIST).text


def test_the_list_of_another_district_stays_closed(client, lies):
    other = make.referral("Uma Nepstra", where="oost")

    assert "Uma" not in client.wear(lies).get(LIST).text
    for name in ("detail", "edit", "decline", "withdraw"):
        assert client.get(page(name, other)).status_code == 404
    for name in ("invite", "accept"):
        assert client.post(page(name, other)).status_code == 404


@pytest.mark.parametrize("hat", ["noor", "wouter", "tess", "bea"])
def test_no_other_hat_comes_here(client, request, hat):
    assert client.wear(request.getfixturevalue(hat)).get(LIST).status_code == 403


def test_a_referral_of_one_s_own_household_stays_closed(client, lies):
    own = make.participant(user=lies.user)
    found = make.referral(participant=own, state="accepted")

    assert client.wear(lies).get(page("detail", found)).status_code == 404


def test_the_state_is_a_filter_in_the_address(client, lies):
    make.referral("Uma Nepstra", state="withdrawn", reason="moved")
    make.referral("Gyan Nepstra")
    client.wear(lies)

    asked = {state: client.get(LIST, {"stand": state}).text for state in ("", "withdrawn", "'; x")}

    assert "Gyan" in asked[""] and "Uma" not in asked[""]
    assert "Uma" in asked["withdrawn"] and "Gyan" not in asked["withdrawn"]
    assert "Gyan" in asked["'; x"]


def test_a_name_is_searched_by_post(client, lies):
    make.referral("Özgür Åkerström")
    make.referral("Uma Nepstra")

    text = client.wear(lies).post(LIST, {"naam": "ozgur"}).text

    assert "Åkerström" in text and "Uma" not in text


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_however_long(client, lies, rows, django_assert_num_queries):
    for _ in range(rows):
        make.referral(neighbourhood=lies.district.neighbourhoods.first())
    client.wear(lies)

    with django_assert_num_queries(3):  # session, user with hats, referrals
        client.get(LIST)


def test_the_part_is_that_of_the_page(client, lies):
    make.referral()
    whole = client.wear(lies).get(LIST).text

    part = client.get(LIST, headers={"hx-request": "true"}).text

    assert part.strip() in whole


def test_lies_writes_down_a_referral(client, lies):
    answer = client.wear(lies).post(ADD, told())

    made = Referral.objects.get()
    event = AuditEvent.objects.get()
    assert answer.url == page("detail", made)
    assert (made.district.slug, made.state, made.search_name) == ("west", "new", "salma fictema")
    assert (event.verb, event.subject_id, "name" in event.fields) == (Verb.ADD, made.pk, True)
    assert "Salma" not in str(event.__dict__)


def year(more):
    return str(make.today().year + more)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Vul dit nog in."),
        ({"why": " "}, "Vul dit nog in."),
        ({"source": "koning"}, "Kies een van de antwoorden."),
        ({"received_on": "2099-01-01"}, "Deze dag komt nog."),
        ({"received_on": "0001-01-01"}, "tussen 1900 en 2100"),
        ({"birth_year": year(1)}, "Dit jaar komt nog."),
        ({"birth_year": "1850"}, "vanaf 1900"),
        ({"birth_year": "99999999999999999999"}, "geboortejaar"),
        ({"why": "BSN 123456782"}, "burgerservicenummer"),
        ({"name": "Sal\u202ema"}, "onzichtbaar of kapot teken"),
        ({"name": "a" * 121}, "120"),
        ({"neighbourhood": "99999"}, "Kies een van de antwoorden."),
    ],
)
def test_wrong_input_says_why_and_keeps_what_was_typed(client, lies, changes, sentence):
    answer = client.wear(lies).post(ADD, told(**changes))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "06-00000002" in answer.text
    assert not Referral.objects.exists()


def test_a_neighbourhood_of_another_district_cannot_be_chosen(client, lies):
    oost = make.district("oost").neighbourhoods.first()

    assert client.wear(lies).post(ADD, told(neighbourhood=oost.pk)).status_code == 422


# ── Changing what was written ───────────────────────────────────────────────


def test_lies_changes_a_referral(client, lies):
    found = make.referral()

    client.wear(lies).post(page("edit", found), told(name="Vera Proefstra", seen_version=1))

    found.refresh_from_db()
    assert (found.source, found.version, found.state) == ("school", 2, "new")


def test_who_changes_second_sees_both_texts(client, lies):
    found = make.referral()
    client.wear(lies)
    client.post(page("edit", found), told(name="Vera Proefstra", phone="06-1", seen_version=1))

    late = client.post(
        page("edit", found), told(name="Vera Proefstra", phone="06-2", seen_version=1)
    )
    again = client.post(
        page("edit", found), told(name="Vera Proefstra", phone="06-2", seen_version=2)
    )

    assert late.status_code == 409
    assert "06-1" in late.text and "06-2" in late.text
    assert again.status_code == 302


def test_a_step_is_not_undone_by_an_edit(client, lies):
    found = make.referral()
    client.wear(lies).post(page("invite", found))

    client.post(page("edit", found), told(name="Vera Proefstra", seen_version=1))

    found.refresh_from_db()
    assert (found.state, found.source) == ("invited", "school")


def test_what_is_closed_does_not_change(client, lies):
    found = make.referral(state="declined", reason="full")
    client.wear(lies)

    assert client.get(page("edit", found)).url == page("detail", found)
    late = client.post(page("edit", found), told(name="Vera Proefstra", seen_version=1))
    assert late.status_code == 409
    assert "06-00000002" in late.text
