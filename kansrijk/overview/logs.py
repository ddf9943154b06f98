"""Figures of the logging itself: what came too late, and how long it takes."""

from kansrijk.overview.figures import figure, within
from plans.models import LateLog, Meeting

FEWEST = 5  # logs; of fewer the middle says nothing


@figure(
    "verslagen-achteraf",
    "verslagen achteraf",
    "late",
    "Verslagen van buddy's na het einde van hun koppeling. Je ziet wie, wanneer en hoeveel "
    "woorden, niet de tekst. Jij zet ze in het dossier, of niet. Stand van nu.",
)
def late_logs(scope):
    """Late logs that wait for the lead."""
    return LateLog.objects.visible_to(scope.hat).waiting()


@figure(
    "vastleggen",
    "gesprekken met een bekende tijd",
    "meetings",
    "Hoelang vastleggen duurt: van het openen van de pagina tot opslaan, zonder inhoud. Het getal "
    f"is de middelste van alle gesprekken van de periode, vanaf {FEWEST} gesprekken. Langer dan "
    "een uur telt niet mee. Het doel is minder dan twee minuten.",
)
def timed_logs(scope):
    """Meetings of the period of which it is known how long logging took."""
    timed = Meeting.objects.visible_to(scope.hat).weekly().filter(seconds__isnull=False)
    return timed.filter(within(scope, "held_on"))


def median_seconds(scope):
    """How long logging takes: the middle of the period in seconds, or None of too few.

    With two queries: how many there are, and the one or two in the middle.
    """
    ordered = timed_logs(scope).order_by("seconds").values_list("seconds", flat=True)
    number = ordered.count()
    if number < FEWEST:
        return None
    middle = ordered[(number - 1) // 2 : number // 2 + 1]
    return round(sum(middle) / len(middle))


def in_minutes(seconds):
    """A length of time in words: "1 min 40 s"."""
    minutes, rest = divmod(seconds, 60)
    return " ".join([f"{minutes} min"] * bool(minutes) + [f"{rest} s"] * bool(rest or not minutes))
