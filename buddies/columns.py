"""What a list of buddies tells in a file."""

from kansrijk.ui.sheets.columns import Column, Kind

BUDDIES = [
    Column("buddy", "user.name"),
    Column("gebied", "district"),
    Column("wijk", "neighbourhood"),
    Column("buddy sinds", "started_on", Kind.DAY),
    Column("plekken vrij", "room", Kind.NUMBER),
    Column("plekken", "places", Kind.NUMBER),
]


def away(buddy):
    """The absence of today, where the rows were fetched `with_absence`; else None."""
    return next(iter(buddy.user.away_now), None)


WITH_ABSENCE = [
    *BUDDIES,
    Column("talen", lambda buddy: ", ".join(str(each) for each in buddy.languages.all())),
    Column("basistraining gehaald op", "trained_on", Kind.DAY),
    Column("vast WIJ-contact", "wij_contact"),
    Column("weg tot en met", lambda buddy: (it := away(buddy)) and it.last_on, Kind.DAY),
    Column("vervanger", lambda buddy: (it := away(buddy)) and it.deputy),
]
ATTENDANCE = [
    Column("buddy", "buddy.user.name"),
    Column("gebied", "buddy.district"),
    Column("training", "session.course"),
    Column("datum", "session.held_on", Kind.DAY),
    Column("erbij", "get_presence_display"),
]
