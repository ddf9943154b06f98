"""A log that came too late: only a day, a kind and the words, for the lead to place."""

from django import forms
from django.utils.formats import date_format

from plans.forms.entries import EntryForm, number_in
from plans.forms.meetings import length, tapped
from plans.models import LateLog
from plans.models.late_logs import last_day
from plans.models.meetings import Kind

GIVEN = (
    "Dit verslag gaf je al, met een andere tekst. Hieronder staat wat je nu typte. "
    "Geef het nog een keer als dit er ook bij moet."
)
OTHERS = {"success": "Wat lukte er", "step": "Wat we afspraken"}


class LateForm(EntryForm):
    """What a buddy gives to the lead when they cannot log any more."""

    added = GIVEN

    kind = tapped("Wat voor contact was het?", Kind)
    note = forms.CharField(
        label="Jouw tekst",
        max_length=length(LateLog, "note"),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
    )

    def __init__(self, *args, match, **kwargs):
        super().__init__(*args, **kwargs)
        self.match = match
        self.initial = {"kind": Kind.MEETING, **self.initial}
        last = last_day(match, self.trajectory)
        if not self.is_bound and str(self.initial["held_on"]) > str(last):
            self.initial["held_on"] = last

    def clean_client_id(self):
        """The same number again is the same log; with other words it must not vanish."""
        client_id = super().clean_client_id()
        handed = LateLog.objects.filter(client_id=client_id, handed_by=self.hat.user_id).first()
        self.stored = self.stored or handed
        return client_id

    @property
    def versions(self):
        return [self.stored] if isinstance(self.stored, LateLog) else super().versions

    def check(self, cleaned):
        super().check(cleaned)
        last, held_on = last_day(self.match, self.trajectory), cleaned.get("held_on")
        if held_on and held_on > last:
            words = date_format(last, "j F Y")
            self.add_error("held_on", f"Jullie gingen tot en met {words}. Kies een dag tot dan.")

    def save(self, *, by):
        told = {name: self.cleaned_data[name] for name in ("client_id", *self.told_once)}
        return self.stored or LateLog.objects.hand(self.match, by=by, **told)


def as_late(told):
    """What was typed on the page of a log, as the page of a late log asks it: no word is lost."""
    words = [told.get("note", "")]
    words += [f"{label}: {told[name]}" for name, label in OTHERS.items() if told.get(name)]
    stuck = [value for name, value in told.items() if name.startswith("why_") and value]
    words += [f"Wat in de weg stond: {value}" for value in stuck]
    kept = {name: told[name] for name in ("held_on", "kind", "opened") if told.get(name)}
    if number := number_in(told.get("client_id")):
        kept["client_id"] = number
    return kept | {"note": "\n\n".join(filter(None, words))}
