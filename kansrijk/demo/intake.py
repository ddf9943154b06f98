"""What people told when they got to know the project: age, what they seek in a buddy, permissions."""

from datetime import timedelta

from buddies.models.buddies import Gender
from kansrijk.demo.cases import NAMED, STARTED
from kansrijk.demo.matches import ABOUT
from kansrijk.demo.texts import deck
from participants.models import Consent, Preference
from participants.models.consents import Asked, ConsentKind
from participants.models.intake import Nearness

HALFWAY = {("west", "waiting", 1)}  # the first talk is not finished: little is asked yet
AGES = {"youth": (17, 20), "teen": (33, 53), "kids": (22, 42)}  # years when accepted
ADULT = 21, 66
UNKNOWN = 0.05  # the share who did not say how old they are
SEEKS = 0.6  # the share of those with a year who said what they seek in a buddy
YES = {  # the share that says yes
    ConsentKind.FILE: 1,
    ConsentKind.BUDDY: 0.97,
    ConsentKind.REFERRER: 0.6,
    ConsentKind.REPORT: 0.85,
    ConsentKind.HEALTH: 0.75,
}
ASKED = [Asked.SPOKEN] * 5 + [Asked.PAPER] * 3 + [Asked.SCREEN, Asked.PHONE]
TAKEN_BACK = 0.06  # the share of yes that was withdrawn later
MAY_BE_TAKEN_BACK = [ConsentKind.REFERRER, ConsentKind.REPORT]


def add_intakes(story, cases, pilot):
    """Add what everybody told; call it when it is known when they were accepted."""
    for case in [*cases, *pilot]:
        case.participant.birth_year = birth_year(story, case)
    for case in cases:
        dice = story.dice(*case.key, "intake")
        if case.key not in HALFWAY and (case.fate not in STARTED or dice.random() < SEEKS):
            add_preference(story, case, dice)
        add_consents(story, case, dice)
    for case in pilot:
        for kind in (ConsentKind.FILE, ConsentKind.BUDDY, ConsentKind.REPORT):
            add_consent(story, case, kind, is_given=True, asked_how=Asked.PAPER)


def birth_year(story, case):
    """Return a year that goes with the age of the children, or None where nobody asked."""
    dice = story.dice(*case.key, "born")
    youngest, oldest = next((AGES[t] for t in AGES if t in case.traits), ADULT)
    age = dice.randrange(youngest, oldest)
    is_known = case.key in NAMED or dice.random() > UNKNOWN
    return case.joined_on.year - age if is_known and case.key not in HALFWAY else None


def add_preference(story, case, dice):
    """Add what somebody seeks; who waits asks for something that a buddy can have."""
    waits = case.fate not in STARTED
    gender = near = words = ""
    if dice.random() < 0.45:
        gender = Gender.WOMAN if "she" in case.traits else Gender.MAN
    if dice.random() < 0.5:
        near = dice.choice([Nearness.NEAR, Nearness.NEAR, Nearness.FAR])
    if waits or dice.random() < 0.6:
        words = deck(dice, "preferences", case.traits).deal()
    wanted = story.add(
        Preference, participant=case.participant, gender=gender, near=near, words=words
    )
    language = case.participant.language
    if language.code != "nl" and (waits or dice.random() < 0.5):
        story.link(wanted, "languages", [language])
    about = [key for key in ABOUT if ABOUT[key] in case.concerns]
    if about and (waits or dice.random() < 0.5):
        keys = dice.sample(about, dice.randrange(1, min(2, len(about)) + 1))
        story.link(wanted, "themes", [story.places.themes[key] for key in keys])


def add_consents(story, case, dice):
    """Add the answers one by one; about health only where the method is about health."""
    how = dice.choice(ASKED)
    for kind, share in YES.items():
        if kind == ConsentKind.HEALTH and case.slug != "zuid":
            continue
        if case.key in HALFWAY and kind != ConsentKind.FILE:
            continue
        is_given = dice.random() < share
        consent = add_consent(story, case, kind, is_given=is_given, asked_how=how)
        if is_given and kind in MAY_BE_TAKEN_BACK and dice.random() < TAKEN_BACK:
            later = case.joined_on + timedelta(days=dice.randrange(14, 200))
            consent.withdrawn_on = min(later, story.today - timedelta(days=1))


def add_consent(story, case, kind, **answer):
    return story.add(
        Consent,
        participant=case.participant,
        kind=kind,
        text=story.places.consents[kind],
        asked_on=case.joined_on,
        **answer,
    )
