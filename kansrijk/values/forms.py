"""The ground under every form: clean text, and a warning where somebody seems to type a BSN."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models.fields import BLANK_CHOICE_LABEL

from kansrijk.values import text

BSN_WARNING = (
    "Dit lijkt een burgerservicenummer (BSN). De regel is: Kansrijk bewaart nooit een BSN. "
    "Haal het weg. Is het iets anders? Zet dan een vinkje bij “Dit is geen BSN”."
)
SENTENCES = {  # in our words instead of Django's
    "required": "Vul dit nog in.",
    "invalid_choice": "Kies een van de antwoorden.",
}
LATE = "late"  # the code of an error that says: this is no longer as you saw it
NOT_A_BSN = "Dit is geen BSN"


class CheckedForm:
    """Mix into a form: text is tidied, refused characters and doubtful numbers get a sentence."""

    use_required_attribute = False  # the browser's own messages are not in our words

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if any(isinstance(field, forms.CharField) for field in self.fields.values()):
            self.ask_no_bsn()
        for name, field in self.fields.items():
            in_our_words(name, field)

    def add_field(self, name, field):
        """Add a field that depends on a record; it gets the same words as those of the class."""
        in_our_words(name, field)
        self.fields[name] = field
        if isinstance(field, forms.CharField) and "no_bsn" not in self.fields:
            self.ask_no_bsn()

    def ask_no_bsn(self):
        """Have the tick at hand that says: this number is no BSN."""
        hidden = forms.HiddenInput
        self.fields["no_bsn"] = forms.BooleanField(label=NOT_A_BSN, required=False, widget=hidden)

    @property
    def status(self):
        """The HTTP status of a page with this form: 200, 409 (somebody was first) or 422."""
        if not self.is_bound or not self.errors:
            return 200
        return 409 if self.has_error(NON_FIELD_ERRORS, LATE) else 422

    def _clean_fields(self):
        try:
            super()._clean_fields()
        except OverflowError:  # a number that no database knows
            self.add_error(None, SENTENCES["invalid_choice"])
        is_sure = self.cleaned_data.pop("no_bsn", False)
        typed = [(k, v) for k, v in self.cleaned_data.items() if isinstance(v, str)]
        for name, value in typed:
            self.cleaned_data[name] = text.tidy(value)
            longest = getattr(self.fields[name], "max_length", None)
            try:
                text.check(self.cleaned_data[name])
                if longest:  # tidying can make a text longer
                    MaxLengthValidator(longest)(self.cleaned_data[name])
            except ValidationError as refused:
                self.add_error(name, refused)
                continue
            if "no_bsn" in self.fields and text.has_bsn(value):
                self.fields["no_bsn"].widget = forms.CheckboxInput()
                if not is_sure:
                    self.add_error(name, ValidationError(BSN_WARNING, code="bsn"))


def in_our_words(name, field):
    """Let a field say its limit, and what is wrong with it, as every field in the house does."""
    show_length(field)
    if isinstance(field, forms.DateField):
        field.widget = day_input(field)
    if getattr(field, "empty_label", None) == BLANK_CHOICE_LABEL:
        field.empty_label = "Kies" if field.required else "geen"
    field.error_messages |= SENTENCES
    if isinstance(field, forms.DateField):
        field.error_messages["invalid"] = "Dit is geen datum. Kies een dag."
    field.widget.attrs.setdefault("autocomplete", "off" if name != "email" else "email")


def show_length(field):
    """Say the limit instead of cutting: the browser gets data-max, the server keeps all text."""
    length = getattr(field, "max_length", None)
    if length and isinstance(field.widget, (forms.TextInput, forms.Textarea)):
        field.widget.attrs.pop("maxlength", None)
        field.widget.attrs["data-max"] = length


def day_input(field):
    """Return a native date input for the field that keeps the attributes of its widget."""
    kept = {k: v for k, v in field.widget.attrs.items() if k != "type"}
    widget = forms.DateInput(format="%Y-%m-%d", attrs={**kept, "type": "date"})
    widget.is_required = field.required
    return widget
