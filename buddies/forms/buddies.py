from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import Q
from django.utils import timezone

from buddies.models import Buddy, WijContact
from buddies.models.buddies import MOST_PLACES, TAKES_A_PLACE
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import AuditedForm

BUSY = "Deze buddy heeft nog een deelnemer of een kennismaking. Rond die eerst af."
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
        works = Q(user__hats__role=Role.WIJ, user__hats__withdrawn_at=None)
        chosen = Q(pk=self.instance.wij_contact_id)  # also who left: it is for the lead to change
        contacts = WijContact.objects.filter(works, district=district) | WijContact.objects.filter(
            chosen
        )
        named = contacts.select_related("user").order_by("user__search_name", "pk")
        self.fields["wij_contact"].queryset = named.distinct()

    def clean_left_on(self):
        left_on = self.cleaned_data["left_on"]
        if left_on and self.instance.matches.filter(state__in=TAKES_A_PLACE).exists():
            raise forms.ValidationError(BUSY, code="busy")
        return left_on


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
