"""The list behind a figure: its rows in order, and what it tells besides its usual columns."""

from django.db.models import F, QuerySet
from django.utils import timezone

from kansrijk.overview.columns import SHOWN
from kansrijk.ui.sheets.columns import Column, Kind

BY_NAME = {  # not obstacles: of some nobody may know whom they are about
    "referrals": "search_name",
    "participants": "search_name",
    "trajectories": "participant__search_name",
    "matches": "participant__search_name",
    "reviews": "trajectory__participant__search_name",
    "late": "trajectory__participant__search_name",
    "asked": "participant__search_name",
    "buddies": "user__search_name",
}


def listed(figure, rows):
    """These rows of a figure as its list shows them; where they wait, the longest first.

    They are sorted by the very day of which Gebied tells the oldest, so that one comes first.
    """
    told = {at(n): F(path) for n, (_, path) in enumerate(figure.tells) if isinstance(path, str)}
    shown = (figure.asks or QuerySet.all)(rows.for_list()).annotate(**told)
    if not figure.since:
        return shown
    names = [BY_NAME[figure.shows]] if figure.shows in BY_NAME else []
    return shown.order_by(figure.since, *names, "pk")


def at(number):
    """What a row of `listed` calls this one of what its figure tells besides."""
    return f"besides_{number}"


def besides(figure):
    """The columns that only the list of this figure has."""
    for number, (title, path) in enumerate(figure.tells):
        if isinstance(path, str):
            yield Column(title, at(number), Kind.DAY)
        else:
            yield Column(title, path, Kind.LONG)


def columns(figure):
    """What a file of `listed` rows tells."""
    shown = [*SHOWN[figure.shows], *besides(figure)]
    waits = [n for n, (_, path) in enumerate(figure.tells) if path and path == figure.since]
    return shown + [Column("dagen geleden", days_since(at(n)), Kind.NUMBER) for n in waits]


def days_since(name):
    """The function from a row to how many days ago its day with this name was."""
    today = timezone.localdate()
    return lambda row: (today - getattr(row, name)).days
