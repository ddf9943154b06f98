"""The dates of a year together: its phases, and a later end."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kansrijk.audit.forms import AuditedForm
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import add_months, in_words
from participants.forms.days import not_in_the_future
from plans.models import Extension, Trajectory
from plans.models.of_trajectory import hold_year
from plans.models.trajectories import MONTHS
from plans.years import CHANGED, move_end

WISH_FIRST = "Vul ook in wanneer “wat wil jij?” begon. Die fase komt eerst."
IN_ORDER = "“Onderweg” komt na “wat wil jij?”."
IN_AFTERCARE = "De nazorg is al begonnen. Maak dan de nazorg langer."
TOO_LONG = "Dit is meer dan een jaar later. Kies een dag tot en met {day}."


class YearForm(AuditedForm):
    """Some dates of a year, set by its buddy or a lead of the district."""

    @property
    def year(self):
        return self.instance

    @transaction.atomic
    def save(self, *, by):
        hold_year(self.year, by=by)
        return super().save(by=by)


def not_before(form, name, earliest, words):
    """Refuse a day that lies before another; `words` say which."""
    day = form.cleaned_data.get(name)
    if day and day < earliest:
        form.add_error(name, ValidationError(words, code="early"))


class PhasesForm(YearForm):
    """When the phases after the first began; an empty day is a phase that did not begin."""

    class Meta:
        model = Trajectory
        fields = ["wish_on", "underway_on"]
        labels = {"wish_on": "“Wat wil jij?” begon op", "underway_on": "Onderweg sinds"}
        help_texts = {
            "wish_on": "Er is genoeg rust om vooruit te kijken.",
            "underway_on": "Het eerste doel staat in het plan.",
        }

    def clean(self):
        cleaned = super().clean()
        begun, last = self.year.started_on, self.year.aftercare_on or timezone.localdate()
        for name in self._meta.fields:
            not_before(self, name, begun, f"Jullie jaar begon op {in_words(begun, 'j F')}.")
            day = cleaned.get(name)
            if day and day > last and self.year.aftercare_on:
                self.add_error(name, f"De nazorg begon op {in_words(last, 'j F')}.")
        wish_on, underway_on = cleaned.get("wish_on"), cleaned.get("underway_on")
        if underway_on and not wish_on and "wish_on" not in self.errors:
            self.add_error("wish_on", WISH_FIRST)
        elif wish_on:
            not_before(self, "underway_on", wish_on, IN_ORDER)
        return cleaned

    def clean_wish_on(self):
        return not_in_the_future(self.cleaned_data["wish_on"])

    def clean_underway_on(self):
        return not_in_the_future(self.cleaned_data["underway_on"])


class ExtendForm(AuditedForm):
    """A later end of the year, and why; the looks that are still to come move along."""

    seen_year = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Extension
        fields = ["until", "reason", "agreed_on"]
        labels = {"until": "Nieuw einde", "reason": "Waarom duurt het jaar langer?"}
        help_texts = {"reason": "De deelnemer en de buddy kunnen dit lezen."}
        widgets = {"reason": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = self.instance.trajectory
        self.initial["seen_year"] = self.year.version

    def clean_until(self):
        until, end = self.cleaned_data["until"], self.year.planned_end_on
        if until <= end:
            raise ValidationError(
                f"Het jaar loopt al tot {in_words(end, 'j F')}. Kies een latere dag."
            )
        if until > (latest := add_months(end, MONTHS)):
            raise ValidationError(TOO_LONG.format(day=in_words(latest, "j F")))
        return until

    def clean_agreed_on(self):
        day, begun = self.cleaned_data["agreed_on"], self.year.started_on
        if day < begun:
            raise ValidationError(f"Het jaar begon op {in_words(begun, 'j F')}.")
        return not_in_the_future(day)

    @transaction.atomic
    def save(self, *, by):
        """Extend; StepRefused where somebody moved the end meanwhile, or aftercare began."""
        hold_year(self.year, by=by)
        now = Trajectory.objects.get(pk=self.year.pk)
        if now.aftercare_on:
            raise StepRefused(IN_AFTERCARE)
        if now.version != self.cleaned_data["seen_year"]:
            self.data = self.data.copy()  # who saves again has read how it stands
            self.data["seen_year"] = now.version
            raise StepRefused(CHANGED)
        self.instance.was_until, self.instance.agreed_by_id = now.planned_end_on, by.user_id
        made = super().save(by=by)
        move_end(now, made.until, seen=now.version)
        return made
