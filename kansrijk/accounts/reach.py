"""Where a lead of the whole programme looks: at one district, or at all of them."""

from django import forms

from kansrijk.places.models import District
from kansrijk.values.forms import CheckedForm
from kansrijk.values.text import check, fold, tidy

AT_A_GLANCE = 40  # districts that fit in a menu; where there are more, somebody types the name
NOT_THERE = "Dit gebied is er niet."
TYPE_IT = "Typ de naam van het gebied."
SUGGESTED = 5  # districts in the sentence about one that is not there


class DistrictField(forms.ModelChoiceField):
    """One district by its short name: from a menu, or typed where there are very many."""

    def __init__(self, **kwargs):
        kwargs = {"label": "Gebied", "empty_label": "Kies", "to_field_name": "slug"} | kwargs
        super().__init__(District.objects.all(), **kwargs)
        few = list(District.objects.values_list("slug", "name")[: AT_A_GLANCE + 1])
        if len(few) > AT_A_GLANCE:
            self.widget = forms.TextInput()
            self.help_text = " ".join(filter(None, [TYPE_IT, self.help_text]))
        else:
            self.choices = [("", self.empty_label), *few]

    def to_python(self, value):
        """The district with this short name, or else with this name as somebody types it."""
        if value in self.empty_values:
            return None
        check(value)
        found = District.objects.filter(slug=value).first() or called(value)
        if found is None:
            raise forms.ValidationError(like(value), code="invalid_choice")
        return found

    def prepare_value(self, value):
        """The name, where one types a name and the address has the short name."""
        is_typed = isinstance(self.widget, forms.TextInput) and isinstance(value, str)
        if is_typed and value.isascii() and value.isprintable():
            return next((d.name for d in District.objects.filter(slug=value)), value)
        return super().prepare_value(value)


def like(name):
    """Say that no district is called so, and which ones have these words in their name."""
    some = District.objects.filter(name__icontains=tidy(name).strip())[:SUGGESTED]
    return f"{NOT_THERE} Bedoel je {', '.join(map(str, some))}?" if some else NOT_THERE


def called(name):
    """The district that is called so, or None."""
    names = District.objects.values_list("pk", "name")
    found = next((pk for pk, known in names if fold(known) == fold(name.strip())), None)
    return found and District.objects.get(pk=found)


class ReachForm(CheckedForm, forms.Form):
    """The ground of a search form: a lead of all districts can choose one of them.

    `hat` is the hat to look with; for everybody else it is just the one that asks.
    """

    says_optional = False

    def __init__(self, *args, hat, **kwargs):
        super().__init__(*args, **kwargs)
        self.worn = hat
        if hat.leads_all:
            self.add_field("gebied", DistrictField(empty_label="alle gebieden", required=False))
            self.order_fields(["gebied"])

    @property
    def district(self):
        """The district that is looked at, or None for all of them."""
        self.is_valid()
        chosen = self.cleaned_data.get("gebied") if self.is_bound else None
        return chosen or self.worn.district

    @property
    def hat(self):
        """The hat that sees only what was asked for."""
        chosen = self.district
        return self.worn.within([chosen]) if self.worn.leads_all and chosen else self.worn


class InDistrict(CheckedForm, forms.Form):
    """In which district something new belongs, asked of who leads all of them."""

    says_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_field("gebied", DistrictField(label="In welk gebied?"))
