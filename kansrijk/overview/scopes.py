"""What a lead looks at: which districts, and which days; both stand in the address."""

from copy import copy
from dataclasses import dataclass

from django import forms

from kansrijk.overview.figures.registry import Scope
from kansrijk.overview.periods import Period, PeriodForm
from kansrijk.places.models import District
from kansrijk.values.forms import CheckedForm

EVERYWHERE = "Het hele programma"


class DistrictsForm(CheckedForm, forms.Form):
    """Which districts a lead of all districts looks at; none chosen is all of them."""

    says_optional = False

    gebied = forms.ModelMultipleChoiceField(
        District.objects.none(),
        to_field_name="slug",
        label="Gebieden",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies niets voor het hele programma.",
        error_messages={"invalid_choice": "Dit gebied is er niet. Je ziet het hele programma."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebied"].queryset = District.objects.all()

    @property
    def districts(self):
        return list(self.cleaned_data["gebied"]) if self.is_valid() else []


@dataclass(frozen=True)
class Picked:
    """The forms of a request, and the scope that follows from them."""

    scope: Scope
    form: PeriodForm
    places: DistrictsForm | None  # only for a lead of all districts
    districts: list  # what was chosen; none: all that this hat sees

    @property
    def period(self):
        return self.scope.period

    @property
    def is_odd(self):
        """Whether the address asks for something impossible."""
        return bool(self.form.errors or (self.places and self.places.errors))

    @property
    def name(self):
        """What is looked at, for a heading."""
        if not self.districts:
            return EVERYWHERE
        names = [str(district) for district in self.districts]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def chosen(request):
    """The districts and the period that the address of this request asks for."""
    hat, places = request.hat, None
    districts = [hat.district] if hat.district else []
    if not hat.district:
        places = DistrictsForm(request.GET)
        if districts := places.districts:
            hat = copy(hat)
            hat.reach = [district.pk for district in districts]
    form = PeriodForm(request.GET, pilot=pilot_of(districts))
    return Picked(Scope(hat, form.period), form, places, districts)


def pilot_of(districts):
    """The period of the pilot, where one of these districts had it; else None."""
    began = next((each for each in districts if each.pilot_from), None)
    return began and Period(began.pilot_from, began.pilot_until)
