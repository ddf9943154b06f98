"""An appointment outside a log: making one, moving it, calling it off; and the own agenda."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kansrijk.audit.forms import AuditedForm
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import DayField, moment
from kansrijk.values.forms import CheckedForm
from plans.models import Appointment, Trajectory
from plans.models.appointments import CHANGED

PAST = "Dit moment is al geweest. Kies een moment dat nog komt."
JUST = timedelta(minutes=15)  # who writes down "now" is not late


class AppointmentForm(AuditedForm):
    """When and where the participant and the buddy meet."""

    on = DayField("Op welke dag?").formfield()
    time = forms.TimeField(
        label="Hoe laat?", widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )

    class Meta:
        model = Appointment
        fields = ["place"]
        labels = {"place": "Waar?"}

    field_order = ["on", "time", "place"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time"].error_messages["invalid"] = "Dit is geen tijd. Typ bijvoorbeeld 14:30."
        if self.instance.at:
            at = timezone.localtime(self.instance.at)
            self.initial |= {"on": at.date(), "time": at.time()}

    def clean(self):
        if cleaned_moment := self.clean_moment():
            self.instance.at = cleaned_moment
        return super().clean()

    def clean_moment(self):
        """The chosen moment; None, with a sentence, where it does not exist or is over."""
        on, time = (self.cleaned_data.get(name) for name in ("on", "time"))
        if on is None or time is None:
            return None
        try:
            at = moment(on, time)
        except ValidationError as refused:
            return self.add_error("time", refused)
        is_moved = not self.is_shared or at != self.stored.at
        if is_moved and at < timezone.now() - JUST:
            field = "on" if on < timezone.localdate() else "time"
            return self.add_error(field, ValidationError(PAST, code="past"))
        return at

    def differences(self):
        """The moment is one value, whatever number of fields it is typed in."""
        if self.instance.at != self.stored.at:
            yield "Wanneer", self.stored.when, self.instance.when
        yield from super().differences()

    @transaction.atomic
    def save(self, *, by):
        """Store it, one at a time for each participant: the same moment twice is one appointment."""
        year = Trajectory.objects.select_for_update().get(pk=self.instance.trajectory_id)
        if self.is_shared:
            if not Appointment.objects.changeable_by(by).filter(pk=self.instance.pk).exists():
                raise StepRefused(CHANGED)
        elif made := year.appointments.filter(at=self.instance.at, called_off_at=None).first():
            return made
        return super().save(by=by)

    def trace(self, saved, *, fields, **what):
        is_moved = {"on", "time"} & {*self.changed_data}
        super().trace(saved, fields=[*fields, "at"] if is_moved else fields, **what)


class FeedForm(CheckedForm, forms.Form):
    """Whether the place stands in somebody's own agenda."""

    with_place = forms.BooleanField(label="Zet ook de plaats erbij", required=False)
