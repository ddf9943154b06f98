"""Results: what really changed for Rania, and whether it still holds months later."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kansrijk.audit.forms import store
from kansrijk.audit.models import AuditEvent, Verb
from participants.models import Match
from plans.forms.outcomes import OutcomeForm
from plans.models import Outcome, OutcomeCheck, OutcomeKind
from plans.models.outcomes import check_day
from tests import make
from tests.plans.helpers import over, written


@pytest.fixture
def rania(noor):
    """Rania began with Noor a year ago, so that results of months ago are of their time."""
    participant = make.participant("Rania Fictema")
    make.trajectory(of=participant, to=noor.user.buddy, started_on=ago(300))
    return participant


def ago(days):
    return make.today() - timedelta(days=days)


def url(name, rania, *args):
    return reverse(f"outcomes:{name}", args=[rania.pk, *args])


def told(code="volunteering", **fields):
    kind = OutcomeKind.objects.get(code=code).pk
    return {"kind": kind, "reached_on": make.today(), "source": "own_words"} | fields


def check(of, months=3, still="true", **fields):
    source = "" if still == "unknown" else "own_words"
    given = {"source": source, "asked_by": make.user()} | fields
    return OutcomeCheck.objects.create(outcome=of, months=months, still=still, **given)


@pytest.mark.parametrize("who", ["noor", "lies"])
def test_several_results_one_after_the_other(client, request, rania, who):
    client.wear(request.getfixturevalue(who))
    path = url("add", rania)
    words = {"words": "Elke dinsdag in de bieb"}
    assert client.post(path, told(more="1", **words)).url == path
    for _ in range(2):  # sent twice it is one
        client.post(path, told("part_time_job", source="paper"))

    page = client.get(url("list", rania)).text

    assert Outcome.objects.count() == 2
    for shown in ("Doet vrijwilligerswerk", "op papier gezien", "Elke dinsdag in de bieb"):
        assert shown in page
    assert [e.verb for e in written(rania)] == [Verb.ADD, Verb.ADD]


def test_a_year_without_results_says_what_will_come(client, noor, rania):
    page = client.wear(noor).get(url("list", rania)).text

    assert "Dat heeft tijd nodig" in page and "Zet een resultaat erbij" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reached_on": ago(-1)}, "Deze dag komt nog"),
        ({"reached_on": ago(301)}, "telt vanaf het begin"),
        ({"reached_on": "1850-01-01"}, "tussen 1900 en 2100"),
        ({"source": "gerucht"}, "Kies een van de antwoorden"),
        ({"kind": 10**30}, "Kies een van de antwoorden"),
        ({"words": "Mijn nummer is 111222333"}, "burgerservicenummer"),
        ({"words": "a" * 201}, "200 tekens"),
    ],
)
def test_wrong_input_is_told_and_kept(client, noor, rania, fields, sentence):
    answer = client.wear(noor).post(url("add", rania), told() | {"words": "Fijn"} | fields)

    assert answer.status_code == 422 and sentence in answer.text
    assert str(fields.get("words", "Fijn")) in answer.text
    assert not Outcome.objects.exists()


def test_two_people_change_the_same_result(client, noor, rania):
    found = make.outcome(of=rania, code="volunteering")
    client.wear(noor).post(url("edit", rania, found.pk), told(source="paper", seen_version=1))

    late = client.post(url("edit", rania, found.pk), told(words="Fijn", seen_version=1))

    assert late.status_code == 409 and "Op papier gezien" in late.text and "Fijn" in late.text
    found.refresh_from_db()
    assert (found.source, found.words) == ("paper", "")


def test_the_same_result_of_the_same_day_stands_there_once(client, noor, rania):
    make.outcome(of=rania, code="volunteering")
    other = make.outcome(of=rania, code="debt_free")

    new = client.wear(noor).post(url("add", rania), told(source="paper"))
    moved = client.post(url("edit", rania, other.pk), told(seen_version=1))

    assert new.status_code == moved.status_code == 422
    assert "staat er al" in new.text and "staat er al" in moved.text


def test_the_same_kind_again_asks_for_a_tick(client, noor, rania):
    make.outcome(of=rania, code="volunteering", reached_on=ago(40))

    doubt = client.wear(noor).post(url("add", rania), told(words="Nu bij de bieb"))
    sure = client.post(url("add", rania), told(is_again="on"))

    assert doubt.status_code == 422 and "Nu bij de bieb" in doubt.text
    assert 'type="checkbox" name="is_again"' in doubt.text
    assert sure.status_code == 302 and Outcome.objects.count() == 2


def test_a_mistake_is_taken_away_with_its_answers_and_words_on_their_way_stay(client, noor, rania):
    found = make.outcome(of=rania, reached_on=ago(120))
    check(found)
    client.wear(noor).post(url("remove", rania, found.pk))

    late = client.post(url("edit", rania, found.pk), told(words="Nog iets", seen_version=1))

    assert not Outcome.objects.exists()
    assert (late.status_code, "Nog iets" in late.text) == (409, True)
    assert [e.step for e in written(rania)] == ["remove"]


def test_who_is_no_buddy_any_more_gets_their_words_back(client, noor, rania):
    client.wear(noor)
    over(rania.trajectories.get())

    late = client.post(url("add", rania), told(words="Net te laat"))

    assert late.status_code == 409 and "Net te laat" in late.text
    assert client.get(url("list", rania)).status_code == 404
    assert not Outcome.objects.exists()


def test_a_match_that_ends_while_saving_refuses_what_was_typed(noor, rania):
    form = OutcomeForm(told(words="Net te laat"), instance=Outcome(participant=rania), hat=noor)
    assert form.is_valid()
    over(rania.trajectories.get())

    assert store(form, by=noor) is None
    assert form.status == 409 and not Outcome.objects.exists()


def test_not_mine_and_not_my_hat(client, noor, wouter, rania):
    other = make.outcome(of=make.participant(where="oost"))
    for name in ("edit", "remove"):
        path = reverse(f"outcomes:{name}", args=[rania.pk, other.pk])
        assert client.wear(noor).get(path).status_code in (404, 405)
    assert client.get(url("list", other.participant)).status_code == 404
    assert client.wear(wouter).get(url("list", rania)).status_code == 403


def test_of_before_a_buddy_reads_and_writes_what_is_shared(client, noor, rania):
    Match.objects.update(started_on=ago(30))
    make.outcome(of=rania, code="debt_free", reached_on=ago(100))
    client.wear(noor)
    for shares, status in (("nothing", 422), ("summary", 302)):
        Match.objects.update(shares=shares)
        assert ("Geen schulden" in client.get(url("list", rania)).text) is (status == 302)
        answer = client.post(url("add", rania), told(reached_on=ago(60)))
        assert answer.status_code == status


# ── Is it still so? ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("reached_on", "months", "day"),
    [
        (date(2026, 1, 15), 3, date(2026, 4, 15)),
        (date(2025, 11, 30), 3, date(2026, 3, 1)),
        (date(2025, 8, 31), 6, date(2026, 3, 1)),
        (date(2024, 2, 29), 6, date(2024, 8, 29)),
    ],
)
@pytest.mark.usefixtures("db")
def test_the_day_of_asking_is_that_of_the_list(reached_on, months, day):
    assert check_day(reached_on, months) == day
    found = make.outcome(reached_on=reached_on)

    eve, then = (Outcome.objects.asked(day - timedelta(days=n)) for n in (1, 0))

    assert not eve.filter(asks=months).exists()
    assert list(then.filter(asks=months)) == [found]


def test_each_question_stays_open_until_the_next_and_not_for_what_is_gone(rania):
    fresh, three, six, old = (
        make.outcome(of=rania, reached_on=ago(d)) for d in (80, 100, 200, 290)
    )
    gone = make.outcome(of=rania, code="debt_free", reached_on=ago(200))
    check(gone, still="gone")

    assert {o: o.asks for o in Outcome.objects.asked()} == {three: 3, six: 6}
    check(three)
    assert list(Outcome.objects.asked()) == [six]
    assert fresh.coming() and not old.coming() and not gone.coming()


def test_one_tap_on_vandaag_answers_and_the_question_goes(client, noor, rania):
    found = make.outcome(of=rania, code="volunteering", reached_on=ago(100))
    assert "Doet vrijwilligerswerk" in client.wear(noor).get("/vandaag/").text
    path, answer = url("check", rania, found.pk, 3), {"still": "true", "source": "own_words"}

    for _ in range(2):
        assert client.post(path, answer | {"back": "vandaag"}).url == "/vandaag/"

    assert "Doet vrijwilligerswerk." in client.get("/vandaag/").text  # said once, in the message
    assert "Doet vrijwilligerswerk" not in client.get("/vandaag/").text
    assert "Na 3 maanden: ja, nog steeds" in client.get(url("list", rania)).text
    [line] = written(rania)
    assert (line.verb, line.subject) == (Verb.ADD, "plans.outcomecheck")


def test_two_different_answers_at_once(client, noor, lies, rania):
    found = make.outcome(of=rania, reached_on=ago(100))
    path = url("check", rania, found.pk, 3)
    client.wear(noor).post(path, {"still": "gone", "source": "paper"})

    late = client.wear(lies).post(path, {"still": "true", "source": "own_words"})

    assert late.status_code == 409 and "nee, niet meer" in late.text
    change = {"still": "unknown", "source": "paper", "seen_version": 1}
    assert client.post(path, change).status_code == 302
    given = OutcomeCheck.objects.get()
    assert (given.still, given.source, given.asked_by) == ("unknown", "", noor.user)
    assert client.post(path, change | {"still": "gone"}).status_code == 409


@pytest.mark.parametrize(
    ("months", "answer", "status"),
    [(6, {}, 404), (4, {}, 404), (3, {"still": "true", "source": ""}, 422),
     (3, {"still": "misschien"}, 422), (3, {}, 422)],
)  # fmt: skip
def test_wrong_answers(client, noor, rania, months, answer, status):
    found = make.outcome(of=rania, reached_on=ago(100))

    path = url("check", rania, found.pk, months)

    assert client.wear(noor).post(path, {"source": "paper"} | answer).status_code == status
    assert not OutcomeCheck.objects.exists()


def test_the_lead_asks_where_no_buddy_can(client, lies, rania):
    make.outcome(of=rania, code="debt_free", reached_on=ago(100))
    alone = make.outcome(of=make.participant(), code="volunteering", reached_on=ago(100))
    page = client.wear(lies).get("/gebied/nog-zo/")
    answer = {"still": "true", "source": "paper", "back": "gebied"}

    assert [outcome for outcome, _ in page.context["asked"]] == [alone]
    done = client.post(url("check", alone.participant, alone.pk, 3), answer, follow=True)
    assert done.redirect_chain == [("/gebied/nog-zo/", 302)] and not done.context["asked"]


def test_the_page_costs_the_same_however_many(client, noor, rania):
    client.wear(noor)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(url("list", rania))
        return len(queries)

    check(make.outcome(of=rania, reached_on=ago(200)))
    first = cost()
    for days in range(90, 98):
        check(make.outcome(of=rania, code="debt_free", reached_on=ago(days)))
    assert cost() == first


def test_every_look_at_results_leaves_a_line(client, noor, rania):
    found = make.outcome(of=rania, reached_on=ago(100))
    client.wear(noor)
    for path in (
        url("list", rania),
        url("edit", rania, found.pk),
        url("check", rania, found.pk, 3),
    ):
        client.get(path)

    assert AuditEvent.objects.filter(verb=Verb.LOOK, participant_id=rania.pk).count() == 3
