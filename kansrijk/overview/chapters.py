"""All figures in the order in which Gebied tells them."""

from kansrijk.overview.board import HELPERS, LOOKS, MEETINGS, PROGRESS, ROAD
from kansrijk.overview.figures.attention import ATTENTION
from kansrijk.overview.figures.registry import FAMILIES, FIGURES
from kansrijk.overview.figures.year import OPEN_PHASES
from plans.models.outcomes import MOMENTS

CHAPTERS = [
    ("Dit vraagt aandacht", ATTENTION),
    ("Gesprekken", MEETINGS),
    ("Wat er gebeurde", PROGRESS),
    ("Kijkmomenten", LOOKS),
    ("Waar iedereen staat", [
        "begin", *(f"{way}-{phase.value}" for phase in OPEN_PHASES for way in ("erin", "eruit")),
        "fase", "geeindigd", "gestopt",
    ]),
    ("Van aanmelding tot start", ["bron", *ROAD, "open-koppelingen"]),
    ("Resultaten", [
        "resultaat", "deelresultaat",
        *(slug for months in MOMENTS for slug in (f"resultaten-na-{months}", f"na-{months}")),
    ]),
    ("Wat er in de weg stond", [
        "oorzaak", "organisatie", "knelpunten-opgelost", "opgelost-oorzaak", "opgelost-organisatie",
    ]),
    ("Buddy's", [*HELPERS, "drukte", "academie", "erbij"]),
]  # fmt: skip


def definitions():
    """Each chapter with its figures and families."""
    known = {**FIGURES, **FAMILIES}
    return [(title, [known[slug] for slug in slugs]) for title, slugs in CHAPTERS]
