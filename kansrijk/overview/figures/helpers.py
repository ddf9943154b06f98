"""Buddies: how many there are, how much room, and how the work is spread; never who does most."""

from django.db.models import F, Q

from buddies.models import Buddy
from buddies.models.buddies import MOST_PLACES
from kansrijk.overview.figures.registry import LAST_DAY, NOW, family, figure, flow

LOADS = [("0", "geen deelnemer"), ("1", "1 deelnemer")] + [
    (str(number), f"{number} deelnemers") for number in range(2, MOST_PLACES + 1)
]


def present(scope):
    return Buddy.objects.visible_to(scope.hat).active()


@figure("buddys", "buddy's", "buddies", when=LAST_DAY)
def buddies_then(scope):
    """Buddy's die op de laatste dag van de periode begonnen waren en niet gestopt."""
    last = scope.period.last
    seen = Buddy.objects.visible_to(scope.hat).filter(started_on__lte=last)
    return seen.filter(Q(left_on=None) | Q(left_on__gt=last))


@figure("buddys-met-plek", "buddy's met plek", "buddies", when=NOW, measure="free")
def with_room(scope):
    """Buddy's aan wie nu een deelnemer kan worden voorgesteld.

    Zij hebben de basistraining en een vast WIJ-contact, zijn er vandaag, en hebben een plek vrij.
    Formule: plekken vrij = alle plekken van deze buddy's min hun lopende koppelingen.
    """
    return (
        Buddy.objects.visible_to(scope.hat).may_be_proposed().annotate(free=F("places") - F("busy"))
    )


@family(
    "drukte", "buddy's naar aantal deelnemers", "buddies", by="busy", members=lambda: LOADS,
    when=NOW,
)  # fmt: skip
def by_load(scope):
    """Buddy's die er nu zijn, met {name}. Ook wie in de kennismaking zit, telt als deelnemer."""
    return present(scope).with_busy()


@figure(
    "buddys-zonder-training",
    "buddy's zonder basistraining",
    "buddies",
    when=NOW,
    since="started_on",
)
def untrained(scope):
    """Buddy's die er nu zijn en de basistraining van de Buddy Academie nog niet hebben gehaald."""
    return present(scope).filter(trained_on=None)


@flow("buddy-komt", day="started_on")
def buddies_coming(scope):
    return Buddy.objects.visible_to(scope.hat)


@flow("buddy-gaat", day="left_on")
def buddies_going(scope):
    return Buddy.objects.visible_to(scope.hat).filter(left_on__isnull=False)
