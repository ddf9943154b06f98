"""A small success: what worked, who says so, and how it was celebrated."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from plans.forms.actions import PlanForm
from plans.models import Success
from plans.models.of_trajectory import hold
from plans.models.successes import SaidBy


class SuccessForm(PlanForm):
    class Meta:
        model = Success
        fields = ["text", "happened_on", "said_by", "celebrated"]
        labels = {
            "text": "Wat lukte er?", "happened_on": "Wanneer?", "said_by": "Wie zegt dit?",
            "celebrated": "Hoe hebben jullie het gevierd?",
        }  # fmt: skip
        help_texts = {"text": "Iets kleins telt ook."}
        widgets = {"said_by": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.instance.trajectory.participant.first_name
        said = [(value, label) for value, label in SaidBy.choices if value != SaidBy.PARTICIPANT]
        self.fields["said_by"].choices = [(SaidBy.PARTICIPANT, name), *said]

    def clean_happened_on(self):
        day, began = self.cleaned_data["happened_on"], self.instance.trajectory.started_on
        if day > timezone.localdate():
            raise ValidationError("Deze dag komt nog. Kies vandaag of een dag die geweest is.")
        if day < began:
            words = date_format(began, "j F Y")
            raise ValidationError(f"Jullie begonnen op {words}. Kies die dag of een dag daarna.")
        return day

    @transaction.atomic
    def save(self, *, by):
        """Save; the same new success sent twice is one."""
        hold(self.instance.trajectory, by=by)
        if self.instance._state.adding:
            same = {name: self.cleaned_data[name] for name in ("text", "happened_on")}
            own = Success.objects.filter(trajectory=self.instance.trajectory, **same)
            if twin := own.first():
                return twin
        return super().save(by=by)
