"""Noor writes down what stands in Rania's way, and Rania says who may know."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import working_days_after
from participants.models import Match
from plans.forms.obstacles import mentions
from plans.models import Obstacle, Partner
from tests import make


@pytest.fixture
def url(rania):
    return reverse("obstacles:add", args=[rania.pk])


def told(**changes):
    said = {
        "client_id": str(uuid.uuid4()), "text": "De huurtoeslag staat stil.",
        "cause": "allowance", "urgency": "normal", "consent": "yes",
    }  # fmt: skip
    return said | changes


def test_noor_tells_wij_from_a_step(client, noor, rania, url):
    step = make.action(of=rania.trajectories.get(), text="Ik bel de Belastingdienst")
    client.wear(noor)

    page = client.get(url, {"stap": step.pk}).text
    done = client.post(f"{url}?stap={step.pk}", told(partner=make.partner().pk), follow=True).text

    raised = Obstacle.objects.get()
    assert "Bij de stap: <strong>Ik bel de Belastingdienst</strong>" in page
    assert (raised.action, raised.state, raised.match.buddy.user) == (step, "new", noor.user)
    assert raised.answer_by == working_days_after(make.today(), 5)
    for shown in ("Gemeld bij WIJ", "De huurtoeslag staat stil.", "Kredietbank", "nog niet gezien"):
        assert shown in done


def test_what_did_not_work_is_one_tap_away(client, noor, rania, url):
    step = make.action(of=rania.trajectories.get(), text="Ik bel de Belastingdienst")
    met = make.meeting(of=step.trajectory)
    met.reports.create(action=step, result="failed", hindered_by="Steeds in gesprek.")
    tap, file = f"{url}?stap={step.pk}", reverse("obstacles:file", args=[rania.pk])

    assert tap in client.wear(noor).get(file).text
    assert "Steeds in gesprek." in client.get(tap).text
    client.post(tap, told())
    assert tap not in client.get(file).text


def test_from_the_log(client, noor, rania, url):
    met = make.meeting(of=rania.trajectories.get())

    client.wear(noor).post(f"{url}?gesprek={met.pk}", told())

    assert Obstacle.objects.get().meeting == met


def test_a_no_stays_between_the_two(client, noor, rania, url):
    page = client.wear(noor).post(url, told(consent="no"), follow=True).text

    assert (Obstacle.objects.get().state, Obstacle.objects.get().is_open) == ("kept", False)
    assert "Dit blijft tussen jullie" in page and "Toch naar WIJ" in page


def test_every_choice_says_who_will_read_what(client, noor, url):
    page = client.wear(noor).get(url).text

    for sentence in (
        "en de naam van Rania", "De naam van Rania en jouw naam staan er niet bij",
        "Dit blijft tussen Rania en jou", "binnen 5 werkdagen", "binnen 1 werkdag", "0800-2000",
    ):  # fmt: skip
        assert sentence in page


def test_one_audit_line_without_a_word_of_it(client, noor, rania, url):
    client.wear(noor).post(url, told(text="Geheime zaak"))

    event = AuditEvent.objects.get(verb=Verb.STEP)
    assert (event.step, event.participant_id) == ("raise", rania.pk)
    assert {"text", "consent", "cause"} <= set(event.fields)
    assert "Geheime" not in str(vars(event))


def test_a_double_tap_is_one_obstacle(client, noor, url):
    sent = told()
    answers = [client.wear(noor).post(url, sent).status_code for _ in range(3)]
    added = client.post(url, sent | {"text": "De huurtoeslag staat stil. En er is meer."})

    assert answers == [302] * 3
    assert (added.status_code, Obstacle.objects.count()) == (409, 1)
    assert "En er is meer." in added.text and sent["client_id"] not in added.text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "", "Vul dit nog in"),
        ("text", "x" * 501, "500"),
        ("text", "a\u202eb", "onzichtbaar of kapot"),
        ("text", "nummer 111222333", "bewaart nooit een BSN"),
        ("cause", "geluk", "Kies een van de antwoorden"),
        ("urgency", "", "Vul dit nog in"),
        ("consent", "", "Vul dit nog in"),
        ("consent", "misschien", "Kies een van de antwoorden"),
        ("partner", "999999", "Kies een van de antwoorden"),
        ("partner", "9" * 40, "Kies een van de antwoorden"),
        ("client_id", "x", "geldige UUID"),
    ],
)
def test_wrong_input_is_told_and_nothing_typed_is_lost(client, noor, url, field, value, sentence):
    kept = {"text": "Mijn woorden"} | {field: value}

    answer = client.wear(noor).post(url, told(**kept))

    assert answer.status_code == 422
    assert sentence in answer.text and kept["text"] in answer.text
    assert not Obstacle.objects.exists()


def test_an_organisation_that_was_hidden_cannot_be_chosen(client, noor, url):
    hidden = make.partner()
    Partner.objects.filter(pk=hidden.pk).update(is_offered=False)

    assert client.wear(noor).post(url, told(partner=hidden.pk)).status_code == 422


@pytest.mark.parametrize(
    ("name", "text", "is_named"),
    [
        ("Rania Fictema", "Voor rania is er geen plek.", True),
        ("Özgür van der Proef", "ozgur wacht", True),
        ("Özgür van der Proef", "De brief van der bank", False),
        ("سلمى الاختبارية", "سلمى wacht", True),
        ("Rania Fictema", "De huurtoeslag staat stil.", False),
    ],
)
def test_a_name_in_the_words_is_noticed(name, text, is_named):
    assert mentions(text, [name, ""]) == is_named


def test_without_a_name_the_name_is_not_in_the_words_either(client, noor, url):
    named = told(text="Rania wacht al lang.", consent="unnamed")

    first = client.wear(noor).post(url, named)
    sure = client.post(url, named | {"no_name": "on"})
    with_name = client.post(url, told(text="Rania wacht al lang."))

    assert (first.status_code, sure.status_code, with_name.status_code) == (422, 302, 302)
    assert 'type="checkbox" name="no_name"' in first.text


def test_a_step_of_somebody_else_or_of_nobody_is_not_found(client, noor, url):
    others = make.action()

    for wrong in (f"stap={others.pk}", "stap=x", f"gesprek={make.meeting().pk}", "gesprek=99"):
        assert client.wear(noor).get(f"{url}?{wrong}").status_code == 404
        assert client.post(f"{url}?{wrong}", told()).status_code == 404


def test_a_number_that_no_database_knows_is_not_found(client, noor):
    url = reverse("obstacles:add", args=[2**63])

    assert client.wear(noor).get(url).status_code == 404
    assert client.post(url, told()).status_code == 404


def test_the_match_ended_meanwhile(client, noor, rania, url):
    client.wear(noor).get(url)
    Match.objects.update(state="ended", ended_on=make.today(), ended_why="other")

    late = client.post(url, told(text="Mijn woorden"))

    assert late.status_code == 409
    assert "Mijn woorden" in late.text and "afgelopen" in late.text
    assert (client.get(url).status_code, Obstacle.objects.count()) == (404, 0)


def test_who_was_never_their_buddy_finds_nothing(client, db, url):
    other = make.buddy("Olga Testinga").user.hats.get()

    assert client.wear(other).get(url).status_code == 404
    assert client.post(url, told()).status_code == 404


def test_the_match_ends_while_it_is_on_its_way(noor, rania):
    found = Match.objects.get()
    Match.objects.update(state="ended", ended_on=make.today(), ended_why="other")
    words = {"client_id": uuid.uuid4(), "text": "x", "cause": "other", "urgency": "normal"}

    with pytest.raises(StepRefused, match="afgelopen"):
        Obstacle.objects.raise_for(found, by=noor, consent="no", **words)


def test_a_deputy_raises_one_for_who_is_away(client, noor, rania, url):
    olga = make.buddy("Olga Testinga").user.hats.get()
    make.absence(noor, olga)

    client.wear(olga).post(url, told(consent="no"))

    raised = Obstacle.objects.get()
    assert (raised.raised_by, raised.match.buddy.user) == (olga.user, noor.user)
    for hat in (olga, noor):
        assert raised in Obstacle.objects.visible_to(hat)


@pytest.mark.parametrize(
    ("day", "days", "until"),
    [
        (date(2026, 12, 23), 5, date(2026, 12, 31)),  # Friday 25 is Christmas, and so is the 26th
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2027, 4, 23), 2, date(2027, 4, 28)),  # Tuesday 27 April is King's Day
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # a Saturday
    ],
)
def test_working_days_know_the_holidays(day, days, until):
    assert working_days_after(day, days) == until


def test_urgent_before_christmas_is_answered_after_it(client, noor, rania, url):
    with time_machine.travel("2026-12-24 15:00+01:00", tick=False):
        client.wear(noor).post(url, told(urgency="urgent"))

    assert Obstacle.objects.get().answer_by == date(2026, 12, 28)


def test_the_lists_say_how_it_stands(client, noor, rania):
    year = rania.trajectories.get()
    days = {"raised_on": make.today() - timedelta(days=9)}
    late = make.obstacle(of=year, answer_by=make.today() - timedelta(days=1), **days)
    make.obstacle(of=year, state="solved", text="Al klaar")

    for page in ("obstacles:list", "obstacles:file"):
        text = client.wear(noor).get(reverse(page, args=[rania.pk] if "file" in page else [])).text
        assert "Het antwoord had er gisteren moeten zijn. De projectleider ziet dit ook." in text
        assert "WIJ mag dit niet meer weten" in text
    done = client.get(reverse("obstacles:list"), {"stand": "klaar"}).text
    assert "Al klaar" in done and late.text not in done


def test_reading_the_list_leaves_a_look_at_each(client, lies, rania):
    shown = [make.obstacle(of=rania.trajectories.get()) for _ in range(2)]

    client.wear(lies).get(reverse("obstacles:list"))

    looks = AuditEvent.objects.filter(verb=Verb.LOOK, actor_id=lies.user_id)
    assert {look.subject_id for look in looks} == {found.pk for found in shown}


def test_without_a_contact_the_lead_hears_of_it_at_once(client, noor, rania, url):
    type(noor.user.buddy).objects.update(wij_contact=None)

    page = client.wear(noor).post(url, told(), follow=True).text

    assert page.count("geen vast WIJ-contact. De projectleider ziet dit") == 2
    assert Obstacle.objects.for_lead().exists()


def test_an_empty_list_says_so(client, noor, rania):
    assert "niets in de weg" in client.wear(noor).get(reverse("obstacles:list")).text
    assert "niets in de weg" in client.get(reverse("obstacles:file", args=[rania.pk])).text


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_costs_the_same_however_long(client, noor, rania, rows, django_assert_num_queries):
    for _ in range(rows):
        answered(make.obstacle(of=rania.trajectories.get(), partner=make.partner()), noor)
    client.wear(noor)

    with django_assert_num_queries(6):  # session, user with hats, reach, rows, answers, looks
        client.get(reverse("obstacles:list"))


def answered(found, hat):
    return found.answers.create(state="seen", by=hat.user)
