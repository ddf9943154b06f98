"""The period that a lead looks at."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.values.dates import DayField
from kansrijk.values.forms import CheckedForm

LONGEST = timedelta(days=366 * 20)


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included."""

    first: date
    last: date

    def __str__(self):
        first, last = (date_format(day, "j F Y") for day in (self.first, self.last))
        return f"{first} tot en met {last}"


def preset(choice, today, district):
    """Return the period that a choice stands for on this day."""
    match choice:
        case "kwartaal":
            return Period(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), today)
        case "vorig-jaar":
            return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
        case "proef":
            return Period(district.pilot_from, district.pilot_until)
        case _:
            return Period(date(today.year, 1, 1), today)


class PeriodForm(CheckedForm, forms.Form):
    """A period in the address: a preset, or one's own first and last day."""

    says_optional = False

    periode = forms.ChoiceField(label="Periode", required=False)
    van = DayField("Eigen dagen: van", blank=True).formfield()
    tot = DayField("Tot en met", blank=True).formfield()

    def __init__(self, *args, district, **kwargs):
        super().__init__(*args, **kwargs)
        self.district = district
        choices = [("jaar", "dit jaar"), ("kwartaal", "dit kwartaal"), ("vorig-jaar", "vorig jaar")]
        if district.pilot_from:
            years = f"{district.pilot_from.year}–{district.pilot_until.year}"
            choices.append(("proef", f"proef {years}"))
        self.fields["periode"].choices = [*choices, ("eigen", "eigen dagen")]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("van"), cleaned.get("tot")
        if not cleaned.get("periode") and (first or last):
            cleaned["periode"] = "eigen"
        if cleaned.get("periode") != "eigen" or self.errors:
            return cleaned
        if not first or not last:
            raise ValidationError("Kies een eerste en een laatste dag.")
        if first > last:
            raise ValidationError("De periode eindigt voordat hij begint. Draai de dagen om.")
        if first > timezone.localdate():
            raise ValidationError("Deze periode moet nog beginnen. Kies een eerdere eerste dag.")
        if last - first > LONGEST:
            raise ValidationError("Kies een periode van hooguit twintig jaar.")
        return cleaned

    @property
    def period(self):
        """The chosen period; this year where nothing, or something impossible, was chosen."""
        today = timezone.localdate()
        choice = self.cleaned_data.get("periode") if self.is_valid() else ""
        if choice == "eigen":
            return Period(self.cleaned_data["van"], min(self.cleaned_data["tot"], today))
        return preset(choice, today, self.district)
