"""A draft: the whole log as it was typed, right or wrong."""

from django import forms
from django.core.exceptions import ValidationError

from plans.models import Draft

LEFT_OUT = {"csrfmiddlewaretoken", "client_id", "revision", "concept"}
MOST = 2**31 - 1  # what both databases hold
TOO_LONG = "Dit is te lang om te bewaren. Kopieer je tekst, maak hem korter en bewaar hem nog eens."


class DraftForm(forms.Form):
    """What the page sends at a pause in typing; nothing in it has to be right yet."""

    revision = forms.IntegerField(label="Stand", min_value=0, max_value=MOST - 1, required=False)

    def clean_revision(self):
        """Somebody who presses the button without script wants this text to be the newest."""
        return (self.cleaned_data["revision"] or 0) + ("concept" in self.data)

    def clean(self):
        cleaned = super().clean()
        cleaned["content"] = packed(self.data)
        if len(cleaned["content"]) > Draft._meta.get_field("content").max_length:
            raise ValidationError(TOO_LONG, code="too_long")
        return cleaned

    @property
    def status(self):
        return 413 if self.has_error("__all__", "too_long") else 422


def packed(data):
    """The fields of a form as one text, without what belongs to the page instead of the writer."""
    kept = data.copy()
    for name in LEFT_OUT & set(kept):
        del kept[name]
    for name, values in list(kept.lists()):
        kept.setlist(name, [value.replace("\0", "") for value in values])
    return kept.urlencode()
