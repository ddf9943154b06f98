"""WIJ approves; the year opens once. And where somebody stands on a day."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from kansrijk.audit.models import AuditEvent
from participants.models import Match
from participants.models.states import State
from plans.models import Trajectory
from plans.models.trajectories import Phase
from tests import make
from tests.client import HouseClient


@pytest.fixture
def agreed(noor):
    return make.match(of=make.participant("Gyan Nepstra"), to=noor.user.buddy, state=State.AGREED)


def approve_url(found):
    return reverse("trajectories:approve", args=[found.pk])


def test_approving_starts_the_year_of_twelve_months(client, wouter, agreed):
    page = client.wear(wouter).post(approve_url(agreed), follow=True)

    year = Trajectory.objects.get()
    agreed.refresh_from_db()
    assert "Gestart: Gyan Nepstra met Noor Testinga" in page.text
    assert (agreed.state, year.started_on) == (State.ACTIVE, make.today())
    assert (year.planned_end_on - year.started_on).days in (365, 366)
    assert year.method == agreed.participant.district.method


def test_the_second_press_reads_why_not(client, wouter, agreed):
    client.wear(wouter).post(approve_url(agreed))

    again = client.post(approve_url(agreed))
    part = client.post(approve_url(agreed), headers={"hx-request": "true"})

    assert (again.status_code, part.status_code) == (409, 409)
    assert "Hier staat nu: gestart" in again.text
    assert "Hier staat nu: gestart" in part.text
    assert "<html" not in part.text
    assert Trajectory.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_press_at_the_same_moment(wouter, agreed):
    colleague = make.hat("wij", "Wim Oefenveen")
    answers, gate = [], threading.Barrier(2)

    def press(hat):
        client = HouseClient().wear(hat)
        gate.wait()
        answers.append(client.post(approve_url(agreed)).status_code)
        connection.close()

    threads = [threading.Thread(target=press, args=[hat]) for hat in (wouter, colleague)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [302, 409]
    assert Trajectory.objects.count() == 1
    assert AuditEvent.objects.filter(step="approve").count() == 1


@pytest.mark.django_db(transaction=True)
def test_approve_against_refuse_at_the_same_moment(wouter, agreed):
    answers, gate = [], threading.Barrier(2)

    def act(url, data):
        client = HouseClient().wear(wouter)
        gate.wait()
        answers.append(client.post(url, data).status_code)
        connection.close()

    refuse = reverse("matches:refuse", args=[agreed.pk])
    acts = [(approve_url(agreed), {}), (refuse, {"why": "Zelfde portiek"})]
    threads = [threading.Thread(target=act, args=pair) for pair in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    agreed.refresh_from_db()
    assert sorted(answers) == [302, 409]
    assert (agreed.state == State.ACTIVE) == Trajectory.objects.exists()


def test_a_running_year_goes_on_with_the_new_buddy(wouter, rania, noor):
    year = rania.trajectories.get()
    Match.objects.filter(pk=year.match_id).update(
        state=State.ENDED, ended_on=make.today(), ended_why="buddy_left"
    )
    new = make.match(of=rania, state=State.AGREED)

    assert Trajectory.objects.open_for(new, by=wouter) == year
    assert Trajectory.objects.count() == 1


def test_one_open_year_per_participant(rania):
    year = rania.trajectories.get()
    other = make.match(of=rania)

    with pytest.raises(IntegrityError):
        Trajectory.objects.create(
            participant=rania, match=other, method=year.method,
            started_on=make.today(), planned_end_on=make.today(),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "phase"),
    [(0, "calm"), (30, "wish"), (60, "underway"), (300, "aftercare"), (400, "done")],
)
def test_the_phase_follows_the_dates_in_python_and_in_the_database(db, days, phase):
    start = date(2025, 1, 1)
    dates = {"wish_on": 30, "underway_on": 60, "aftercare_on": 300, "ended_on": 400}
    year = make.trajectory(
        started_on=start,
        ending="done",
        **{name: start + timedelta(days=n) for name, n in dates.items()},
    )
    day = start + timedelta(days=days)

    assert year.phase_on(day) == phase
    assert Trajectory.objects.with_phase(day).get().phase == phase


def test_somebody_who_stopped_says_why(db):
    with pytest.raises(IntegrityError):
        make.trajectory(ended_on=make.today(), ending=Phase.STOPPED)


@pytest.mark.parametrize("who", ["noor", "lies", "tess", "bea"])
def test_only_wij_may_press(client, who, agreed, request):
    hat = request.getfixturevalue(who)

    assert client.wear(hat).post(approve_url(agreed)).status_code == 403


def test_another_district_does_not_exist(client, wouter):
    found = make.match(of=make.participant(where="oost"), state=State.AGREED)

    assert client.wear(wouter).post(approve_url(found)).status_code == 404
