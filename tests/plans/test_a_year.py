"""A whole year, lived day by day: start, silence, three looks, a later end, aftercare, and after.

It is lived once; the tests read what each hat saw on some days, and which mail went when.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.urls import reverse

from kansrijk.accounts.models import Role
from kansrijk.mail.models import Nudge
from kansrijk.overview.management.commands.daily import send_and_forget
from kansrijk.values.dates import add_months
from participants.models import Participant
from plans.models import Meeting, Review, Trajectory
from tests import make
from tests.client import HouseClient

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BEGIN = date(2025, 1, 6)
HALFWAY = add_months(BEGIN, 6)
LATER = add_months(BEGIN, 14)  # the end, after an extension of two months
FIRST, SECOND = LATER + 60 * DAY, LATER + 120 * DAY  # moments of contact in aftercare
CARE = add_months(LATER, 6)
ENDED = CARE + 3 * DAY
SILENT = range(5, 8)  # weeks in which nobody heard anything


def day(number):
    return BEGIN + number * DAY


class Life:
    """The year of Rania and Noor; `seen` maps a moment to what each hat got there."""

    def __init__(self):
        self.seen, self.mails, self.plan, self.today = {}, [], {}, BEGIN
        self.wouter = make.hat(Role.WIJ, "Wouter Speelmaat")
        self.noor = make.buddy("Noor Testinga", wij=self.wouter).user.hats.get()
        self.lies = make.hat(Role.LEAD, "Lies Oefenveen")
        self.others = {"tess": make.hat(Role.TRAINER, "Tess Nepstra"), "bea": make.hat(Role.ADMIN)}
        self.rania = make.participant("Rania Fictema")
        self.match = make.match(of=self.rania, to=self.noor.user.buddy, state="agreed")
        self.hats = {"noor": self.noor, "lies": self.lies, "wouter": self.wouter, **self.others}

    @property
    def year(self):
        return Trajectory.objects.get()

    def on(self, day, act, *args, **kwargs):
        """Plan something for a day."""
        self.plan.setdefault(day, []).append(lambda: act(*args, **kwargs))

    def until(self, last):
        """Live every day up to this one: what was planned, then the command of the night."""
        while self.today <= last:
            self.live(self.today)
            self.today += DAY

    def live(self, day):
        with time_machine.travel(noon(day), tick=False):
            for act in self.plan.pop(day, []):
                act()
            night(day)
        self.mails += [(day, letter) for letter in mail.outbox]
        mail.outbox.clear()

    def look(self, name):
        """Let every hat open the page of the year, and Noor her day."""
        page = reverse("years:detail", args=[self.rania.pk])
        answers = {who: HouseClient().wear(hat).get(page) for who, hat in self.hats.items()}
        self.seen[name] = {who: (each.status_code, each.text) for who, each in answers.items()}
        today = HouseClient().wear(self.noor).get(reverse("today"))
        self.seen[name]["vandaag"] = today.status_code, today.text

    def post(self, hat, name, pk=None, **data):
        answer = HouseClient().wear(hat).post(reverse(name, args=[pk or self.rania.pk]), data)
        assert answer.status_code == 302, answer.text

    def dates(self, hat, name, **days):
        self.post(hat, f"years:{name}", seen_version=self.year.version, **days)

    def hold(self, which, stands):
        found = Review.objects.get(which=which)
        found.begin(by=self.noor, held_on=make.today())
        make.score(of=found, stands=stands, words="Het gaat zo zijn gang.")
        found.finish(by=self.noor)

    def meet(self, kind="meeting"):
        make.meeting(of=self.year, kind=kind, note="We dronken thee met Rania.")


TURNS = [HALFWAY, LATER, FIRST, SECOND, CARE]


def night(day):
    """What the night does but for the figures; in quiet months on Mondays only, to be quick."""
    is_near = any(-17 <= (day - turn).days <= 4 for turn in TURNS)
    if day.weekday() == 0 or day < BEGIN + 60 * DAY or day > ENDED or is_near:
        list(send_and_forget())


def noon(day):
    return datetime.combine(day, time(12), ZoneInfo("Europe/Amsterdam"))


def plan_the_year(life):
    life.on(BEGIN, life.look, "before")
    life.on(BEGIN, life.post, life.wouter, "trajectories:approve", life.match.pk)
    life.on(BEGIN, life.look, "start")
    for week in range(1, (LATER - BEGIN).days // 7 + 1):
        if week not in SILENT:
            life.on(day(7 * week), life.meet)
    life.on(day(20), life.hold, "start", 2)
    life.on(day(49), life.look, "silence")
    life.on(day(60), life.dates, life.noor, "phases", wish_on=day(50))
    life.on(day(90), life.dates, life.lies, "phases", wish_on=day(50), underway_on=day(90))
    life.on(HALFWAY, life.look, "halfway")
    life.on(HALFWAY, life.hold, "halfway", 3)
    life.on(add_months(BEGIN, 12) - 20 * DAY, extend, life)
    life.on(add_months(BEGIN, 12), life.look, "extended")


def plan_the_rest(life):
    life.on(LATER - DAY, life.hold, "end", 4)
    moments = {"first_on": FIRST, "second_on": SECOND}
    care = {"aftercare_on": LATER, "aftercare_until": CARE, "wants": "on"}
    life.on(LATER, life.dates, life.noor, "aftercare", **care, **moments)
    life.on(FIRST + DAY, life.meet, "phone")
    life.on(FIRST + DAY, life.look, "aftercare")
    life.on(SECOND, life.meet)
    life.on(CARE - DAY, life.hold, "aftercare", 4)
    told = {"how": "done-reached", "ended_on": ENDED, "ended_words": "Ik doe het nu zelf."}
    life.on(ENDED, life.dates, life.noor, "end", **told)
    life.on(ENDED, life.look, "ended")


def extend(life):
    told = {"until": LATER, "reason": "De taalles loopt nog.", "agreed_on": make.today()}
    life.post(life.lies, "years:extend", seen_year=life.year.version, **told)


def grow_old(life):
    """The nights around the two terms; what is left then is kept under the name of each."""
    for months, name in ((12, "notes"), (24, "all")):
        for late in (-1, 0):
            last = add_months(ENDED, months) + late * DAY
            life.live(last)
            rania = Participant.objects.get(pk=life.rania.pk)
            notes = set(Meeting.objects.values_list("note", flat=True))
            life.seen[f"{name}{late}"] = rania.name, notes, life.year.ended_words
    with time_machine.travel(noon(last), tick=False):
        life.look("gone")


@pytest.fixture(scope="module")
def life(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(noon(BEGIN), tick=False):
            lived = Life()
        plan_the_year(lived)
        plan_the_rest(lived)
        lived.until(ENDED + 7 * DAY)
        grow_old(lived)
        users = {
            "noor": lived.noor.user_id,
            "wouter": lived.wouter.user_id,
            "lies": lived.lies.user_id,
        }
        names = {user: who for who, user in users.items()}
        nudges = Nudge.objects.order_by("letter__day", "user", "about")
        lived.told = [
            (day, names[user], about)
            for day, user, about in nudges.values_list("letter__day", "user", "about")
        ]
        yield lived
        transaction.set_rollback(True)


def statuses(life, name):
    return {who: status for who, (status, _) in life.seen[name].items() if who in life.hats}


CLOSED = {"wouter": 403, "tess": 403, "bea": 403}


@pytest.mark.parametrize(
    ("name", "noor"),
    [("before", 404), ("start", 200), ("silence", 200), ("halfway", 200), ("extended", 200),
     ("aftercare", 200), ("ended", 404), ("gone", 404)],
)  # fmt: skip
def test_who_sees_the_year_and_when(life, name, noor):
    assert statuses(life, name) == {"noor": noor, "lies": 200, **CLOSED}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("before", ["nog niet begonnen"]),
        ("start", ["week 1", "rust", "Einde van het jaar"]),
        ("silence", ["week 8", "rust"]),
        ("halfway", ["onderweg", "Kijkmoment halverwege", "aan de beurt"]),
        ("extended", ["Verlengd", "De taalles loopt nog.", "6 maart 2026"]),
        ("aftercare", ["nazorg", "Gehad op", "6 september 2026"]),
        ("ended", ["Klaar", "doelen gehaald", "Ik doe het nu zelf."]),
        ("gone", ["Klaar", "doelen gehaald", "gewist"]),
    ],
)
def test_what_the_lead_reads(life, name, words):
    _, text = life.seen[name]["lies"]

    assert [each for each in words if each not in text] == []
    assert "We dronken thee" not in text


def test_the_buddy_s_day_follows_the_year(life):
    days = {name: seen["vandaag"][1] for name, seen in life.seen.items() if "vandaag" in seen}

    assert "Rania" not in days["ended"] + days["gone"] and "Rania" in days["start"]
    assert "Gaat het goed?" in days["silence"]
    assert not any("Gaat het goed?" in days[name] for name in ("start", "halfway", "aftercare"))
    assert "Kijkmoment halverwege" in days["halfway"]


def test_each_mail_goes_on_its_day_and_once(life):
    two_weeks = 14 * DAY
    expected = [
        (day(21) - two_weeks, "noor", "review"),
        (day(38), "noor", "silent"),
        (day(49), "wouter", "very_silent"),
        (HALFWAY - two_weeks, "noor", "review"),
        (LATER - two_weeks, "noor", "review"),
        (FIRST - 2 * DAY, "noor", "moment"),
        (SECOND - 2 * DAY, "noor", "moment"),
        (CARE - two_weeks, "noor", "review"),
        (CARE + DAY, "noor", "over"),
        (CARE + DAY, "lies", "over"),
    ]
    assert sorted(life.told) == sorted(expected)
    assert sorted(day for day, _ in life.mails) == sorted(day for day, _, _ in expected)


def test_no_mail_says_who_or_what(life):
    texts = [f"{letter.subject} {letter.body}" for _, letter in life.mails]

    assert not any(word in text for text in texts for word in ("Rania", "Fictema", "thee", "taal"))


def test_words_go_at_the_end_of_their_term_and_not_a_day_before(life):
    kept = {"We dronken thee met Rania."}

    assert life.seen["notes-1"] == ("Rania Fictema", kept, "Ik doe het nu zelf.")
    assert life.seen["notes0"] == ("Rania Fictema", {"gewist"}, "Ik doe het nu zelf.")
    assert life.seen["all-1"] == ("Rania Fictema", {"gewist"}, "Ik doe het nu zelf.")
    assert life.seen["all0"] == ("gewist", {"gewist"}, "gewist")
