"""Who fits a participant: the buddies who may be proposed, in an order that sentences explain.

There is no score. Each buddy gets a sentence for each thing that counts; the order compares what
the sentences say, from the first thing that counts to the last (ORDER).
"""

from dataclasses import dataclass
from itertools import chain
from textwrap import shorten

from buddies.models import Buddy, Theme
from buddies.models.buddies import Gender
from participants.models.intake import Nearness
from participants.models.matches import Match

ORDER = (
    "Bovenaan staat wie het beste past bij wat de deelnemer vroeg. Daarna telt de taal, dan wat "
    "de buddy van binnenuit kent van de stresspunten, dan de wijk, en als laatste hoeveel plek "
    "de buddy nog heeft."
)
NUMBERS = ["geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"]
WHY_LENGTH = Match._meta.get_field("why").max_length
NO_STRESS = 99  # the rank of a stressor that nothing touches


@dataclass(frozen=True)
class Reason:
    """A sentence that the lead reads, without its subject: "spreekt Tigrinya"."""

    sentence: str
    fits: bool = True  # a reason for this buddy, or one to think twice
    is_of_file: bool = False  # says what the participant lives through: for the lead alone


@dataclass(frozen=True)
class Candidate:
    buddy: Buddy
    reasons: tuple
    order: tuple  # what is compared; smaller comes first

    @property
    def why(self):
        """The reasons for this buddy in one sentence, as the match keeps them.

        WIJ reads it too, who does not see the file: stress and what was lived stay out.
        """
        shown = (r.sentence for r in self.reasons if r.fits and not r.is_of_file)
        told = ", ".join(shown)
        return (
            shorten(f"{self.buddy.user.first_name} {told}", WHY_LENGTH - 1, placeholder=" …") + "."
        )


class Wanted:
    """What counts for one participant, fetched once for all buddies."""

    def __init__(self, participant):
        self.participant = participant
        wish = getattr(participant, "preference", None)
        self.gender, self.near = (wish.gender, wish.near) if wish else ("", "")
        self.languages = list(wish.languages.all()) if wish else []
        self.themes = list(wish.themes.all()) if wish else []
        self.stressors = list(participant.stressors.all())
        links = Theme.domains.through.objects.values_list("theme_id", "domain_id")
        self.about = {}
        for theme, domain in links:
            self.about.setdefault(theme, set()).add(domain)

    def judge(self, buddy):
        """Return the Candidate that this buddy is."""
        asked = list(chain(self.on_gender(buddy), self.on_asked(buddy), self.on_nearness(buddy)))
        language = self.on_language(buddy)
        first, lived = self.on_stress(buddy)
        distance, near = self.on_neighbourhood(buddy)
        room = buddy.room
        told = Reason(f"heeft nog {NUMBERS[room]} {'plek' if room == 1 else 'plekken'}")
        reasons = [*asked, *language, *lived, *near, told]
        order = (
            -sum(reason.fits for reason in asked),
            -sum(reason.fits for reason in language),
            first,
            -len(lived),
            distance,
            -room,
            buddy.user.search_name,
            buddy.pk,
        )
        return Candidate(buddy, tuple(reasons), order)

    def on_gender(self, buddy):
        if self.gender:
            asked, fits = Gender(self.gender).label, buddy.gender == self.gender
            told = f"is een {asked}, zoals gevraagd" if fits else f"is geen {asked} (gevraagd)"
            yield Reason(told, fits)

    def on_asked(self, buddy):
        spoken, lived = set(buddy.languages.all()), set(buddy.themes.all())
        for language in self.languages:
            fits = language in spoken
            told = f"{language}, zoals gevraagd" if fits else f"geen {language} (gevraagd)"
            yield Reason(f"spreekt {told}", fits)
        for theme in self.themes:
            fits = theme in lived
            told = f"{theme}, zoals gevraagd" if fits else f"{theme} (gevraagd)"
            yield Reason(f"kent {'zelf' if fits else 'niet'}: {told}", fits, is_of_file=True)

    def on_nearness(self, buddy):
        if self.near and self.participant.neighbourhood_id:
            is_near = buddy.neighbourhood_id == self.participant.neighbourhood_id
            fits = is_near == (self.near == Nearness.NEAR)
            where = "komt uit dezelfde wijk" if is_near else "komt uit een andere wijk"
            yield Reason(f"{where}{', zoals gevraagd' if fits else ' (anders gevraagd)'}", fits)

    def on_language(self, buddy):
        """The participant's own language, unless it was asked for already."""
        language = self.participant.language
        if language in self.languages:
            return []
        fits = language in buddy.languages.all()
        return [Reason(f"spreekt {'' if fits else 'geen '}{language}", fits)]

    def on_stress(self, buddy):
        """The rank of the first stressor that the buddy's experience touches, and what it is."""
        touched, first = {}, NO_STRESS
        for theme in buddy.themes.all():
            about = self.about.get(theme.pk, ())
            ranks = [s.rank for s in self.stressors if s.domain_id in about]
            if ranks:
                touched[theme] = min(ranks)
                first = min(first, *ranks)
        ordered = sorted(touched, key=lambda theme: (touched[theme], theme.name))
        told = (f"kent zelf: {t} (stresspunt {touched[t]})" for t in ordered)
        return first, [Reason(sentence, is_of_file=True) for sentence in told]

    def on_neighbourhood(self, buddy):
        """How near, unless it was asked for already: 0 the same, 1 the whole district, 2 elsewhere."""
        if self.near or not self.participant.neighbourhood_id:
            return 0, []
        if buddy.neighbourhood_id == self.participant.neighbourhood_id:
            return 0, [Reason(f"komt ook uit {buddy.neighbourhood}")]
        if buddy.neighbourhood_id:
            return 2, [Reason(f"komt uit {buddy.neighbourhood}", fits=False)]
        return 1, [Reason(f"werkt in heel {buddy.district}")]


def candidates(participant, *, hat):
    """Return the Candidates for a participant, who fits best first; a constant number of queries.

    `participant` needs `language` and `preference` at hand. Buddies who cannot be proposed are left
    out: see `BuddyQuerySet.may_be_proposed`, and those of another district, who already have a card
    here, to whom this participant said no, or who live in the same household.
    """
    wanted = Wanted(participant)
    known = Match.objects.not_again(participant).values("buddy")
    here = Buddy.objects.visible_to(hat).filter(district=participant.district_id)
    free = here.may_be_proposed().exclude(pk__in=known)
    others = free.exclude(user__participant__household=participant.household_id)
    judged = (wanted.judge(buddy) for buddy in others.for_list().prefetch_related("themes"))
    return sorted(judged, key=lambda candidate: candidate.order)
