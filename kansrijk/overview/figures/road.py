"""From a referral to a match: how many, from where, and how long each step took."""

from django.db.models import Exists, F, OuterRef, Q

from kansrijk.overview.figures.registry import NOW, family, figure, within
from kansrijk.values.dates import DaysBetween
from participants.models import Match, Participant, Referral
from participants.models.referrals import Source


@family(
    "bron", "aanmeldingen per bron", "referrals", by="source", members=lambda: Source.choices,
    day="received_on",
)  # fmt: skip
def referrals_by_source(scope):
    """Aanmeldingen uit de periode: {name}. De dag van aanmelden telt."""
    return received(scope)


@figure("aanmeldingen", "aanmeldingen", "referrals", day="received_on")
def received(scope):
    """Aanmeldingen die in de periode binnenkwamen, hoe ze ook afliepen."""
    return Referral.objects.visible_to(scope.hat).filter(within(scope, "received_on"))


@figure("aangenomen", "deelnemers aangenomen", "participants", day="joined_on")
def accepted(scope):
    """Deelnemers die in de periode zijn aangenomen."""
    return Participant.objects.visible_to(scope.hat).filter(within(scope, "joined_on"))


@figure("open-koppelingen", "open koppelingen", "matches", when=NOW, since="proposed_on")
def open_matches(scope):
    """Koppelingen die zijn voorgesteld en nog niet zijn gestart."""
    return Match.objects.visible_to(scope.hat).waiting()


@figure("gestarte-koppelingen", "koppelingen gestart", "matches", day="started_on")
def started_matches(scope):
    """Koppelingen die in de periode door WIJ zijn goedgekeurd en begonnen."""
    return Match.objects.visible_to(scope.hat).filter(within(scope, "started_on"))


# ── How long it took ────────────────────────────────────────────────────────

STEPS = {  # slug → (label, from which day, to which day, in words)
    "tijd-aannemen": (
        "aanmelding tot aannemen", "participant__referral__received_on", "participant__joined_on",
        "van de dag van aanmelden tot de dag van aannemen",
    ),
    "tijd-kaart": (
        "aannemen tot voorstel", "participant__joined_on", "proposed_on",
        "van de dag van aannemen tot de dag waarop deze buddy werd voorgesteld",
    ),
    "tijd-kennismaking": (
        "voorstel tot kennismaking", "proposed_on", "introduced_on",
        "van de dag van het voorstel tot de dag van de kennismaking",
    ),
    "tijd-stemmen": (
        "kennismaking tot twee keer ja", "introduced_on", "agreed_on",
        "van de dag van de kennismaking tot de dag waarop de deelnemer en de buddy ja hadden gezegd",
    ),
    "tijd-wij": (
        "twee keer ja tot de start", "agreed_on", "started_on",
        "van de dag waarop de deelnemer en de buddy ja hadden gezegd tot de start",
    ),
}  # fmt: skip
DAYS = {  # what the list of a step tells besides the day of the proposal
    "participant__referral__received_on": "aangemeld op",
    "participant__joined_on": "aangenomen op",
    "introduced_on": "kennismaking op",
    "agreed_on": "twee keer ja op",
    "started_on": "gestart op",
}
MEASURED = (
    "Alle eerste koppelingen die in de periode startten bij een deelnemer met een aanmelding. "
    "Het getal is de middelste: de helft ging sneller, de helft duurde langer. Wie een andere buddy "
    "kreeg, telt alleen met de eerste; ligt een dag vóór de vorige, of ontbreekt hij, dan telt de "
    "koppeling hier niet mee."
)


def checked(*paths):
    """What the list of a step tells, so that its middle can be checked."""
    return (*((DAYS[path], path) for path in paths if path in DAYS), ("dagen", "days"))


@figure(
    "tijd", "aanmelding tot start", "matches", measure="days", day="started_on",
    tells=checked("participant__referral__received_on", "started_on"),
    explained=f"{MEASURED}\nFormule: de mediaan van de dagen van de dag van aanmelden tot de start.",
)  # fmt: skip
def whole_road(scope):
    """The first match of each participant that started in the period, with `days` from referral."""
    return with_days(scope, "participant__referral__received_on", "started_on")


def first_matches(scope):
    """Matches that started in the period and were the first of their participant."""
    theirs = Match.objects.filter(participant=OuterRef("participant"))
    same_day = Q(started_on=OuterRef("started_on"), pk__lt=OuterRef("pk"))
    sooner = theirs.filter(Q(started_on__lt=OuterRef("started_on")) | same_day)
    return started_matches(scope).exclude(Exists(sooner))


def with_days(scope, since, until):
    """Annotate `days`, a whole number from one day to another; only where both are in order."""
    known = {f"{path}__isnull": False for path in (since, until)}
    timed = first_matches(scope).filter(**known, participant__referral__isnull=False)
    return timed.annotate(days=DaysBetween(since, until)).filter(**{f"{until}__gte": F(since)})


def step_of_road(since, until):
    return lambda scope: with_days(scope, since, until)


for _slug, (_label, _since, _until, _words) in STEPS.items():
    figure(
        _slug, _label, "matches", measure="days", day="started_on", tells=checked(_since, _until),
        explained=f"{MEASURED}\nFormule: de mediaan van de dagen {_words}.",
    )(step_of_road(_since, _until))  # fmt: skip
