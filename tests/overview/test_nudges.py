"""What the daily mail tells, and to whom."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from kansrijk.mail.models import About
from kansrijk.overview.nudges import waiting
from plans.models import ObstacleAnswer
from tests import make


def ago(days):
    return make.today() - timedelta(days=days)


def told(about):
    return [thing.user_id for thing in waiting() if thing.about == about]


@pytest.mark.parametrize(
    ("days", "buddy", "wij"), [(9, 0, 0), (10, 1, 0), (20, 1, 0), (21, 1, 1), (60, 1, 1)]
)
def test_silence_asks_the_buddy_then_tells_wij(noor, wouter, rania, days, buddy, wij):
    year = rania.trajectories.get()
    make.meeting(of=year, held_on=ago(days), kind="app")
    make.meeting(of=year, held_on=ago(1), kind="missed")

    assert told(About.SILENT) == [noor.user_id] * buddy
    assert told(About.VERY_SILENT) == [wouter.user_id] * wij


def test_a_new_silence_is_told_anew(noor, rania):
    year = rania.trajectories.get()
    make.meeting(of=year, held_on=ago(40))
    [first] = [thing for thing in waiting() if thing.about == About.SILENT]
    make.meeting(of=year, held_on=ago(12))

    [second] = [thing for thing in waiting() if thing.about == About.SILENT]

    assert first.subject_id == second.subject_id and first.since < second.since


def test_the_deputy_hears_it_while_somebody_is_away(noor, wouter, rania):
    uma, karima = make.buddy("Uma Nepstra").user.hats.get(), make.hat("wij", "Karima Nepstra")
    make.absence(noor, uma)
    make.absence(wouter, karima)

    assert told(About.SILENT) == [uma.user_id]
    assert told(About.VERY_SILENT) == [karima.user_id]


def test_a_withdrawn_hat_hears_nothing(noor, wouter, rania):
    for hat in (noor, wouter):
        type(hat).objects.filter(pk=hat.pk).update(withdrawn_at=make.now())

    assert waiting() == []


@pytest.mark.parametrize(("weeks_ago", "expected"), [(0, 0), (1, 1), (3, 1), (4, 1), (25, 2)])
def test_a_look_of_now_is_told(noor, weeks_ago, expected):
    make.trajectory(to=noor.user.buddy, started_on=ago(7 * weeks_ago))

    assert told(About.REVIEW) == [noor.user_id] * expected


def test_an_obstacle_is_told_to_wij_and_late_ones_to_the_lead_too(wouter, lies, rania):
    year = rania.trajectories.get()
    make.obstacle(of=year)
    make.obstacle(of=year, raised_on=ago(9), answer_by=ago(2))
    make.obstacle(of=year, consent="no", raised_on=ago(9), answer_by=ago(2))

    assert told(About.OBSTACLE) == [wouter.user_id] * 2
    assert sorted(told(About.OVERDUE)) == sorted([wouter.user_id, lies.user_id])


def test_an_answer_is_told_to_the_buddy(noor, wouter, rania):
    stuck = make.obstacle(of=rania.trajectories.get())
    ObstacleAnswer.objects.create(obstacle=stuck, state="seen", by=wouter.user)
    assert told(About.ANSWERED) == []

    ObstacleAnswer.objects.create(
        obstacle=stuck, state="working", text="We bellen.", by=wouter.user
    )

    assert told(About.ANSWERED) == [noor.user_id]


def test_a_match_waits_for_its_buddy_alone_and_then_for_wij(noor, wouter):
    make.match(to=noor.user.buddy, state="chosen")
    make.match(to=noor.user.buddy, state="agreed")
    make.absence(noor, make.buddy("Uma Nepstra").user.hats.get())

    assert sorted(told(About.MATCH)) == sorted([noor.user_id, wouter.user_id])


def test_the_mail_names_nobody(noor, wouter, lies, rania):
    year = rania.trajectories.get()
    make.obstacle(of=year, raised_on=ago(9), answer_by=ago(2), text="Beslag op de bijstand")
    year.participant.wish = "Rust in huis"
    year.participant.save()

    call_command("daily", stdout=StringIO())
    call_command("daily", stdout=StringIO())
    is_quiet = not 8 <= timezone.localtime().hour < 21
    call_command("daily", stdout=StringIO())

    assert is_quiet or len(mail.outbox) == 3
    for sent in mail.outbox:
        said = f"{sent.subject} {sent.body}"
        for word in ("Rania", "Fictema", "Noor", "Wouter", "Beslag", "bijstand", "Rust", "West"):
            assert word not in said


@pytest.mark.parametrize("number", [1, 12])
def test_looking_costs_the_same_however_many(noor, number, django_assert_num_queries):
    for _ in range(number):
        year = make.trajectory(to=make.buddy(wij=None))
        make.obstacle(of=year)

    with django_assert_num_queries(10):
        waiting()
