"""Fields of a row: a choice is written in words, instead of picked from a list."""

import re

from django import forms
from django.core.exceptions import ValidationError

from kansrijk.values.forms import SENTENCES
from kansrijk.values.text import fold

NAMED_IN_A_SENTENCE = 8


def key(words):
    """A choice without case, diacritics, signs and spaces."""
    return re.sub(r"[^a-z0-9]", "", fold(words)) or words.strip()


class Named(forms.Field):
    """A choice by its name. `choices` maps names to values; `elsewhere` explains a name out of reach."""

    def __init__(self, choices, *, elsewhere=None, unless_told=None, **kwargs):
        super().__init__(**kwargs)
        self.error_messages |= SENTENCES
        self.choices, self.elsewhere = choices, elsewhere or {}
        self.by_key = {key(name): value for name, value in choices.items()}
        self.unless_told = unless_told

    def to_python(self, value):
        if not (value or "").strip():
            return self.unless_told
        return self.find(value)

    def find(self, word):
        if (wanted := key(word)) in self.by_key:
            return self.by_key[wanted]
        raise ValidationError(self.elsewhere.get(wanted) or self.sentence(), code="unknown")

    def sentence(self):
        if not self.choices:
            return "Hier kun je nu niets invullen. Laat de cel leeg."
        if len(self.choices) > NAMED_IN_A_SENTENCE:
            return "Dit staat niet in de lijst. Kijk op het blad “uitleg” van het voorbeeld."
        return f"Kies een van: {', '.join(self.choices)}."


class SeveralNamed(Named):
    """Several choices, with commas between them."""

    def to_python(self, value):
        words = [word for word in re.split(r"[,;/\n]", value or "") if word.strip()]
        return list(dict.fromkeys(self.find(word) for word in words))
