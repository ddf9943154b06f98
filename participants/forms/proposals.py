from django import forms

from buddies.models import Buddy
from kansrijk.values.forms import CheckedForm


class ProposalForm(CheckedForm, forms.Form):
    """Which buddy is proposed: one of the same district that this hat may see."""

    buddy = forms.ModelChoiceField(Buddy.objects.none())

    def __init__(self, *args, hat, participant, **kwargs):
        super().__init__(*args, **kwargs)
        here = Buddy.objects.visible_to(hat).filter(district=participant.district_id)
        self.fields["buddy"].queryset = here.select_related("user")
