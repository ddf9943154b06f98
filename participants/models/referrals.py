from django.db import models
from django.db.models import Q
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.privacy import redacted
from kansrijk.audit.steps import Step, Stepped, step
from kansrijk.places.models import District, Language, Neighbourhood
from kansrijk.values.dates import DayField, days_within_reach
from kansrijk.values.text import fold
from participants.models.participants import (
    Channel,
    Household,
    HouseholdKind,
    Participant,
    born_within_reach,
    counts,
    not_at_home,
)


class Source(models.TextChoices):
    WIJ = "wij", "WIJ-team"
    SCHOOL = "school", "school"
    LIBRARY = "library", "De Oude Bieb"
    SHELTER = "shelter", "Leger des Heils"
    SELF = "self", "meldt zichzelf aan"
    OTHER = "other", "iemand anders"


class ReferralState(models.TextChoices):
    NEW = "new", "nieuw"
    INVITED = "invited", "uitgenodigd"
    ACCEPTED = "accepted", "aangenomen"
    DECLINED = "declined", "afgewezen"
    WITHDRAWN = "withdrawn", "ingetrokken"


OPEN = [ReferralState.NEW, ReferralState.INVITED]


class Declined(models.TextChoices):
    """Why the programme says no."""

    ELSEWHERE = "elsewhere", "woont niet in dit gebied"
    OTHER_HELP = "other_help", "andere hulp past beter"
    KNOWN = "known", "doet al mee"
    FULL = "full", "er is geen plek"
    OTHER = "other_no", "iets anders"


class Withdrawn(models.TextChoices):
    """Why somebody does not come after all."""

    OWN_WISH = "own_wish", "wil toch niet"
    NO_CONTACT = "no_contact", "is niet te bereiken"
    MOVED = "moved", "is verhuisd"
    OTHER = "other", "iets anders"


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, hat):
        """Referrals in the lead's own district; never one of the lead's own household."""
        if hat.role != Role.LEAD:
            return self.none()
        return self.filter(hat.here(), not_at_home(hat, "participant"), counts(hat, "participant"))

    def open(self):
        return self.filter(state__in=OPEN)

    def called(self, words):
        """Filter by a part of the name, whatever its accents and capitals."""
        return self.filter(search_name__contains=fold(words)) if words else self

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        related = self.select_related("neighbourhood", "district").only(
            "name", "source", "received_on", "state", "state_since", "district__name",
            "neighbourhood__name",
        )  # fmt: skip
        return related.fetch_mode(models.FETCH_RAISE).order_by("received_on", "pk")


