from django import forms

from kansrijk.values.forms import CheckedForm
from participants.models import Match
from participants.models.states import WAITING, State


class MatchFilter(CheckedForm, forms.Form):
    """The list of matches as a search form."""

    says_optional = False

    stand = forms.ChoiceField(
        label="Stand", choices=[("", "alle die nog lopen"), *State.choices], required=False
    )

    def filter(self, matches):
        """Filter by state; without a (possible) choice: all that wait or run."""
        state = self.cleaned_data.get("stand") if self.is_valid() else ""
        return matches.filter(state__in=[state] if state else [*WAITING, State.ACTIVE])


class RefuseForm(CheckedForm, forms.Form):
    """Why WIJ says no to a match that the participant and the buddy both want."""

    why = forms.CharField(
        label="Waarom niet?",
        help_text="De deelnemer kan deze reden lezen. Schrijf vriendelijk en duidelijk.",
        max_length=Match._meta.get_field("declined_why").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = found

    def save(self, *, by):
        """Refuse the match; StepRefused when somebody was first."""
        self.found.refuse(by=by, why=self.cleaned_data["why"])
        return self.found
