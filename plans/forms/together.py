"""Who was there: one participant, or several of one household."""

from django import forms
from django.core.exceptions import ValidationError

from kansrijk.values.forms import LATE
from plans.forms.entries import EntryForm, began
from plans.models.meetings import Kind, Mood

WITH, MOOD = "with_", "mood_"
NOT_THERE = (
    "Je vinkte iemand aan die je nu niet meer begeleidt. We haalden diegene hier weg. "
    "Kijk de rest na en sla nog een keer op."
)


def mood_field(label, **more):
    faces = [(str(mood.value), mood.label) for mood in Mood]
    return forms.TypedChoiceField(
        label=label, choices=faces, coerce=int, empty_value=None, widget=forms.RadioSelect,
        required=False, **more,
    )  # fmt: skip


class TogetherForm(EntryForm):
    """A log about one participant, and about others of the household who were there too."""

    mood = mood_field("Hoe gaat het?")

    def __init__(self, *args, years, **kwargs):
        """`years` are the trajectories this can be about, the first the one it was opened for."""
        super().__init__(*args, trajectory=years[0], **kwargs)
        self.years, self.mates = years, years[1:]
        self.names = {year.pk: year.participant.first_name for year in self.years}
        name = self.names[self.trajectory.pk]
        self.fields["mood"].help_text = f"Vraag het aan {name}. Overslaan mag."
        for year in self.mates:
            name = self.names[year.pk]
            tick = forms.BooleanField(label=f"Ook {name} was erbij", required=False)
            self.add_field(f"{WITH}{year.pk}", tick)
            self.add_field(f"{MOOD}{year.pk}", mood_field(f"Hoe gaat het met {name}?"))

    @property
    def present(self):
        """The trajectories of those who were there, as was ticked."""
        return [self.trajectory, *(y for y in self.mates if self.cleaned_data.get(f"{WITH}{y.pk}"))]

    def moods(self):
        """Map trajectory id → the face that was tapped for who was there, or None."""
        if self.cleaned_data.get("kind") == Kind.MISSED:
            return {}
        told = {y.pk: self.cleaned_data.get(f"{MOOD}{y.pk}") for y in self.mates}
        return told | {self.trajectory.pk: self.cleaned_data.get("mood")}

    def check(self, cleaned):
        super().check(cleaned)
        ticked = {name for name in self.data if name.startswith(WITH) and self.data[name]}
        if ticked - set(self.fields):
            self.add_error(None, ValidationError(NOT_THERE, code=LATE))
        for year in self.present[1:]:
            if cleaned.get("held_on") and cleaned["held_on"] < year.started_on:
                self.add_error("held_on", began(year, f"Jij en {self.names[year.pk]}"))
