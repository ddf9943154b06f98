from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from buddies.models import Absence
from buddies.models.buddies import TAKES_A_PLACE
from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.privacy import ERASED, redacted
from kansrijk.places.models import District, Language, Neighbourhood
from kansrijk.values.dates import DayField, days_within_reach
from kansrijk.values.text import fold
from participants.models.reach import HELD, Held, Reach
from participants.models.states import State

OLDEST, YOUNGEST = 1900, 2100
TOO_OLD = f"Kies een geboortejaar vanaf {OLDEST}."


def born_within_reach():
    """Return a check constraint for the optional field `birth_year`."""
    return models.CheckConstraint(
        condition=Q(birth_year=None) | Q(birth_year__range=(OLDEST, YOUNGEST)),
        name="%(app_label)s_%(class)s_birth_year",
        violation_error_message=TOO_OLD,
    )


class HouseholdKind(models.TextChoices):
    ALONE = "alone", "alleenstaand"
    SINGLE_PARENT = "single_parent", "alleenstaande ouder"
    COUPLE = "couple", "samenwonend"
    FAMILY = "family", "samenwonend met kinderen"
    OTHER = "other", "anders"
    UNKNOWN = "unknown", "nog niet bekend"


class Household(models.Model):
    """People who live together: the kind and how many children of which age, never names."""

    kind = models.CharField("soort huishouden", max_length=14, choices=HouseholdKind)
    children_0_3 = models.PositiveSmallIntegerField("kinderen van 0 tot en met 3", default=0)
    children_4_11 = models.PositiveSmallIntegerField("kinderen van 4 tot en met 11", default=0)
    children_12_17 = models.PositiveSmallIntegerField("kinderen van 12 tot en met 17", default=0)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Privacy:
        owner = "members"
        erase = {}
        keep = {"id", "kind", "children_0_3", "children_4_11", "children_12_17", "version"}

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


def not_at_home(hat, path=""):
    """The condition that the participant at this path lives elsewhere than who wears this hat."""
    home = f"{path}__household" if path else "household"
    return ~Q(**{home: hat.home}) if hat.home else Q()


def counts(hat, path=""):
    """The condition that the participant at this path counts: in a report only after a yes.

    There is at most one live answer of a kind, so that this doubles no row.
    """
    answer = f"{path}__consents__" if path else "consents__"
    told = {"kind": "report", "is_given": True, "withdrawn_on": None}
    return Q(**{answer + name: value for name, value in told.items()}) if hat.reporting else Q()


def led_by(hat, path=""):
    """The condition that this lead may see the participant at this path."""
    here = hat.here(f"{path}__district" if path else "district")
    return here & not_at_home(hat, path) & counts(hat, path)


def in_words(path):
    """What a narrow row of a list tells of the participant at this path, to annotate."""
    told = {"participant": "", "district": "__district", "neighbourhood": "__neighbourhood"}
    return {f"{name}_name": F(f"{path}{at}__name") for name, at in told.items()}


