"""Verandering: which two looks a lead lays side by side, and over which year."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kansrijk.accounts.reach import ReachForm
from kansrijk.overview.periods import Period
from kansrijk.values.small import SMALL, TOO_FEW
from plans.change import Missing, Pair
from plans.models.reviews import Which

MOST_YEARS = 10
COMPARED = "vergeleken"
EXPLAINED = (
    "We vergelijken steeds dezelfde mensen: wie op beide kijkmomenten zelf een stap koos. Per "
    "leefgebied staat er hoeveel mensen één of meer stappen hoger kozen, hoeveel gelijk bleven en "
    "hoeveel lager kozen. Een jaar telt mee als het tweede kijkmoment in dat jaar gepland staat. "
    "Wie ontbreekt, vullen we niet in: daarvan staat er hoeveel het er zijn en waarom. Is een stap "
    "later verbeterd, dan telt de verbetering. De blik van de buddy telt niet mee, en de praatplaat "
    f"van Positieve Gezondheid ook niet. Zijn het er minder dan {SMALL}, dan staat er “{TOO_FEW}”. "
    "Hebben kleine gebieden samen minder mensen dan dat, dan tellen zij niet mee in het hele "
    "programma: anders waren hun stappen uit te rekenen. "
    "Ook kun je hier alleen hele jaren kiezen: uit het verschil tussen twee periodes zou één "
    "persoon af te lezen zijn."
)


class ChangeForm(ReachForm):
    """Two looks and a whole year, in the address.

    Years never overlap, so that no two of them can be subtracted to find one person (R13).
    """

    jaar = forms.ChoiceField(label="Jaar", required=False)
    eerst = forms.ChoiceField(label="Van kijkmoment", choices=Which.choices[:-1], required=False)
    daarna = forms.ChoiceField(label="Tot kijkmoment", choices=Which.choices[1:], required=False)

    def __init__(self, data, *, hat):
        self.years = years(ReachForm(data, hat=hat).district, timezone.localdate())
        self.asked = data
        super().__init__({**self.usual(), **data.dict()}, hat=hat)
        self.fields["jaar"].choices = [(key, label) for key, (label, _) in self.years.items()]

    def usual(self):
        """What is shown to who chose nothing."""
        return {"jaar": next(iter(self.years)), "eerst": Which.START, "daarna": Which.END}

    def clean(self):
        cleaned = super().clean()
        first, later = cleaned.get("eerst"), cleaned.get("daarna")
        if first and later and Which.values.index(first) >= Which.values.index(later):
            raise ValidationError("Kies een tweede kijkmoment dat later komt dan het eerste.")
        return cleaned

    @property
    def pair(self):
        """The chosen looks and days; the usual ones where something impossible was chosen."""
        chosen = self.cleaned_data if self.is_valid() else self.usual()
        chosen = self.usual() | {name: value for name, value in chosen.items() if value}
        _, period = self.years[chosen["jaar"]]
        return Pair(Which(chosen["eerst"]), Which(chosen["daarna"]), period.first, period.last)


class PeopleForm(ChangeForm):
    """The list behind it: everybody, or who is compared, or who is missing for one reason."""

    stand = forms.ChoiceField(
        label="Wie", choices=[("", "iedereen"), (COMPARED, COMPARED), *Missing.choices],
        required=False,
    )  # fmt: skip

    def narrow(self, looks):
        stand = self.cleaned_data.get("stand") if self.is_valid() else ""
        if not stand:
            return looks
        return looks.filter(missing="" if stand == COMPARED else stand)


def years(district, today):
    """Map what stands in the address to (label, Period): this year first, the pilot last.

    Without a district, for who looks at all of them: the last MOST_YEARS years.
    """
    pilot = district and district.pilot_until
    begun = today.year if district else today.year - MOST_YEARS
    if district and district.started_on:
        begun = district.started_on.year
    first = max(pilot.year if pilot else begun, today.year - MOST_YEARS + 1)
    found = {}
    for year in range(max(today.year, first), first - 1, -1):
        since = date(year, 1, 1)
        if pilot and pilot >= since:
            since = pilot + timedelta(days=1)
        if since.year == year:
            found[str(year)] = (str(year), Period(since, date(year, 12, 31)))
    if pilot:
        label = f"proef {district.pilot_from.year}–{pilot.year}"
        found["proef"] = (label, Period(district.pilot_from, pilot))
    return found
