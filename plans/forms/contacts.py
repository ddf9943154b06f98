"""Contact in between: by app, mail or phone, in one line."""

from django import forms

from plans.forms.entries import EntryForm
from plans.forms.meetings import one_line, tapped
from plans.logbook import log
from plans.models.meetings import Kind

KINDS = [(kind.value, kind.label) for kind in (Kind.APP, Kind.PHONE, Kind.MAIL)]
LINE = 500  # characters: a line, not a page


class ContactForm(EntryForm):
    """What a buddy notes after an app, a mail or a call."""

    kind = tapped("Hoe hadden jullie contact?", KINDS)
    note = one_line("Waar ging het over?", max_length=LINE, widget=forms.TextInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.trajectory.participant.first_name
        self.fields["note"].help_text = f"Eén zin is genoeg. {name} kan dit lezen."

    def results(self):
        """Nothing is told of steps here."""
        return []

    def save(self, *, by):
        return self.stored or log([self.trajectory], by=by, **self.cleaned_data)
