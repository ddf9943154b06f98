"""Searching in the notes of Rania's file: only in what one may read, and never in an address."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kansrijk.values.text import fold, pieces_of
from participants.models import Match
from tests import make


@pytest.fixture
def url(rania):
    return reverse("files:timeline", args=[rania.pk])


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


def search(client, hat, url, words, **more):
    return client.wear(hat).post(url, {"woorden": words, **more})


@pytest.mark.parametrize(
    ("note", "words", "marked"),
    [
        ("Samen met Özgür gebeld.", "ozgur", ["Özgür"]),
        ("Samen met Özgür gebeld.", "OZGÜR samen", ["Samen", "Özgür"]),
        ("We aten. سلمى وصلت مُتأخرة", "متاخره", []),
        ("We aten. سلمى وصلت مُتأخرة", "متأخرة", ["مُتأخرة"]),
        ("ሰላማዊት ደወለች", "ሰላማዊት", ["ሰላማዊት"]),
        ("Korting van 50% op_de huur", "50%", ["50%"]),
        ("Korting van 50% op_de huur", "_", ["_"]),
        ("Korting van vijftig procent", "%", []),
        ("Korting van vijftig procent", "v_jftig", []),
        ("Ze zei: <b>'nee'</b> & ja", "<b>", ["&lt;b&gt;"]),
        ("Een e in elk woord", "e", ["Ee", "e", "e"]),
        ("Thee en THEE", "thee", ["Thee", "THEE"]),
    ],
)
def test_it_finds_what_was_meant_and_marks_it(client, noor, year, url, note, words, marked):
    make.meeting(of=year, note=note)

    page = search(client, noor, url, words)

    assert page.context["number"] == len(marked[:1])
    for piece in marked:
        assert f"<mark>{piece}</mark>" in page.text
    assert page.text.count("<mark>") == len(marked)
    assert page.request["QUERY_STRING"] == ""


def test_every_word_must_be_in_the_note(client, noor, year, url):
    make.meeting(of=year, note="Thee bij de gemeente.")
    make.meeting(of=year, note="Alleen thee.")

    page = search(client, noor, url, "gemeente  thee")

    assert page.context["number"] == 1
    assert "1 verslag gevonden" in page.text
    assert "Alleen" not in page.text


@pytest.mark.parametrize("words", ["bibliotheek", "\u0308"])
def test_nothing_found_is_said(client, noor, year, url, words):
    make.meeting(of=year, note="Thee.")

    page = search(client, noor, url, words).text

    assert "0 verslagen gevonden" in page
    assert "Probeer een ander woord" in page


def test_only_spaces_is_the_timeline(client, noor, year, url):
    make.meeting(of=year, note="Thee.")

    assert "Begin van jullie jaar" in search(client, noor, url, "   ").text


@pytest.mark.parametrize("words", ["a" * 200, "woord " * 600, "thee\x00", "thee\u202e"])
def test_what_cannot_be_searched_is_said_and_stays_typed(client, noor, year, url, words):
    answer = search(client, noor, url, words)

    assert answer.status_code == 422
    assert 'class="errors"' in answer.text
    assert "Begin van jullie jaar" in answer.text


def test_a_lead_has_no_search_and_finds_nothing_with_a_post(client, noor, lies, year, url):
    make.meeting(of=year, note="Alleen voor ons twee.")

    page = client.wear(lies).get(url).text
    posted = search(client, lies, url, "alleen")

    assert 'name="woorden"' not in page
    assert "Alleen voor ons" not in posted.text
    assert posted.context["number"] is None


@pytest.mark.parametrize(("shares", "number"), [("all", 1), ("summary", 0), ("nothing", 0)])
def test_a_new_buddy_searches_what_they_may_read(client, noor, year, url, shares, number):
    make.meeting(of=year, note="Thee met Noor.", held_on=year.started_on)
    Match.objects.filter(pk=year.match_id).update(
        state="ended", ended_on=make.today(), ended_why="buddy_left"
    )
    new = make.buddy("Bram Nepstra")
    make.match(of=year.participant, to=new, state="active", shares=shares)

    page = search(client, new.user.hats.get(), url, "thee")

    assert page.context["number"] == number


def test_who_stands_in_finds_only_what_they_wrote(client, noor, year, url):
    deputy = make.buddy("Uma Nepstra").user.hats.get()
    make.absence(noor, deputy)
    make.meeting(of=year, note="Thee met Noor.")
    make.meeting(of=year, note="Thee met Uma.", logged_by=deputy.user)

    page = search(client, deputy, url, "thee")

    assert page.context["number"] == 1
    assert "met Noor" not in page.text


def test_a_file_of_another_buddy_is_not_searched(client, noor, year, url):
    make.meeting(of=make.trajectory(of=make.participant("Uma Nepstra")), note="Thee bij Uma.")
    other = make.buddy("Bram Nepstra").user.hats.get()

    assert search(client, noor, url, "thee").context["number"] == 0
    assert search(client, other, url, "thee").status_code == 404


def test_more_hits_are_a_page_further_and_the_words_stay(client, noor, year, url):
    for ago in range(40):
        make.meeting(of=year, note=f"Thee {ago}.", held_on=make.today() - timedelta(days=ago))

    first = search(client, noor, url, "thee")
    tot = f"{first.context['older']:%Y-%m-%d}"
    second = search(client, noor, url, "thee", tot=tot)

    assert f'form="search" name="tot" value="{tot}"' in first.text
    assert first.context["number"] == second.context["number"] == 40
    assert len(first.context["entries"]) + len(second.context["entries"]) == 40
    assert 'value="thee"' in second.text


@pytest.mark.parametrize("text", ["Özgür ﬁets İstanbul", "a\u0301b\u0308 ẞtraat", "ሰላም مُتأخرة ½"])
def test_pieces_are_the_whole_text_whatever_its_script(text):
    for word in fold(text).split():
        pieces = pieces_of(text, {word})
        assert "".join(piece for piece, _ in pieces) == text
        assert any(is_hit for _, is_hit in pieces)
