"""Invented people: a first name and a family name that nobody has."""

from dataclasses import dataclass

from kansrijk.demo.texts import TEXTS
from kansrijk.values.text import fold

FIRST, LAST = TEXTS["names"]["first"], TEXTS["names"]["last"]
LONG = [
    "Xenia Wilhelmina Voorbeeldsma-Probeermans van Schijnhuis tot Oefenveen",
    "Mustafa Yusuf Jamal Demovelt-Voorbeeldsma genaamd Proefstra",
]


@dataclass(frozen=True)
class Name:
    full: str
    gender: str  # "she" or "he": which sentences fit
    languages: tuple  # the codes of the languages that fit, the likeliest first


def named(full):
    """Return a Name for a full name whose first word is in the list."""
    gender, languages = FIRST.get(full.split()[0], ["she", ["nl"]])
    return Name(full, gender, tuple(languages))


class Names:
    """Deals every combination of first and family name at most once."""

    def __init__(self, dice):
        pairs = [f"{first} {last}" for first in FIRST for last in LAST]
        self.left = dice.sample(pairs, len(pairs))

    def take(self, full):
        """Return this very name, so that nobody else gets it."""
        if full in self.left:
            self.left.remove(full)
        return named(full)

    def deal(self, language, gender=None, *, latin=False):
        """Return a new name that fits the language, and the gender or script that is asked."""
        for full in self.left:
            name = named(full)
            fits = language in name.languages and gender in (None, name.gender)
            if fits and (not latin or fold(full).isascii()):
                return self.take(full)
        return self.deal("nl", gender)


def address(name, domain):
    """Return the e-mail address that goes with a full name in Latin script."""
    first, *_, last = fold(name).split()
    return f"{first}.{last}@{domain}"
