"""How long things are kept: settings of the programme, which an administrator changes."""

from django.db import models
from django.db.models import Q

MONTHS_OF_LOG = 60  # NEN 7513: a log of who looked is kept for five years at least
LONGEST = 240


class Kept(models.TextChoices):
    """What a term is about, in the order in which it ends."""

    REFERRAL = "referral", "aanmeldingen die niet doorgingen"
    NOTES = "notes", "verslagen van gesprekken"
    PLAN = "plan", "het plan, de kijkmomenten en de persoonlijke gegevens"
    LOG = "log", "wie heeft gekeken en gewijzigd"


EXPLAINED = {
    Kept.REFERRAL: "Vanaf de dag dat de aanmelding is afgewezen of ingetrokken. Daarna wissen we "
    "de naam en alle tekst.",
    Kept.NOTES: "Vanaf de laatste dag van het jaar, na de nazorg. Daarna wissen we wat er in de "
    "verslagen staat.",
    Kept.PLAN: "Vanaf de laatste dag van het jaar, na de nazorg. Daarna wissen we de naam en alle "
    "woorden. Alleen getallen blijven, zonder naam.",
    Kept.LOG: "Vanaf de dag van de regel. Daarna verdwijnt de regel uit het logboek.",
}


class TermManager(models.Manager):
    def months(self):
        """Map what a term is about to how many months that is kept."""
        return dict(self.values_list("kept", "months"))


class Term(models.Model):
    """How many months something is kept (bewaartermijn)."""

    kept = models.CharField("wat", max_length=8, choices=Kept, unique=True, editable=False)
    months = models.PositiveSmallIntegerField("aantal maanden")
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = TermManager()

    class Meta:
        verbose_name = "bewaartermijn"
        verbose_name_plural = "bewaartermijnen"
        constraints = [
            models.CheckConstraint(
                condition=Q(months__range=(1, LONGEST)),
                name="a_term_has_months",
                violation_error_message=f"Kies 1 tot en met {LONGEST} maanden.",
            ),
            models.CheckConstraint(
                condition=~Q(kept=Kept.LOG) | Q(months__gte=MONTHS_OF_LOG),
                name="the_log_stays_five_years",
                violation_error_message="Het logboek blijft minstens 5 jaar (60 maanden) staan.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kept_display()}: {self.months} maanden"

    @property
    def explained(self):
        return EXPLAINED[self.kept]

    @property
    def in_words(self):
        """ "2 jaar" where it is whole years, else "18 maanden"."""
        years, rest = divmod(self.months, 12)
        if rest:
            return "1 maand" if self.months == 1 else f"{self.months} maanden"
        return f"{years} jaar"
