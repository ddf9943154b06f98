from django import forms

from kansrijk.values.forms import CheckedForm
from participants.models import Match
from participants.models.states import Vote


class OfferForm(CheckedForm, forms.Form):
    """What the buddy says, after the participant said yes."""

    answer = forms.ChoiceField(
        choices=[(Vote.YES, "Ja, graag"), (Vote.NO, "Nee")], widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="Wil je er iets bij zeggen?",
        help_text="De deelnemer kan lezen wat je schrijft.",
        max_length=Match._meta.get_field("buddy_words").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args, match, **kwargs):
        super().__init__(*args, **kwargs)
        self.match = match
        self.fields["answer"].label = f"Wil jij de buddy van {match.participant.first_name} zijn?"

    def save(self, *, by):
        """Give the buddy's vote; StepRefused when it is not their turn (any more)."""
        is_yes = self.cleaned_data["answer"] == Vote.YES
        answer = self.match.agree if is_yes else self.match.turn_down
        answer(by=by, words=self.cleaned_data["words"])
        return self.match
