"""The buddy's own view (R9): given blind, then laid beside the participant's; a difference stays."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.places.models import Area
from plans.line_history import said_before, standing
from plans.models import Score
from plans.models.review_lines import HIGHEST, LOWEST, Side
from plans.models.reviews import BuddyView, hold_review

NOT_ALL = "Nog niet elk leefgebied is gekozen of overgeslagen. Kijk de lijst nog eens na."
NOT_YET = "Eerst wordt er gekozen. Daarna kun jij je eigen blik geven."
TOO_LATE = "De keuzes zijn intussen weer open. Een eigen blik geven kan dan niet meer."
GIVEN = "De blik van de buddy ligt er al naast. De keuzes blijven nu zoals ze zijn."
NO_VIEW = "Bij deze methode geeft de buddy geen eigen blik."


FIRST, APART = 20, 70  # where the lowest step is drawn, and how far the steps are apart
UNSAID = "niets gezegd"


@dataclass(frozen=True)
class View:
    """How one of the two sees a life domain: the line, and what the steps are called."""

    side: Side
    name: str
    line: Score | None  # with what stood there `earlier`, where it was corrected
    levels: dict

    @property
    def level(self):
        return self.called(self.line)

    @property
    def earlier(self):
        """What stood there before: the step, what was said, and the line that says why."""
        lines = self.line.earlier if self.line else []
        return [
            (self.called(line), said_before(line, new, "difference"), new) for line, new in lines
        ]

    def called(self, line):
        step = line and line.stands
        return self.levels.get(step, str(step)) if step else UNSAID

    @property
    def why(self):
        """What this one says about the difference."""
        return self.line.difference if self.line else ""

    @property
    def x(self):
        """Where the step is drawn, or None where nothing was said."""
        step = self.line and self.line.stands
        return step and FIRST + APART * (step - LOWEST)


@dataclass(frozen=True)
class Pair:
    """One life domain as both see it, the participant first."""

    area: Area
    views: list[View]

    @property
    def steps(self):
        return [view.line.stands if view.line else None for view in self.views]

    @property
    def is_different(self):
        """Whether both chose a step, and not the same one."""
        return None not in self.steps and len(set(self.steps)) > 1

    @property
    def places(self):
        """Where the steps of the scale are drawn."""
        return [FIRST + APART * number for number in range(HIGHEST - LOWEST + 1)]


@transaction.atomic
def done_choosing(review, *, by):
    """The participant has chosen everything; from now on nobody sees what. Twice counts once.

    StepRefused while a life domain is neither chosen nor passed over.
    """
    held = hold_review(review, by=by)
    if held.is_talked:
        raise StepRefused(NO_VIEW)
    if held.scored_at:
        return held
    areas = held.method_version.areas.domains().values("pk")
    said = held.score_lines.filter(side=Side.PARTICIPANT, area__in=areas)
    if said.count() < len(areas):
        raise StepRefused(NOT_ALL)
    held.advance(2)
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
    """Save a held review, of which these fields or those of its lines changed; leave the line."""
    review.version += 1
    review.save(update_fields=["scored_at", "buddy_view", "version"])
    AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=review, fields=fields, step=step)
    return review


def pairs(review, *, hat):
    """Return the Pair of every life domain of a review, in order; none while it is hidden."""
    seen = review.score_lines.visible_to(hat).filter(area__part_of=None)
    holding = standing(seen.select_related("said_by").order_by("pk"))
    lines = {(line.area_id, line.side): line for line in holding}
    if not lines:
        return []
    names = {Side.PARTICIPANT: review.trajectory.participant.first_name}
    names |= {s: ln.said_by.first_name for (_, s), ln in lines.items() if s == Side.BUDDY}
    levels = {level.value: level.name for level in review.method_version.levels.all()}
    return [
        Pair(area, [View(s, names.get(s, ""), lines.get((area.pk, s)), levels) for s in Side])
        for area in review.method_version.areas.domains()
    ]
