"""The timeline of Rania's year: every kind of entry, a filter, pages, and who may read what."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buddies.models import Absence
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.values.dates import in_words
from plans.models import EarlierMeeting
from plans.models.stuck import MayKnow, Stuck
from plans.timeline.entries import Sort
from tests import make
from tests.plans.helpers import extension


@pytest.fixture
def url(rania):
    return reverse("files:timeline", args=[rania.pk])


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


@pytest.fixture
def full(year, noor, wouter):
    """One of each kind, all of today."""
    make.meeting(of=year, mood=4, note="We dronken thee.")
    make.meeting(of=year, kind="missed", missed_why="buddy")
    make.action(of=year, text="Ik open de post", who="together", agreed_on=make.today())
    make.action(of=year, text="Ik bel school", done_on=make.today())
    make.action(of=year, text="Ik vraag kwijtschelding", dropped_on=make.today())
    make.goal(of=year, ended_on=make.today(), ending="reached", learned="Samen bellen helpt.")
    make.success(of=year, text="Zelf gebeld", said_by="together", celebrated="Taart gegeten")
    stuck = make.obstacle(of=year, state=Stuck.WORKING)
    stuck.answers.create(state=Stuck.SEEN, by=wouter.user)
    stuck.answers.create(state=Stuck.WORKING, text="Ik bel de toeslagen.", by=wouter.user)
    make.outcome(of=year.participant, code="volunteering")
    make.appointment(of=year, called_off_at=make.now(), place="de bieb")
    make.review(of=year)
    year.reviews.get(which="halfway").skip(by=noor, why="other", words="Er was brand.")
    extension(of=year)
    return year


TOLD = {
    "gesprek": ["We dronken thee.", "Hoe het ging: goed", "Waarom: de buddy kon niet"],
    "stap": ["Ik open de post (samen)", "Ik bel school", "Hoeft niet meer", "Ik vraag kwijt"],
    "doel": ["Nieuw doel", "Doel: gelukt", "Wat we leerden: Samen bellen helpt."],
    "succes": ["Zelf gebeld", "Samen gezegd", "Gevierd: Taart gegeten"],
    "knelpunt": ["Oorzaak: wachten op toeslag", "Stand: bezig", "Ik bel de toeslagen."],
    "resultaat": ["Doet vrijwilligerswerk"],
    "kijkmoment": ["Kijkmoment begin", "Overgeslagen", "Iets anders: Er was brand."],
    "fase": ["Begin van jullie jaar", "Verlengd tot", "De taalles loopt nog."],
    "afspraak": ["Afspraak afgezegd", "de bieb"],
    "keek": ["Eén persoon keek"],
}


@pytest.mark.parametrize("kind", TOLD)
def test_a_filter_shows_one_kind_and_nothing_else(client, noor, full, url, kind):
    page = client.wear(noor).get(url, {"soort": kind})

    assert all(words in page.text for words in TOLD[kind])
    assert {entry.sort for entry in page.context["entries"]} == {kind}
    assert page.text.count(" checked") == 1


def test_everything_is_all_but_who_looked(client, noor, full, url):
    page = client.wear(noor).get(url)

    assert {entry.sort for entry in page.context["entries"]} == {*Sort} - {Sort.LOOKS}
    assert "antwoord van wij: gezien" not in page.text.lower()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("?soort=raar", 9), ("?soort=raar&soort=stap", 1), ("?soort=" + "x" * 3000, 9),
     ("?soort=gesprek,stap", 9), ("?soort=stap&soort=doel", 2), ("?soort=stap&tot=raar", 1)],
)  # fmt: skip
def test_a_kind_that_does_not_exist_is_as_if_it_was_not_asked(
    client, noor, full, url, asked, shown
):
    entries = client.wear(noor).get(url + asked).context["entries"]

    assert len({entry.sort for entry in entries}) == shown


def test_what_happened_on_one_day_shows_its_day_once(client, noor, full, url):
    text = client.wear(noor).get(url, {"soort": "stap"}).text
    assert (
        text.count('same-day"')
        == text.count('<span class="visually-hidden">' + in_words(make.today()))
        == 2
    )


def test_a_filter_without_entries_says_so(client, noor, rania, url):
    page = client.wear(noor).get(url, {"soort": "knelpunt"}).text

    assert "Hier is nog niets van vastgelegd." in page
    assert "Toon alles" in page


def test_what_was_told_in_a_meeting_stands_once(client, noor, year, url):
    meeting = make.meeting(of=year)
    done = make.action(of=year, text="Ik bel school", done_on=make.today())
    meeting.reports.create(action=done, result="done")
    make.success(of=year, text="Zelf gebeld", meeting=meeting)

    whole = client.wear(noor).get(url).text
    only = client.get(url, {"soort": ["stap", "succes"]}).text

    assert whole.count("Ik bel school: gelukt") == whole.count("Zelf gebeld") == 1
    assert "<h2>Gelukt" not in whole
    assert "<h2>Gelukt" in only
    assert "<h2>Klein succes" in only


def test_a_correction_shows_what_stood_there_to_who_may_read_it(client, noor, lies, year, url):
    meeting = make.meeting(of=year, note="Zij belde <zelf>.", mood=5)
    told = {"held_on": make.today() - timedelta(days=1), "kind": "phone", "mood": 2}
    was = EarlierMeeting(meeting=meeting, note="Ik belde.", changed_by=noor.user, **told)
    was.save()
    hindered = {"result": "failed", "hindered_by": "te druk"}
    meeting.reports.create(action=make.action(of=year), **hindered)

    own = client.wear(noor).get(url).text
    of_lead = client.wear(lies).get(url).text

    assert "Ik bel de corporatie: lukte niet. In de weg stond: te druk" in own
    assert "Ik bel de corporatie: lukte niet" in of_lead
    assert all(words in own for words in ("Aangepast op", "Ik belde.", "Contact via telefoon"))
    assert "moeilijk" in own
    assert "Zij belde &lt;zelf&gt;." in own
    assert not any(words in of_lead for words in ("Aangepast", "belde", "moeilijk", "te druk"))


def test_from_a_meeting_one_tap_leads_to_correcting_it_and_to_a_success(
    client, noor, lies, year, url
):
    meeting = make.meeting(of=year, note="Thee.")
    correct = reverse("meetings:correct", args=[meeting.pk])
    success = reverse("successes:from_meeting", args=[year.participant_id, meeting.pk])

    client.wear(noor)
    pages = [client.get(url).text, client.post(url, {"woorden": "thee"}).text]

    assert all(link in page for link in (correct, success) for page in pages)
    assert client.get(success).status_code == 200
    of_lead = client.wear(lies).get(url).text
    assert not any(link in of_lead for link in (correct, success))


def test_the_lead_reads_only_the_obstacles_that_were_allowed_by_name(client, noor, lies, year, url):
    for consent in MayKnow:
        make.obstacle(of=year, consent=consent, text=f"Bij {consent}.")

    own, of_lead = client.wear(noor).get(url).text, client.wear(lies).get(url).text

    assert all(f"Bij {consent}." in own for consent in MayKnow)
    assert [c for c in MayKnow if f"Bij {c}." in of_lead] == [MayKnow.YES]


def test_a_talk_with_a_household_names_who_was_there(client, noor, rania, url, year):
    home = make.participant("Dilan Fictema", household=rania.household)
    stranger = make.participant("Uma Nepstra", household=rania.household)
    first = make.meeting(of=year)
    make.meeting(of=make.trajectory(of=home, to=noor.user.buddy), entry=first.entry)
    make.meeting(of=make.trajectory(of=stranger), entry=first.entry)

    page = client.wear(noor).get(url).text

    assert "Samen met Dilan" in page
    assert "Uma" not in page


def test_who_was_there_stands_with_a_talk_of_which_the_day_was_corrected(
    client, lies, rania, url, year
):
    home = make.trajectory(of=make.participant("Dilan Fictema", household=rania.household))
    talk = make.meeting(of=year)
    make.meeting(of=home, entry=talk.entry, held_on=make.today() - timedelta(60))
    for days in range(1, 40):
        make.meeting(of=year, held_on=make.today() - timedelta(days))

    assert "Samen met Dilan" in client.wear(lies).get(url).text


def test_who_looked_counts_people_by_day(client, noor, lies, rania, url):
    for hat in (lies, lies):
        client.wear(hat).get(url)

    page = client.wear(noor).get(url, {"soort": "keek"}).text

    assert "2 mensen keken" in page
    assert reverse("files:looks", args=[rania.pk]) in page
    assert "Lies" not in page.split('id="timeline"')[1]


def test_a_buddy_does_not_see_who_looked_before_their_first_day(client, noor, year, rania, url):
    seen = AuditEvent.objects.record(by=noor, verb=Verb.LOOK, on=rania)
    kept = {"at": seen.at - timedelta(weeks=20), "subject": seen.subject, "subject_id": rania.pk}
    AuditEvent.objects.create(
        actor_id=noor.user_id, role="lead", verb="look", participant_id=rania.pk, **kept
    )

    entries = client.wear(noor).get(url, {"soort": "keek"}).context["entries"]

    assert [entry.day for entry in entries] == [make.today()]


def test_pages_join_without_a_gap_and_keep_the_filter(client, noor, year, url):
    for ago in range(65):
        make.success(of=year, text=f"Dag {ago:02}.", happened_on=make.today() - timedelta(days=ago))
    make.goal(of=year, sentence="Ik wil iets anders")
    path, texts = f"{url}?soort=succes", []

    while path:
        page = client.wear(noor).get(path)
        texts.append(page.text)
        older = page.context["older"]
        path = older and f"{url}?soort=succes&tot={older:%Y-%m-%d}"
        assert not older or f"?soort=succes&amp;tot={older:%Y-%m-%d}" in page.text

    assert [sum(f"Dag {ago:02}." in text for text in texts) for ago in range(65)] == [1] * 65
    assert len(texts) == 3
    assert "Nieuwste" in texts[1]
    assert not any("iets anders" in text for text in texts)


def test_a_day_with_500_entries_is_one_page_without_an_empty_one_behind_it(client, noor, year, url):
    model = type(make.success(of=year, text="Eerste"))
    same = {"trajectory": year, "happened_on": make.today()}
    model.objects.bulk_create(model(text=f"Nummer {n}.", **same) for n in range(499))

    page = client.wear(noor).get(url, {"soort": "succes"})

    assert len(page.context["entries"]) == 500
    assert page.context["older"] is None


def fill(year, number):
    """A year in which `number` things happened, of every kind, on as many days as it takes."""
    for n in range(number // 5):
        day = year.started_on + timedelta(days=n % 70)
        meeting = make.meeting(of=year, held_on=day, note="thee", mood=3)
        action = make.action(of=year, agreed_on=day, done_on=day)
        meeting.reports.create(action=action, result="done")
        make.success(of=year, happened_on=day, meeting=meeting)
        make.obstacle(of=year, raised_on=day)
        make.goal(of=year, opened_on=day, ended_on=day, ending="reached")


@pytest.mark.parametrize("query", ["", "?soort=gesprek&soort=keek", "POST"])
def test_500_entries_cost_as_many_queries_as_30(client, noor, year, url, query):
    def cost():
        client.wear(noor)
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(url, {"woorden": "thee"}) if query == "POST" else None
            answer = answer or client.get(url + query)
        assert answer.context["entries"]
        assert not [q for q in queries if " OFFSET " in q["sql"]]
        return len(queries)

    fill(year, 30)
    few = cost()
    fill(year, 470)
    assert cost() == few


def test_the_part_is_the_part_of_the_page(client, noor, full, url):
    for asked in ({}, {"soort": ["stap", "keek"]}):
        page = client.wear(noor).get(url, asked)
        part = client.get(url, asked, headers={"hx-request": "true"})

        assert part.text.strip() in page.text
        assert "<html" not in part.text


def test_who_stands_in_reads_that_they_met_but_not_the_words(client, noor, full, url):
    deputy = make.buddy("Uma Nepstra").user.hats.get()
    make.absence(noor, deputy)

    page = client.wear(deputy).get(url).text

    assert Absence.objects.count() == 1
    assert "Gesprek" in page
    assert "We dronken thee." not in page
    assert "Hoe het ging" not in page
