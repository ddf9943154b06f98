"""Where each hat begins: Vandaag, Te doen, Gebied."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent
from kansrijk.values.dates import moment
from participants.models import Match
from participants.models.states import State
from plans.models import Appointment, Review
from tests import make


@pytest.mark.parametrize(
    ("who", "page"),
    [("noor", "today"), ("wouter", "inbox"), ("lies", "district"), ("bea", "users:list")],
)
def test_every_hat_has_its_own_beginning(client, db, who, page, request):
    hat = request.getfixturevalue(who)

    assert client.wear(hat).get("/").url == reverse(page)


def test_vandaag_shows_who_needs_attention_first(client, noor):
    names = ["Gyan Nepstra", "Uma Nepstra", "Olga Nepstra"]
    heard, silent, visited = (
        make.trajectory(of=make.participant(name), to=noor.user.buddy) for name in names
    )
    make.meeting(of=heard, held_on=make.today() - timedelta(days=2), kind="app")
    make.meeting(of=silent, held_on=make.today() - timedelta(days=12))
    make.meeting(of=visited, held_on=make.today() - timedelta(days=7))
    Appointment.objects.create(trajectory=visited, at=timezone.now(), place="thuis")
    make.action(of=visited)

    page = client.wear(noor).get(reverse("today")).text

    order = [page.index(name) for name in ("Olga", "Uma", "Gyan")]
    assert order == sorted(order)
    assert page.count("Gaat het goed? Plan een afspraak") == 1
    for shown in ("Vandaag om", "1 open stap", "2 dagen geleden, via app", "12 dagen geleden"):
        assert shown in page


def test_after_the_visit_of_today_the_next_one_shows(client, noor):
    seen = make.trajectory(to=noor.user.buddy)
    make.meeting(of=seen)
    for at, place in ((make.now(), "thuis"), (make.now() + timedelta(days=7), "in de bieb")):
        Appointment.objects.create(trajectory=seen, at=at, place=place)

    page = client.wear(noor).get(reverse("today")).text

    assert "Vandaag vastgelegd." in page and "Volgende afspraak:" in page
    assert "in de bieb" in page and "thuis" not in page
    assert "Vandaag zie je één deelnemer." in page


def test_a_message_of_today_leaves_the_appointment_of_this_evening(client, noor):
    this_evening = moment(make.today(), time(19, 30))
    with time_machine.travel(this_evening - timedelta(hours=9), tick=False):
        seen = make.trajectory(to=noor.user.buddy)
        make.meeting(of=seen, kind="app")
        Appointment.objects.create(trajectory=seen, at=this_evening)

        page = client.wear(noor).get(reverse("today")).text

    assert "Volgende afspraak: vandaag" in page and "19.30 uur" in page


@pytest.mark.parametrize(("phone", "links"), [("050 123 45 67", 1), ("", 0)])
def test_vandaag_has_a_number_to_call_where_there_is_one(client, noor, phone, links):
    make.trajectory(of=make.participant(phone=phone), to=noor.user.buddy)

    page = client.wear(noor).get(reverse("today")).text

    assert page.count('href="tel:') == links
    assert phone in page


@pytest.mark.parametrize(
    ("weeks", "when"), [(2, "aan het begin"), (25, "halverwege"), (51, "aan het einde")]
)
def test_vandaag_says_which_look_comes(client, noor, weeks, when):
    rania = make.participant("Rania Fictema")
    started_on = make.today() - timedelta(weeks=weeks)
    year = make.trajectory(of=rania, to=noor.user.buddy, started_on=started_on)
    other = make.trajectory(to=noor.user.buddy, started_on=make.today() - timedelta(weeks=10))
    past = Review.objects.filter(trajectory__in=[year, other], planned_on__lt=make.today())
    past.update(state="skipped", skipped_why="ill")

    page = client.wear(noor).get(reverse("today")).text

    assert f"Kijkmoment {when}, met <bdi>Rania</bdi>" in page
    assert page.count("Kijkmoment ") == 1


def test_vandaag_without_participants_says_what_will_come(client, noor):
    assert "Je hebt nu geen deelnemers" in client.wear(noor).get(reverse("today")).text


@pytest.mark.parametrize("rows", [1, 8])
def test_vandaag_costs_the_same_however_many(client, noor, rows, django_assert_num_queries):
    for _ in range(rows):
        make.meeting(of=make.trajectory(to=noor.user.buddy))
    client.wear(noor)

    # session, user with hats, reach, years, appointments, absences, offers, drafts, late logs,
    # answers, results to ask about, a success, looks
    with django_assert_num_queries(13):
        client.get(reverse("today"))


def test_te_doen_shows_both_voices_own_buddies_first(client, noor, wouter):
    words = {"why": "Spreekt Tigrinya", "participant_words": "Zij luistert."}
    others = make.match(state=State.AGREED, agreed_on=make.today() - timedelta(days=15))
    own = make.match(to=noor.user.buddy, state=State.AGREED, **words)

    page = client.wear(wouter).get(reverse("inbox")).text

    for shown in (
        "Zij luistert.",
        "Er was meteen een klik.",
        "Spreekt Tigrinya",
        "3 plekken, 1 bezet",
    ):
        assert shown in page
    assert page.index(str(own.participant)) < page.index(str(others.participant))
    assert page.count("buddy van een collega") == 1


def test_reading_their_words_leaves_a_look_at_each(client, wouter):
    shown = [make.match(state=State.AGREED) for _ in range(2)]

    client.wear(wouter).get(reverse("inbox"))

    looked = AuditEvent.objects.filter(verb="look", actor_id=wouter.user_id)
    assert {e.participant_id for e in looked} == {found.participant_id for found in shown}


def test_te_doen_says_when_somebody_waits_long_and_voted_on_paper(client, noor, lies, wouter):
    ago = make.today() - timedelta(days=8)
    late = make.match(to=noor.user.buddy, state=State.MET)
    paper = replace(make.voter(late, by=lies), keyed_by=lies)
    late.say_yes(by=paper, words="Ik durf het aan.")
    late.agree(by=noor)
    Match.objects.update(state_since=ago)
    make.match(to=noor.user.buddy, state=State.AGREED)

    page = client.wear(wouter).get(reverse("inbox")).text

    assert page.count("wacht al 8 dagen") == 1
    assert page.count("op papier, ingevoerd door een medewerker") == 1


def test_te_doen_of_an_absent_colleague_comes_to_the_deputy(client, noor, wouter):
    karima = make.hat(Role.WIJ, "Karima Nepstra")
    others = make.match(state=State.AGREED, agreed_on=make.today() - timedelta(days=15))
    replaced = make.match(to=noor.user.buddy, state=State.AGREED)
    make.absence(wouter, karima, last_on=make.today())

    page = client.wear(karima).get(reverse("inbox")).text

    assert "je vervangt <bdi>Wouter</bdi>" in page
    assert page.index(str(replaced.participant)) < page.index(str(others.participant))
    assert page.count("buddy van een collega") == 1


def test_te_doen_is_done(client, wouter):
    assert "Je bent bij" in client.wear(wouter).get(reverse("inbox")).text


def test_what_is_answered_leaves_the_list_and_says_so(client, noor, wouter):
    found = make.match(to=noor.user.buddy, state=State.AGREED)
    htmx = {"hx-request": "true"}

    answer = client.wear(wouter).post(
        reverse("trajectories:approve", args=[found.pk]), headers=htmx
    )
    part = client.get(reverse("inbox"), headers=htmx).text

    assert reverse("inbox") in answer["HX-Location"]
    assert "Je bent bij" in part
    assert "Gestart" in part


@pytest.mark.parametrize("rows", [1, 50])
def test_te_doen_costs_the_same_however_long(client, wouter, rows, django_assert_num_queries):
    for _ in range(rows):
        make.match(state=State.AGREED)
    client.wear(wouter)

    # session, user with hats, absences, matches, obstacles, a look at each
    with django_assert_num_queries(6):
        client.get(reverse("inbox"))


def test_the_health_page_asks_the_database(client, db):
    assert client.get("/gezond/").json() == {"status": "gezond"}


def test_robots_and_security_pages(client, db):
    assert "Disallow: /" in client.get("/robots.txt").text
    assert "Contact: mailto:" in client.get("/.well-known/security.txt").text
