from kansrijk.places.models.drafts import MethodDraft
from kansrijk.places.models.methods import Area, Domain, Level, Method, MethodVersion, Sentence
from kansrijk.places.models.places import (
    Colour,
    District,
    Funder,
    Language,
    Neighbourhood,
    Published,
)

__all__ = [
    "Area",
    "Colour",
    "District",
    "Domain",
    "Funder",
    "Language",
    "Level",
    "Method",
    "MethodDraft",
    "MethodVersion",
    "Neighbourhood",
    "Published",
    "Sentence",
]
