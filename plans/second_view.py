"""The buddy's own view (R9): given blind, then laid beside the participant's; a difference stays."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.places.models import Area
from plans.models import Score
from plans.models.review_lines import Side
from plans.models.reviews import BuddyView, hold_review

NOT_ALL = "Nog niet elk leefgebied is gekozen of overgeslagen. Kijk de lijst nog eens na."
NOT_YET = "Eerst wordt er gekozen. Daarna kun jij je eigen blik geven."
TOO_LATE = "De keuzes zijn intussen weer open. Een eigen blik geven kan dan niet meer."
GIVEN = "De blik van de buddy ligt er al naast. De keuzes blijven nu zoals ze zijn."
NO_VIEW = "Bij deze methode geeft de buddy geen eigen blik."


@dataclass(frozen=True)
class Pair:
    """One life domain as both see it; a side that said nothing about it has no step."""

    area: Area
    participant: Score | None
    buddy: Score | None

    @property
    def stands(self):
        return [line.stands if line else None for line in (self.participant, self.buddy)]

    @property
    def is_different(self):
        """Whether both chose a step, and not the same one."""
        own, seen = self.stands
        return None not in (own, seen) and own != seen

    @property
    def is_same(self):
        own, seen = self.stands
        return own is not None and own == seen


@transaction.atomic
def done_choosing(review, *, by):
    """The participant has chosen everything; from now on nobody sees what. Twice counts once.

    StepRefused while a life domain is neither chosen nor passed over.
    """
    held = hold_review(review, by=by)
    if held.method_version.method.is_talking_picture:
        raise StepRefused(NO_VIEW)
    if held.scored_at:
        return held
    areas = held.method_version.areas.domains().values("pk")
    said = held.score_lines.filter(side=Side.PARTICIPANT, area__in=areas)
    if said.count() < len(areas):
        raise StepRefused(NOT_ALL)
    held.scored_at = timezone.now()
    return changed(held, ["scored_at"], "done_choosing", by=by)


@transaction.atomic
def give_view(review, stands, *, by):
    """Keep how the buddy sees it, before they saw the participant's: area → step, or None.

    StepRefused before the participant chose, and once the choices were seen.
    """
    held = hold_review(review, by=by)
    check_blind(held)
    Score.objects.bulk_create(
        Score(review=held, side=Side.BUDDY, area=area, stands=step, said_by_id=by.user_id)
        for area, step in stands.items()
    )
    held.buddy_view = BuddyView.GIVEN
    return changed(held, ["buddy_view"], "give_view", by=by)


@transaction.atomic
def without_view(review, *, by, is_reopened=False):
    """Go on without the buddy's view, or look at the choices again; both end the blindness.

    Twice counts once; StepRefused where the buddy's view is given.
    """
    held = hold_review(review, by=by)
    if held.buddy_view == BuddyView.NONE:
        return held
    check_blind(held)
    held.buddy_view = BuddyView.NONE
    return changed(held, ["buddy_view"], "open_again" if is_reopened else "no_view", by=by)


def check_blind(review):
    """StepRefused unless the participant has chosen and the buddy has not seen what."""
    if not review.is_hidden:
        reasons = {BuddyView.GIVEN: GIVEN, BuddyView.NONE: TOO_LATE}
        raise StepRefused(reasons.get(review.buddy_view, NOT_YET))


def changed(review, fields, step, *, by):
    """Save these fields of a held review, and the line of it."""
    review.version += 1
    review.save(update_fields=[*fields, "version"])
    AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=review, fields=fields, step=step)
    return review


def pairs(review, *, hat):
    """Return the Pair of every life domain of a review, in order; none while it is hidden."""
    lines = review.score_lines.visible_to(hat).standing().filter(area__part_of=None)
    found = {(line.area_id, line.side): line for line in lines}
    if not found:
        return []
    return [
        Pair(area, found.get((area.pk, Side.PARTICIPANT)), found.get((area.pk, Side.BUDDY)))
        for area in review.method_version.areas.domains()
    ]
