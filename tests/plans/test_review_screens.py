"""Noor and Rania go through the six screens of a look; each is saved at once."""

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Verb
from participants.models import Stressor
from plans.models import Review, Score, Words
from tests import make
from tests.plans.helpers import over, written


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


@pytest.fixture
def review(year):
    fields = {"scored_at": None, "buddy_view": "", "reached": 0}
    return make.review(of=year, which="halfway", finished=False, **fields)


def url(review, name, *args):
    return reverse(f"reviews:{name}", args=[review.trajectory.participant_id, review.which, *args])


def choose(client, review, key, stands, **fields):
    return client.post(url(review, "area", key), {"stands": stands, "seen": 0} | fields)


def test_each_screen_is_saved_and_leads_to_the_next(client, noor, rania, review):
    client.wear(noor)
    answers = [
        client.post(url(review, "screen", 1), {"mood": "4", "text": "Rustiger.", "seen": 0}),
        client.post(url(review, "screen", 3), {"text": "Zelf gebeld.", "seen": 0}),
        client.post(url(review, "screen", 4), {"text": "Een cursus.", "ladder": "3", "seen": 0}),
    ]

    assert [a.url for a in answers] == [url(review, "screen", n) for n in (2, 4, 5)]
    said = review.words_lines.values_list("about", "mood", "text")
    assert set(said) == {
        ("how", 4, "Rustiger."), ("proud", None, "Zelf gebeld."), ("next", None, "Een cursus."),
    }  # fmt: skip
    review.refresh_from_db()
    assert (review.ladder, review.reached) == (3, 4)
    lines = [(event.subject, event.fields) for event in written(rania)]
    assert ("plans.review", ["ladder"]) in lines and len(lines) == 4


def test_nothing_has_to_be_said_and_twice_is_once(client, noor, rania, review):
    client.wear(noor)
    for _ in range(3):
        assert client.post(url(review, "screen", 3), {"text": "", "seen": 0}).status_code == 302
    client.post(url(review, "screen", 1), {"text": "Gaat.", "seen": 0})
    for _ in range(2):
        client.post(url(review, "screen", 1), {"text": "Gaat.", "seen": 0})

    assert Words.objects.get().text == "Gaat."
    assert [event.fields for event in written(rania)] == [["text"], ["reached"]]


def test_a_domain_is_chosen_and_only_then_the_one_before_shows(client, noor, year, review):
    make.review(of=year, which="start", held_on=year.started_on, stands={"home": (2, 4)})
    page = client.wear(noor).get(url(review, "area", "home")).text
    after = choose(client, review, "home", 4)
    wish = client.get(url(review, "area", "home")).text

    assert "Vorige keer" not in page and "Ik woon prima en betaal op tijd." in page
    assert after.url == url(review, "area", "home")
    assert "Vorige keer" in wish and "het wankelt" in wish
    seen = Score.objects.get(review=review).said_at.timestamp()
    told = {"wish": "1", "wants": "5", "words": "Een vaste plek.", "seen": round(seen * 1e6)}
    assert client.post(url(review, "area", "home"), told).url == url(review, "area", "wellbeing")
    score = Score.objects.get(review=review)
    assert (score.stands, score.wants, score.words) == (4, 5, "Een vaste plek.")


def test_what_comes_later_in_the_year_is_not_before(client, noor, year, review):
    Review.objects.filter(pk=review.pk).update(state="skipped", skipped_why="ill")
    make.review(of=year, which="end", stands={"home": 5})
    start = make.review(of=year, finished=False, scored_at=None, buddy_view="")
    choose(client.wear(noor), start, "home", 2)

    assert "Vorige keer" not in client.get(url(start, "area", "home")).text


def test_a_domain_can_be_passed_over_and_a_part_chosen(client, noor, review):
    client.wear(noor)
    passed = client.post(url(review, "area", "home"), {"pass": "1", "seen": 0})
    part = client.post(url(review, "part", "home", "housing"), {"stands": "2", "seen": 0})

    assert passed.url == url(review, "area", "wellbeing")
    assert part.url == url(review, "part", "home", "housing")
    lines = Score.objects.values_list("area__key", "area__part_of__key", "stands")
    assert set(lines) == {("home", None, None), ("housing", "home", 2)}


