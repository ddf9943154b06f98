from django import forms
from django.utils.text import slugify

from kansrijk.audit.forms import AuditedForm
from kansrijk.places.models import District, Funder, Neighbourhood
from kansrijk.values.forms import CheckedForm


class PlaceFilter(CheckedForm, forms.Form):
    """Looking up a district by its name."""

    says_optional = False
    naam = forms.CharField(label="Naam van het gebied", required=False, max_length=80)

    def narrow(self, districts):
        words = self.cleaned_data["naam"] if self.is_valid() else ""
        return districts.filter(name__icontains=words) if words else districts


class DistrictForm(AuditedForm):
    class Meta:
        model = District
        fields = [
            "name", "colour", "method", "funders", "started_on", "started_as", "pilot_from",
            "pilot_until",
        ]  # fmt: skip
        widgets = {"funders": forms.CheckboxSelectMultiple}
        help_texts = {
            "started_as": "Zo staat het begin op het scherm, bijvoorbeeld: 2018 (proef).",
            "method": "Nieuwe trajecten in dit gebied volgen deze methode.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].empty_label = "Kies een methode"

    def save(self, *, by):
        if not self.instance.slug:
            self.instance.slug = free_slug(self.cleaned_data["name"])
        return super().save(by=by)


class NeighbourhoodForm(AuditedForm):
    class Meta:
        model = Neighbourhood
        fields = ["name", "started_on", "started_as"]

    def _get_validation_exclusions(self):
        # Without the district the sentence about a double name would stay away.
        return super()._get_validation_exclusions() - {"district"}


class FunderForm(AuditedForm):
    class Meta:
        model = Funder
        fields = ["name"]


def free_slug(name):
    """The short name of a new district; it stays the same when the district gets another name."""
    slug = slugify(name)[:40] or "gebied"
    taken = set(District.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (slug, *numbered) if each not in taken)
