"""Every number of the programme, defined once: a figure is the number of rows in its list."""

from kansrijk.overview.figures import (  # noqa: F401  each registers its figures
    academy,
    attention,
    helpers,
    looks,
    meetings,
    outcomes,
    road,
    stuck,
    year,
)
