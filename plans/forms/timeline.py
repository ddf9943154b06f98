"""The timeline as a search form: which kinds, from where, and words in the notes."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from kansrijk.values.dates import DayField
from kansrijk.values.forms import CheckedForm
from plans.timeline.entries import EVERYTHING, Sort


class Choices(forms.MultipleChoiceField):
    """Several of some choices; what is none of them is as if it was not there."""

    def to_python(self, value):
        return [each for each in super().to_python(value) if self.valid_value(each)]


class TimelineForm(CheckedForm, forms.Form):
    """The part of a timeline: some kinds, and all that happened before a day."""

    says_optional = False

    soort = Choices(
        label="Wat wil je zien?",
        choices=Sort.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tot = DayField("Vóór welke dag", blank=True).formfield()

    def chosen(self, name):
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def kinds(self):
        """The chosen kinds; without a choice everything that happened."""
        return frozenset(Sort(kind) for kind in self.chosen("soort") or ()) or EVERYTHING

    @property
    def kinds_in_words(self):
        """The chosen kinds as a person reads them ("gesprekken en stappen"), empty for all."""
        names = [kind.label for kind in Sort if kind in self.kinds] if self.chosen("soort") else []
        return " en ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)

    @property
    def is_further(self):
        """Whether this is not the first page."""
        return self.chosen("tot") is not None

    @property
    def before(self):
        """The chosen day; tomorrow where none, or no real day, was chosen."""
        return self.chosen("tot") or timezone.localdate() + timedelta(days=1)


class NoteForm(CheckedForm, forms.Form):
    """A search in the notes; it is posted, because their words never stand in an address."""

    says_optional = False

    woorden = forms.CharField(
        label="Zoek in de verslagen",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["no_bsn"]  # what is looked for is not kept

    @property
    def text(self):
        """What is looked for; empty where nothing is, or where it cannot be."""
        return self.cleaned_data.get("woorden", "") if self.is_bound and self.is_valid() else ""
