from django import forms

from buddies.models import Buddy
from kansrijk.values.forms import CheckedForm


class ProposalForm(CheckedForm, forms.Form):
    """Which buddy is proposed: one that this hat may see."""

    buddy = forms.ModelChoiceField(Buddy.objects.none())

    def __init__(self, *args, hat, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["buddy"].queryset = Buddy.objects.visible_to(hat).select_related("user")
