"""The intake (kennismaking) as a whole: what was told, and what was not asked yet."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull

from participants.models import Consent, Participant, Preference, Stressor
from participants.models.consents import ABOUT_HEALTH, ConsentKind, ConsentText
from participants.models.participants import HouseholdKind

ASKED = {  # besides consents, which go by their kind
    "birth_year": "geboortejaar",
    "neighbourhood": "wijk",
    "household": "huishouden",
    "stressors": "stresspunten",
    "wish": "wat wil jij",
    "preference": "wensen voor een buddy",
}
LACKS = "lacks_"


def in_words(names):
    """Say what was not asked yet: the things of ASKED in order, and how many consents."""
    missing = [label for name, label in ASKED.items() if name in names]
    consents = len(names - ASKED.keys())
    many = "toestemming" if consents == 1 else "toestemmingen"
    return [*missing, f"{consents} {many}"] if consents else missing


@dataclass(frozen=True)
class Intake:
    participant: Participant
    housemates: list  # other participants of the same household, whom this lead may open
    stressors: list
    preference: Preference | None
    consents: list  # (text, live answer or None, earlier answers) for each kind

    @property
    def may_not_be_kept(self):
        """Whether the participant said no to keeping what they tell."""
        answers = [live for text, live, _ in self.consents if text.kind == ConsentKind.FILE]
        return any(live and not live.is_given for live in answers)

    @property
    def missing(self):
        """What nobody asked yet, in the words of the pages where it is filled in."""
        told = self.participant
        given = {
            "birth_year": told.birth_year,
            "neighbourhood": told.neighbourhood_id,
            "household": told.household.kind != HouseholdKind.UNKNOWN,
            "stressors": self.stressors,
            "wish": told.wish,
            "preference": self.preference,
        } | {text.kind: live for text, live, _ in self.consents}
        return in_words({name for name, answer in given.items() if not answer})


def intake_of(participant, *, by):
    """Gather what a participant told, with a constant number of queries."""
    seen = Participant.objects.visible_to(by).filter(household=participant.household_id)
    return Intake(
        participant,
        housemates=list(seen.exclude(pk=participant.pk).order_by("search_name", "pk")),
        stressors=list(participant.stressors.select_related("domain")),
        preference=getattr(participant, "preference", None),
        consents=Consent.objects.asked(participant),
    )


def no(rows):
    """The condition that there are no such rows; quickest to ask of everybody."""
    return Q(~Exists(rows))


def no_first(rows):
    """The same, looked up one by one; quickest to ask of the few on a page."""
    return Q(IsNull(Subquery(rows.order_by().values("pk")[:1]), rhs=True))


def gaps(no):
    """Map each thing of ASKED, and each kind of consent, to the condition that it was not asked."""
    own = OuterRef("pk")
    live = Consent.objects.live().filter(participant=own)
    health = Consent.objects.filter(participant=own, kind=ConsentKind.HEALTH)
    is_asked = Q(district__method__key=ABOUT_HEALTH) | ~no(health)
    found = {
        "birth_year": Q(birth_year=None),
        "neighbourhood": Q(neighbourhood=None),
        "household": Q(household__kind=HouseholdKind.UNKNOWN),
        "wish": Q(wish=""),
        "stressors": no(Stressor.objects.filter(participant=own)),
        "preference": no(Preference.objects.filter(participant=own)),
    }
    for kind in ConsentText.objects.newest():
        unanswered = no(live.filter(kind=kind))
        found[kind] = unanswered & is_asked if kind == ConsentKind.HEALTH else unanswered
    return found


def incomplete(participants):
    """Those of whom `Intake.missing` would say that something was not asked yet."""
    return participants.filter(reduce(or_, gaps(no).values()))


def with_missing(participants):
    """Annotate what `missing` reads, for the rows of a list."""
    return participants.annotate(**{f"{LACKS}{name}": gap for name, gap in gaps(no_first).items()})


def missing(row):
    """What `Intake.missing` says, of a row `with_missing`, as one sentence."""
    told = {name.removeprefix(LACKS): lacks for name, lacks in vars(row).items() if LACKS in name}
    return ", ".join(in_words({name for name, lacks in told.items() if lacks}))
