"""Forms that leave a trace, and that notice when somebody else was first."""

from datetime import date, datetime, time

from django import forms
from django.db import IntegrityError, models, transaction
from django.utils.choices import flatten_choices
from django.utils.formats import date_format
from django.utils.timezone import localtime

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.values.forms import LATE, CheckedForm

TWICE = "Dit bestaat al. Het kwam er net bij, door iemand anders of op een andere pagina."
STALE = (
    "Dit is ondertussen gewijzigd, door iemand anders of door jou op een andere pagina. Hieronder "
    "zie je wat er nu staat en wat jij typte. Sla nog eens op als jouw antwoord moet blijven."
)
JUST = (
    "Dit is net gewijzigd, door iemand anders of op een andere pagina. Wat jij typte, staat er nog: "
    "sla het nog eens op."
)
STYLES = {datetime: "j F Y, H:i", date: "j F Y", time: "H:i"}  # a moment is a day too


def store(form, *, by):
    """Save the form; return what was saved, or None when somebody was first.

    The form then says so, with the typed text still there, and its `status` is 409.
    """
    try:
        return form.save(by=by)
    except StepRefused as refused:
        form.add_error(None, forms.ValidationError(str(refused), code=LATE))
        return None


class AuditedForm(CheckedForm, forms.ModelForm):
    """A model form that remembers who saved it and which fields they touched, never the values.

    A model with a `version` is protected against lost updates: `conflicts` then lists
    (label, what stands there now, what was typed), and `status` is 409. Views save by `store`.
    """

    conflicts = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = False  # what changed is for the server to say
        if self.is_shared:
            self.fields["seen_version"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=self.instance.version
            )

    @property
    def is_shared(self):
        return not self.instance._state.adding and hasattr(self.instance, "version")

    def clean(self):
        cleaned = super().clean()
        if (
            self.is_shared
            and cleaned.get("seen_version", self.stored.version) != self.stored.version
        ):
            self.conflicts = list(self.differences())
            if self.conflicts:
                self.add_error(None, forms.ValidationError(STALE, code=LATE))
                self.data = self.data.copy()  # keeps every answer of a field with several
                self.data[self.add_prefix("seen_version")] = self.stored.version
        return cleaned

    def differences(self):
        """Yield (label, what stands there now, what was typed) for each field that differs."""
        for name, field in self.fields.items():
            if name in self._meta.fields:
                now = stood(self.stored, name)
                typed = self.cleaned_data.get(name, self[name].data)  # also what is no answer
                if not is_same(field, now, typed):
                    yield field.label, in_words(field, now), in_words(field, typed)

    @property
    def stored(self):
        if not hasattr(self, "_stored"):
            self._stored = type(self.instance)._base_manager.get(pk=self.instance.pk)
        return self._stored

    @transaction.atomic
    def save(self, *, by):
        """Save under this hat; StepRefused when somebody was first at the very same moment."""
        verb = Verb.CHANGE if self.instance.pk else Verb.ADD
        if self.is_shared:
            same = type(self.instance)._base_manager.filter(
                pk=self.instance.pk, version=self.stored.version
            )
            is_fresh = self.instance.version == self.stored.version  # all its other fields too
            self.instance.version = self.stored.version + 1
            if not is_fresh or not same.update(version=self.instance.version):
                raise StepRefused(JUST)
        try:
            with transaction.atomic():
                saved = super().save()
        except IntegrityError as twice:
            raise StepRefused(TWICE) from twice
        fields = [name for name in self.changed_data if name in self._meta.fields]
        self.trace(saved, by=by, verb=verb, fields=fields)
        return saved

    def trace(self, saved, **what):
        """Write the line of what was saved; a record of several people leaves one for each."""
        AuditEvent.objects.record(on=saved, **what)


def stood(record, name):
    """A stored value as a form field gives it; several records as a list."""
    if record._meta.get_field(name).many_to_many:
        return list(getattr(record, name).all()) if record.pk else []
    return getattr(record, name)


def is_same(field, one, other):
    """Tell whether two values of a form field are the same answer, however they are kept."""
    if isinstance(field, forms.BooleanField):  # a tick may be kept as the day on which it was set
        return bool(one) == bool(other)
    return one == other or raw(one) == raw(other)


def raw(value):
    """A value as it is compared: a record by its id, several in any order, nothing as ""."""
    if is_several(value):
        return sorted(map(raw, value))
    return "" if value is None else str(getattr(value, "pk", value))


def is_several(value):
    return hasattr(value, "__iter__") and not isinstance(value, str)


def in_words(field, value):
    """A value of a form field as a person reads it: the words of its answers, a day in full."""
    if isinstance(field, forms.BooleanField):
        return "ja" if value else "nee"
    if is_several(value):
        return ", ".join(in_words(field, one) for one in value)
    if isinstance(value, models.Model):
        return str(getattr(field, "label_from_instance", str)(value))
    if style := next((s for kind, s in STYLES.items() if isinstance(value, kind)), None):
        return date_format(localtime(value) if isinstance(value, datetime) else value, style)
    answers = {str(key): label for key, label in flatten_choices(getattr(field, "choices", ()))}
    return "" if value in (None, "") else str(answers.get(str(value), value))
