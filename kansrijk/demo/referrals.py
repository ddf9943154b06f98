"""How people came: who told the programme of them, and who did not come after all."""

from datetime import timedelta

from kansrijk.demo.cases import CHANNELS
from kansrijk.demo.texts import TEXTS, Deck, deck
from kansrijk.values.text import fold
from participants.models import Referral
from participants.models.referrals import Declined, ReferralState, Source, Withdrawn

SPREAD = {
    Source.WIJ: 34, Source.SCHOOL: 15, Source.LIBRARY: 13, Source.SHELTER: 11,
    Source.SELF: 19, Source.OTHER: 8,
}  # fmt: skip
# The pilot's twenty: "referred by WIJ teams, schools, De Oude Bieb and the Leger des Heils".
PILOT = [Source.WIJ] * 8 + [Source.SCHOOL] * 5 + [Source.LIBRARY] * 4 + [Source.SHELTER] * 3
NEW, INVITED = ReferralState.NEW, ReferralState.INVITED
# District, state, days ago that it came and came in this state, source, language.
OPEN = [
    ("west", NEW, 2, 2, Source.SCHOOL, "ti"),
    ("west", NEW, 11, 11, Source.LIBRARY, "nl"),
    ("west", INVITED, 17, 6, Source.WIJ, "ar"),
    ("west", INVITED, 30, 24, Source.SELF, "tr"),
    ("oost", NEW, 1, 1, Source.SHELTER, "nl"),
    ("oost", NEW, 6, 6, Source.SELF, "so"),
    ("oost", INVITED, 13, 4, Source.SCHOOL, "nl"),
    ("zuid", NEW, 4, 4, Source.OTHER, "fa"),
    ("zuid", INVITED, 20, 9, Source.WIJ, "nl"),
    ("oosterpark", NEW, 8, 8, Source.LIBRARY, "ar"),
]
# Who is told of again, as a colleague wrote the name: without its diacritics.
KNOWN = {("west", "wish", 1): (3, Source.SHELTER)}
# District, why it ended, days ago that it came and ended.
ENDED = [
    ("west", Declined.ELSEWHERE, 40, 35),
    ("west", Withdrawn.OWN_WISH, 61, 44),
    ("west", Withdrawn.NO_CONTACT, 95, 60),
    ("west", Declined.OTHER_HELP, 120, 110),
    ("oost", Declined.FULL, 75, 70),
    ("oost", Declined.KNOWN, 33, 31),
    ("oost", Withdrawn.MOVED, 88, 80),
    ("zuid", Declined.OTHER, 50, 48),
    ("zuid", Withdrawn.OTHER, 140, 126),
    ("oosterpark", Withdrawn.OWN_WISH, 66, 58),
]
WEEKS = 8, 40  # days from the referral to the day somebody was accepted


def add_referrals(story, team, cases, pilot):
    """Add how each participant came, who waits for an answer, and who did not come."""
    book = Book(story, team)
    for case in cases:
        book.accept(case, book.source_of(case))
    sources = story.dice("pilot", "sources").sample(PILOT, len(PILOT))
    for case, source in zip(pilot, sources, strict=True):
        book.accept(case, source)
    book.write_known(cases)
    for number, row in enumerate(OPEN):
        book.write_open(number, *row)
    for number, row in enumerate(ENDED):
        book.write_ended(number, *row)


class Book:
    """Writes the referrals of all districts."""

    def __init__(self, story, team):
        self.story, self.team = story, team

    def source_of(self, case):
        if "youth" in case.traits:
            return Source.SCHOOL
        dice = self.story.dice(*case.key, "source")
        return dice.choices(list(SPREAD), weights=SPREAD.values())[0]

    def accept(self, case, source):
        """Add the referral that became this participant, some weeks before."""
        dice, who = self.story.dice(*case.key, "referral"), case.participant
        self.add(
            dice,
            source,
            case.traits,
            district=who.district,
            neighbourhood=who.neighbourhood,
            name=who.name,
            birth_year=who.birth_year,
            language=who.language,
            channel=who.channel,
            phone=who.phone,
            received_on=case.joined_on - timedelta(days=dice.randrange(*WEEKS)),
            state=ReferralState.ACCEPTED,
            state_since=case.joined_on,
            participant=who,
        )

    def write_known(self, cases):
        """Add somebody who may already be a participant, under the same year of birth."""
        for case in cases:
            if case.key in KNOWN:
                (days, source), who = KNOWN[case.key], case.participant
                about = {"name": fold(who.name).title(), "birth_year": who.birth_year}
                dice, on = self.story.dice("known", *case.key), self.story.ago(days)
                self.write(dice, case.slug, who.language.code, source, NEW, on, on, **about)

    def write_open(self, number, slug, state, received, since, source, code):
        dice = self.story.dice("open referral", number)
        received_on, state_since = self.story.ago(received), self.story.ago(since)
        self.write(dice, slug, code, source, state, received_on, state_since)

    def write_ended(self, number, slug, reason, received, since):
        dice = self.story.dice("ended referral", number)
        source = dice.choices(list(SPREAD), weights=SPREAD.values())[0]
        is_ours = isinstance(reason, Declined)
        state = ReferralState.DECLINED if is_ours else ReferralState.WITHDRAWN
        code = dice.choice(["nl", "ar", "tr", "so"])
        ended = {"reason": reason, "reason_words": TEXTS["referral_ends"][reason]}
        received_on, state_since = self.story.ago(received), self.story.ago(since)
        self.write(dice, slug, code, source, state, received_on, state_since, **ended)

    def write(self, dice, slug, code, source, state, received_on, state_since, **about):
        """Add somebody who is no participant: a new name, unless `about` gives one."""
        if "name" not in about:
            name = self.story.names.deal(code)
            about |= {"name": name.full, "birth_year": received_on.year - dice.randrange(22, 60)}
        places = self.story.places
        self.add(
            dice,
            source,
            {"newcomer"} if code != "nl" else set(),
            district=places.districts[slug],
            neighbourhood=dice.choice(places.wards(slug)),
            language=places.languages[code],
            channel=dice.choice(CHANNELS),
            phone=self.phone("06-0002"),
            received_on=received_on,
            state=state,
            state_since=state_since,
            **about,
        )

    def add(self, dice, source, traits, *, name, **fields):
        referrer, contact = self.referrer(dice, source, fields["district"].slug)
        self.story.add(
            Referral,
            source=source,
            referrer=referrer,
            referrer_contact=contact,
            name=name,
            search_name=fold(name)[:200],
            why=why(dice, source, traits),
            **fields,
        )

    def referrer(self, dice, source, slug):
        """Return who told of somebody, and how to reach them; nobody for who came by themselves."""
        if source == Source.SELF:
            return "", ""
        if source == Source.WIJ:
            user = dice.choice(self.team.wij[slug]).user
            return user.name, user.email
        return dice.choice(TEXTS["referrers"][source]), self.phone("06-0003")

    def phone(self, start):
        return f"{start}{len(self.story.rows.get(Referral, [])) + 1:04}"


def why(dice, source, traits):
    """Return why somebody was referred; who came by themselves says "ik"."""
    if source == Source.SELF:
        return deck(dice, "own_reasons", traits).deal()
    reasons = TEXTS["referral_reasons"]
    own = [reason["text"] for reason in reasons if reason["needs"] in traits]
    general = [reason["text"] for reason in reasons if not reason["needs"]]
    return Deck(dice, own if own and dice.random() < 0.7 else general).deal()
