"""Mail that waits to be sent: one neutral letter a person a day, never lost, never doubled."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kansrijk.values.dates import DayField, days_within_reach


class MailChoice(models.Model):
    """When somebody wants mail, and whether at all; without a row the defaults hold."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="van", related_name="mail_choice"
    )
    by_mail = models.BooleanField("stuur mij mail als er iets klaarstaat", default=True)
    quiet_from = models.TimeField("geen mail vanaf", default=time(21))
    quiet_until = models.TimeField("weer mail vanaf", default=time(8))
    days_off = models.JSONField("vrije dagen", default=list, blank=True)  # 0 is Monday
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        verbose_name = "keuze over mail"

    def __str__(self):
        return "mail" if self.by_mail else "geen mail"


class Letter(models.Model):
    """One mail to one person on one day; what it is about stands in its nudges."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="aan", related_name="letters"
    )
    day = DayField("van", default=timezone.localdate)
    made_at = models.DateTimeField("gemaakt op", default=timezone.now)
    due_at = models.DateTimeField("versturen vanaf", default=timezone.now)
    tries = models.PositiveSmallIntegerField("pogingen", default=0)
    sent_at = models.DateTimeField("verstuurd op", null=True)

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"
        ordering = ["due_at", "pk"]
        constraints = [
            *days_within_reach("day"),
            models.UniqueConstraint(fields=["user", "day"], name="one_letter_a_day"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None), name="letters_to_send")
        ]

    def __str__(self):
        return f"mail van {self.day:%d-%m-%Y}"


class About(models.TextChoices):
    """What waits for somebody, in words without names."""

    SILENT = "silent", "stilte bij een deelnemer"
    VERY_SILENT = "very_silent", "lange stilte bij een deelnemer"
    REVIEW = "review", "een kijkmoment dat eraan komt"
    OVERDUE = "overdue", "een knelpunt dat op antwoord wacht"
    OBSTACLE = "obstacle", "een nieuw knelpunt"
    ANSWERED = "answered", "een antwoord van WIJ"
    MATCH = "match", "een koppeling die op jou wacht"


class Nudge(models.Model):
    """That somebody was told of something once; `since` makes the next time a new one."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="aan", related_name="nudges"
    )
    about = models.CharField("waarover", max_length=11, choices=About)
    subject_id = models.BigIntegerField("nummer")
    since = DayField("sinds")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="nudges")

    class Meta:
        verbose_name = "herinnering"
        constraints = [
            *days_within_reach("since"),
            models.UniqueConstraint(
                fields=["user", "about", "subject_id", "since"], name="told_once"
            ),
        ]

    def __str__(self):
        return self.get_about_display()
