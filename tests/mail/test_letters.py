"""One neutral mail a person a day, told once, sent once, and never lost."""

from datetime import datetime, time, timedelta
from io import StringIO
from smtplib import SMTPServerDisconnected
from threading import Barrier, Thread

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from kansrijk.mail.delivery import deliver, hold
from kansrijk.mail.letters import Waiting, write_letters
from kansrijk.mail.models import About, Letter, MailChoice, Nudge
from tests import make

ZONE = timezone.get_default_timezone()
NOON = datetime(2026, 11, 23, 12, tzinfo=ZONE)  # a Monday
DAY = timedelta(days=1)


def thing(hat, number=1, about=About.SILENT):
    return Waiting(hat.user_id, about, number, NOON.date())


@pytest.fixture
def server_is_down(monkeypatch):
    """Nothing can be sent until the fixture's `up` is called."""

    def refuse(self, *args, **kwargs):
        raise SMTPServerDisconnected("weg")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    return monkeypatch


def test_a_thing_is_told_once_in_one_mail(noor):
    things = [thing(noor, 1), thing(noor, 2), thing(noor, 3, About.MATCH)]
    assert write_letters(things, now=NOON) == 1
    assert write_letters(things, now=NOON) == 0

    assert [deliver(now=NOON), deliver(now=NOON)] == [1, 0]

    [sent] = mail.outbox
    assert sent.to == [noor.user.email]
    assert sent.subject == "Er staat iets voor je klaar"
    assert "2 deelnemers die je een tijd niet sprak. Gaat het goed?" in sent.body
    assert "1 koppeling wacht op jou." in sent.body


def test_a_second_thing_of_the_day_waits_for_tomorrow(noor):
    for number, now in enumerate([NOON, NOON + timedelta(hours=1)]):
        write_letters([thing(noor, number)], now=now)
        deliver(now=now)
    assert len(mail.outbox) == 1

    write_letters([thing(noor, 0), thing(noor, 1)], now=NOON + DAY)
    deliver(now=NOON + DAY)

    assert len(mail.outbox) == 2
    assert Letter.objects.count() == 2


def test_in_quiet_hours_it_waits_until_the_morning(noor):
    night = NOON.replace(hour=22)
    write_letters([thing(noor)], now=night)
    write_letters([thing(noor, 2)], now=night + timedelta(hours=5))

    assert deliver(now=night + timedelta(hours=6)) == 0
    assert deliver(now=NOON.replace(hour=8) + DAY) == 1
    assert "2 deelnemers" in mail.outbox[0].body


def test_a_choice_made_later_holds_for_what_waits(noor):
    write_letters([thing(noor)], now=NOON.replace(hour=22))
    choice = MailChoice.objects.create(user=noor.user, days_off=[1])
    assert deliver(now=NOON + DAY) == 0
    assert deliver(now=NOON + 2 * DAY) == 1

    MailChoice.objects.filter(pk=choice.pk).update(by_mail=False)
    assert write_letters([thing(noor, 2)], now=NOON + 3 * DAY) == 0


def test_no_mail_at_all_also_takes_back_what_waits(noor):
    write_letters([thing(noor)], now=NOON.replace(hour=22))
    MailChoice.objects.create(user=noor.user, by_mail=False)

    assert deliver(now=NOON + DAY) == 0
    assert not Letter.objects.exists()


def test_a_server_that_is_down_delays_and_loses_nothing(noor, server_is_down):
    MailChoice.objects.create(user=noor.user, quiet_from=time(), quiet_until=time())
    write_letters([thing(noor)], now=NOON)
    waits, now = [], NOON
    for _ in range(8):
        assert deliver(now=now) == 0
        waits.append(Letter.objects.get().due_at - now)
        now += waits[-1]
    assert waits == sorted(waits) and waits[-1] == timedelta(hours=6)
    server_is_down.undo()

    write_letters([thing(noor, 2)], now=now)
    assert deliver(now=now) == 1
    assert "2 deelnemers" in mail.outbox[0].body
    assert deliver(now=now) == 0


def test_an_address_that_no_mail_can_have_stops_nobody_else(noor, wouter):
    type(noor.user).objects.filter(pk=noor.user_id).update(email="noor\n@voorbeeld.test")
    write_letters([thing(noor), thing(wouter)], now=NOON)

    assert deliver(now=NOON) == 1

    assert [sent.to for sent in mail.outbox] == [[wouter.user.email]]
    assert Letter.objects.waiting().get().user == noor.user


def test_two_late_letters_do_not_go_out_on_one_day(noor):
    write_letters([thing(noor)], now=NOON)
    deliver(now=NOON)
    late = Letter.objects.create(user=noor.user, day=NOON.date() + DAY, due_at=NOON)

    assert deliver(now=NOON) == 0
    late.refresh_from_db()
    assert timezone.localdate(late.due_at) == NOON.date() + DAY


def test_what_is_added_while_a_letter_goes_out_is_told_in_the_next(noor, monkeypatch):
    write_letters([thing(noor)], now=NOON)
    real = EmailMessage.send

    def send(self, *args, **kwargs):
        letter = Letter.objects.get()
        Nudge.objects.create(
            user=noor.user, about="match", subject_id=9, since=NOON.date(), letter=letter
        )
        return real(self, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", send)
    deliver(now=NOON)
    monkeypatch.undo()

    assert write_letters([thing(noor, 9, About.MATCH)], now=NOON + DAY) == 1


def test_who_left_gets_nothing(noor):
    type(noor.user).objects.filter(pk=noor.user_id).update(is_active=False)

    assert write_letters([thing(noor)], now=NOON) == 0


def test_only_one_machine_takes_a_letter_in_hand(noor):
    write_letters([thing(noor)], now=NOON)
    letter = Letter.objects.get()

    assert [hold(letter, NOON), hold(letter, NOON)] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_two_machines_at_once_send_one_mail(noor, rania):
    make.meeting(of=rania.trajectories.get(), held_on=make.today() - timedelta(days=12))
    start = Barrier(4)

    def run():
        start.wait()
        try:
            call_command("daily", stdout=StringIO())
        finally:
            connection.close()

    with time_machine.travel(NOON.replace(year=2030), tick=False):
        machines = [Thread(target=run) for _ in range(4)]
        for machine in machines:
            machine.start()
        for machine in machines:
            machine.join()

    assert len([sent for sent in mail.outbox if sent.to == [noor.user.email]]) == 1
    assert (
        Nudge.objects.filter(user=noor.user).count()
        == Nudge.objects.filter(letter__sent_at__isnull=False, user=noor.user).count()
    )
