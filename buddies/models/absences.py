from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from kansrijk.accounts.models import Role, User
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.places.models import District
from kansrijk.values.dates import DayField, days_within_reach, in_order

REPLACED = [Role.BUDDY, Role.WIJ, Role.LEAD]  # for whom somebody can stand in
ROLES = [(role.value, role.label) for role in REPLACED]
ABSENCES = "absences"  # the name under which a hat keeps for whom it stands in
CHANGED = "Iemand wijzigde deze dagen net, of ze zijn al voorbij."


class AbsenceQuerySet(models.QuerySet):
    def on(self, day=None):
        """Absences on this day, today where none is given."""
        day = day or timezone.localdate()
        return self.filter(first_on__lte=day, last_on__gte=day)

    def visible_to(self, hat):
        """One's own, those in which one stands in, and for a lead all of the district."""
        own = Q(user=hat.user, role=hat.role) | Q(deputy=hat.user, role=hat.role)
        here = self.filter(hat.here())
        return here if hat.role == Role.LEAD else here.filter(own)

    def changeable_by(self, hat):
        """One's own, and for a lead those of the buddies and the WIJ of the district."""
        own = Q(user=hat.user, role=hat.role)
        helpers = Q(role__in=[Role.BUDDY, Role.WIJ])
        here = self.filter(hat.here())
        return here.filter(own | helpers) if hat.role == Role.LEAD else here.filter(own)

    def coming(self):
        """Those of now and of later."""
        return self.filter(last_on__gte=timezone.localdate())

    def touching(self, first_on, last_on):
        """Those with at least one day in this period."""
        return self.filter(first_on__lte=last_on, last_on__gte=first_on)

    def of(self, absence):
        """All of the same person in the same role and district."""
        same = {name: getattr(absence, name) for name in ("user_id", "role", "district_id")}
        return self.filter(**same)

    def stood_in_by(self, hat):
        """Those in which this hat stands in today, with who is away; a page asks once.

        Those of buddies know what is unanswered.
        """

        def ask():
            shown = ("role", "last_on", "user__name", "user__called")
            own = self.standing_in(hat).select_related("user").only(*shown)
            own = own.with_unanswered() if hat.role == Role.BUDDY else own
            return list(own.fetch_mode(models.FETCH_RAISE))

        return hat.once(ABSENCES, ask)

    def standing_in(self, hat):
        own = {"deputy": hat.user_id, "role": hat.role, "district": hat.district_id}
        return self.on().filter(**own)

    def with_unanswered(self):
        """Annotate how many proposals wait for an answer of the buddy who is away."""
        chosen = Q(user__buddy__matches__state="chosen")
        return self.annotate(unanswered=Count("user__buddy__matches", filter=chosen))

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        return self.select_related("user", "deputy", "district").fetch_mode(models.FETCH_RAISE)

    def replaced_by(self, hat):
        """The ids of the users for whom this hat stands in today, to use in a filter."""
        if ABSENCES in (hat.known or ()):  # the page asked for them already
            return [absence.user_id for absence in self.stood_in_by(hat)]
        return self.standing_in(hat).values("user")


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

    @property
    def is_running(self):
        return self.first_on <= timezone.localdate() <= self.last_on

    def deputies(self):
        """Who could stand in: they wear the same role in the same district."""
        same = Q(hats__role=self.role, hats__district=self.district_id, hats__withdrawn_at=None)
        active = User.objects.filter(same, is_active=True).exclude(pk=self.user_id)
        return active.exclude(buddy__left_on__isnull=False) if self.role == Role.BUDDY else active

    @transaction.atomic
    def call_off(self, *, by, seen):
        """Somebody is back today, or stays after all; the days that passed are kept.

        Raises StepRefused when this is no longer the version that was seen.
        """
        today = timezone.localdate()
        here = type(self).objects.coming().select_for_update()
        absence = here.filter(pk=self.pk, version=seen).first()
        if absence is None:
            raise StepRefused(CHANGED)
        AuditEvent.objects.record(by=by, verb=Verb.STEP, on=absence, step="call_off")
        if absence.first_on >= today:
            absence.delete()
            return
        absence.last_on, absence.version = today - timedelta(days=1), absence.version + 1
        absence.save()