def test_no_step_outside_the_scale(client, noor, review):
    client.wear(noor)
    odd = ["0", "6", "-1", "x", "", "9" * 30]

    assert {choose(client, review, "home", stands).status_code for stands in odd} == {422}
    assert not Score.objects.exists()


def test_what_is_no_screen_is_not_there(client, noor, review):
    client.wear(noor)
    odd = [("screen", 0), ("screen", 7), ("area", "onzin"), ("part", "home", "body")]

    assert {client.get(url(review, *place)).status_code for place in odd} == {404}


def test_stress_is_ranked_again_and_typed_words_stay(client, noor, rania, review):
    make.consent(of=rania, kind="buddy")
    first, second = (
        make.stressor(of=rania, rank=n, text=text) for n, text in enumerate(("Post", "Huur"), 1)
    )
    client.wear(noor)
    told = {"text": "Gaat.", "seen": 0, "turn": f"up-{second.pk}"}
    answer = client.post(url(review, "screen", 1), told)
    seen = round(Words.objects.get().said_at.timestamp() * 1e6)
    new = {"stress_text": "De bus", "stress_domain": first.domain_id, "turn": "add"}
    client.post(url(review, "screen", 1), {"text": "Gaat.", "seen": seen} | new)
    client.post(
        url(review, "screen", 1), {"text": "Gaat.", "seen": seen, "turn": f"remove-{first.pk}"}
    )

    assert answer.url == url(review, "screen", 1)
    assert [s.text for s in rania.stressors.all()] == ["Huur", "De bus"]
    assert Words.objects.get().text == "Gaat."


def test_stress_is_only_there_after_a_yes(client, noor, rania, review):
    make.stressor(of=rania, text="De post")
    page = client.wear(noor).get(url(review, "screen", 1)).text
    domain = Stressor.objects.get().domain_id
    told = {"stress_text": "De bus", "stress_domain": domain, "turn": "add", "seen": 0}
    answer = client.post(url(review, "screen", 1), told)

    assert "De post" not in page and "nog geen ja gezegd" in page
    assert (answer.status_code, Stressor.objects.count()) == (409, 1)
    assert "De bus" in answer.text
    review.refresh_from_db()
    review.finish(by=noor)
    assert not review.stress.exists()


def test_another_screen_was_first(client, noor, review):
    """Both phones had nothing on the screen; the second sees both texts and can go on."""
    client.wear(noor)
    client.post(url(review, "screen", 3), {"text": "Zelf gebeld.", "seen": 0})
    second = client.post(url(review, "screen", 3), {"text": "De post gedaan.", "seen": 0})

    assert second.status_code == 409
    assert "Zelf gebeld." in second.text and "De post gedaan." in second.text
    seen = round(Words.objects.get().said_at.timestamp() * 1e6)
    assert f'value="{seen}"' in second.text
    client.post(url(review, "screen", 3), {"text": "De post gedaan.", "seen": seen})
    assert Words.objects.get().text == "De post gedaan."


def test_two_people_finish_and_nothing_is_lost(client, noor, review):
    client.wear(noor)
    page = client.get(url(review, "screen", 6))
    told = {"seen": page.context["form"]["seen"].value(), "sure": "1"}
    first = client.post(url(review, "screen", 6), told)
    second = client.post(url(review, "screen", 6), told)
    late = client.post(url(review, "screen", 3), {"text": "Toch nog iets.", "seen": 0})

    assert (first.status_code, second.status_code, late.status_code) == (302, 409, 409)
    assert "Toch nog iets." in late.text and not Words.objects.exists()
    assert client.get(url(review, "screen", 3)).url == url(review, "detail")


def test_finishing_asks_about_what_was_left_and_about_what_came(client, noor, review):
    client.wear(noor)
    seen = {"seen": client.get(url(review, "screen", 6)).context["form"]["seen"].value()}
    unsure = client.post(url(review, "screen", 6), seen)
    client.post(url(review, "screen", 3), {"text": "Nog iets.", "seen": 0})
    stale = client.post(url(review, "screen", 6), seen | {"sure": "1"})

    assert unsure.status_code == 422 and "5 leefgebieden" in unsure.text
    assert stale.status_code == 409 and "intussen iets bijgekomen" in stale.text
    assert Review.objects.get(pk=review.pk).state == "begun"


