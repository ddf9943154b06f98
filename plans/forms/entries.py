"""What every page to log something has: a number of its own, a day, and how long it took."""

import time
import uuid
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property

from kansrijk.values.dates import DayField
from kansrijk.values.forms import LATE, CheckedForm
from plans.models import Meeting

HOUR = 3600  # seconds; whoever takes longer did something else meanwhile
WAITED = 60 * 24 * HOUR  # seconds that an entry may have waited on a phone
SIGNER = Signer(salt="opened")
ADDED = (
    "Dit gesprek was al opgeslagen, met een andere tekst. Hieronder staat wat je nu typte. "
    "Kijk in de tijdlijn. Sla nog een keer op als dit er ook bij moet."
)


def began(year, who="Jullie"):
    """Say from which day on something can be logged."""
    words = date_format(year.started_on, "j F Y")
    return f"{who} begonnen op {words}. Kies die dag of een dag daarna."


def whole(text, most):
    """The whole number of 0 to `most` that a hidden field holds, or None."""
    number = int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
    return number if number is not None and number <= most else None


def number_in(text):
    """The number of a page that a hidden field holds, or None."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


class EntryForm(CheckedForm, forms.Form):
    """A form that is stored once, on a day that the server can place.

    Next to its fields it reads three hidden ones that never refuse a log: `seconds` (from opening
    to saving, by the page), `opened` (the same, signed by the server) and `ago` (seconds between
    writing and sending, by the clock of the phone, so that a wrong clock cancels out).
    """

    says_optional = False  # the page says it once, for all
    told_once = ("kind", "held_on", "note")  # what tells two logs of one number apart
    added = ADDED
    stored = None

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    held_on = DayField("Wanneer was het contact?", blank=True).formfield()

    def __init__(self, *args, trajectory, hat, **kwargs):
        super().__init__(*args, **kwargs)
        self.trajectory, self.hat = trajectory, hat
        self.initial = {
            "client_id": uuid.uuid4(),
            "held_on": timezone.localdate(),
            **self.initial,
        }

    @cached_property
    def number(self):
        """The number of this page; a new one where the old one cannot be used any more."""
        is_wrong = self.is_bound and "client_id" in self.errors
        return uuid.uuid4() if is_wrong else self["client_id"].value()

    @property
    def opened(self):
        """When the page was opened, signed; the same on a page that comes back."""
        return self.told("opened") or SIGNER.sign(str(int(time.time())))

    @property
    def spent(self):
        """Seconds that somebody was at it before, for a page that comes back; else nothing."""
        return whole(self.told("seconds"), HOUR) or ""

    def told(self, name):
        return (self.data if self.is_bound else self.initial).get(name)

    @property
    def took(self):
        """Seconds from opening to saving: by the page, else by the server; None where unknown."""
        if told := whole(self.data.get("seconds"), HOUR):
            return told
        try:
            opened = int(SIGNER.unsign(self.data.get("opened", "")))
        except BadSignature:
            return None
        return whole(str(int(time.time()) - opened), HOUR)

    @property
    def written_on(self):
        """The day on which an entry was written that waited on a phone; else today."""
        ago = whole(self.data.get("ago"), WAITED) or 0
        return timezone.localdate(timezone.now() - timedelta(seconds=ago))

    def clean_held_on(self):
        """Place the day; an entry that waited on a phone follows the clock of the server."""
        held_on = self.cleaned_data["held_on"]
        today, waited = timezone.localdate(), whole(self.data.get("ago"), WAITED) is not None
        if held_on is None or (waited and held_on > today):
            held_on = self.written_on
        if held_on > today:
            raise ValidationError("Deze dag komt nog. Kies vandaag of een dag die geweest is.")
        if held_on < self.trajectory.started_on:
            raise ValidationError(began(self.trajectory))
        return held_on

    def clean_client_id(self):
        client_id = self.cleaned_data["client_id"]
        self.stored = Meeting.objects.filter(client_id=client_id).first()
        ours = (self.trajectory.pk, self.hat.user_id)
        if self.stored and (self.stored.trajectory_id, self.stored.logged_by_id) != ours:
            raise ValidationError("Deze pagina hoort bij een ander gesprek. Sla nog een keer op.")
        return client_id

    def clean(self):
        cleaned = super().clean()
        if self.stored and "client_id" in cleaned:
            self.check_same(cleaned)
        else:
            self.check(cleaned)
        return cleaned

    def check(self, cleaned):
        """Add the errors of what cannot be stored together."""

    def check_same(self, cleaned):
        """Sent twice is stored once; but what was added after the first time must not vanish."""
        told = [cleaned.get(name) for name in self.told_once]
        before = [[getattr(v, name) for name in self.told_once] for v in self.versions]
        if told not in before or self.has_more(cleaned):
            self.add_error(None, ValidationError(self.added, code=LATE))
            self.data = self.data.copy()
            self.data["client_id"] = str(uuid.uuid4())

    @property
    def versions(self):
        """What was stored under this number, as it is now and as it was."""
        return [self.stored, *self.stored.earlier.all()]

    def has_more(self, cleaned):
        """Whether this tells more than the first time, besides the fields of `told_once`."""
        return False
