"""Looking back together: how a look begins, and what is said at its screens."""

from django import forms
from django.utils import timezone

from kansrijk.values.dates import DayField
from kansrijk.values.forms import CheckedForm

NOW, PAPER = "now", "paper"


class YearForm(forms.Form):
    """The year that an address names; an odd one names none."""

    jaar = forms.IntegerField(required=False)

    @property
    def number(self):
        return self.cleaned_data.get("jaar") if self.is_valid() else None


class BeginForm(CheckedForm, forms.Form):
    """Now, on this screen; or on paper, on a day that was."""

    how = forms.ChoiceField(
        label="Hoe kijken jullie?",
        choices=[(NOW, "nu, op dit scherm"), (PAPER, "op papier, en nu overnemen")],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    held_on = DayField("Op welke dag keken jullie?", blank=True).formfield(
        help_text="Alleen als jullie op papier begonnen."
    )

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.review = review

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("how") == NOW:
            cleaned["held_on"] = timezone.localdate()
        elif cleaned.get("how") and not cleaned.get("held_on") and "held_on" not in self.errors:
            self.add_error("held_on", "Kies de dag die op het papier staat.")
        return cleaned

    def save(self, *, by):
        told = self.cleaned_data
        self.review.begin(by=by, held_on=told["held_on"], is_on_paper=told["how"] == PAPER)
        return self.review
