"""Change per life domain between two looks, told honestly: the same people, and who is missing.

Formula: for one domain, over the people whose two looks are both finished and who chose a step
s on it at both (whole steps 1 to 5, dimensionless): n = their number, up = those with
s(later) > s(first), same = those with s(later) = s(first), down = those with s(later) < s(first);
n = up + same + down. No average is taken: the steps have an order, but no distance.

Source: the standing lines of Score of the participant's own side on whole domains (a correction
replaces the line it corrects); never a part, never the buddy's view, never a talking picture.
Nothing is imputed: who chose nothing is counted as missing, with the reason.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from django.db import models
from django.db.models import Case, Count, Exists, F, FilteredRelation, OuterRef, Q, When
from django.utils import timezone

from kansrijk.places.models import Area, Domain
from kansrijk.values.small import SMALL
from participants.models import Consent
from participants.models.consents import ConsentKind
from plans.models import Review, Score
from plans.models.review_lines import Side
from plans.models.review_steps import OPEN, ReviewState
from plans.models.reviews import SkippedWhy, Which


class Missing(models.TextChoices):
    """Why somebody is not compared; the first that holds, in this order."""

    CONSENT = "consent", "geen toestemming om mee te tellen"
    STOPPED = "stopped", "het jaar eindigde eerder"
    OWN_WISH = "own_wish", "overgeslagen: de deelnemer wilde het niet"
    NO_MOMENT = "no_moment", "overgeslagen: er was geen goed moment"
    ILL = "ill", "overgeslagen: ziekte"
    OTHER = "other", "overgeslagen: iets anders"
    NOT_YET = "not_yet", "nog niet zover"
    DUE = "due", "aan de beurt, nog niet afgerond"


NOBODY = [0, 0, 0, 0, 0]
SKIPPED = [why for why in SkippedWhy if why != SkippedWhy.STOPPED]


@dataclass(frozen=True)
class Pair:
    """Which two looks are laid side by side, and when the later one is planned."""

    first: Which
    later: Which
    since: date  # both days included
    until: date


@dataclass(frozen=True)
class Change:
    """What changed on one domain, in numbers of people; None where they are fewer than SMALL."""

    domain: Domain
    n: int | None  # who chose a step at both looks
    up: int | None
    same: int | None
    down: int | None
    passed_over: int | None  # compared, but said nothing about this domain at one of the looks
    not_asked: int  # compared, but the words of one of the looks had no such domain yet
    left_out: int = 0  # compared, but of districts too small to count along; see `told_together`

    @property
    def is_told(self):
        return self.n is not None


@dataclass(frozen=True)
class Comparison:
    """What looks say together: how many people are compared, and what changed for them."""

    compared: int
    missing: list  # (Missing, number of people)
    domains: list[Change]  # none where fewer than SMALL are compared

    @property
    def total(self):
        return self.compared + sum(number for _, number in self.missing)

    @property
    def is_cut(self):
        """Districts too small to count along were left out, see `told_together`."""
        return any(each.left_out for each in self.domains)


def looks(hat, pair, today=None):
    """The later looks planned in these days of years that this hat sees, as Review rows.

    Annotated with `missing`: "" for who is compared, else a value of Missing. Years with a
    talking picture are left out: it was not made to measure.
    """
    seen = Review.objects.visible_to(hat).filter(
        which=pair.later,
        planned_on__range=(pair.since, pair.until),
        trajectory__method__is_talking_picture=False,
    )
    yes = Consent.objects.live().filter(kind=ConsentKind.REPORT, is_given=True)
    return seen.annotate(
        first=FilteredRelation(
            "trajectory__reviews", condition=Q(trajectory__reviews__which=pair.first)
        ),
        counts=Exists(yes.filter(participant=OuterRef("trajectory__participant"))),
    ).annotate(missing=why_missing(today or timezone.localdate()))


def why_missing(today):
    """The expression of `missing`, over a look and the `first` one of the same year."""
    stopped, is_open = SkippedWhy.STOPPED, Q(state__in=OPEN) | Q(first__state__in=OPEN)
    skipped = [
        When(Q(**{f"{look}skipped_why": why}), then=models.Value(Missing(why.value)))
        for look in ("first__", "")
        for why in SKIPPED
    ]
    return Case(
        When(counts=False, then=models.Value(Missing.CONSENT)),
        When(
            Q(first__skipped_why=stopped)
            | Q(skipped_why=stopped)
            | (is_open & Q(trajectory__ended_on__isnull=False)),
            then=models.Value(Missing.STOPPED),
        ),
        *skipped,
        When(state=ReviewState.FINISHED, first__state=ReviewState.FINISHED, then=models.Value("")),
        When(state=ReviewState.PLANNED, planned_on__gt=today, then=models.Value(Missing.NOT_YET)),
        default=models.Value(Missing.DUE),
        output_field=models.CharField(),
    )


def compare(found):
    """Return the Comparison of these looks; three queries.

    Where fewer than SMALL people chose a step at both looks, no number of them leaves this
    function. The database counts, so it takes a row for each domain of each district.
    """
    numbers, versions = Counter(), Counter()
    pairs = found.order_by().values_list("missing", "method_version", "first__method_version")
    for why, *both, number in pairs.annotate(n=Count("pk")):
        numbers[why] += number
        if not why:
            versions[tuple(both)] += number
    missing = [(why, numbers[why]) for why in Missing if why in numbers]
    is_enough = numbers[""] >= SMALL
    domains = changes(found.filter(missing=""), versions) if is_enough else []
    return Comparison(numbers[""], missing, domains)


def changes(compared, versions):
    """A Change for each domain that was asked, in order, of looks that are compared.

    `versions` maps the pair of versions of the words (later, first) to the number of people.
    """
    domains = domains_of({version for both in versions for version in both})
    asked = Counter()
    for (later, first), number in versions.items():
        asked[frozenset(domains[later].values()) & frozenset(domains[first].values())] += number
    found = {domain for some in asked for domain in some}
    areas = {area: domain for words in domains.values() for area, domain in words.items()}
    numbers = told_together(moved(compared, areas)) if found else {}
    return [
        told(domain, numbers.get(domain.pk, NOBODY), asked, asked.total())
        for domain in sorted(found, key=lambda each: (each.method_id, each.position))
    ]


def domains_of(versions):
    """Map each of these versions to {id of an area: its Domain}, without the parts."""
    areas = Area.objects.domains().filter(method_version__in=versions).select_related("domain")
    domains = {version: {} for version in versions}
    for area in areas:
        domains[area.method_version_id][area.pk] = area.domain
    return domains


def told(domain, numbers, asked, everybody):
    """One Change from its numbers; `asked` maps sets of domains to numbers of people."""
    could = sum(number for domains, number in asked.items() if domain in domains)
    n, up, same, down, left_out = numbers
    if n < SMALL:
        return Change(domain, None, None, None, None, None, everybody - could)
    rest = could - n - left_out
    return Change(domain, n, up, same, down, rest, everybody - could, left_out)


def told_together(rows):
    """Map the id of a domain to [n, up, same, down, left_out] of all districts together.

    Source: domain.md R13. Who sees all districts apart too could subtract those from the whole. So
    where the districts that are too small to tell have fewer than SMALL people together, these are
    left out of the whole.
    """
    large, small = {}, {}
    for domain, _, *numbers in rows:
        sums = small if numbers[0] < SMALL else large
        sums[domain] = added(sums.get(domain, NOBODY), numbers)
    found = {}
    for domain in large | small:
        rest = small.get(domain, NOBODY)
        counts = [0, 0, 0, 0, rest[0]] if rest[0] < SMALL else rest
        found[domain] = added(large.get(domain, NOBODY), counts)
    return found


def added(sums, numbers):
    return [a + b for a, b in zip_longest(sums, numbers, fillvalue=0)]


def moved(compared, areas):
    """Rows (domain, district, n, up, same, down), as the head of this module tells; one query.

    It begins with the looks, so that a district is found by its participants and not by all scores;
    `areas` gives the domain of an area, so that the database need not join them for each line.
    """
    lines = ("score_lines", "first__score_lines")
    own = {"side": Side.PARTICIPANT, "area__in": list(areas), "stands__isnull": False}
    both = compared.filter(
        *(~Score.objects.corrected(line) for line in lines),
        **{f"{line}__{name}": value for line in lines for name, value in own.items()},
    )
    rows = both.annotate(
        domain=domain_at("score_lines__area", areas),
        domain_before=domain_at("first__score_lines__area", areas),
        now=F("score_lines__stands"),
        before=F("first__score_lines__stands"),
    )
    return (
        rows.filter(domain=F("domain_before"))
        .order_by()
        .values_list("domain", "trajectory__participant__district")
        .annotate(
            n=Count("score_lines"),
            up=Count("score_lines", filter=Q(now__gt=F("before"))),
            same=Count("score_lines", filter=Q(now=F("before"))),
            down=Count("score_lines", filter=Q(now__lt=F("before"))),
        )
    )


def domain_at(path, areas):
    """The expression of the id of the domain to which the area at this path belongs."""
    known = [When(**{path: area}, then=models.Value(domain.pk)) for area, domain in areas.items()]
    return Case(*known, output_field=models.BigIntegerField())
