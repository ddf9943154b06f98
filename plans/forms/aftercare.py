"""Aftercare: half a year at most, by the participant's own wish, with two moments of contact."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.values.dates import DayField, add_months, in_words
from participants.forms.days import not_in_the_future
from plans.forms.years import YearForm, not_before
from plans.models import ContactMoment, Trajectory
from plans.models.trajectories import AFTERCARE

OWN_WISH = "Nazorg is er alleen als de deelnemer het zelf wil."
HALF_YEAR = "Nazorg duurt hoogstens een half jaar. Kies een dag tot en met {day}."
OUTSIDE = "Kies een dag in de nazorg: van {first} tot en met {last}."
TWO_DAYS = "Kies twee verschillende dagen."
FIRST_MOMENT, SECOND_MOMENT = 2, 4  # months after aftercare began, to begin with


class AftercareForm(YearForm):
    """Half a year at most in which the two stay in touch, with two moments; the own wish first."""

    wants = forms.BooleanField(error_messages={"required": OWN_WISH})
    first_on = DayField("Eerste contactmoment").formfield()
    second_on = DayField("Tweede contactmoment").formfield()

    class Meta:
        model = Trajectory
        fields = ["aftercare_on", "aftercare_until"]
        labels = {"aftercare_on": "Nazorg vanaf", "aftercare_until": "Nazorg tot en met"}

    field_order = ["wants", "aftercare_on", "aftercare_until", "first_on", "second_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        year, self.moments = self.year, list(self.instance.contact_moments.all())
        self.fields["wants"].label = f"{year.participant.first_name} wil zelf graag nazorg"
        self.fields["wants"].error_messages["required"] = OWN_WISH
        for name in self._meta.fields:
            self.fields[name].required = True
        if year.aftercare_on:
            del self.fields["wants"]
        else:
            self.initial |= self.usual()
        days = [moment.planned_on for moment in self.moments]
        self.initial |= dict(zip(("first_on", "second_on"), days, strict=False))

    def usual(self):
        """Half a year from the end of the year, or from today where that is still to come."""
        today, ends = timezone.localdate(), self.year.planned_end_on
        begins = max(day for day in (min(today, ends), self.year.underway_on) if day)
        return {
            "aftercare_on": begins,
            "aftercare_until": add_months(begins, AFTERCARE),
            "first_on": add_months(begins, FIRST_MOMENT),
            "second_on": add_months(begins, SECOND_MOMENT),
        }

    def clean_aftercare_on(self):
        day = not_in_the_future(self.cleaned_data["aftercare_on"])
        begun = max(filter(None, (self.year.started_on, self.year.wish_on, self.year.underway_on)))
        if day < begun:
            raise ValidationError(f"De fase ervoor begon op {in_words(begun, 'j F')}.")
        return day

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("aftercare_on"), cleaned.get("aftercare_until")
        if first and last:
            self.clean_reach(first, last)
            self.clean_moments(first, last)
        if cleaned.get("first_on") and cleaned.get("first_on") == cleaned.get("second_on"):
            self.add_error("second_on", TWO_DAYS)
        return cleaned

    def clean_reach(self, first, last):
        not_before(self, "aftercare_until", first + timedelta(days=1), "Kies een dag na het begin.")
        if last > (latest := add_months(first, AFTERCARE)):
            words = HALF_YEAR.format(day=in_words(latest, "j F"))
            self.add_error("aftercare_until", words)

    def clean_moments(self, first, last):
        words = OUTSIDE.format(first=in_words(first, "j F"), last=in_words(last, "j F"))
        for name in ("first_on", "second_on"):
            day = self.cleaned_data.get(name)
            if day and not first <= day <= last:
                self.add_error(name, words)

    def differences(self):
        yield from super().differences()
        names = ("first_on", "second_on")
        for name, moment in zip(names, self.moments, strict=False):
            typed = self.cleaned_data.get(name)
            if typed != moment.planned_on:
                yield self.fields[name].label, str(moment.planned_on), str(typed or "")

    @transaction.atomic
    def save(self, *, by):
        year = super().save(by=by)
        self.plan_moments(sorted(self.cleaned_data[name] for name in ("first_on", "second_on")))
        year.reviews.plan(year)
        return year

    def plan_moments(self, days):
        """Put the moments on these days, in order; what moves to a later day moves first."""
        pairs = list(zip(self.moments, days, strict=False))
        if pairs and pairs[0][1] > pairs[0][0].planned_on:
            pairs.reverse()
        for moment, day in pairs:
            ContactMoment.objects.filter(pk=moment.pk).update(planned_on=day)
        for day in days[len(self.moments) :]:
            ContactMoment.objects.create(trajectory=self.year, planned_on=day)

    def trace(self, saved, *, fields, verb, **what):
        moved = {"first_on", "second_on"} & {*self.changed_data}
        fields = [*fields, "contact_moments"] if moved or not self.moments else fields
        step = "" if self.stored.aftercare_on else "begin_aftercare"
        verb = Verb.STEP if step else verb
        AuditEvent.objects.record(on=saved, fields=fields, verb=verb, step=step, **what)