class Referral(Stepped, models.Model):
    """Somebody was told of the programme, or came by themselves (aanmelding)."""

    district = models.ForeignKey(District, models.PROTECT, verbose_name="gebied")
    source = models.CharField("aangemeld door", max_length=7, choices=Source)
    referrer = models.CharField("naam van de aanmelder", max_length=120, blank=True)
    referrer_contact = models.CharField("te bereiken via", max_length=120, blank=True)
    name = models.CharField("naam", max_length=120)
    search_name = models.CharField(max_length=200, editable=False)
    birth_year = models.PositiveSmallIntegerField("geboortejaar", null=True, blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, verbose_name="wijk", null=True, blank=True
    )
    language = models.ForeignKey(Language, models.PROTECT, verbose_name="spreekt het liefst")
    channel = models.CharField(
        "wil bereikt worden door", max_length=6, choices=Channel, default=Channel.PHONE
    )
    phone = models.CharField("telefoon", max_length=20, blank=True)
    why = models.TextField("waarom deze aanmelding", max_length=1000)
    received_on = DayField("aangemeld op", default=timezone.localdate)
    state = models.CharField(
        "stand", max_length=9, choices=ReferralState, default=ReferralState.NEW, editable=False
    )
    state_since = DayField("stand sinds", default=timezone.localdate, editable=False)
    reason = models.CharField(
        "reden", max_length=10, choices=[*Declined.choices, *Withdrawn.choices], blank=True
    )
    reason_words = models.TextField("toelichting", max_length=500, blank=True)
    participant = models.OneToOneField(
        Participant, models.PROTECT, related_name="referral", null=True, blank=True, editable=False
    )
    # What the row of a sheet was from which this came (an HMAC), so that it comes in once.
    row_mark = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = ReferralQuerySet.as_manager()
    begins = [
        Step("add", "Aanmelding opschrijven", (), "new", frozenset([Role.LEAD])),
        Step("read_in", "Deelnemer inlezen", (), "accepted", frozenset([Role.LEAD])),
    ]

    class Privacy:
        owner = "participant"
        erase = {
            "birth_year": None,
            "row_mark": None,
            **{
                name: redacted(name)
                for name in (
                    "referrer", "referrer_contact", "name", "search_name", "phone", "why",
                    "reason_words",
                )
            },
        }  # fmt: skip
        keep = {
            "id", "district", "source", "neighbourhood", "language", "channel", "received_on",
            "state", "state_since", "reason", "participant", "version",
        }  # fmt: skip

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        indexes = [
            models.Index(fields=["district", "state", "received_on"], name="referrals_by_state"),
            models.Index(fields=["state", "received_on", "id"], name="referrals_in_order"),
            models.Index(fields=["search_name"], name="referrals_by_name"),
        ]
        constraints = [
            *days_within_reach("received_on", "state_since"),
            born_within_reach(),
            models.UniqueConstraint(
                fields=["district", "row_mark"],
                name="a_row_comes_in_once",
                violation_error_message="Deze rij is al ingelezen.",
            ),
            models.CheckConstraint(
                condition=Q(state=ReferralState.ACCEPTED) ^ Q(participant=None),
                name="accepting_makes_the_participant",
                violation_error_message="Bij een aangenomen aanmelding hoort een deelnemer.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ReferralState.DECLINED, ReferralState.WITHDRAWN])
                ^ Q(reason=""),
                name="an_ended_referral_has_a_reason",
                violation_error_message="Kies een reden.",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.search_name = fold(self.name)[:200]
        super().save(*args, **kwargs)

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def days_waiting(self):
        """Days from the referral to today, or to the day on which it was closed."""
        until = timezone.localdate() if self.is_open else self.state_since
        return max(0, (until - self.received_on).days)

    @step("Uitnodigen", ReferralState.NEW, ReferralState.INVITED, roles=[Role.LEAD])
    def invite(self, *, by):
        """Ask this person for a first talk."""

    @step("Aannemen", ReferralState.INVITED, ReferralState.ACCEPTED, roles=[Role.LEAD])
    def accept(self, *, by):
        """Make the participant, with what the referral already says."""
        self.become_participant(by=by)
        return ["participant"]

    def become_participant(self, *, by, household=None, step="", **told):
        """Make the participant that this referral is about; `told` is what is known besides."""
        self.participant = Participant.objects.create(
            name=self.name,
            birth_year=self.birth_year,
            household=household or Household.objects.create(kind=HouseholdKind.UNKNOWN),
            district=self.district,
            neighbourhood=self.neighbourhood,
            language=self.language,
            channel=self.channel,
            phone=self.phone,
            **told,
        )
        AuditEvent.objects.record(
            by=by, verb=Verb.ADD, on=self.participant, fields=sorted(told), step=step
        )

    @step("Afwijzen", OPEN, ReferralState.DECLINED, roles=[Role.LEAD])
    def decline(self, *, by, reason, words=""):
        """Say no for the programme, with a coded reason (Declined)."""
        self.reason, self.reason_words = Declined(reason), words
        return ["reason", "reason_words"]

    @step("Intrekken", OPEN, ReferralState.WITHDRAWN, roles=[Role.LEAD])
    def withdraw(self, *, by, reason, words=""):
        """Keep that this person does not come after all, with a coded reason (Withdrawn)."""
        self.reason, self.reason_words = Withdrawn(reason), words
        return ["reason", "reason_words"]


def known_like(name, birth_year, *, besides=None):
    """Who may be the same person: participants and open referrals, over all districts.

    Same folded name, and the same year of birth where both are known. `besides` is a Referral
    that does not count, nor does the participant it became. Returns (participants, referrals).
    """
    same = Q(search_name=fold(name)[:200])
    if birth_year:
        same &= Q(birth_year=birth_year) | Q(birth_year=None)
    own = besides.participant_id if besides else None
    participants = Participant.objects.filter(same).exclude(pk=own)
    referrals = Referral.objects.filter(same).open().exclude(pk=besides.pk if besides else None)
    return participants, referrals
