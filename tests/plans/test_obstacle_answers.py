"""Wouter answers in place; who was first counts, and nobody's words are lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import working_days_after
from participants.models.states import State
from plans.models import Obstacle
from tests import make
from tests.participants.test_races import at_once, times

HTMX = {"hx-request": "true"}
INBOX = reverse("inbox")


@pytest.fixture
def found(rania):
    return make.obstacle(of=rania.trajectories.get())


def page(name, found):
    return reverse(f"obstacles:{name}", args=[found.pk])


def said(**changes):
    return {"what": "solve", "text": "Het is geregeld.", "answer_by": "", "seen": "0"} | changes


def test_te_doen_says_how_long_it_is_open_and_until_when(client, wouter, rania):
    week_ago = make.today() - timedelta(days=7)
    make.obstacle(of=rania.trajectories.get(), raised_on=week_ago, urgency="urgent")

    text = client.wear(wouter).get(INBOX).text

    for shown in ("(7 dagen)", "Antwoord uiterlijk", "spoed", "Wachten op toeslag", "Rania"):
        assert shown in text


def test_seen_in_one_tap(client, wouter, found):
    answer = client.wear(wouter).post(page("see", found), headers=HTMX)

    found.refresh_from_db()
    part = client.get(INBOX, headers=HTMX).text
    assert (found.state, found.answers.get().by) == ("seen", wouter.user)
    assert f'"#k{found.pk}"' in answer["HX-Location"]
    assert "gezien" in part and "Gezien<" not in part and "hebt gelezen" in part


def test_busy_with_a_day_of_one_s_own(client, wouter, found):
    day = make.today() + timedelta(days=30)
    told = said(what="work", text="Ik bel de bank.", answer_by=day.isoformat())

    client.wear(wouter).post(page("answer", found), told)

    found.refresh_from_db()
    assert (found.state, found.answer_by, found.is_open) == ("working", day, True)
    assert found.answers.get().text == "Ik bel de bank."
    assert AuditEvent.objects.filter(verb=Verb.STEP).get().fields == ["answer_by", "state"]


def test_busy_without_a_day_gives_the_usual_days_again(wouter, rania):
    late = make.obstacle(
        of=rania.trajectories.get(),
        raised_on=make.today() - timedelta(days=9),
        answer_by=make.today() - timedelta(days=2),
    )
    late.work(by=wouter, text="Ik bel de bank.")

    assert late.answer_by == working_days_after(make.today(), 5)
    assert not Obstacle.objects.overdue().exists()


@pytest.mark.parametrize(("what", "state"), [("solve", "solved"), ("give_up", "cannot")])
def test_what_is_done_leaves_the_list(client, wouter, rania, found, what, state):
    other = make.obstacle(of=rania.trajectories.get())
    client.wear(wouter)

    first = client.post(page("answer", found), said(what=what), headers=HTMX)
    last = client.post(page("answer", other), said(what=what), headers=HTMX)

    found.refresh_from_db()
    assert found.state == state
    assert f"#k{found.pk}" in first["HX-Location"] and "#waiting" in last["HX-Location"]
    assert "Je bent bij" in client.get(INBOX).text


def test_without_script_it_is_a_page(client, wouter, found):
    shown = client.wear(wouter).get(page("answer", found)).text
    wrong = client.post(page("answer", found), said(text=""))
    done = client.post(page("answer", found), said(), follow=True)

    assert found.text in shown and "Antwoord versturen" in shown
    assert wrong.status_code == 422 and "Vul dit nog in" in wrong.text
    assert "Je bent bij" in done.text and "Opgelost, fijn" in done.text
    assert client.get(page("answer", found)).url == page("detail", found)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("what", "drop", "Kies een van de antwoorden"),
        ("what", "", "Vul dit nog in"),
        ("text", "x" * 501, "500"),
        ("text", "a\u202eb", "onzichtbaar of kapot"),
        ("answer_by", "2020-01-01", "al geweest"),
        ("answer_by", "0001-01-01", "tussen 1900 en 2100"),
        ("answer_by", "2099-01-01", "binnen drie maanden"),
        ("answer_by", "straks", "geen datum"),
        ("seen", "x", "geheel getal"),
    ],
)
def test_wrong_input_is_told_in_place(client, wouter, found, field, value, sentence):
    kept = {"text": "Mijn woorden"} | {field: value}

    answer = client.wear(wouter).post(page("answer", found), said(**kept), headers=HTMX)

    assert answer.status_code == 422
    assert sentence in answer.text and kept["text"] in answer.text
    assert f'id="k{found.pk}"' in answer.text and "<html" not in answer.text
    assert not found.answers.exists()


def test_a_row_is_that_of_the_page(client, wouter, found):
    whole = client.wear(wouter).get(INBOX).text
    part = client.get(INBOX, headers=HTMX).text
    form = client.get(page("answer", found), headers=HTMX).text

    def bare(html):
        return [line.strip() for line in html.split("\n") if "csrf" not in line]

    assert "\n".join(bare(part[part.index("<section") :])).strip() in "\n".join(bare(whole))
    assert "\n".join(bare(form)).strip() in "\n".join(bare(client.get(page("answer", found)).text))


def test_a_second_tap_is_the_same_answer(client, wouter, found):
    answers = [client.wear(wouter).post(page("answer", found), said()) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [302] * 3
    assert found.answers.count() == 1


def test_a_colleague_was_first_and_the_words_stay(client, wouter, found):
    client.wear(wouter).get(page("answer", found))
    Obstacle.objects.get(pk=found.pk).work(by=wouter, text="Ik bel al.")

    late = client.post(page("answer", found), said(text="Mijn woorden"), headers=HTMX)
    again = client.post(page("answer", found), said(text="Mijn woorden", seen="1"))

    assert late.status_code == 409
    for shown in ("Een collega gaf net antwoord", "Ik bel al.", "Mijn woorden", 'value="1"'):
        assert shown in late.text
    assert again.status_code == 302


def test_it_was_taken_back_while_wouter_typed(client, noor, wouter, found):
    client.wear(wouter).get(page("answer", found))
    Obstacle.objects.get(pk=found.pk).take_back(by=noor)

    late = client.post(page("answer", found), said(text="Mijn woorden"))

    assert late.status_code == 409
    assert "Mijn woorden" in late.text and "teruggehaald" in late.text
    assert found.text not in late.text and "Rania" not in late.text
    assert client.get(page("answer", found)).status_code == 404


def test_what_never_was_theirs_is_not_found(client, wouter, rania):
    kept = make.obstacle(of=rania.trajectories.get(), consent="no")

    for name in ("answer", "see"):
        assert client.wear(wouter).post(page(name, kept), said()).status_code == 404


def test_noor_sends_it_after_all_in_other_words(client, noor, wouter, rania):
    kept = make.obstacle(of=rania.trajectories.get(), consent="no", text="Rania durft niet")
    client.wear(noor)

    named = client.post(page("send", kept), {"text": "Rania durft niet", "consent": "unnamed"})
    no = client.post(page("send", kept), {"text": "Hulp nodig", "consent": "no"})
    done = client.post(page("send", kept), {"text": "Hulp nodig", "consent": "unnamed"})

    kept.refresh_from_db()
    assert (named.status_code, no.status_code, done.status_code) == (422, 422, 302)
    assert (kept.state, kept.text, kept.raised_on) == ("new", "Hulp nodig", make.today())
    assert kept in Obstacle.objects.visible_to(wouter)
    assert client.get(page("send", kept)).url == page("detail", kept)


def test_the_buttons_of_noor(client, noor, rania):
    year = rania.trajectories.get()
    steps = {"take_back": "kept", "drop": "withdrawn", "manage": "solved"}
    client.wear(noor)
    for name, state in steps.items():
        found = make.obstacle(of=year, consent="no" if name == "manage" else "yes")
        done = client.post(page(name, found))
        found.refresh_from_db()
        assert (found.state, done.url) == (state, reverse("obstacles:file", args=[rania.pk]))
        late = client.post(page("manage", found)) if name != "take_back" else None
        assert late is None or late.status_code == 409


@pytest.mark.parametrize("name", ["take_back", "drop", "manage", "send", "see", "answer"])
def test_the_wrong_hat_or_the_obstacle_of_another(client, request, noor, wouter, lies, name):
    other = make.obstacle()
    is_wij = name in ("see", "answer")
    for hat in (noor, wouter, lies):
        own = wouter if is_wij else noor
        expected = 404 if hat == own else 403
        assert client.wear(hat).post(page(name, other), said()).status_code == expected


def test_the_database_keeps_a_no_away_from_wij(noor, wouter, rania):
    kept = make.obstacle(of=rania.trajectories.get(), consent="no")

    with pytest.raises(StepRefused):
        kept.send(by=noor, consent="no")
    with pytest.raises(PermissionDenied):
        kept.send(by=wouter, consent="yes")
    with pytest.raises(IntegrityError):
        Obstacle.objects.filter(pk=kept.pk).update(state="new")


def test_after_an_approval_the_other_rows_stay(client, wouter, noor, found):
    match = make.match(to=noor.user.buddy, state=State.AGREED)

    answer = client.wear(wouter).post(
        reverse("trajectories:approve", args=[match.pk]), headers=HTMX
    )

    assert f"#match{match.pk}" in answer["HX-Location"]


@pytest.mark.parametrize("rows", [1, 30])
def test_te_doen_costs_the_same_however_many(
    client, wouter, rania, rows, django_assert_num_queries
):
    for _ in range(rows):
        made = make.obstacle(of=rania.trajectories.get(), partner=make.partner())
        made.answers.create(state="seen", by=wouter.user)
    client.wear(wouter)

    with django_assert_num_queries(7):  # with absences, rows, answers, matches, looks
        client.get(INBOX)


# ── Two people at the same moment ───────────────────────────────────────────


def step(name, found, by, **told):
    return lambda: getattr(Obstacle.objects.get(pk=found.pk), name)(by=by, **told)


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once(wouter, rania):
    karima = make.hat("wij", "Karima Nepstra")
    for _ in times(20):
        found = make.obstacle(of=rania.trajectories.get())
        won = at_once(
            step("work", found, wouter, text="Ik bel.", seen=0),
            step("solve", found, karima, text="Geregeld.", seen=0),
        )
        assert sorted(won) == [False, True]
        assert found.answers.count() == 1


@pytest.mark.django_db(transaction=True)
def test_taking_back_against_an_answer(wouter, noor, rania):
    for _ in times(20):
        found = make.obstacle(of=rania.trajectories.get())
        won = at_once(
            step("take_back", found, noor), step("solve", found, wouter, text="Ja.", seen=0)
        )
        assert sorted(won) == [False, True]
        found.refresh_from_db()
        assert found.state == ("kept" if won[0] else "solved")


@pytest.mark.django_db(transaction=True)
def test_the_same_obstacle_twice_at_once(noor, rania):
    match = rania.matches.get()
    words = {"text": "x", "cause": "other", "urgency": "normal", "consent": "yes"}
    for number in times(20):
        sent = words | {"client_id": f"00000000-0000-4000-8000-{number:012}"}
        raise_it = lambda sent=sent: Obstacle.objects.raise_for(match, by=noor, **sent)
        assert at_once(raise_it, raise_it) == [True, True]
    assert Obstacle.objects.count() == number + 1
