from django import forms
from django.core.validators import MaxValueValidator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from buddies.models import Buddy, WijContact
from buddies.models.buddies import MOST_PLACES, Gender
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import AuditedForm
from kansrijk.audit.steps import StepRefused

BUSY = "Deze buddy heeft nog een deelnemer of een kennismaking. Rond die eerst af."
FUTURE = "Deze dag komt nog. Kies vandaag of een dag die geweest is."


class BuddyForm(AuditedForm):
    """What a lead keeps of a buddy: places, WIJ contact, languages, what they know from inside."""

    class Meta:
        model = Buddy
        fields = [
            "neighbourhood", "gender", "places", "wij_contact", "languages", "themes",
            "started_on", "left_on",
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

        self.fields["gender"].choices = [("", "niet ingevuld"), *Gender.choices]

    def clean(self):
        cleaned = super().clean()
        for field, why in self.why_not(cleaned):
            self.add_error(field, forms.ValidationError(why, code="busy"))
        return cleaned

    def why_not(self, told):
        """Yield (field, sentence) for what cannot be while places are taken."""
        taken = self.instance.places_taken()
        if told.get("left_on") and taken:
            yield "left_on", BUSY
        if told.get("places") is not None and told["places"] < taken:
            yield "places", f"Er zijn nu {taken} plekken bezet. Kies {taken} of meer."

    @transaction.atomic
    def save(self, *, by):
        """Ask once more while the buddy is held, so that no introduction comes in between."""
        Buddy.objects.select_for_update().get(pk=self.instance.pk)
        if refused := [why for _, why in self.why_not(self.cleaned_data)]:
            raise StepRefused(" ".join(refused))
        return super().save(by=by)


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
