"""The talking picture (praatplaat): what it shows of a look, for the participant and their buddy.

With its form and its page this is the only code that reads its table; a house test keeps that so.
Its makers say that it was not made to measure, so nothing here compares, counts or averages.
"""

from dataclasses import dataclass

from kansrijk.audit.privacy import ERASED
from kansrijk.places.models import Area
from participants.models.consents import ConsentKind
from plans.line_history import standing
from plans.models import TalkingPoint
from plans.models.talking_pictures import said_yes
from plans.pictures import Axis, Look, web


@dataclass
class Row:
    """One dimension: what was said about it at this look, before, and before it was corrected."""

    area: Area
    point: TalkingPoint | None  # with what stood there `earlier`, where it was corrected
    before: TalkingPoint | None

    @property
    def axis(self):
        """What is drawn; the number of then only beside one of now."""
        then, now = (each.stands if each else None for each in (self.before, self.point))
        return Axis(str(self.area), (then, now), self.point.wants if self.point else None)

    @property
    def is_said(self):
        return self.point is not None and self.point.stands is not None

    @property
    def words(self):
        return words_of(self.point) if self.point else ""

    @property
    def earlier(self):
        """What stood there before: in numbers, in words, and the line that says why."""
        lines = self.point.earlier if self.point else []
        return [
            (in_numbers(line), "" if words_of(line) == self.words else words_of(line), better)
            for line, better in lines
        ]


def words_of(point):
    """What was said in words, unless it was erased because the yes was taken back."""
    return "" if point.words == ERASED else point.words


def in_numbers(point):
    stands = "geen getal" if point.stands is None else str(point.stands)
    return stands if point.wants is None else f"{stands}, waar ik wil komen: {point.wants}"


def answer_on_health(participant):
    """The answer that holds on talking about health, or None where nobody asked."""
    return participant.consents.live().filter(kind=ConsentKind.HEALTH).first()


def may_talk(answer):
    return answer is not None and answer.is_given


def rows_of(review, *, hat, before=None):
    """Return a Row for each dimension, in order; `before` is the look before this one, or None.

    What was said then shows only of a dimension about which something is said now.
    """
    now, then = lines_of(review, hat), lines_of(before, hat) if before else {}
    areas = review.method_version.areas.domains()
    return [
        Row(
            area,
            now.get(area.domain_id),
            then.get(area.domain_id) if area.domain_id in now else None,
        )
        for area in areas
    ]


def lines_of(review, hat):
    """Map each dimension to what holds of it at this look."""
    seen = TalkingPoint.objects.visible_to(hat).filter(review=review)
    lines = seen.select_related("area", "said_by").order_by("pk")
    return {line.area.domain_id: line for line in standing(lines)}


def drawn(rows, review, before):
    """The web of now, with that of then under it; None where nothing can be drawn."""
    if not any(row.is_said for row in rows):
        return None
    now = Look("nu" if before else review.get_which_display(), review.held_on)
    then = Look(before.get_which_display(), before.held_on) if before else None
    if then and any(row.before and row.before.stands is not None for row in rows):
        return web([row.axis for row in rows], [then, now])
    only = [Axis(str(r.area), r.axis.stands[1:], r.axis.wants) for r in rows]
    return web(only, [now])


def forget_withdrawn():
    """Blank what people said whose yes no longer holds; return how many lines that were."""
    held = said_yes("review__trajectory__participant")
    empty = {"stands": None, "wants": None, "words__in": ["", ERASED], "reason__in": ["", ERASED]}
    gone = TalkingPoint.objects.exclude(held).exclude(**empty)
    return gone.update(**TalkingPoint.Privacy.erase)
