"""Buddy Academie: how many of the buddies who were asked for a session were there."""

from buddies.models import Attendance
from buddies.models.academy import Presence
from kansrijk.overview.figures.registry import family, figure, within


@figure("academie", "keer gevraagd voor een bijeenkomst", "attendance", day="session__held_on")
def asked(scope):
    """Keren dat een buddy in de periode was gevraagd voor een bijeenkomst van de Buddy Academie.

    Wie niet gevraagd was, telt niet mee.
    """
    seen = Attendance.objects.visible_to(scope.hat)
    return seen.filter(within(scope, "session__held_on"))


@family(
    "erbij", "aanwezigheid bij de Buddy Academie", "attendance", by="presence",
    members=lambda: Presence.choices, day="session__held_on",
)  # fmt: skip
def by_presence(scope):
    """Keren dat een buddy in de periode was gevraagd en dit deed: {name}."""
    return asked(scope)
