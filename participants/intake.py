"""The intake (kennismaking) as a whole: what was told, and what was not asked yet."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from participants.models import Consent, Participant, Preference, Stressor
from participants.models.consents import ABOUT_HEALTH, ConsentKind, ConsentText
from participants.models.participants import HouseholdKind


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
        told, asked = self.participant, []
        asked.append(("geboortejaar", told.birth_year))
        asked.append(("wijk", told.neighbourhood_id))
        asked.append(("huishouden", told.household.kind != HouseholdKind.UNKNOWN))
        asked.append(("stresspunten", self.stressors))
        asked.append(("wat wil jij", told.wish))
        asked.append(("wensen voor een buddy", self.preference))
        missing = [label for label, answer in asked if not answer]
        open_consents = sum(1 for _, live, _ in self.consents if not live)
        many = "toestemming" if open_consents == 1 else "toestemmingen"
        return [*missing, f"{open_consents} {many}"] if open_consents else missing


def intake_of(participant, *, by):
    """Gather what a participant told, with a constant number of queries."""
    seen = Participant.objects.visible_to(by).filter(household=participant.household_id)
    preferences = Preference.objects.prefetch_related("languages", "themes")
    return Intake(
        participant,
        housemates=list(seen.exclude(pk=participant.pk).order_by("search_name", "pk")),
        stressors=list(participant.stressors.select_related("domain")),
        preference=preferences.filter(participant=participant).first(),
        consents=Consent.objects.asked(participant),
    )


def incomplete(participants):
    """Those of whom `Intake.missing` would say that something was not asked yet."""
    own = OuterRef("pk")
    live = Consent.objects.live().filter(participant=own)
    health = Consent.objects.filter(participant=own, kind=ConsentKind.HEALTH)
    is_asked = Q(district__method__key=ABOUT_HEALTH) | Exists(health)
    missing = (
        Q(birth_year=None)
        | Q(neighbourhood=None)
        | Q(household__kind=HouseholdKind.UNKNOWN)
        | Q(wish="")
        | ~Exists(Stressor.objects.filter(participant=own))
        | ~Exists(Preference.objects.filter(participant=own))
    )
    for kind in ConsentText.objects.newest():
        unanswered = Q(~Exists(live.filter(kind=kind)))
        missing |= unanswered & is_asked if kind == ConsentKind.HEALTH else unanswered
    return participants.filter(missing)
