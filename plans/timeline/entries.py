"""What one line of the timeline says, and whose story it belongs to."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import models

from kansrijk.accounts.models import Hat, Role
from participants.models import Participant


class Sort(models.TextChoices):
    """The kinds of a timeline, as they stand in its address."""

    MEETINGS = "gesprek", "gesprekken"
    STEPS = "stap", "stappen"
    GOALS = "doel", "doelen"
    SUCCESSES = "succes", "successen"
    OBSTACLES = "knelpunt", "knelpunten"
    REVIEWS = "kijkmoment", "kijkmomenten"
    OUTCOMES = "resultaat", "resultaten"
    PHASES = "fase", "fases"
    APPOINTMENTS = "afspraak", "afgezegde afspraken"
    LOOKS = "keek", "wie er keek"


# Who looked is asked for by itself: between what happened it would drown the story.
EVERYTHING = frozenset(Sort) - {Sort.LOOKS}


@dataclass(frozen=True)
class Entry:
    day: date
    sort: Sort
    title: str
    text: str = ""
    notes: tuple = ()  # pairs of (icon, words)
    pieces: tuple = ()  # the text in pairs of (words, is this what was searched)
    links: tuple = ()  # pairs of (address, words): where this is told in full, or changed
    earlier: tuple = ()  # what stood there before it was corrected
    is_joy: bool = False
    order: tuple = (0, 0)  # within a day; the highest comes first


@dataclass(frozen=True)
class Story:
    """Whose file it is, which hat reads it, and which kinds that person wants to see.

    `years` are the participant's trajectories, already visible to the hat.
    """

    participant: Participant
    hat: Hat
    years: list
    kinds: frozenset = EVERYTHING

    def of(self, rows):
        """Those of these rows that are about these years and that the hat may see."""
        return rows.visible_to(self.hat, years=self.years)

    @cached_property
    def may_live_with_others(self):
        """Whether somebody else of this household may take part too; a buddy knows of theirs."""
        reach = Participant.objects.reach_of(self.hat)
        return self.hat.role != Role.BUDDY or bool(reach.at_home(self.participant))

    @cached_property
    def first_day(self):
        """From when this hat may know who looked: for a buddy the day on which they began."""
        held = Participant.objects.reach_of(self.hat).of(self.participant.pk)
        return held.since if held else None
