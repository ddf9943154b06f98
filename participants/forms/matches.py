from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from kansrijk.audit.steps import StepRefused
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

    @property
    def status(self):
        if not self.is_bound or not self.errors:
            return 200
        return 409 if self.has_error(NON_FIELD_ERRORS) else 422

    def refuse(self, match, *, by):
        """Refuse the match; somebody who was first is told, with the reason still there."""
        try:
            match.refuse(by=by, why=self.cleaned_data["why"])
        except StepRefused as refused:
            self.add_error(None, str(refused))
        return self.is_valid()
