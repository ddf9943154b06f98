from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from buddies.models.absences import Absence
from kansrijk.accounts.models import Role
from kansrijk.places.models import District, Domain, Language, Neighbourhood
from kansrijk.values.dates import DayField, days_within_reach, in_order

MOST_PLACES = 10
# States of participants.Match that take one of a buddy's places: all past "proposed".
TAKES_A_PLACE = ["introduced", "met", "chosen", "agreed", "active"]
# Kinds of plans.Meeting in which they reached each other.
CONTACT = ["meeting", "app", "mail", "phone"]

SHOWN = [  # in a row of a list; the names of the others beside it
    "user", "district", "neighbourhood", "wij_contact", "places", "gender", "started_on",
    "trained_on", "user__name", "user__called", "user__search_name", "district__name",
    "neighbourhood__name", "wij_contact__user__name",
]  # fmt: skip


class Gender(models.TextChoices):
    WOMAN = "woman", "vrouw"
    MAN = "man", "man"
    OTHER = "other", "anders"


class Theme(models.Model):
    """Something that a buddy knows from the inside (ervaring), for example debts."""

    key = models.SlugField("sleutel", unique=True)
    name = models.CharField("naam", max_length=60)
    # The life domains, of each method, in which somebody with this experience can walk along.
    domains = models.ManyToManyField(Domain, verbose_name="leefgebieden", related_name="themes")

    class Meta:
        verbose_name = "ervaring"
        ordering = ["name"]

    def __str__(self):
        return self.name


class WijContact(models.Model):
    """A worker of the municipal social team: the fixed help line (achterwacht) of buddies."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="wij_contact"
    )
    district = models.ForeignKey(District, models.PROTECT, verbose_name="gebied")
    team = models.CharField("team", max_length=80, blank=True)

    class Meta:
        verbose_name = "WIJ-contact"
        verbose_name_plural = "WIJ-contacten"
        ordering = ["user__name"]

    def __str__(self):
        return self.user.name


class BuddyQuerySet(models.QuerySet):
    def visible_to(self, hat):
        match hat.role:
            case Role.LEAD:
                return self.filter(hat.here())
            case Role.WIJ:
                away = [absence.user_id for absence in Absence.objects.stood_in_by(hat)]
                return self.filter(wij_contact__user__in=[hat.user_id, *away])
            case Role.BUDDY:
                return self.filter(user=hat.user, district=hat.district)
            case Role.TRAINER:
                return self
            case _:
                return self.none()

    def active(self):
        return self.filter(left_on=None)

    def may_be_proposed(self):
        """R4: the basic training, a fixed WIJ contact, room for one more, and here today."""
        away = Absence.objects.on().filter(role=Role.BUDDY).values("user")
        ready = self.active().filter(trained_on__isnull=False, wij_contact__isnull=False)
        return ready.exclude(user__in=away).with_busy().filter(busy__lt=models.F("places"))

    def with_busy(self):
        """Annotate `busy`: how many of the places are taken."""
        if "busy" in self.query.annotations:
            return self
        own = Buddy.objects.filter(pk=models.OuterRef("pk"), matches__state__in=TAKES_A_PLACE)
        taken = own.order_by().values("pk").annotate(number=models.Count("matches"))
        return self.annotate(busy=Coalesce(models.Subquery(taken.values("number")), 0))

    def with_absence(self):
        """Prefetch `user.away_now`: the absence of today, if any, with who stands in."""
        shown = ("user", "last_on", "deputy__name")
        away = Absence.objects.on().filter(role=Role.BUDDY)
        today = away.select_related("deputy").only(*shown).fetch_mode(models.FETCH_RAISE)
        return self.prefetch_related(models.Prefetch("user__absences", today, "away_now"))

    def with_contact(self):
        """Annotate `last_contact`: when they last saw or spoke one of their participants."""
        heard = Q(matches__state="active", matches__meetings__kind__in=CONTACT)
        own = Buddy.objects.filter(heard, pk=models.OuterRef("pk")).order_by().values("pk")
        last = own.annotate(day=models.Max("matches__meetings__held_on"))
        return self.annotate(last_contact=models.Subquery(last.values("day")))

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        related = self.select_related("user", "neighbourhood", "district", "wij_contact__user")
        shown = related.only(*SHOWN).prefetch_related("languages").with_busy()
        return shown.fetch_mode(models.FETCH_RAISE).order_by("user__search_name", "pk")


class Buddy(models.Model):
    """Somebody trained at the Buddy Academie who knows poverty from the inside."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="buddy")
    district = models.ForeignKey(
        District, models.PROTECT, verbose_name="gebied", related_name="buddies"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, verbose_name="wijk", null=True, blank=True
    )
    wij_contact = models.ForeignKey(
        WijContact,
        models.PROTECT,
        verbose_name="vast WIJ-contact",
        related_name="buddies",
        null=True,
        blank=True,
    )
    places = models.PositiveSmallIntegerField(
        "plekken", default=1, help_text="Hoeveel deelnemers deze buddy tegelijk kan hebben."
    )
    gender = models.CharField("vrouw of man", max_length=5, choices=Gender, blank=True)
    languages = models.ManyToManyField(Language, verbose_name="talen", blank=True)
    themes = models.ManyToManyField(Theme, verbose_name="kent van binnenuit", blank=True)
    started_on = DayField("buddy sinds", default=timezone.localdate)
    trained_on = DayField("basistraining gehaald op", null=True, blank=True)
    left_on = DayField("gestopt op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = BuddyQuerySet.as_manager()

    class Meta:
        verbose_name = "buddy"
        verbose_name_plural = "buddy's"
        ordering = ["user__name", "pk"]
        constraints = [
            *days_within_reach("started_on", "trained_on", "left_on"),
            in_order("started_on", "left_on", "Een buddy kan niet stoppen vóór het begin."),
            models.CheckConstraint(
                condition=Q(places__lte=MOST_PLACES),
                name="buddy_has_few_places",
                violation_error_message=f"Kies 0 tot en met {MOST_PLACES} plekken.",
            ),
        ]

    def __str__(self):
        return self.user.name

    @property
    def room(self):
        """How many more participants fit, where `busy` was annotated (`for_list`)."""
        return max(0, self.places - self.busy)

    @property
    def may_be_matched(self):
        """R4, apart from room: the basic training, a fixed WIJ contact, and still a buddy."""
        return bool(self.trained_on and self.wij_contact_id and not self.left_on)

    def places_taken(self):
        """How many matches past *proposed* this buddy has now."""
        return self.matches.filter(state__in=TAKES_A_PLACE).count()

    def lives_with(self, participant):
        """Whether the buddy, as a participant themselves, shares this household."""
        return participant.household.members.filter(user=self.user_id).exists()
