"""Mail that waits to be sent: one neutral letter a person a day, never lost, never doubled."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kansrijk.values.dates import DayField, days_within_reach


class MailChoiceQuerySet(models.QuerySet):
    def of(self, user):
        """What this user chose; the defaults, not yet stored, where they never chose."""
        return self.filter(user=user).first() or self.model(user=user)


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

    objects = MailChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "keuze over mail"

    def __str__(self):
        return "mail" if self.by_mail else "geen mail"

    def next_moment(self, now):
        """Return the first moment from now on outside the quiet hours and the days off."""
        local = timezone.localtime(now)
        for _ in range(9):  # a week of days off, and quiet hours on both sides
            if local.weekday() in self.days_off:
                local = at_hour(local.date() + timedelta(days=1), time())
            elif self.is_quiet(local.time()):
                is_evening = local.time() >= self.quiet_until
                local = at_hour(local.date() + timedelta(days=is_evening), self.quiet_until)
            else:
                break
        return local

    def is_quiet(self, hour):
        """Tell whether this hour of the day lies in the quiet hours, which may pass midnight."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until


def at_hour(day, hour):
    """The moment of this hour in Amsterdam; in the night of the clock its first one."""
    zone = timezone.get_default_timezone()
    # By way of UTC, so that an hour that the clock skips becomes one that exists.
    return datetime.combine(day, hour, zone).astimezone(UTC).astimezone(zone)


class LetterQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at=None)

    def due(self, now):
        return self.waiting().filter(due_at__lte=now).order_by("due_at", "pk")


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

    objects = LetterQuerySet.as_manager()

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
    """What waits for somebody; never who it is about."""

    SILENT = "silent", "een tijd stil"
    VERY_SILENT = "very_silent", "drie weken stil"
    REVIEW = "review", "kijkmoment"
    OVERDUE = "overdue", "knelpunt over de datum"
    OBSTACLE = "obstacle", "nieuw knelpunt"
    ANSWERED = "answered", "antwoord op een knelpunt"
    MATCH = "match", "koppeling die op jou wacht"
    STILL = "still", "resultaat: is dit nog zo?"
    MOMENT = "moment", "contactmoment in de nazorg"
    OVER = "over", "jaar of nazorg die voorbij is"


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
