"""What a finished look says is corrected by a new line, with its reason; the first one stays."""

import pytest
from django.urls import reverse

from plans.models import Review, Score, Words
from tests import make
from tests.plans.helpers import over, written


@pytest.fixture
def look(noor, rania):
    """A finished look: Rania stood at 2 at home and said what she is proud of."""
    found = make.review(of=rania.trajectories.get(), stands={"home": (2, 4)}, finished=False)
    told = {"text": "Mijn post is open.", "said_by": noor.user}
    Words.objects.create(review=found, about="proud", **told)
    Words.objects.create(review=found, about="how", mood=2, said_by=noor.user)
    Review.objects.filter(pk=found.pk).update(state="finished")
    return found


def url(line, name="correct"):
    year = line.review.trajectory
    return reverse(f"reviews:{name}", args=[year.participant_id, line.review.which, line.pk])


def better(**fields):
    return {"stands": "3", "wants": "4", "words": "", "reason": "De verkeerde aangetikt."} | fields


def test_a_score_is_corrected_with_one_line(client, noor, rania, look):
    line = look.score_lines.get()
    page = client.wear(noor).get(url(line)).text

    answer = client.post(url(line), better())

    now = look.score_lines.standing().get()
    assert page.count("checked") == 2
    assert answer.url == reverse("reviews:detail", args=[rania.pk, "start"])
    assert (now.stands, now.wants, now.corrects, now.side) == (3, 4, line, "participant")
    event = written(rania).get()
    assert (event.subject, event.step, event.fields) == (
        "plans.score",
        "correct",
        ["reason", "stands"],
    )


def test_words_and_a_face_are_corrected_too(client, noor, look):
    proud, how = (look.words_lines.get(about=about) for about in ("proud", "how"))
    client.wear(noor)

    client.post(url(proud, "correct_words"), {"text": "Mijn post ligt op orde.", "reason": "Beter"})
    client.post(url(how, "correct_words"), {"mood": "?", "text": "", "reason": "Niet gezegd"})

    said = {line.about: line for line in look.words_lines.standing()}
    assert said["proud"].text == "Mijn post ligt op orde." and said["how"].mood is None
    assert Words.objects.filter(review=look).count() == 4


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": ""}, "Vul dit nog in."),
        ({"stands": "2"}, "nog hetzelfde als eerst"),
        ({"stands": "6"}, "Kies een van de antwoorden."),
        ({"reason": "Zie 111222333"}, "burgerservicenummer"),
    ],
)
def test_what_is_wrong_says_so(client, noor, look, fields, said):
    page = client.wear(noor).post(url(look.score_lines.get()), better(**fields))

    assert page.status_code == 422 and said in page.text
    assert look.score_lines.count() == 1


def test_who_comes_second_loses_no_word(client, noor, look):
    line = look.score_lines.get()
    client.wear(noor).post(url(line), better())

    late = client.post(url(line), better(words="Ik woon bij mijn zus.", stands="4"))

    assert late.status_code == 409
    assert "intussen al verbeterd" in late.text and "Ik woon bij mijn zus." in late.text
    assert look.score_lines.count() == 2
    assert client.get(url(line)).status_code == 302


def test_what_is_not_finished_is_changed_on_its_screen(client, noor, rania):
    look = make.review(of=rania.trajectories.get(), stands={"home": 2}, finished=False)
    line = look.score_lines.get()

    assert client.wear(noor).get(url(line)).status_code == 302
    late = client.post(url(line), better())
    assert late.status_code == 409 and "nog niet afgerond" in late.text


def test_a_look_that_is_not_hers_or_a_year_that_is_over(client, noor, lies, look):
    theirs = make.review(of=make.trajectory(), stands={"home": 2})
    line = look.score_lines.get()

    assert client.wear(noor).post(url(theirs.score_lines.get()), better()).status_code == 404
    assert client.wear(lies).post(url(line), better()).status_code == 403
    over(look.trajectory)
    late = client.wear(noor).post(url(line), better(words="Nog dit"))
    assert late.status_code == 409 and "Nog dit" in late.text
    assert Score.objects.count() == 2
