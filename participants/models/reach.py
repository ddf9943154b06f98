"""How far a buddy reaches now: their running matches, on which every door to a file is built."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from participants.models.states import Sharing

READS = (Sharing.ALL, Sharing.SUMMARY)  # what of before a buddy then reads (R6)


class Held(NamedTuple):
    """A running match, with one of the years of its participant; with none for who has no year."""

    match: int
    participant: int
    household: int
    user: int  # the buddy: who asks, or whom they replace
    since: date
    shares: str
    year: int | None
    begun_with: int | None  # the match with which that year began
    ended_on: date | None

    @property
    def opens_year(self):
        """Whether that year is still open, of their own time, or shared."""
        is_theirs = self.ended_on is None or self.since <= self.ended_on
        return self.year is not None and (is_theirs or self.shares in READS)


HELD = (  # the paths from a participant to what is held
    "matches", "pk", "household", "matches__buddy__user", "matches__started_on", "matches__shares",
    "trajectories", "trajectories__match", "trajectories__ended_on",
)  # fmt: skip


@dataclass(frozen=True)
class Reach:
    rows: list

    @property
    def matches(self):
        return sorted({row.match for row in self.rows})

    @property
    def participants(self):
        return sorted({row.participant for row in self.rows})

    @property
    def years(self):
        return sorted({row.year for row in self.rows if row.opens_year})

    def of(self, participant):
        """A row of this participant (an id), or None where they are out of reach."""
        return next((row for row in self.rows if row.participant == participant), None)

    def within(self, years):
        """No more than these years of it."""
        chosen = {year.pk for year in years}
        return Reach([row for row in self.rows if row.year in chosen])

    def only(self, participant):
        """No more than what is held of this Participant."""
        return Reach([row for row in self.rows if row.participant == participant.pk])

    def at_home(self, participant):
        """Rows of the others with whom this Participant lives."""
        home, pk = participant.household_id, participant.pk
        return [row for row in self.rows if row.household == home and row.participant != pk]

    def sharing(self, shares, *, to=None):
        """Ids of the participants who share what was before so, also to a deputy or only `to`."""
        told = (row for row in self.rows if row.shares in shares and to in (None, row.user))
        return sorted({row.participant for row in told})

    def replaced(self, user):
        """Map a participant to the user who is away and for whom this user stands in."""
        return {row.participant: row.user for row in self.rows if row.user != user}

    def since(self, shares, *, with_begun):
        """Map a day to the ids of the years that are read from then on; None: all of it.

        `with_begun` says that the year that a match began with is read as a whole.
        """
        found = {}
        for row in self.rows:
            if row.opens_year:
                is_whole = row.shares in shares or (with_begun and row.begun_with == row.match)
                found.setdefault(None if is_whole else row.since, []).append(row.year)
        return found
