from kansrijk.places.models.methods import Area, Domain, Level, Method, MethodVersion, Sentence
from kansrijk.places.models.places import Colour, District, Funder, Language, Neighbourhood

__all__ = [
    "Area",
    "Colour",
    "District",
    "Domain",
    "Funder",
    "Language",
    "Level",
    "Method",
    "MethodVersion",
    "Neighbourhood",
    "Sentence",
]
