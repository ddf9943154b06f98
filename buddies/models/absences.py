from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.places.models import District
from kansrijk.values.dates import DayField, days_within_reach, in_order

REPLACED = [Role.BUDDY, Role.WIJ, Role.LEAD]  # for whom somebody can stand in
ROLES = [(role.value, role.label) for role in REPLACED]


class AbsenceQuerySet(models.QuerySet):
    def on(self, day=None):
        """Absences on this day, today where none is given."""
        day = day or timezone.localdate()
        return self.filter(first_on__lte=day, last_on__gte=day)

    def visible_to(self, hat):
        """One's own, those in which one stands in, and for a lead all of the district."""
        own = Q(user=hat.user, role=hat.role) | Q(deputy=hat.user, role=hat.role)
        here = self.filter(district=hat.district)
        return here if hat.role == Role.LEAD else here.filter(own)

    def replaced_by(self, hat, day=None):
        """The ids of the users for whom this hat stands in on this day, to use in a filter."""
        standing_in = self.on(day).filter(deputy=hat.user, role=hat.role, district=hat.district)
        return standing_in.values("user")


class Absence(models.Model):
    """Somebody is away from one day to another; what waits for them reaches the deputy."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="wie", related_name="absences"
    )
    role = models.CharField("als", max_length=10, choices=ROLES)
    district = models.ForeignKey(District, models.PROTECT, verbose_name="gebied")
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="vervanger",
        related_name="stands_in",
    )
    first_on = DayField("eerste dag weg", default=timezone.localdate)
    last_on = DayField("laatste dag weg")
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "afwezigheid"
        verbose_name_plural = "afwezigheden"
        ordering = ["first_on", "pk"]
        constraints = [
            *days_within_reach("first_on", "last_on"),
            in_order("first_on", "last_on", "De laatste dag ligt vóór de eerste."),
            models.CheckConstraint(
                condition=~Q(user=F("deputy")),
                name="nobody_replaces_oneself",
                violation_error_message="Kies iemand anders als vervanger.",
            ),
        ]
        indexes = [models.Index(fields=["deputy", "last_on"], name="who_stands_in")]

    def __str__(self):
        return f"{self.user} weg van {self.first_on:%d-%m-%Y} tot en met {self.last_on:%d-%m-%Y}"
