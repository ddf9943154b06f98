"""What a participant keeps on paper: all that was said at a look, or in a year, and no names."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kansrijk.audit.models import AuditEvent
from plans.models import Review, StressThen, Words
from tests import make
from tests.client import HouseClient


@pytest.fixture
def year(rania):
    make.consent(of=rania)
    return rania.trajectories.get()


def days_ago(days):
    return make.today() - timedelta(days=days)


def told_look(year, **fields):
    """A finished look at which everything was said."""
    found = make.review(of=year, finished=False, buddy_view="given", **fields)
    make.score(of=found, stands=2, wants=4, words="De huur lukt net.", difference="Het is krap.")
    make.score(of=found, side="buddy", stands=3, difference="Je betaalt al drie maanden.")
    make.score(of=found, key="work", stands=1)
    said = {"review": found, "said_by": year.match.buddy.user}
    Words.objects.create(about="how", mood=4, text="Rustiger dan eerst.", **said)
    Words.objects.create(about="proud", text="Ik belde zelf.", **said)
    Words.objects.create(about="next", text="Een cursus.", **said)
    domain = year.method.domains.get(key="finances")
    StressThen.objects.create(review=found, rank=1, domain=domain, text="Post van het CJIB.")
    Review.objects.filter(pk=found.pk).update(state="finished")
    return found


def page(hat, name, *args, **asked):
    return HouseClient().wear(hat).get(reverse(name, args=args), asked)


SAID = [
    "Rustiger dan eerst.", "De huur lukt net.", "Het is krap.", "Je betaalt al drie maanden.",
    "Ik belde zelf.", "Een cursus.", "Post van het CJIB.", "2, het wankelt", "Zelf gebeld",
]  # fmt: skip


def test_a_look_stands_on_paper_with_all_that_was_said(noor, year):
    told_look(year)
    make.success(of=year, happened_on=year.started_on)

    text = page(noor, "reviews:print", year.participant_id, "start").text

    assert [words for words in SAID if words not in text] == []
    sheet = text[text.index('id="sheet"') :]
    assert year.participant.name not in sheet
    assert noor.user.name not in sheet
    assert "<details" not in sheet


def test_the_year_stands_on_paper(noor, year):
    told_look(year, held_on=days_ago(50))
    make.review(of=year, which="halfway", held_on=days_ago(2), stands={"home": 4})
    make.goal(of=year, opened_on=days_ago(40), ended_on=days_ago(3), ending="reached")

    text = page(noor, "years:print", year.participant_id).text

    for words in ("Ik belde zelf.", "1 doel gelukt", "Ik blijf in mijn huis wonen", "4, het staat"):
        assert words in text
    assert "Kijkmoment begin" in text
    assert "we begonnen, en eerst kwam er rust" in text


def test_an_empty_year_stands_on_paper_too(noor, year):
    text = page(noor, "years:print", year.participant_id).text

    assert "Dit is er gelukt" not in text
    assert "Waar ik sta" not in text


def test_a_look_that_is_not_finished_leads_to_its_page(noor, year):
    answer = page(noor, "reviews:print", year.participant_id, "halfway")

    assert answer.url == reverse("reviews:detail", args=[year.participant_id, "halfway"])


@pytest.mark.parametrize("name", ["reviews:print", "reviews:pdf", "years:print", "years:pdf"])
def test_only_the_own_buddy_takes_it_along(lies, year, name):
    told_look(year)
    args = [year.participant_id, *(["start"] if name.startswith("reviews") else [])]

    assert page(make.hat("buddy"), name, *args).status_code == 404
    assert page(lies, name, *args).status_code == 403


def test_who_looked_is_kept_once(noor, year):
    told_look(year)
    before = AuditEvent.objects.count()

    page(noor, "reviews:print", year.participant_id, "start")

    (event,) = AuditEvent.objects.order_by("pk")[before:]
    assert (event.verb, event.participant_id) == ("look", year.participant_id)


def test_a_year_takes_as_many_queries_for_two_looks_as_for_one(noor, year):
    told_look(year, held_on=days_ago(50))
    few = queries_of(noor, "years:print", year.participant_id)
    told_look(year, which="halfway", held_on=days_ago(2))

    assert len(queries_of(noor, "years:print", year.participant_id)) == len(few)
    assert not [sql for sql in few if "talkingpoint" in sql]  # that stays on its own page


def queries_of(hat, name, *args):
    client = HouseClient().wear(hat)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(name, args=args))
    return [query["sql"] for query in queries.captured_queries]


def test_without_the_extra_the_page_serves(noor, year, monkeypatch):
    told_look(year)
    monkeypatch.setattr("plans.views.keepsakes.is_installed", lambda: False)
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)

    assert "Bewaar als pdf" not in page(noor, "reviews:print", year.participant_id, "start").text
    answer = page(noor, "reviews:pdf", year.participant_id, "start")
    assert answer.url == reverse("reviews:print", args=[year.participant_id, "start"])


def test_the_picture_stands_on_top_of_the_file(noor, lies, year):
    told_look(year)

    text = page(noor, "files:timeline", year.participant_id).text
    assert text.index('class="picture pillars"') < text.index('id="timeline"')
    assert "picture star" in page(noor, "files:timeline", year.participant_id, vorm="ster").text
    assert 'class="picture' not in page(lies, "files:timeline", year.participant_id).text
