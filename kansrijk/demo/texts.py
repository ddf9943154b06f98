"""The sentences and names of the demo: our own, invented, kept in texts.json and looks.json."""

import json
from pathlib import Path


def read(name):
    return json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


TEXTS = read("texts.json")
LOOKS = read("looks.json")  # what was said at the looks of a year, and after them

# Somebody without children gets no sentence about them; the same for a second language.
SPEAKS_OF = {"kinderen": "kids", "eigen taal": "newcomer", "Nederlands": "newcomer"}


def fits(text, traits):
    """Tell whether a sentence could be about somebody with these traits."""
    return all(trait in traits for word, trait in SPEAKS_OF.items() if word in text)


class Deck:
    """Deals shuffled texts, all of them once before the first comes again."""

    def __init__(self, dice, texts):
        self.dice = dice
        self.texts = list(texts)
        self.left = []

    def deal(self):
        if not self.left:
            self.left = self.dice.sample(self.texts, len(self.texts))
        return self.left.pop()


def deck(dice, name, traits):
    """Return a deck of the sentences with this name that fit the traits."""
    return fitting(dice, TEXTS[name], traits)


def fitting(dice, texts, traits):
    """Return a deck of those of these sentences that fit the traits."""
    return Deck(dice, [text for text in texts if fits(text, traits)])


def note_deck(dice, phase, traits):
    return fitting(dice, TEXTS["notes"][phase], traits)
