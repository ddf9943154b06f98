from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.privacy import redacted
from kansrijk.places.models import District, Domain, Language, Neighbourhood
from kansrijk.values.dates import DayField, days_within_reach
from kansrijk.values.text import fold


class HouseholdKind(models.TextChoices):
    ALONE = "alone", "alleenstaand"
    SINGLE_PARENT = "single_parent", "alleenstaande ouder"
    COUPLE = "couple", "samenwonend"
    FAMILY = "family", "samenwonend met kinderen"
    OTHER = "other", "anders"


class Household(models.Model):
    """People who live together: the kind and how many children of which age, never names."""

    kind = models.CharField("soort huishouden", max_length=14, choices=HouseholdKind)
    children_0_3 = models.PositiveSmallIntegerField("kinderen van 0 tot en met 3", default=0)
    children_4_11 = models.PositiveSmallIntegerField("kinderen van 4 tot en met 11", default=0)
    children_12_17 = models.PositiveSmallIntegerField("kinderen van 12 tot en met 17", default=0)

    class Privacy:
        owner = "members"
        erase = {}
        keep = {"id", "kind", "children_0_3", "children_4_11", "children_12_17"}

    class Meta:
        verbose_name = "huishouden"

    def __str__(self):
        count = self.children_0_3 + self.children_4_11 + self.children_12_17
        children = {0: "", 1: ", 1 kind"}.get(count, f", {count} kinderen")
        return f"{self.get_kind_display()}{children}"


class Channel(models.TextChoices):
    PHONE = "phone", "bellen"
    APP = "app", "een appje"
    MAIL = "mail", "e-mail"
    VISIT = "visit", "langskomen"


class ParticipantQuerySet(models.QuerySet):
    def visible_to(self, hat):
        """The files this hat may open; never one's own or that of one's own household."""
        others = self.exclude(household__members__user=hat.user)
        match hat.role:
            case Role.LEAD:
                return others.filter(district=hat.district)
            case Role.BUDDY:
                matched = Q(matches__state="active", matches__buddy__user=hat.user)
                return others.filter(matched, district=hat.district)
            case _:
                return self.none()

    def called(self, words):
        """Filter by a part of the name, whatever its accents and capitals."""
        return self.filter(search_name__contains=fold(words)) if words else self

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        related = self.select_related("neighbourhood", "district")
        return related.fetch_mode(models.FETCH_RAISE).order_by("search_name", "pk")


class Participant(models.Model):
    """Somebody who gets an own buddy for a year (deelnemer)."""

    name = models.CharField("naam", max_length=120)
    called = models.CharField("roepnaam", max_length=60, blank=True)
    search_name = models.CharField(max_length=200, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="is ook gebruiker",
        related_name="participant",
        null=True,
        blank=True,
    )
    household = models.ForeignKey(
        Household, models.PROTECT, verbose_name="huishouden", related_name="members"
    )
    district = models.ForeignKey(District, models.PROTECT, verbose_name="gebied")
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, verbose_name="wijk", null=True, blank=True
    )
    language = models.ForeignKey(Language, models.PROTECT, verbose_name="spreekt het liefst")
    channel = models.CharField("wil bereikt worden door", max_length=6, choices=Channel)
    phone = models.CharField("telefoon", max_length=20, blank=True)
    joined_on = DayField("aangenomen op", default=timezone.localdate)
    wish = models.TextField("wens", max_length=1000, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Privacy:
        owner = "pk"
        erase = {
            "name": redacted("name"),
            "called": redacted("called"),
            "search_name": redacted("search_name"),
            "phone": redacted("phone"),
            "wish": redacted("wish"),
            "user": None,
        }
        keep = {
            "id", "household", "district", "neighbourhood", "language", "channel", "joined_on"
        }  # fmt: skip

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        constraints = [*days_within_reach("joined_on")]
        indexes = [models.Index(fields=["district", "search_name"], name="participants_by_name")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.search_name = fold(self.name)[:200]
        super().save(*args, **kwargs)

    @property
    def first_name(self):
        return self.called or self.name.split()[0]


class Stressor(models.Model):
    """What gives a participant stress, in the order that they chose."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="stressors")
    rank = models.PositiveSmallIntegerField("volgorde")
    domain = models.ForeignKey(Domain, models.PROTECT, verbose_name="leefgebied")
    text = models.CharField("waar ik stress van krijg", max_length=200)

    class Privacy:
        owner = "participant"
        erase = {"text": redacted("text")}
        keep = {"id", "participant", "rank", "domain"}

    class Meta:
        verbose_name = "stresspunt"
        verbose_name_plural = "stresspunten"
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "rank"], name="one_stressor_per_rank")
        ]

    def __str__(self):
        return self.text
