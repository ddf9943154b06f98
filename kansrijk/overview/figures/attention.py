"""What needs somebody now: each with how many, and since when the oldest waits."""

from datetime import timedelta

from django.db.models import DateField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from kansrijk.overview.figures.registry import NOW, figure
from participants.intake import incomplete, missing, with_missing
from participants.models import Match, Participant, Referral
from participants.models.states import State
from plans.models import LateLog, Meeting, Obstacle, Outcome, Review, Trajectory
from plans.models.meetings import CONTACT

SILENT = 10  # days without any contact after which the buddy is asked (R7)
VERY_SILENT = 21  # days after which the WIJ contact knows too (R7)
STILL = (("stil sinds", "quiet_since"),)
STANDS = (("wacht sinds", "state_since"),)


@figure(
    "open-aanmeldingen", "open aanmeldingen", "referrals", when=NOW, since="received_on"
)  # fmt: skip
def open_referrals(scope):
    """Aanmeldingen die nieuw zijn, of waarbij de persoon is uitgenodigd."""
    return Referral.objects.visible_to(scope.hat).open()


@figure("wachtend", "wachten op een buddy", "participants", when=NOW, since="joined_on")
def waiting(scope):
    """Deelnemers die zijn aangenomen en nog geen traject hebben."""
    begun = Trajectory.objects.filter(participant=OuterRef("pk"))
    return Participant.objects.visible_to(scope.hat).exclude(Exists(begun))


def quiet(scope, days):
    """Open trajectories, before aftercare, whose last contact, or start, is so many days ago."""
    today = timezone.localdate()
    since = today - timedelta(days=days)
    heard = Meeting.objects.filter(
        trajectory=OuterRef("pk"), kind__in=CONTACT, held_on__lte=today
    ).order_by("-held_on")
    seen = Trajectory.objects.visible_to(scope.hat).open().filter(started_on__lte=since)
    weekly = seen.filter(Q(aftercare_on=None) | Q(aftercare_on__gt=today))
    last = Coalesce(Subquery(heard.values("held_on")[:1]), F("started_on"))
    return weekly.exclude(Exists(heard.filter(held_on__gt=since))).annotate(
        quiet_since=Coalesce(last, F("started_on"), output_field=DateField())
    )


@figure(
    "stil", f"al {SILENT} dagen stil", "trajectories",
    when=NOW, since="quiet_since", tells=STILL,
)  # fmt: skip
def silent(scope):
    """Lopende trajecten zonder enig contact in de laatste 10 dagen.

    Nazorg telt niet mee: daar spreken twee mensen elkaar minder vaak. Het is stil sinds de dag van
    het laatste contact; was er nog geen, sinds de dag van het begin.
    Formule: vandaag min de dag van het laatste contact, of van het begin, is 10 dagen of meer.
    """
    return quiet(scope, SILENT)


@figure(
    "stil-lang", f"al {VERY_SILENT} dagen stil", "trajectories",
    when=NOW, since="quiet_since", tells=STILL,
)  # fmt: skip
def very_silent(scope):
    """Lopende trajecten zonder enig contact in de laatste 21 dagen; het WIJ-contact weet dit ook.

    Wie hier staat, staat ook bij “al 10 dagen stil”. Het is stil sinds de dag van het laatste
    contact; was er nog geen, sinds de dag van het begin.
    Formule: vandaag min de dag van het laatste contact, of van het begin, is 21 dagen of meer.
    """
    return quiet(scope, VERY_SILENT)


@figure("wij", "wachten op WIJ", "matches", when=NOW, since="state_since", tells=STANDS)
def waiting_for_wij(scope):
    """Koppelingen waar de deelnemer en de buddy ja zeiden en WIJ nog moet beslissen."""
    return Match.objects.visible_to(scope.hat).filter(state=State.AGREED)


@figure(
    "stilstaand", "koppelingen staan stil", "matches", when=NOW, since="state_since", tells=STANDS,
)  # fmt: skip
def stalled_matches(scope):
    """Koppelingen die langer dan gewoonlijk op dezelfde plek van het matchbord staan."""
    return Match.objects.visible_to(scope.hat).stalled()


@figure(
    "knelpunten-te-laat", "knelpunten over de datum", "obstacles", when=NOW, since="answer_by"
)  # fmt: skip
def late_obstacles(scope):
    """Knelpunten waarop WIJ na de afgesproken dag nog geen antwoord gaf.

    Ook knelpunten van een buddy zonder WIJ-contact staan hier.
    """
    return Obstacle.objects.visible_to(scope.hat).for_lead().told_to(scope.hat)


@figure("verslagen-achteraf", "verslagen achteraf", "late", when=NOW, since="held_on")
def late_logs(scope):
    """Verslagen van buddy's na het einde van hun koppeling.

    Je ziet wie, wanneer en hoeveel woorden, niet de tekst. Jij zet ze in het dossier, of niet.
    """
    return LateLog.objects.visible_to(scope.hat).waiting()


@figure(
    "kijkmomenten-aan-de-beurt", "kijkmomenten aan de beurt", "reviews",
    when=NOW, since="planned_on",
)  # fmt: skip
def reviews_due(scope):
    """Kijkmomenten van lopende jaren waarvan de geplande dag er is, en die nog niet zijn gehouden.

    Wat is overgeslagen, staat hier niet.
    """
    seen = Review.objects.visible_to(scope.hat).filter(trajectory__ended_on=None)
    return seen.due(timezone.localdate())


@figure(
    "af-te-ronden", "jaren om af te ronden", "trajectories",
    when=NOW, since="last_day", tells=(("laatste dag", "last_day"),),
)  # fmt: skip
def to_round_off(scope):
    """Lopende jaren waarvan het geplande einde voorbij is, of waarvan de nazorg voorbij is."""
    return Trajectory.objects.visible_to(scope.hat).past_end(timezone.localdate())


@figure("nog-zo", "resultaten: nog zo?", "asked", when=NOW, since="reached_on")
def outcomes_to_ask(scope):
    """Resultaten van 3 of 6 maanden geleden zonder buddy die kan vragen of het nog zo is.

    Bijvoorbeeld omdat het jaar voorbij is. De vraag blijft drie maanden open.
    """
    return Outcome.objects.visible_to(scope.hat).without_reader().asked()


@figure(
    "onvolledig", "dossiers die nog niet af zijn", "participants",
    when=NOW, since="joined_on", asks=with_missing, tells=(("nog niet gevraagd", missing),),
)  # fmt: skip
def incomplete_files(scope):
    """Dossiers van wie wacht of bezig is, waarin van de kennismaking nog iets ontbreekt.

    Dat is: het geboortejaar, de wijk, het huishouden, de stresspunten, de wens, de wensen voor
    een buddy, of een antwoord op een vraag om toestemming.
    """
    years = Trajectory.objects.filter(participant=OuterRef("pk"))
    seen = Participant.objects.visible_to(scope.hat).named()
    return incomplete(seen.filter(~Exists(years) | Exists(years.filter(ended_on=None))))


ATTENTION = [
    "open-aanmeldingen", "wachtend", "wij", "stilstaand", "stil", "stil-lang",
    "knelpunten-te-laat", "kijkmomenten-aan-de-beurt", "af-te-ronden", "nog-zo",
    "verslagen-achteraf", "onvolledig",
]  # fmt: skip
