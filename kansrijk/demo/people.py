"""Who works here: leads, WIJ contacts, trainers, administrators and buddies."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from buddies.models import Absence, Buddy, WijContact
from buddies.models.buddies import Gender
from kansrijk.accounts.models import Hat, Role, User, searchable
from kansrijk.demo.cards import add_card
from kansrijk.demo.names import address, named
from kansrijk.demo.story import some_moment

DOMAIN = "demo.kansrijk.test"
PASSWORD = "stap-voor-stap-samen"
MARKER = f"bea.proefstra@{DOMAIN}"  # who is here, is in a demo

LEADS = {
    "Lies Oefenveen": ["west"],
    "Bram Voorbeeldsma": ["oost", "oosterpark"],
    "Renée Fictema": ["zuid"],
}
LEADS_ALL = "Lotte Voorbeeldsma"  # of the whole programme
WIJ = {
    "west": ["Wouter Speelmaat", "Karima Nepstra"],
    "oost": ["Pieter Demovelt", "Sanne Proefstra"],
    "zuid": ["Femke Schijnhuis", "Tarek Oefenveen"],
    "oosterpark": ["Ilse Testinga", "Mustafa Probeermans"],
}
TRAINERS = ["Tess Nepstra", "Gyan Speelmaat"]
ADMINS = ["Bea Proefstra", "Zoë Demovelt"]
FORMER = "Hodan Demovelt"  # a participant first, a buddy now
OFFICIAL = "Karima Nepstra"  # a WIJ contact in West, a buddy in Oost
ON_LEAVE = {OFFICIAL: "Wouter Speelmaat"}  # WIJ contacts who are away, and who stands in
LEAVE = 6, 8  # days ago, and days from now
HOLIDAY = 11  # days from today that a buddy is away
LONG_AGO = 90  # days
GENDERS = {"she": Gender.WOMAN, "he": Gender.MAN}
# Per buddy: places, and how many days ago they began. A negative number of places: has left.
BUDDIES = {
    "west": [
        (4, 1650), (5, 1500), (4, 1420), (4, 1400), (4, 1150), (3, 900), (2, 480), (4, 700),
        (-3, 1600),
    ],
    "oost": [
        (4, 1650), (3, 1550), (3, 1450), (3, 1420), (3, 1400), (3, 1000), (3, 800), (2, 600),
        (4, 1100), (2, 25), (-3, 1600),
    ],
    "zuid": [(2, 1650), (2, 1500), (2, 1400), (2, 900), (2, 600), (2, 200)],
    "oosterpark": [(2, 1650), (2, 1500), (2, 1400), (2, 700)],
}  # fmt: skip
NAMED = {
    ("west", 0): "Noor Testinga",
    ("west", 2): "Özgür Voorbeeldsma",
    ("west", 6): FORMER,
    ("oost", 8): OFFICIAL,
}
SPEAK = {  # the first language also gives the name
    "west": ["nl", "ar", "tr", "so ti", "nl ti", "fa", "so", "uk", "nl"],
    "oost": ["nl", "nl ti", "ar", "tr", "nl", "pap", "nl", "so", "ar", "nl", "nl"],
    "zuid": ["nl", "nl", "tr", "nl", "en", "nl"],
    "oosterpark": ["pap", "nl", "ar", "nl"],
}
NEWCOMER = 30  # days; who began later than this has no training yet
LEFT = 120  # days ago


@dataclass
class Helper:
    """A buddy while the story is made: what they speak and when their places were taken."""

    buddy: Buddy
    languages: list
    themes: list
    taken: list = field(default_factory=list)
    back_on: date | None = None  # the first day after being away
    meets_today: bool = False

    def load(self, begin, end=date.max):
        """Return the most places taken at once from `begin` to `end`."""
        days = [begin, *(first for first, last in self.taken if begin < first <= end)]
        return max(sum(first <= day <= last for first, last in self.taken) for day in days)

    def has_room(self, proposed_on, end=date.max):
        trained_on, left_on = self.buddy.trained_on, self.buddy.left_on
        if not trained_on or trained_on > proposed_on or (left_on and end > left_on):
            return False
        return self.load(proposed_on, end) < self.buddy.places


class Team:
    """Everybody who works here, by name and by district."""

    def __init__(self, story):
        self.story = story
        self.password = make_password(PASSWORD)
        self.users = {}
        self.leads, self.wij, self.helpers = {}, {}, {}
        self.add_office()
        for slug, buddies in BUDDIES.items():
            self.helpers[slug] = [self.add_buddy(slug, i) for i in range(len(buddies))]
        self.add_absences()
        self.user(LEADS_ALL, self.since("west"))
        self.hat(LEADS_ALL, Role.LEAD)

    def user(self, full, joined_on=None):
        """Return the user with this name, made when new."""
        if full not in self.users:
            self.story.names.take(full)
            number, email = len(self.users) + 1, address(full, DOMAIN)
            joined_on = joined_on or self.story.ago(1700)
            self.users[full] = self.story.add(
                User,
                email=email,
                name=full,
                search_name=searchable(full, "", email),
                phone=f"06-0000{number:04}",
                password=self.password,
                joined_at=some_moment(joined_on, self.story.dice("joined", full)),
            )
        return self.users[full]

    def hat(self, full, role, slug=None, withdrawn_on=None):
        """Give somebody a hat, or one that was taken back."""
        user = self.user(full)
        at = withdrawn_on and some_moment(withdrawn_on, self.story.dice("withdrawn", full))
        user.is_active = user.is_active and not at
        place = self.story.places.districts[slug] if slug else None
        self.story.add(Hat, user=user, role=role, district=place, withdrawn_at=at)
        return user

    def add_office(self):
        for name, slugs in LEADS.items():
            self.user(name, self.since(slugs[0]))
            for slug in slugs:
                self.leads[slug] = self.hat(name, Role.LEAD, slug)
        for slug, names in WIJ.items():
            wards = self.story.places.wards(slug)
            for number, name in enumerate(names):
                self.user(name, self.since(slug))
                contact = self.story.add(
                    WijContact,
                    user=self.hat(name, Role.WIJ, slug),
                    district=self.story.places.districts[slug],
                    team=f"WIJ {wards[number % len(wards)]}",
                )
                self.wij.setdefault(slug, []).append(contact)
        for name in TRAINERS:
            self.hat(name, Role.TRAINER)
        for name in ADMINS:
            self.hat(name, Role.ADMIN)

    def since(self, slug):
        """The day on which the office of a district began; Oost had its pilot long ago."""
        opened_on = self.story.places.districts[slug].started_on
        return min(self.story.ago(1700), opened_on or date.max)

    def add_absences(self):
        """A WIJ contact and a buddy are away and somebody stands in; another one is back."""
        today, west, oost = self.story.today, self.helpers["west"], self.helpers["oost"]
        for name, deputy in ON_LEAVE.items():
            first, last = (today - timedelta(days=LEAVE[0]), today + timedelta(days=LEAVE[1]))
            self.away(Role.WIJ, "west", self.users[name], self.users[deputy], first, last)
        last = today + timedelta(days=HOLIDAY)
        west[2].back_on = last + timedelta(days=1)
        self.away(Role.BUDDY, "west", west[2].buddy.user, west[0].buddy.user, today, last)
        first = self.story.ago(LONG_AGO)
        last = first + timedelta(days=18)
        self.away(Role.BUDDY, "oost", oost[1].buddy.user, oost[2].buddy.user, first, last)

    def away(self, role, slug, user, deputy, first_on, last_on):
        self.story.add(
            Absence,
            user=user,
            role=role,
            district=self.story.places.districts[slug],
            deputy=deputy,
            first_on=first_on,
            last_on=last_on,
        )

    def wij_on(self, match, day):
        """The user who decides for WIJ about a match on this day: the contact, or who stands in."""
        slug = match.participant.district.slug
        contact = match.buddy.wij_contact or self.wij[slug][match.buddy_id % 2]
        for absence in self.story.rows[Absence]:
            is_away = absence.first_on <= day <= absence.last_on
            if absence.role == Role.WIJ and absence.user == contact.user and is_away:
                return absence.deputy
        return contact.user

    def add_buddy(self, slug, number):
        """Add one buddy of a district with hat, WIJ contact, training, languages and themes."""
        story = self.story
        dice = story.dice("buddy", slug, number)
        places, days = BUDDIES[slug][number]
        languages = SPEAK[slug][number].split()
        full = NAMED.get((slug, number)) or story.names.deal(languages[0], latin=True).full
        opened_on = story.places.districts[slug].started_on or date.min
        started_on = max(story.ago(days), opened_on)
        trained_on = started_on + timedelta(days=dice.randrange(30, 60))
        left_on = story.ago(LEFT) if places < 0 else None
        self.user(full, started_on)
        contacts = self.wij[slug]
        buddy = story.add(
            Buddy,
            user=self.hat(full, Role.BUDDY, slug, left_on),
            district=story.places.districts[slug],
            neighbourhood=dice.choice(story.places.wards(slug)),
            wij_contact=contacts[number * len(contacts) // len(BUDDIES[slug])],
            places=abs(places),
            gender=GENDERS[named(full).gender],
            started_on=started_on,
            trained_on=None if days < NEWCOMER else trained_on,
            left_on=left_on,
        )
        helper = self.tell(buddy, dice, languages)
        add_card(story, (slug, number), helper)
        return helper

    def tell(self, buddy, dice, languages):
        """Add what a buddy speaks and knows from the inside."""
        codes = ["nl", *[code for code in languages if code != "nl"]]
        codes += ["en"] if "en" not in codes and dice.random() < 0.5 else []
        themes = dice.sample(sorted(self.story.places.themes), dice.randrange(2, 5))
        self.story.link(buddy, "languages", [self.story.places.languages[c] for c in codes])
        self.story.link(buddy, "themes", [self.story.places.themes[key] for key in themes])
        return Helper(buddy, codes, themes)
