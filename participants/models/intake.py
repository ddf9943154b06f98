"""What a participant tells when they get to know the project: stress, wishes, permissions."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from buddies.models import Theme
from buddies.models.buddies import Gender
from kansrijk.audit.privacy import redacted
from kansrijk.places.models import Domain, Language
from kansrijk.values.dates import DayField, days_within_reach, in_order
from participants.models.participants import Participant


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


class Nearness(models.TextChoices):
    NEAR = "near", "liefst uit mijn eigen wijk"
    FAR = "far", "liever niet uit mijn eigen wijk"


class Preference(models.Model):
    """What a participant would like in a buddy; whatever is empty does not matter to them."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="preference")
    gender = models.CharField("liefst een", max_length=5, choices=Gender, blank=True)
    near = models.CharField("waar vandaan", max_length=4, choices=Nearness, blank=True)
    languages = models.ManyToManyField(Language, verbose_name="spreekt ook", blank=True)
    themes = models.ManyToManyField(Theme, verbose_name="weet hoe dit is", blank=True)
    words = models.TextField("wat ik zoek in een buddy", max_length=500, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Privacy:
        owner = "participant"
        erase = {"words": redacted("words")}
        keep = {"id", "participant", "gender", "near", "version"}

    class Meta:
        verbose_name = "wat iemand in een buddy zoekt"

    def __str__(self):
        return f"wat {self.participant} in een buddy zoekt"


class ConsentKind(models.TextChoices):
    FILE = "file", "gegevens bewaren"
    BUDDY = "buddy", "delen met mijn buddy"
    REFERRER = "referrer", "iets laten weten aan wie mij aanmeldde"
    REPORT = "report", "meetellen in cijfers"
    HEALTH = "health", "praten over mijn gezondheid"


class ConsentText(models.Model):
    """The words that somebody said yes or no to; a new wording is a new version."""

    kind = models.CharField("waarvoor", max_length=8, choices=ConsentKind)
    number = models.PositiveSmallIntegerField("versie")
    text = models.TextField("tekst", max_length=1000)
    since_on = DayField("geldt sinds", default=timezone.localdate)

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
