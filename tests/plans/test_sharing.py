"""R6: Rania chose what her new buddy Bram may read of the time with Noor."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent
from participants.models import Match, Participant
from participants.models.states import Sharing, State
from plans.models import Action, Goal, Meeting, Outcome, Score, Success, Trajectory
from plans.timeline.entries import Story
from plans.timeline.line import SOURCES, united
from tests import make

BEFORE, AFTER = timedelta(days=-20), timedelta(days=1)
ALL = [Meeting, Goal, Action, Success, Outcome]


@pytest.fixture
def bram(lies, rania):
    """Noor's time is over; Bram is Rania's buddy since ten days."""
    year, began = rania.trajectories.get(), make.today() - timedelta(days=10)
    fill(year, began + BEFORE, "van Noor")
    first = year.match
    Match.objects.filter(pk=first.pk).update(
        state=State.ENDED, ended_on=began, ended_why="buddy_left"
    )
    buddy = make.buddy("Bram Nepstra")
    second = make.match(of=rania, to=buddy, state=State.ACTIVE, started_on=began)
    fill(year, began + AFTER, "van Bram", match=second)
    return buddy.user.hats.get()


def fill(year, day, words, match=None):
    Meeting.objects.create(trajectory=year, match=match or year.match, held_on=day, note=words)
    goal = make.goal(of=year, sentence=f"Doel {words}", opened_on=day)
    make.action(of=year, goal=goal, text=f"Stap {words}", agreed_on=day)
    make.success(of=year, text=f"Succes {words}", happened_on=day)
    make.outcome(of=year.participant, code="volunteering", reached_on=day)


def share(what):
    Match.objects.filter(state=State.ACTIVE).update(shares=what)


def seen_by(hat):
    return {model: model.objects.visible_to(hat).count() for model in ALL}


@pytest.mark.parametrize(
    ("choice", "rows"), [(Sharing.ALL, 2), (Sharing.SUMMARY, 2), (Sharing.NOTHING, 1)]
)
def test_visible_to_follows_the_choice(bram, choice, rows):
    share(choice)

    assert seen_by(bram) == dict.fromkeys(ALL, rows)


@pytest.mark.parametrize(("choice", "is_seen"), [(Sharing.ALL, True), (Sharing.SUMMARY, False)])
def test_what_was_said_at_looks_of_before_is_no_summary(bram, rania, choice, is_seen):
    share(choice)
    year, began = rania.trajectories.get(), Match.objects.active().get().started_on
    make.review(of=year, held_on=began - timedelta(days=1), stands={"home": 2})
    said = {"state": "skipped", "skipped_why": "ill", "skipped_words": "Weer in het ziekenhuis."}
    year.reviews.filter(which="halfway").update(state_since=began - timedelta(days=1), **said)
    year.reviews.filter(which="end").update(state_since=began, **said)

    seen = set(year.reviews.visible_to(bram).values_list("which", flat=True))

    assert seen == ({"start", "halfway", "end"} if is_seen else {"end"})
    assert Score.objects.visible_to(bram).exists() == is_seen


@pytest.mark.parametrize(
    ("choice", "seen", "hidden"),
    [
        (Sharing.ALL, ["van Noor", "Doel van Noor", "Succes van Noor"], []),
        (Sharing.SUMMARY, ["Doel van Noor", "Succes van Noor"], ["<p>van Noor</p>"]),
        (Sharing.NOTHING, [], ["van Noor"]),
    ],
)
def test_the_file_follows_the_choice(client, bram, rania, choice, seen, hidden):
    share(choice)
    client.wear(bram)

    pages = "".join(
        client.get(reverse(f"files:{tab}", args=[rania.pk])).text for tab in ("timeline", "plan")
    )

    assert "<p>van Bram</p>" in pages
    assert [words for words in seen if words not in pages] == []
    assert [words for words in hidden if words in pages] == []


def test_what_hangs_on_a_meeting_of_before_is_not_even_read(bram, rania):
    share(Sharing.NOTHING)
    meeting = Meeting.objects.get(note="van Noor")
    noor = meeting.match.buddy.user
    step = make.action(of=meeting.trajectory, text="Stap van Noor", agreed_on=meeting.held_on)
    meeting.reports.create(action=step, result="failed", hindered_by="iets van Noor")
    meeting.earlier.create(
        held_on=meeting.held_on, kind="meeting", note="eerst van Noor", changed_by=noor
    )
    make.success(of=meeting.trajectory, text="Lof van Noor", meeting=meeting)

    story = Story(rania, bram, list(Trajectory.objects.visible_to(bram)))
    words = str(list(united(story, SOURCES, make.today() + AFTER)))

    assert "van Bram" in words
    assert "van Noor" not in words


def test_the_log_asks_only_for_steps_that_may_be_read(client, bram, rania):
    share(Sharing.NOTHING)

    page = client.wear(bram).get(reverse("meetings:log", args=[rania.pk])).text

    assert "Stap van Bram" in page
    assert "Stap van Noor" not in page


def test_a_guessed_number_does_not_tell_a_step_of_before(client, bram, rania):
    share(Sharing.NOTHING)
    before = Action.objects.get(text="Stap van Noor")
    told = {"client_id": str(uuid.uuid4()), "kind": "meeting", f"action_{before.pk}": "done"}

    page = client.wear(bram).post(reverse("meetings:log", args=[rania.pk]), told, follow=True)

    assert "Stap van Noor" not in page.text


def test_a_year_that_was_over_before_is_shared_the_same_way(bram, rania):
    past = make.today() - timedelta(days=900)
    match = make.match(of=rania, state=State.ENDED, started_on=past, ended_on=past)
    Trajectory.objects.create(
        participant=rania, match=match, method=rania.district.method, started_on=past,
        planned_end_on=past, ended_on=past, ending="done",
    )  # fmt: skip

    share(Sharing.NOTHING)
    assert Trajectory.objects.visible_to(bram).count() == 1
    share(Sharing.SUMMARY)
    assert Trajectory.objects.visible_to(bram).count() == 2


def test_noor_sees_nothing_any_more(noor, bram):
    assert seen_by(noor) == dict.fromkeys(ALL, 0)


def test_the_lead_sees_all_of_it(lies, bram):
    share(Sharing.NOTHING)

    assert seen_by(lies) == dict.fromkeys(ALL, 2)


def test_rania_changes_her_mind(lies, bram, rania):
    match = Match.objects.get(state=State.ACTIVE)

    match.choose_sharing(by=make.voter(match, "sharing", by=lies), shares="all")

    assert seen_by(bram) == dict.fromkeys(ALL, 2)
    assert match.votes.get().shares == "all"


def test_vandaag_follows_the_choice_too(client, bram, rania):
    """What is not shared is not counted either; and a new buddy is not silent since before."""
    share(Sharing.NOTHING)
    Meeting.objects.filter(note="van Bram").delete()

    (card,) = client.wear(bram).get(reverse("today")).context["cards"]

    assert (card.open_steps, card.last_contact) == (1, None)
    Match.objects.filter(state=State.ACTIVE).update(started_on=make.today())
    (card,) = client.get(reverse("today")).context["cards"]
    assert not card.is_silent


@pytest.mark.parametrize("choice", Sharing.values)
def test_who_looked_and_voted_before_is_never_shared(client, lies, bram, rania, choice):
    """That Rania said no to another buddy, and who wrote what, is of before Bram."""
    share(choice)
    AuditEvent.objects.create(
        at=make.now() - timedelta(days=15), role="participant", verb="step", step="say_no",
        subject="participants.match", subject_id=1, participant_id=rania.pk,
    )  # fmt: skip
    url = reverse("files:looks", args=[rania.pk])

    of_bram, of_lies = client.wear(bram).get(url).text, client.wear(lies).get(url).text

    assert "nee gezegd" in of_lies
    assert "nee gezegd" not in of_bram
    assert "het dossier bekeken" in of_bram


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ({}, True),
        ({"is_given": False}, False),
        ({"withdrawn_on": make.today()}, False),
        (None, False),
    ],
)
def test_the_wish_and_the_stress_follow_the_consent(client, noor, lies, rania, said, is_told):
    """The text says: my buddy may read what I want, and what gives me stress."""
    make.stressor(of=rania, text="Mijn post blijft dicht.")
    Participant.objects.filter(pk=rania.pk).update(wish="Ik wil rust.")
    if said is not None:
        make.consent(of=rania, **said)
    url = reverse("files:plan", args=[rania.pk])

    of_noor, of_lies = client.wear(noor).get(url).text, client.wear(lies).get(url).text

    for words in ("Mijn post blijft dicht.", "Ik wil rust."):
        assert (words in of_noor) is is_told
        assert words in of_lies
    assert ("heeft nog geen ja gezegd" in of_noor) is not is_told
