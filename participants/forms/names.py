from django import forms

from kansrijk.values.forms import CheckedForm
from participants.models import Participant


class NameForm(CheckedForm, forms.Form):
    """A search for a name; it is posted, because a name never stands in an address."""

    says_optional = False

    naam = forms.CharField(
        label="Zoek op naam",
        max_length=Participant._meta.get_field("name").max_length,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def filter(self, people):
        """Filter participants, or referrals, by a part of their name."""
        words = self.cleaned_data.get("naam") if self.is_bound and self.is_valid() else ""
        return people.called(words)
