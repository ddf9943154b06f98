"""The weekly rhythm: meetings, the weeks that were missed, contact in between, appointments."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from kansrijk.demo.story import some_moment
from kansrijk.demo.texts import TEXTS, Deck, note_deck
from kansrijk.values.dates import moment
from participants.models import Match
from plans.models import Appointment, Meeting
from plans.models.meetings import CONTACT, Kind
from plans.models.trajectories import Phase

WEEK = timedelta(days=7)
THIN = 0.72  # the share of weeks with a meeting, long ago
IN_BETWEEN = 0.2  # the share of weeks with contact besides the meeting
FRESH = 6  # days; whoever is not silent had contact since
NOTE_OF_PHASE = {
    Phase.CALM: "calm",
    Phase.WISH: "wish",
    Phase.UNDERWAY: "underway",
    Phase.AFTERCARE: "aftercare",
    Phase.DONE: "aftercare",
    Phase.STOPPED: "calm",
}
ROOMS = ["bij jou thuis", "in het buurthuis", "in de bibliotheek", "wandelen, we beginnen bij jou"]
HOURS = [(9, 30), (10, 30), (13, 30), (14, 0), (15, 30), (16, 30)]


@dataclass
class Contact:
    """One moment of contact, or one that did not happen, before it becomes a row."""

    day: date
    kind: str
    match: Match
    row: Meeting = None


class Rhythm:
    """The contacts of one case, in order of day."""

    def __init__(self, story, case, *, is_thin):
        self.story, self.case = story, case
        self.dice = story.dice(*case.key, "rhythm")
        self.in_between = 0 if is_thin else IN_BETWEEN
        self.reliability = THIN if is_thin else self.dice.uniform(0.92, 0.99)
        summer = 29 + self.dice.randrange(4)
        self.holidays = {summer, summer + 1, 52, 53}
        yesterday = story.today - timedelta(days=1)
        self.until = min(case.last_day, yesterday)
        self.found = {}

    def contacts(self):
        """Return what happened between the start and yesterday or the end."""
        first = self.case.year.started_on + timedelta(days=2)
        weekday = self.dice.choice([1, 2, 3])
        day = first + timedelta(days=(weekday - first.weekday()) % 7)
        week = 0
        while day <= self.until:
            self.live(day, week)
            day, week = day + WEEK, week + 1
        if self.case.silence:
            self.fall_silent()
        elif self.case.is_current:
            self.keep_fresh()
        return [self.found[day] for day in sorted(self.found)]

    def live(self, day, week):
        """Live one week: a meeting, most of the time."""
        if day.isocalendar().week in self.holidays:
            self.note(day, Kind.APP, chance=0.6)
        elif self.is_aftercare(day):
            self.live_on(day, week)
        elif week == 0 or self.dice.random() < self.reliability:
            shift = self.dice.choice([0, 0, 0, -1, 1]) if week else 0
            self.note(day + timedelta(days=shift), Kind.MEETING)
        else:
            self.note(day, Kind.MISSED, chance=0.8)
        kind = self.dice.choice([Kind.APP, Kind.APP, Kind.APP, Kind.PHONE, Kind.MAIL])
        self.note(day + timedelta(days=3), kind, chance=self.in_between)

    def live_on(self, day, week):
        """In aftercare they meet every other week, or call."""
        if week % 2:
            self.note(day, Kind.PHONE, chance=0.4)
        else:
            self.note(day, Kind.MEETING, chance=0.93)

    def is_aftercare(self, day):
        begun = self.case.year.aftercare_on
        return bool(begun and begun <= day)

    def note(self, day, kind, chance=1.0):
        """Add a contact, with the buddy of that day; nothing between two buddies."""
        spell = next((s for s in self.case.spells if s.first <= day <= s.last), None)
        if self.dice.random() < chance and spell and day <= self.until and day not in self.found:
            self.found[day] = Contact(day, kind, spell.match)

    def fall_silent(self):
        """The last contact was exactly so many days ago; after that one was missed."""
        last = self.story.today - timedelta(days=self.case.silence)
        self.found = {day: contact for day, contact in self.found.items() if day < last}
        self.note(last, Kind.APP)
        self.note(last + timedelta(days=6), Kind.MISSED)

    def keep_fresh(self):
        """Whoever is not silent had contact in the past days, once they have begun to meet."""
        days = [day for day, contact in self.found.items() if contact.kind in CONTACT]
        if days and (self.story.today - max(days)).days > FRESH:
            ago = self.dice.randrange(1, FRESH)
            self.found.pop(self.story.today - timedelta(days=ago), None)
            self.note(self.story.today - timedelta(days=ago), Kind.APP)


def add_meetings(story, case, trajectory, *, is_thin=False):
    """Store the contacts of a case; thin ones are meetings only, without notes."""
    dice = story.dice(*case.key, "meetings")
    case.contacts = Rhythm(story, case, is_thin=is_thin).contacts()
    notes = None if is_thin else Notes(story, case, trajectory)
    for contact in case.contacts:
        entry = UUID(int=dice.getrandbits(128), version=4)
        contact.row = story.add(
            Meeting,
            trajectory=trajectory,
            match=contact.match,
            held_on=contact.day,
            kind=contact.kind,
            note=notes.about(contact) if notes else "",
            **how_it_went(contact, story.dice(*case.key, "mood", contact.day)),
            client_id=entry,
            entry=entry,
            logged_at=some_moment(contact.day, dice, 18, 23),
        )


def how_it_went(contact, dice):
    """The face that the participant chose, why it was missed, and how long logging took."""
    told = {"seconds": dice.randrange(35, 190) if dice.random() < 0.9 else None}
    if contact.kind == Kind.MISSED:
        told["missed_why"] = dice.choice(["participant", "participant", "buddy", "moved", "nobody"])
    elif contact.kind == Kind.MEETING and dice.random() < 0.7:
        told["mood"] = dice.choice([1, 2, 2, 3, 3, 3, 4, 4, 4, 5])
    return told


class Notes:
    """What the buddy wrote; the participant can read every word."""

    def __init__(self, story, case, trajectory):
        self.dice = story.dice(*case.key, "notes")
        self.case, self.trajectory = case, trajectory
        self.decks = {name: note_deck(self.dice, name, case.traits) for name in TEXTS["notes"]}
        self.closings = Deck(self.dice, TEXTS["closings"])
        self.met = 0

    def about(self, contact):
        """Return the note of a contact: not every one has a note."""
        if contact.kind in (Kind.APP, Kind.PHONE, Kind.MAIL, Kind.MISSED):
            return self.decks[contact.kind].deal()
        name = self.name(contact.day)
        self.met += 1
        if name not in ("calm", "wish", "underway"):
            return self.decks[name].deal()
        if self.dice.random() < 0.08:
            return ""
        return f"{self.decks[name].deal()} {self.closings.deal()}".strip()

    def name(self, day):
        """Return which kind of note fits this day of the year together."""
        weeks = (day - self.case.year.started_on).days // 7
        phase = self.trajectory.phase_on(day)
        if self.met == 0:
            return "first"
        if phase == Phase.UNDERWAY and weeks in (25, 26):
            return "halfway"
        if phase == Phase.UNDERWAY and weeks >= 50:
            return "end"
        if phase == Phase.UNDERWAY and self.dice.random() < 0.07:
            return "setback"
        return NOTE_OF_PHASE[phase]


def add_appointment(story, case, trajectory):
    """Plan the next meeting of most who meet or have just begun; some buddies have one today."""
    dice = story.dice(*case.key, "appointment")
    met = [contact for contact in case.contacts if contact.kind in CONTACT]
    if case.silence or dice.random() < 0.12:
        return
    helper = case.spells[-1].helper
    is_today = helper.buddy.pk % 4 == 1 and not helper.meets_today and not helper.back_on
    helper.meets_today |= is_today
    day = story.today + timedelta(days=0 if is_today else dice.randrange(1, 8))
    if helper.back_on:
        day = helper.back_on + (day - story.today)
    while not is_today and day.weekday() > 4:
        day += timedelta(days=1)
    at = moment(day, time(*dice.choice(HOURS)))
    story.add(
        Appointment,
        trajectory=trajectory,
        at=at,
        place=dice.choice(ROOMS),
        made_in=met[-1].row if met else None,
    )