def test_hidden_choices_do_not_show_and_cannot_change(client, noor, review):
    for key in ("home", "wellbeing", "finances", "education", "work"):
        make.score(of=review, key=key, stands=2, words="Geheim")
    client.wear(noor)
    client.post(url(review, "choices_done"))

    pages = [client.get(url(review, "screen", n)).text for n in (2, 5, 6)]
    pages.append(client.get(url(review, "detail")).text)
    assert not [page for page in pages if "Geheim" in page or "het wankelt" in page]
    assert client.get(url(review, "area", "home")).url == url(review, "screen", 2)
    assert choose(client, review, "home", 5).status_code == 409
    assert client.post(url(review, "screen", 6), {"seen": 1}).status_code == 409
    assert client.post(url(review, "screen", 3), {"text": "x", "seen": 0}).status_code == 302


def test_when_the_time_together_is_over_the_words_stay(client, noor, year, review):
    over(year)
    late = client.wear(noor).post(url(review, "screen", 3), {"text": "Zelf gebeld.", "seen": 0})

    assert late.status_code == 409 and "Zelf gebeld." in late.text


def test_a_withdrawn_version_stays_with_what_began_in_it(client, noor, review):
    version = review.method_version
    version.method.versions.create(number=2)
    type(version).objects.filter(pk=version.pk).update(withdrawn_on=make.today())
    page = client.wear(noor).get(url(review, "screen", 2)).text

    assert "nieuwere woorden" in page and "Thuissituatie" in page
    assert choose(client, review, "home", 3).status_code == 302
    review.refresh_from_db()
    assert review.method_version == version


def test_a_lead_reads_no_words_and_no_other_hat_comes_in(client, lies, wouter, year, review):
    make.score(of=review, words="Geheim")
    page = client.wear(lies).get(url(review, "detail")).text
    assert "Geheim" not in page and "bezig" in page
    assert client.get(url(review, "screen", 3)).status_code == 403
    assert client.wear(wouter).get(url(review, "detail")).status_code == 403


def test_a_look_at_a_screen_is_written_down(client, noor, rania, review):
    client.wear(noor).get(url(review, "screen", 3))
    assert AuditEvent.objects.get(participant_id=rania.pk).verb == Verb.LOOK


def test_back_and_stop_save_too(client, noor, review):
    client.wear(noor)
    back = client.post(url(review, "screen", 3), {"text": "Gebeld.", "seen": 0, "back": "1"})
    stop = client.post(url(review, "screen", 4), {"text": "Rust.", "seen": 0, "stop": "1"})
    make.score(of=review, stands=2)
    line = round(Score.objects.get().said_at.timestamp() * 1e6)
    told = {"wish": "1", "words": "Zo.", "seen": line, "part": "housing"}
    part = client.post(url(review, "area", "home"), told)

    assert (back.url, stop.url) == (url(review, "screen", 2), url(review, "detail"))
    assert part.url == url(review, "part", "home", "housing")
    assert [*review.words_lines.values_list("text", flat=True)] == ["Gebeld.", "Rust."]
    assert Score.objects.get().words == "Zo."


def test_no_stale_page_brings_out_what_is_hidden(client, noor, review):
    make.score(of=review, stands=2, wants=5, words="Geheim")
    Review.objects.filter(pk=review.pk).update(scored_at=make.now())
    client.wear(noor)
    stale = [{"wish": "1", "words": "Anders", "seen": 0}, {"stands": "4", "seen": 0}]
    answers = [client.post(url(review, "area", "home"), told) for told in stale]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert not [a for a in answers if "Geheim" in a.text or "Staat er nu" in a.text]
    assert "Anders" in answers[0].text


def test_the_part_that_htmx_gets_is_the_screen(client, noor, review):
    client.wear(noor)
    told = {"text": "Gebeld.", "seen": 0}
    on = client.post(url(review, "screen", 3), told, headers={"hx-request": "true"})
    part = client.get(url(review, "screen", 4), headers={"hx-request": "true"}).text
    whole = client.get(url(review, "screen", 4)).text

    assert (
        url(review, "screen", 4) in on.headers["HX-Location"]
        and "#screen" in on.headers["HX-Location"]
    )
    assert "<html" not in part and part.strip().splitlines()[0].strip() in whole
