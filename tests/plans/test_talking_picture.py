"""Salma talks with Noor about how it goes: only with her yes, never counted, gone when she stops."""

import pytest
from django.urls import reverse

from plans.models import TalkingPoint
from plans.talking_picture import drawn, forget_withdrawn, rows_of
from tests import make
from tests.plans.helpers import written
from tests.plans.talking import point, talk, talking_district

KEYS = ("body", "mind", "meaning", "quality", "participation", "daily")


@pytest.fixture
def year(noor):
    """Salma's year with Noor, in a district that talks instead of measuring."""
    talking_district()
    return make.trajectory(of=make.participant("Salma Fictema"), to=noor.user.buddy)


@pytest.fixture
def look(year):
    return talk(of=year, finished=False)


def url(name, look, *more):
    return reverse(f"reviews:{name}", args=[look.trajectory.participant_id, look.which, *more])


def said(**fields):
    return {"seen": "0", "words": ""} | fields


def test_six_questions_and_a_number_is_never_required(client, noor, look):
    client.wear(noor)
    answers = [
        {"stands": "3"},
        {"words": "Vaak moe"},
        {"stands": "?"},
        {"pass": "1"},
        {},
        {"stands": "0"},
    ]
    steps = zip(KEYS, answers, [*KEYS[1:], None], strict=True)

    for key, answer, following in steps:
        after = client.post(url("talk_point", look, key), said(**answer))
        expected = url("talk_point", look, following) if following else url("talk", look)
        assert after.url == expected

    assert [p.stands for p in look.talkingpoint_lines.order_by("pk")] == [
        3,
        None,
        None,
        None,
        None,
        0,
    ]
    page = client.get(url("talk", look)).text
    assert "Vaak moe" in page and '<svg class="picture web"' in page
    assert {(e.subject, tuple(e.fields)) for e in written(look.trajectory.participant)} >= {
        ("plans.talkingpoint", ("stands",)), ("plans.talkingpoint", ("words",)),
    }  # fmt: skip


def test_screen_two_leads_to_the_picture_and_nobody_is_asked_for_a_view(client, noor, look):
    client.wear(noor)

    assert client.get(url("screen", look, 2)).url == url("talk", look)
    assert client.get(url("view", look), follow=True).redirect_chain[-1][0] == url("detail", look)
    assert client.post(url("choices_done", look)).status_code == 409


def test_the_number_of_then_shows_beside_one_of_now(noor, year):
    before = talk(of=year, body=2, mind=8, held_on=make.today().replace(day=1))
    look = talk(of=year, which="halfway", finished=False, body=5)

    rows = rows_of(look, hat=noor, before=before)

    assert [row.axis.stands for row in rows[:2]] == [(2, 5), (None, None)]
    picture = drawn(rows, look, before)
    assert [each.name for each in picture.looks] == ["begin", "nu"]
    assert drawn(rows_of(look, hat=noor), look, None).looks[0].name == "halverwege"


@pytest.mark.parametrize("number", ["11", "-1", "zeven", "9" * 30])
def test_a_number_outside_the_scale_is_refused_and_the_words_stay(client, noor, look, number):
    page = client.wear(noor).post(url("talk_point", look, "body"), said(stands=number, words="Moe"))

    assert page.status_code == 422 and ">\nMoe</textarea>" in page.text
    assert not TalkingPoint.objects.exists()


def test_without_a_yes_the_screen_says_so_and_goes_on(client, noor, look):
    look.trajectory.participant.consents.all().delete()
    client.wear(noor)
    assert "Eerst een vraag" in client.get(url("talk", look)).text
    assert client.get(url("talk_point", look, "body")).url == url("talk", look)

    asked = client.get(url("talk_ask", look))
    text = asked.context["text"].pk
    told = {
        "answer": "nee",
        "asked_on": str(make.today()),
        "asked_how": "screen",
        "text": text,
        "seen": "",
    }
    client.post(url("talk_ask", look), told)

    page = client.get(url("talk", look)).text
    assert "Jullie praten hier niet over gezondheid." in page
    assert url("screen", look, 3) in page and "picture" not in page
    late = client.post(url("talk_point", look, "body"), said(words="Toch getypt"))
    assert late.status_code == 409 and "Toch getypt" in late.text
    assert not TalkingPoint.objects.exists()


def test_a_yes_that_is_taken_back_hides_everything_at_once(client, noor, year):
    before = talk(of=year, body=2)
    point_now = point(talk(of=year, which="halfway", finished=False), words="Ik slaap slecht")
    client.wear(noor)

    client.post(url("talk_stop", before))

    for which in ("start", "halfway"):
        page = client.get(url("talk", year.reviews.get(which=which))).text
        assert "Ik slaap slecht" not in page and "picture" not in page
    assert not TalkingPoint.objects.visible_to(noor).exists()
    assert (forget_withdrawn(), forget_withdrawn()) == (2, 0)
    point_now.refresh_from_db()
    assert (point_now.words, before.talkingpoint_lines.get().stands) == ("gewist", None)
    make.consent(of=year.participant, kind="health")
    assert ">gewist<" not in client.get(url("talk", before)).text


def test_who_still_says_yes_is_not_forgotten(year):
    talk(of=year, body=2)

    assert forget_withdrawn() == 0
    assert TalkingPoint.objects.get().stands == 2


def test_a_point_of_a_finished_look_is_corrected_beside_it(client, noor, year):
    line = talk(of=year, body=2).talkingpoint_lines.get()
    fields = {"stands": "4", "wants": "?", "words": "", "reason": "Verkeerd getikt"}

    answer = client.wear(noor).post(url("correct_point", line.review, line.pk), fields)

    assert answer.url == url("talk", line.review)
    page = client.get(answer.url).text
    assert "Eerst stond er:" in page and "2." in page and "Verkeerd getikt" in page
    assert [p.stands for p in line.review.talkingpoint_lines.standing()] == [4]


def test_nobody_but_the_buddy_opens_the_page(client, noor, lies, wouter, year):
    look, other = talk(of=year, body=2), talk(of=make.trajectory(), body=2)

    assert client.wear(noor).get(url("talk", other)).status_code == 404
    for hat in (lies, wouter):
        for name in ("talk", "talk_ask"):
            assert client.wear(hat).get(url(name, look)).status_code == 403


def test_a_look_that_measures_has_no_such_page(client, noor, rania):
    year = rania.trajectories.get()
    look = make.review(of=year, stands={"home": 2}, finished=False)
    client.wear(noor)

    for name in ("talk", "talk_ask"):
        assert client.get(url(name, look)).url == url("detail", look)
    assert client.get(url("talk_point", look, "home")).status_code == 404
    assert client.post(url("talk_stop", look)).status_code == 404
