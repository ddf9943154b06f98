"""The same log three times at once, a pause in typing while it is saved: one record, no leftovers."""

import uuid
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import transaction

from plans.forms.meetings import MeetingForm
from plans.models import Draft, LateLog, Meeting, Trajectory
from plans.models.of_trajectory import hold_year
from tests import make
from tests.participants.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def save(noor, year, mate, number):
    """Save the log of a household as a request of its own does."""

    def act():
        sent = {"client_id": str(number), "kind": "meeting", "note": "Af", f"with_{mate.pk}": "on"}
        form = MeetingForm(sent, years=[year, mate], hat=noor)
        assert form.is_valid(), form.errors
        form.save(by=noor)

    return act


def pause(noor, participant, number, revision):
    typed = {"client_id": number, "content": f"note={revision}", "revision": revision}
    return lambda: Draft.objects.keep(participant, by=noor, **typed)


def test_three_times_at_once_with_a_pause_in_between(noor, rania):
    year = rania.trajectories.get()
    mate = make.trajectory(of=make.participant(household=rania.household), to=noor.user.buddy)
    for _ in range(3):
        number = uuid.uuid4()
        saves = [save(noor, year, mate, number)] * 3
        won = at_once(*saves, *(pause(noor, rania, number, n) for n in (1, 2)))
        assert won == [True] * 5
        assert Meeting.objects.filter(entry=number).count() == 2
        assert not Draft.objects.exists()


def test_a_pause_that_looked_just_before_the_save_leaves_nothing(noor, rania, monkeypatch):
    number, look, saving = uuid.uuid4(), type(Draft.objects).is_stored, []
    mate = make.trajectory(of=make.participant(household=rania.household), to=noor.user.buddy)
    act = save(noor, rania.trajectories.get(), mate, number)
    with ThreadPoolExecutor(1) as pool:

        def looked(*args, **told):
            found = look(*args, **told)
            saving.append(pool.submit(at_once, act))
            wait(saving, timeout=1)  # seconds: it must wait for this pause, so it never ends here
            return found

        monkeypatch.setattr(type(Draft.objects), "is_stored", looked)
        pause(noor, rania, number, 1)()
        assert saving[0].result() == [True]
    assert Meeting.objects.filter(entry=number).exists()
    assert not Draft.objects.exists()


def test_a_year_that_is_being_ended_is_waited_for(noor, rania):
    year = rania.trajectories.get()
    mate = make.trajectory(of=make.participant(household=rania.household), to=noor.user.buddy)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            hold_year(year, by=noor)
            saving = pool.submit(at_once, save(noor, year, mate, uuid.uuid4()))
            wait([saving], timeout=1)  # seconds: it must wait for the end, so it never ends here
            Trajectory.objects.filter(pk=year.pk).update(ended_on=make.today(), ending="done")
        assert saving.result() == [False]
    assert not Meeting.objects.exists()


def test_the_newest_of_many_pauses_stays(noor, rania):
    for _ in range(3):
        number = uuid.uuid4()
        at_once(*(pause(noor, rania, number, n) for n in (3, 1, 4, 2)))
        assert Draft.objects.get(client_id=number).content == "note=4"


def test_two_leads_place_one_late_log(noor, lies, rania):
    late = make.late_log(of=rania.trajectories.get(), to=noor)

    won = at_once(*[lambda: LateLog.objects.get(pk=late.pk).place(by=lies)] * 2)

    assert sorted(won) == [False, True]
    assert Meeting.objects.count() == 1
