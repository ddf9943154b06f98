from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone

from buddies.models import Buddy, WijContact
from buddies.models.buddies import MOST_PLACES
from kansrijk.audit.forms import AuditedForm

FUTURE = "Deze dag komt nog. Kies vandaag of een dag die geweest is."


class BuddyForm(AuditedForm):
    """What a lead keeps of a buddy: places, WIJ contact, languages, what they know from inside."""

    class Meta:
        model = Buddy
        fields = [
            "neighbourhood", "places", "wij_contact", "languages", "themes", "started_on", "left_on",
        ]  # fmt: skip
        widgets = {
            "languages": forms.CheckboxSelectMultiple,
            "themes": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        few = MaxValueValidator(MOST_PLACES, f"Kies 0 tot en met {MOST_PLACES} plekken.")
        self.fields["places"].validators.append(few)
        district = self.instance.district
        self.fields["neighbourhood"].queryset = district.neighbourhoods.all()
        contacts = WijContact.objects.filter(district=district).select_related("user")
        self.fields["wij_contact"].queryset = contacts


class TrainingForm(AuditedForm):
    """The day on which a buddy finished the basic training; a trainer records it."""

    class Meta:
        model = Buddy
        fields = ["trained_on"]

    def clean_trained_on(self):
        trained_on = self.cleaned_data["trained_on"]
        if trained_on and trained_on > timezone.localdate():
            raise forms.ValidationError(FUTURE, code="future")
        return trained_on
