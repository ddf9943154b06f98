"""The period that a lead looks at, and the one before it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.values.dates import FIRST, DayField, add_months
from kansrijk.values.forms import CheckedForm

LONGEST = timedelta(days=366 * 20)
DAY = timedelta(days=1)
AUGUST = 8  # the month in which a school year begins
BEFORE = {3: "dezelfde dagen een kwartaal eerder", 12: "dezelfde dagen een jaar eerder"}


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included.

    `months` is how far the period before lies back; 0: just as many days, right before these.
    """

    first: date
    last: date
    months: int = 0

    def __str__(self):
        first, last = (date_format(day, "j F Y") for day in (self.first, self.last))
        return f"{first} tot en met {last}"

    @property
    def before(self):
        """The period to lay beside this one: the same days so many months earlier, or as many.

        None where that begins before the first day that the software knows.
        """
        first, last = self.first - DAY - (self.last - self.first), self.first - DAY
        if self.months:
            first, last = (back(day, self.months) for day in (self.first, self.last))
        return Period(first, last, self.months) if first >= FIRST else None

    @property
    def before_in_words(self):
        """What the period before is, as it stands behind "Hiervoor:"."""
        days = (self.last - self.first).days + 1
        as_many = "de dag ervoor" if days == 1 else f"de {days} dagen ervoor"
        return BEFORE.get(self.months, as_many)


def back(day, months):
    """The same day so many months earlier; the last of a month stays the last of a month."""
    earlier = add_months(day, -months)
    is_last = (day + DAY).day == 1
    return add_months(earlier.replace(day=1), 1) - DAY if is_last else earlier


def of_quarter(today, quarters=0):
    first = add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), -3 * quarters)
    last = today if not quarters else add_months(first, 3) - DAY
    return Period(first, last, 3)


def of_year(today, years=0):
    year = today.year - years
    return Period(date(year, 1, 1), date(year, 12, 31) if years else today, 12)


def of_school_year(today, years=0):
    year = today.year - years - (today.month < AUGUST)
    return Period(date(year, AUGUST, 1), date(year + 1, AUGUST, 1) - DAY if years else today, 12)


PRESETS = {  # what stands in the address → (label, from today to the period)
    "jaar": ("dit jaar", of_year),
    "kwartaal": ("dit kwartaal", of_quarter),
    "schooljaar": ("dit schooljaar", of_school_year),
    "vorig-jaar": ("vorig jaar", lambda today: of_year(today, 1)),
    "vorig-kwartaal": ("vorig kwartaal", lambda today: of_quarter(today, 1)),
    "vorig-schooljaar": ("vorig schooljaar", lambda today: of_school_year(today, 1)),
}


class PeriodForm(CheckedForm, forms.Form):
    """A period in the address: a preset, or one's own first and last day."""

    says_optional = False

    periode = forms.ChoiceField(label="Periode", required=False)
    van = DayField("Eigen dagen: van", blank=True).formfield()
    tot = DayField("Tot en met", blank=True).formfield()

    def __init__(self, *args, pilot=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.pilot = pilot
        self.ready = {key: label for key, (label, _) in PRESETS.items()}
        if pilot:
            self.ready["proef"] = f"proef {pilot.first.year}–{pilot.last.year}"
        self.fields["periode"].choices = [*self.ready.items(), ("eigen", "eigen dagen")]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("van"), cleaned.get("tot")
        if not cleaned.get("periode") and (first or last):
            cleaned["periode"] = "eigen"
        if cleaned.get("periode") in self.ready:
            for name in ("van", "tot"):  # not in sight, so nobody can mend them
                self.errors.pop(name, None)
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
    def address(self):
        """What of the address holds: the choice, with its days where those are somebody's own."""
        chosen = self.cleaned_data if self.is_valid() else {}
        own = ("van", "tot") if chosen.get("periode") == "eigen" else ()
        told = {name: chosen.get(name) for name in ("periode", *own)}
        return {name: str(value) for name, value in told.items() if value}

    @property
    def period(self):
        """The chosen period; this year where nothing, or something impossible, was chosen."""
        today = timezone.localdate()
        choice = self.cleaned_data.get("periode") if self.is_valid() else ""
        if choice == "eigen":
            return Period(self.cleaned_data["van"], min(self.cleaned_data["tot"], today))
        if choice == "proef":
            return self.pilot
        _, preset = PRESETS.get(choice, PRESETS["jaar"])
        return preset(today)
