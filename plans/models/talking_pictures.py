"""Positieve Gezondheid: a talking picture, for the participant and, with consent, the buddy.

Nothing but its own page may read this table: no figure, export, dashboard or ranking. Its makers
say that it was not made to measure. A house test keeps this true.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from kansrijk.accounts.models import Role
from kansrijk.audit.privacy import redacted
from kansrijk.places.models import Area
from participants.models import Consent
from participants.models.consents import ConsentKind
from plans.models.review_lines import Line, LineQuerySet, a_correction_has_a_reason
from plans.models.reviews import Review

LOWEST, HIGHEST = 0, 10


def said_yes(participant):
    """Whether the participant (a path from the outer row) lets their health be talked about."""
    yes = Consent.objects.live().filter(kind=ConsentKind.HEALTH, is_given=True)
    return Exists(yes.filter(participant=OuterRef(participant)))


class TalkingPointQuerySet(LineQuerySet):
    def visible_to(self, hat):
        """Lines of visible reviews for a buddy, as long as the consent of its own holds."""
        if hat.role != Role.BUDDY:
            return self.none()
        seen = self.filter(review__in=Review.objects.visible_to(hat))
        return seen.filter(said_yes("review__trajectory__participant"))


class TalkingPoint(Line):
    """How it goes on one of the six dimensions, 0 to 10; nobody has to choose a number."""

    area = models.ForeignKey(Area, models.PROTECT, verbose_name="leefgebied")
    stands = models.PositiveSmallIntegerField("hoe het nu is", null=True, blank=True)
    wants = models.PositiveSmallIntegerField("waar ik wil komen", null=True, blank=True)
    words = models.CharField("in mijn woorden", max_length=500, blank=True)

    objects = TalkingPointQuerySet.as_manager()

    class Privacy:
        owner = "review__trajectory__participant"
        erase = {
            "stands": None, "wants": None, "words": redacted("words"), "reason": redacted("reason")
        }  # fmt: skip
        keep = {"id", "review", "corrects", "said_at", "said_by", "area"}

    class Meta:
        verbose_name = "punt van de praatplaat"
        ordering = ["pk"]
        constraints = [
            a_correction_has_a_reason(),
            models.UniqueConstraint(
                fields=["review", "area"], condition=Q(corrects=None), name="one_talking_point"
            ),
            models.CheckConstraint(
                condition=(Q(stands=None) | Q(stands__range=(LOWEST, HIGHEST)))
                & (Q(wants=None) | Q(wants__range=(LOWEST, HIGHEST))),
                name="talking_point_on_the_scale",
                violation_error_message="Kies een getal van 0 tot en met 10.",
            ),
        ]

    def __str__(self):
        return str(self.area)
