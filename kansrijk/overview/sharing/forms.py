"""Which figures leave the programme: a year, and for a lead of all districts which of them."""

from django import forms

from kansrijk.accounts.reach import ReachForm
from kansrijk.overview.sharing.years import years


class ShareForm(ReachForm):
    jaar = forms.TypedChoiceField(label="Jaar", coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [(year, str(year)) for year in years()]
        if "gebied" in self.fields:
            self.fields["gebied"].help_text = "Kies niets voor het hele programma, met elk gebied."
