"""Forms that leave a trace, and that notice when somebody else was first."""

from django import forms
from django.db import IntegrityError, transaction

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.values.forms import LATE, CheckedForm

TWICE = "Dit bestaat net al: iemand anders was je voor."
STALE = (
    "Iemand anders heeft dit ondertussen gewijzigd. Hieronder zie je wat er nu staat en wat jij "
    "typte. Sla nog eens op als jouw tekst moet blijven."
)
JUST = "Iemand was je net voor. Wat jij typte, staat er nog: sla het nog eens op."


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
                stored, typed = shown(self.stored, name), shown_typed(self, name)
                if stored != typed:
                    yield field.label, stored, typed

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


def shown(record, name):
    """A stored value as a person reads it."""
    field = record._meta.get_field(name)
    value = getattr(record, name)
    if field.many_to_many:
        return ", ".join(str(item) for item in value.all())
    return str(getattr(record, f"get_{name}_display", lambda: value if value is not None else "")())


def shown_typed(form, name):
    """A typed value as a person reads it."""
    value = form.cleaned_data.get(name)
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return ", ".join(str(item) for item in value)
    if value in (None, ""):
        return ""
    choices = dict(getattr(form.fields[name], "choices", ())) if isinstance(value, str) else {}
    return str(choices.get(value, value))
