"""Where a match stands on its road, who holds it there, and for how long that is normal."""

from django.db import models

from buddies.models.buddies import TAKES_A_PLACE


class State(models.TextChoices):
    PROPOSED = "proposed", "voorgesteld"
    INTRODUCED = "introduced", "kennismaking"
    MET = "met", "stem van de deelnemer"
    CHOSEN = "chosen", "stem van de buddy"
    AGREED = "agreed", "wacht op WIJ"
    ACTIVE = "active", "gestart"
    ENDED = "ended", "afgelopen"
    DECLINED = "declined", "gaat niet door"


PAST_PROPOSED = [State(key) for key in TAKES_A_PLACE]
WAITING = [State.PROPOSED, State.INTRODUCED, State.MET, State.CHOSEN, State.AGREED]
STARTED = [State.ACTIVE, State.ENDED]

# Days in one state after which whoever holds the match sees that it stands still.
STALLS = {
    State.PROPOSED: 7,
    State.INTRODUCED: 14,
    State.MET: 7,
    State.CHOSEN: 5,
    State.AGREED: 5,
}
CARDS_AT_ONCE = 3  # R5: how many cards a participant looks at


class Vote(models.TextChoices):
    """What a side said last, as it stands on the match itself."""

    YES = "yes", "ja"
    NO = "no", "nee"
    MAYBE = "maybe", "weet ik nog niet"


class Side(models.TextChoices):
    PARTICIPANT = "participant", "deelnemer"
    BUDDY = "buddy", "buddy"
    WIJ = "wij", "WIJ"
    LEAD = "lead", "projectleider"

    @property
    def named(self):
        """This side in a sentence: "de buddy", "WIJ"."""
        return self.label if self == Side.WIJ else f"de {self.label}"


class Sharing(models.TextChoices):
    """What a new buddy may read of the time before them (R6); the participant chooses."""

    ALL = "all", "alles"
    SUMMARY = "summary", "een samenvatting"
    NOTHING = "nothing", "niets"


class EndWhy(models.TextChoices):
    """Why a match ended; the year together may go on with another buddy."""

    YEAR_DONE = "year_done", "het jaar is klaar"
    NO_CLICK = "no_click", "de klik is weg"
    OWN_WISH = "own_wish", "de deelnemer wil stoppen of iemand anders"
    BUDDY_LEFT = "buddy_left", "de buddy stopt"
    BUDDY_AWAY = "buddy_away", "de buddy is lang weg"
    MOVED = "moved", "iemand is verhuisd"
    OTHER = "other", "iets anders"
