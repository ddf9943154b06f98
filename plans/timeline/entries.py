"""What one line of the timeline says, and whose story it belongs to."""

from dataclasses import dataclass, field
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
    seen: dict = field(default_factory=dict)  # a door is built once: that takes longer than asking

    def of(self, model):
        """All rows of a model about these years that the hat may see."""
        if model not in self.seen:
            self.seen[model] = model.objects.visible_to(self.hat, years=self.years)
        return self.seen[model]

    @cached_property
    def lives_with_others(self):
        """Whether somebody else of this household takes part too, as far as a buddy knows."""
        if self.hat.role == Role.BUDDY:
            return bool(Participant.objects.reach_of(self.hat).at_home(self.participant))
        home = Participant.objects.filter(household=self.participant.household_id)
        return home.exclude(pk=self.participant.pk).exists()

    @cached_property
    def first_day(self):
        """From when this hat may know who looked: for a buddy the day on which they began."""
        held = Participant.objects.reach_of(self.hat).of(self.participant.pk)
        return held.since if held else None
