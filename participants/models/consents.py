"""What a participant allows: which words, yes or no, when, and how they were asked."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import DayField, days_within_reach, in_order
from participants.models.participants import Participant

ABOUT_HEALTH = "positieve-gezondheid"  # the method whose talking picture asks a consent of its own


class ConsentKind(models.TextChoices):
    FILE = "file", "gegevens bewaren"
    BUDDY = "buddy", "delen met mijn buddy"
    REFERRER = "referrer", "iets laten weten aan wie mij aanmeldde"
    REPORT = "report", "meetellen in cijfers"
    HEALTH = "health", "praten over mijn gezondheid"


class ConsentTextQuerySet(models.QuerySet):
    def newest(self):
        """Return a dictionary from each kind, in order, to the text that holds today."""
        holding = self.filter(since_on__lte=timezone.localdate()).order_by("number")
        texts = {text.kind: text for text in holding}
        return {kind: texts[kind] for kind in ConsentKind.values if kind in texts}


class ConsentText(models.Model):
    """The words that somebody said yes or no to; a new wording is a new version."""

    kind = models.CharField("waarvoor", max_length=8, choices=ConsentKind)
    number = models.PositiveSmallIntegerField("versie")
    text = models.TextField("tekst", max_length=1000)
    since_on = DayField("geldt sinds", default=timezone.localdate)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = "toestemmingstekst"
        ordering = ["kind", "-number"]
        constraints = [
            *days_within_reach("since_on"),
            models.UniqueConstraint(fields=["kind", "number"], name="one_consent_text_a_version"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} (versie {self.number})"


class Asked(models.TextChoices):
    SPOKEN = "spoken", "in een gesprek"
    PAPER = "paper", "op papier"
    SCREEN = "screen", "op een scherm"
    PHONE = "phone", "aan de telefoon"


class ConsentQuerySet(models.QuerySet):
    def visible_to(self, hat):
        return self.filter(participant__in=Participant.objects.visible_to(hat))

    def live(self):
        """The answers that count now."""
        return self.filter(withdrawn_on=None)

    def told_to(self, hat, participant):
        """Whether this hat may read the wish and the stress: a buddy only after a yes to that."""
        said_yes = self.live().filter(participant=participant, kind=ConsentKind.BUDDY)
        return hat.role != Role.BUDDY or said_yes.filter(is_given=True).exists()

    @transaction.atomic
    def answer(self, participant, *, by, seen, **said):
        """Keep an answer; the one before it is withdrawn on the same day, and stays.

        `seen` is the id of the answer that stood there when this was asked, or None: StepRefused
        when somebody else was first. The same answer twice counts once.
        """
        own = self.filter(participant=participant.locked(), kind=said["text"].kind)
        last = own.live().select_related("text").first()
        if last and all(getattr(last, name) == value for name, value in said.items()):
            return last
        if (last and last.pk) != seen:
            raise StepRefused(f"Iemand anders schreef net een antwoord op. Er staat nu: {last}.")
        if last:
            last.withdraw(by=by, on=said["asked_on"])
        made = self.create(participant=participant, kind=said["text"].kind, **said)
        AuditEvent.objects.record(by=by, verb=Verb.ADD, on=made, fields=[*said, "kind"])
        return made

    @transaction.atomic
    def take_back(self, participant, kind, *, by, on):
        """Withdraw the answer that counts for this kind; None when there is none."""
        live = self.filter(participant=participant.locked(), kind=kind).live().first()
        if live:
            live.withdraw(by=by, on=on)
        return live

    def asked(self, participant):
        """Return (text that holds now, live answer or None, earlier answers) for each kind.

        About health only where the method of the district talks about it, or did.
        """
        answers = list(self.filter(participant=participant).select_related("text"))
        kinds = {answer.kind for answer in answers} | set(ConsentKind.values) - {ConsentKind.HEALTH}
        if participant.district.method.key == ABOUT_HEALTH:
            kinds.add(ConsentKind.HEALTH)
        return [
            (
                text,
                next((a for a in answers if a.kind == kind and a.is_live), None),
                [a for a in answers if a.kind == kind and not a.is_live],
            )
            for kind, text in ConsentText.objects.newest().items()
            if kind in kinds
        ]


class Consent(models.Model):
    """A participant's answer to one question: which words, when, how asked, and until when."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="consents")
    kind = models.CharField("waarvoor", max_length=8, choices=ConsentKind)
    text = models.ForeignKey(ConsentText, models.PROTECT, verbose_name="tekst")
    is_given = models.BooleanField("zegt ja")
    asked_on = DayField("gevraagd op", default=timezone.localdate)
    asked_how = models.CharField("hoe gevraagd", max_length=6, choices=Asked, default=Asked.SPOKEN)
    withdrawn_on = DayField("ingetrokken op", null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Privacy:
        owner = "participant"
        erase = {}
        keep = {
            "id", "participant", "kind", "text", "is_given", "asked_on", "asked_how", "withdrawn_on"
        }  # fmt: skip

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        ordering = ["kind", "-asked_on", "-pk"]
        constraints = [
            *days_within_reach("asked_on", "withdrawn_on"),
            in_order("asked_on", "withdrawn_on", "Intrekken kan niet vóór de vraag."),
            models.UniqueConstraint(
                fields=["participant", "kind"],
                condition=Q(withdrawn_on=None),
                name="one_live_consent_a_kind",
                violation_error_message="Hier is al een antwoord op. Trek dat eerst in.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {'ja' if self.is_given else 'nee'}"

    @property
    def is_live(self):
        return self.withdrawn_on is None

    def withdraw(self, *, by, on):
        """Stop counting this answer from this day; the row stays."""
        self.withdrawn_on = on
        self.save(update_fields=["withdrawn_on"])
        AuditEvent.objects.record(
            by=by, verb=Verb.CHANGE, on=self, fields=["withdrawn_on"], step="withdraw"
        )
