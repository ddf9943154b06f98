"""Text as people type it: what is kept, what is refused, and how it is compared."""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import models
from stdnum.nl import bsn

BARE = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d"})  # letters that do not decompose
REPLACED = "\ufffd"  # what a decoder leaves behind where the bytes were no text
CONTROL, HALF = r"\x00-\x08\x0b-\x1f\x7f-\x9f", r"\ud800-\udfff"
# Override and isolate marks make text look different from what it is (the "Trojan source" trick).
BIDI_TRICKS = r"\u202a-\u202e\u2066-\u2069"
REFUSED = re.compile(f"[{CONTROL}{HALF}{BIDI_TRICKS}{REPLACED}]")
# Nine digits, with what people put between them, or eight in a row; hits may overlap.
NINE_DIGITS = re.compile(r"(?<!\d)(?<!\d[.,])(?=(\d(?:[\s.\-/]{0,2}\d){8}|\d{8})(?!\d|,\d))")


def tidy(value):
    """Return the text in Unicode form NFC with line ends as \\n; emoji and all scripts stay."""
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))


def has_refused(text):
    """Tell whether a text holds a character without a place in it: control, override, half, lost."""
    return REFUSED.search(text) is not None


def check(value):
    """Raise ValidationError, with a sentence for the user, when a text holds a refused character."""
    if has_refused(value):
        raise ValidationError(
            "Er staat een onzichtbaar of kapot teken in deze tekst. "
            "Haal het weg, of typ de tekst opnieuw.",
            code="refused_character",
        )


def fold(value):
    """Return the text for searching and sorting: no diacritics, lower case ("Özgür" → "ozgur").

    Several spaces count as one.
    """
    lower = unicodedata.normalize("NFKD", value.casefold()).casefold()
    bare = "".join(c for c in lower if not unicodedata.combining(c))
    return re.sub(" +", " ", unicodedata.normalize("NFKD", bare.translate(BARE)).casefold())


fold_one = lru_cache(maxsize=4096)(fold)  # texts repeat their letters


def pieces_of(value, words):
    """Return the text in pairs of (piece, whether it is one of these folded words).

    Where folding makes two letters of one, or none, the whole of what was typed is marked.
    """
    folded = [fold_one(character) for character in value]
    places = [i for i, letters in enumerate(folded) for _ in letters]
    flat, hits = "".join(folded), [False] * len(value)
    for word in words:
        for found in re.finditer(re.escape(word), flat):
            first, last = places[found.start()], places[found.end() - 1]
            while last + 1 < len(value) and not folded[last + 1]:
                last += 1  # the marks of the last letter are a part of it
            hits[first : last + 1] = [True] * (last + 1 - first)
    joined = groupby(zip(value, hits, strict=True), key=lambda pair: pair[1])
    return [("".join(letter for letter, _ in run), is_hit) for is_hit, run in joined]


class FoldedField(models.TextField):
    """The folded text of another field of the same row, kept in step at every save.

    An update of a whole queryset does not pass here: it must name both fields.
    """

    def __init__(self, *args, source, **kwargs):
        self.source = source
        super().__init__(*args, **{"editable": False, "blank": True, "default": ""} | kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": self.source}

    def pre_save(self, model_instance, add):
        folded = fold(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, folded)
        return folded


def has_bsn(value):
    """Tell whether a text holds eight or nine digits that pass the eleven-test of a BSN."""
    found = (re.sub(r"\D", "", hit) for hit in NINE_DIGITS.findall(value))
    return any(bsn.is_valid(digits.zfill(9)) for digits in found)
