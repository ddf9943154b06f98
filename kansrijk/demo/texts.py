"""The sentences and names of the demo: our own, invented, kept in texts.json."""

import json
from pathlib import Path

TEXTS = json.loads((Path(__file__).parent / "texts.json").read_text(encoding="utf-8"))

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
    return Deck(dice, [text for text in TEXTS[name] if fits(text, traits)])


def note_deck(dice, phase, traits):
    return Deck(dice, [text for text in TEXTS["notes"][phase] if fits(text, traits)])
