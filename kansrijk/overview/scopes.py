"""What a lead looks at: which districts, and which days; both stand in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms

from kansrijk.overview.figures.registry import Scope
from kansrijk.overview.periods import Period, PeriodForm
from kansrijk.places.models import District
from kansrijk.values.forms import CheckedForm
from kansrijk.values.text import tidy

EVERYWHERE = "Het hele programma"
FEW = 12  # districts; more than these are looked up by name, not shown to tick
NOT_THERE = "Dit gebied is er niet. Je ziet nu het hele programma."
MOST_NAMES = 4  # in a heading


class DistrictsForm(CheckedForm, forms.Form):
    """Which districts a lead of all districts looks at; none chosen is all of them.

    Where there are many, those that were chosen are shown, and those that were looked up by name.
    """

    says_optional = False

    gebied = forms.ModelMultipleChoiceField(
        District.objects.none(),
        to_field_name="slug",
        label="Gebieden",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies niets voor het hele programma.",
    )
    zoek = forms.CharField(label="Zoek een gebied", required=False, max_length=80)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["gebied"]
        field.queryset = District.objects.all()
        field.error_messages |= dict.fromkeys(["invalid_choice", "invalid_pk_value"], NOT_THERE)
        found = list(District.objects.all()[: FEW + 1])
        self.few = found if len(found) <= FEW else []  # all of them, where they are few
        self.offer()

    def offer(self):
        """Show all of few districts to tick; of many none, but a field to look them up."""
        field = self.fields["gebied"]
        if self.few:
            field.widget.choices = [(each.slug, each.name) for each in self.few]
            del self.fields["zoek"]
            return
        field.help_text = "Zoek gebieden op naam. Kies niets voor het hele programma."
        chosen = District.objects.filter(slug__in=self.data.getlist("gebied"))
        words = tidy(self.data.get("zoek", "")).strip()
        named = District.objects.filter(name__icontains=words) if words else District.objects.none()
        shown = [*chosen, *named.exclude(slug__in=self.data.getlist("gebied"))[:FEW]]
        field.widget.choices = [(each.slug, each.name) for each in shown]

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
    def is_open(self):
        """Whether somebody is still choosing: something is odd, or a district was looked up."""
        return self.is_odd or bool(self.places and self.places.data.get("zoek"))

    def address(self, period=None, districts=None):
        """The query of an address that asks for the same, or for these days, or these districts."""
        days = self.form.address
        if period:
            days = {"periode": "eigen", "van": period.first, "tot": period.last}
        districts = self.districts if districts is None else districts
        places = [("gebied", each.slug) for each in districts if self.places]
        return f"?{urlencode([*places, *days.items()])}"

    @property
    def place(self):
        """The query of an address for a page that can look at one district, or at all of them."""
        one = self.places and len(self.districts) == 1
        return f"?{urlencode({'gebied': self.districts[0].slug})}" if one else ""

    @property
    def name(self):
        """What is looked at, for a heading."""
        if not self.districts:
            return EVERYWHERE
        names = [str(district) for district in self.districts]
        if len(names) > MOST_NAMES:
            return f"{len(names)} gebieden"
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def chosen(request):
    """The districts and the period that the address of this request asks for."""
    hat, places = request.hat, None
    districts = [hat.district] if hat.district else []
    if not hat.district:
        places = DistrictsForm(request.GET)
        if districts := places.districts:
            hat = hat.within(districts)
    form = PeriodForm(request.GET, pilot=pilot_of(districts) or pilot_of(with_pilot(places)))
    return Picked(Scope(hat, form.period), form, places, districts)


def with_pilot(places):
    """Districts that had a pilot, for who leads all: those days can be asked of each district.

    `places` knows them where they are few.
    """
    if places is None:
        return []
    few = [each for each in places.few if each.pilot_from]
    return few or District.objects.filter(pilot_from__isnull=False)[:1]


def pilot_of(districts):
    """The period of the pilot, where one of these districts had it; else None."""
    began = next((each for each in districts if each.pilot_from), None)
    return began and Period(began.pilot_from, began.pilot_until)