class ParticipantQuerySet(models.QuerySet):
    def visible_to(self, hat):
        """The files this hat may open; never one's own or that of one's own household."""
        match hat.role:
            case Role.LEAD:
                return self.filter(led_by(hat))
            case Role.BUDDY:
                return self.filter(pk__in=self.reach_of(hat).participants)
            case _:
                return self.none()

    def reach_of(self, hat):
        """What this buddy holds now (Reach), asked once a page; nothing for another hat."""
        if hat.role != Role.BUDDY:
            return Reach([])
        return hat.once("reach", lambda: Participant.objects.held_by(hat))

    def held_by(self, hat):
        """The running matches of this buddy and of whom they replace, as a Reach."""
        others = self.filter(not_at_home(hat))
        own = Q(matches__buddy__user=hat.user_id)
        stands_in = Q(matches__buddy__user__in=Absence.objects.replaced_by(hat))
        here = others.filter(own | stands_in, matches__state=State.ACTIVE, district=hat.district_id)
        return Reach([Held(*row) for row in here.order_by("pk").values_list(*HELD)])

    def seeking(self):
        """Those without a buddy for whom nobody is proposed either; who waits longest first.

        It is before their year, or in the middle of it.
        """
        years = Participant.trajectories.rel.related_model.objects
        runs = years.filter(participant=OuterRef("participant"), ended_on=None, aftercare_on=None)
        over = years.filter(participant=OuterRef("pk")).exclude(ended_on=None, aftercare_on=None)
        matches = Participant.matches.rel.related_model.objects.filter(participant=OuterRef("pk"))
        live = matches.filter(state__in=["proposed", *TAKES_A_PLACE])
        last = matches.filter(ended_on__isnull=False).order_by("-ended_on").values("ended_on")[:1]
        alone = self.filter(~Exists(over.exclude(Exists(runs))), ~Exists(live))
        since = Coalesce(Subquery(last), "joined_on")
        return alone.annotate(seeking_since=since).order_by("seeking_since", "pk")

    def named(self):
        """Those whose file was not erased yet."""
        return self.exclude(name=ERASED)

    def called(self, words):
        """Filter by a part of the name, whatever its accents and capitals."""
        return self.filter(search_name__contains=fold(words)) if words else self

    def by_name(self):
        """Narrow rows in the order of names, for the list of everybody."""
        shown = ("pk", "name", "joined_on", "district__name", "neighbourhood__name")
        return self.order_by("search_name", "pk").values_list(*shown, named=True)

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        related = self.select_related("neighbourhood", "district")
        return related.fetch_mode(models.FETCH_RAISE).order_by("search_name", "pk")


class Participant(models.Model):
    """Somebody who gets an own buddy for a year (deelnemer)."""

    name = models.CharField("naam", max_length=120)
    called = models.CharField("roepnaam", max_length=60, blank=True)
    search_name = models.CharField(max_length=200, editable=False)
    birth_year = models.PositiveSmallIntegerField("geboortejaar", null=True, blank=True)
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
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = ParticipantQuerySet.as_manager()

    class Privacy:
        owner = "pk"
        erase = {
            "name": redacted("name"),
            "called": redacted("called"),
            "search_name": redacted("search_name"),
            "birth_year": None,
            "phone": redacted("phone"),
            "wish": redacted("wish"),
            "user": None,
        }
        keep = {
            "id", "household", "district", "neighbourhood", "language", "channel", "joined_on",
            "version",
        }  # fmt: skip

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        constraints = [*days_within_reach("joined_on"), born_within_reach()]
        indexes = [
            models.Index(fields=["district", "search_name"], name="participants_by_name"),
            # All districts in the order of a list; also who is known by the same name.
            models.Index(fields=["search_name", "id"], name="participants_in_order"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.search_name = fold(self.name)[:200]
        super().save(*args, **kwargs)

    @property
    def first_name(self):
        return self.called or self.name.split()[0]

    def locked(self):
        """Let nobody else write in what belongs to this file; call it in a transaction."""
        return Participant.objects.select_for_update(of=("self",)).get(pk=self.pk)

    @transaction.atomic
    def move_in_with(self, mate, *, by):
        """Share the household of another participant from now on; None: live without them.

        What was told of the household of the other then holds for both; an empty one goes.
        """
        pair = [each.pk for each in (self, mate) if each]
        rows = Participant.objects.select_for_update(of=("self",)).order_by("pk").in_bulk(pair)
        left = rows[self.pk].household
        if mate:
            joined = rows[mate.pk].household
        elif left.members.exclude(pk=self.pk).exists():
            joined = Household.objects.create(kind=HouseholdKind.UNKNOWN)
        else:
            joined = left
        if joined == left:
            return
        self.household, self.version = joined, rows[self.pk].version + 1
        self.save(update_fields=["household", "version"])
        if not left.members.exists():
            left.delete()
        AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=self, fields=["household"])
