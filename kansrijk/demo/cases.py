"""Whom we help: participants, their households, what gives stress and what they wish for."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from kansrijk.demo.names import LONG, named
from kansrijk.demo.people import FORMER
from kansrijk.demo.texts import TEXTS, deck
from kansrijk.values.text import fold
from participants.models import Household, Participant, Stressor

# How many participants of each district stand where. The last two have left the programme.
FATES = {
    "west": {
        "calm": 4, "wish": 3, "underway": 10, "aftercare": 3, "waiting": 2, "proposed": 1,
        "introduced": 1, "met": 1, "chosen": 1, "agreed": 2, "no_buddy": 1, "no_wij": 1,
        "done": 22, "stopped": 5,
    },
    "oost": {
        "calm": 4, "wish": 3, "underway": 11, "aftercare": 3, "waiting": 1, "proposed": 2,
        "met": 1, "agreed": 2, "no_participant": 1,
        "done": 21, "stopped": 4,
    },
    "zuid": {
        "calm": 1, "wish": 1, "underway": 2, "aftercare": 1, "proposed": 1, "agreed": 1,
        "done": 7, "stopped": 2,
    },
    "oosterpark": {
        "calm": 1, "wish": 1, "underway": 1, "aftercare": 1, "waiting": 1, "agreed": 1,
        "done": 6, "stopped": 2,
    },
}  # fmt: skip
STARTED = ("calm", "wish", "underway", "aftercare", "done", "stopped")
LEFT = ("done", "stopped")
LANGUAGES = {
    "west": "nl nl nl nl nl ar ar ar ti ti so so tr tr fa pl uk en pap fr es",
    "oost": "nl nl nl nl nl nl nl ar ti tr pap so",
    "zuid": "nl nl nl nl tr",
    "oosterpark": "nl nl pap ar",
}
NAMED = {
    ("west", "underway", 0): "Rania Fictema",
    ("west", "underway", 3): "رانيا Testinga",
    ("west", "calm", 1): "ጸሃይ Fictema",
    ("west", "wish", 1): "Çiğdem Proefstra",
    ("west", "aftercare", 0): "Şirin Oefenveen",
    ("west", "chosen", 0): "Vera Schijnhuis",
    ("west", "waiting", 0): "ሰላም Proefstra",
    ("west", "done", 0): FORMER,
    ("oost", "underway", 3): LONG[0],
    ("oost", "wish", 0): "Özgür Nepstra",
    ("oost", "aftercare", 0): "Renée Schijnhuis",
    ("zuid", "underway", 0): "Zoë Probeermans",
    ("oosterpark", "underway", 0): LONG[1],
}
# Lives in the household of somebody who came before.
SAME_HOUSEHOLD = {
    ("oost", "underway", 2): ("oost", "underway", 1),
    ("west", "underway", 5): ("west", "underway", 2),  # with the same buddy too
    ("west", "done", 0): ("west", "underway", 1),
}
HOUSEHOLDS = {
    ("west", "underway", 2): "couple",
    ("oost", "underway", 1): "family",
    ("west", "underway", 1): "couple",
    ("oost", "underway", 4): "other",
}
TRAITS = {("oost", "underway", 4): {"youth"}}  # left school, lives with somebody else
SILENT = {  # days since the last contact
    ("west", "underway", 1): 12,
    ("west", "wish", 2): 24,
    ("oost", "underway", 2): 24,
    ("oost", "calm", 3): 12,
    ("zuid", "underway", 1): 12,
}
CHANNELS = ["phone", "app", "app", "mail", "visit"]
KINDS = ["single_parent"] * 11 + ["alone"] * 5 + ["family"] * 3 + ["couple", "other"]
MOTHERS = 0.7  # the share of women


@dataclass
class Case:
    """One participant while the story is made."""

    key: tuple  # district, fate, number
    participant: Participant
    traits: set
    joined_on: date
    year: object = None
    spells: list = field(default_factory=list)  # matches that led to meetings
    contacts: list = field(default_factory=list)
    concerns: list = field(default_factory=list)  # life domains with stress
    mate: "Case | None" = None  # who lives in the same household

    @property
    def slug(self):
        return self.key[0]

    @property
    def fate(self):
        return self.key[1]

    @property
    def is_current(self):
        return self.fate not in LEFT

    @property
    def silence(self):
        """Days since the last contact of somebody who fell silent, else None."""
        return SILENT.get(self.key)

    @property
    def last_day(self):
        return (self.year and self.year.ended_on) or date.max


def add_cases(story):
    """Add every participant of the past years; returns the cases in a fixed order."""
    for full in NAMED.values():  # before anybody else gets one of these names
        story.names.take(full)
    cases = {}
    for slug, fates in FATES.items():
        for fate, size in fates.items():
            for number in range(size):
                key = (slug, fate, number)
                mate = cases.get(SAME_HOUSEHOLD.get(key))
                cases[key] = add_case(story, key, mate)
    return list(cases.values())


def add_case(story, key, mate=None):
    dice = story.dice(*key)
    slug = key[0]
    language = dice.choice(LANGUAGES[slug].split())
    gender = "she" if dice.random() < MOTHERS else None
    full = NAMED.get(key)
    name = named(full) if full else story.names.deal(language, gender)
    household = (
        mate.participant.household if mate else add_household(story, dice, HOUSEHOLDS.get(key))
    )
    code = language if language in name.languages else name.languages[0]
    joined_on = story.ago(dice.randrange(4, 60))  # those with a year get a better day later
    participant = add_participant(story, slug, name, dice, household=household, language=code)
    traits = traits_of(name, household, code) | TRAITS.get(key, set())
    case = Case(key, participant, traits, joined_on, mate=mate)
    if mate:
        mate.mate = case
    participant.joined_on = joined_on
    add_stressors(story, case, dice)
    if key[1] in ("wish", "underway", "aftercare", "done") or tells_a_wish(key):
        participant.wish = deck(dice, "wishes", case.traits).deal()
    return case


def tells_a_wish(key):
    """Some who wait for a buddy know what they want already."""
    return key[1] not in STARTED and key[2] % 2 == 0


def add_participant(story, slug, name, dice, *, household, language):
    number = len(story.rows.get(Participant, [])) + 1
    return story.add(
        Participant,
        name=name.full,
        search_name=fold(name.full)[:200],
        household=household,
        district=story.places.districts[slug],
        neighbourhood=dice.choice(story.places.wards(slug)),
        language=story.places.languages[language],
        channel=dice.choice(CHANNELS),
        phone=f"06-0001{number:04}" if dice.random() < 0.9 else "",
    )


def add_household(story, dice, kind=None):
    kind = kind or dice.choice(KINDS)
    children = [0, 0, 0]
    if kind in ("single_parent", "family"):
        for _ in range(dice.choice([1, 1, 2, 2, 3, 4])):
            children[dice.randrange(3)] += 1
    small, middle, big = children
    return story.add(
        Household, kind=kind, children_0_3=small, children_4_11=middle, children_12_17=big
    )


def traits_of(name, household, language):
    """Return what decides which sentences could be somebody's own."""
    kids = household.children_0_3 + household.children_4_11 + household.children_12_17
    told = {
        name.gender: True,
        "kids": kids,
        "teen": household.children_12_17,
        "mother": kids and name.gender == "she",
        "newcomer": language != "nl",
    }
    return {trait for trait, holds in told.items() if holds}


def add_stressors(story, case, dice):
    """Add what gives stress, in the order that the participant chose."""
    fitting = [s for s in TEXTS["stressors"] if not s["needs"] or s["needs"] in case.traits]
    chosen = dice.sample(fitting, dice.randrange(2, 6))
    for rank, stressor in enumerate(chosen, start=1):
        case.traits |= {stressor["gives"]} - {""}
        case.concerns.append(stressor["domain"])
        story.add(
            Stressor,
            participant=case.participant,
            rank=rank,
            domain=story.places.domain(case.slug, stressor["domain"]),
            text=stressor["text"],
        )


def join(case, day):
    """Move the day on which somebody was accepted."""
    case.joined_on = case.participant.joined_on = day


def waited_since(story, case, day):
    """Return a day some weeks before this one, on which the participant was accepted."""
    return day - timedelta(days=story.dice(*case.key, "waited").randrange(6, 50))
