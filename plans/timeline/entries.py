"""What one line of the timeline says, and whose story it belongs to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import Count, Value

from kansrijk.accounts.models import Hat
from participants.models import Match, Participant


class Sort(models.TextChoices):
    """The kinds of a timeline, as they stand in its address."""

    MEETINGS = "gesprek", "gesprekken"
    STEPS = "stap", "stappen"
    GOALS = "doel", "doelen"
    SUCCESSES = "succes", "successen"
    OBSTACLES = "knelpunt", "knelpunten"
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
    link: str = ""  # the page that tells more
    cheer: str = ""  # the page that makes a success of it
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

    def of(self, model):
        """All rows of a model about these years that the hat may see."""
        return model.objects.visible_to(self.hat).filter(trajectory__in=self.years)

    @cached_property
    def first_day(self):
        """From when this hat may know who looked: for a buddy the day on which they began."""
        return Match.objects.visible_to(self.hat).first_day_with(self.participant, self.hat)


@dataclass(frozen=True)
class Source:
    """Where entries of one kind come from.

    `rows` are a story's rows annotated with `day`, `tell` makes entries of a part of them.
    """

    sort: Sort
    rows: Callable
    tell: Callable
    is_one_a_day: bool = False  # whatever happened on a day is told in one entry

    def count(self, story, before):
        """Pairs of (day, number of entries) before a day, as a query that can be united."""
        days = self.rows(story).filter(day__lt=before).order_by().values("day")
        if self.is_one_a_day:
            return days.distinct().annotate(number=Value(1)).values_list("day", "number")
        return days.annotate(number=Count("pk")).values_list("day", "number")

    def entries(self, story, since, before):
        return self.tell(self.rows(story).filter(day__gte=since, day__lt=before), story)
