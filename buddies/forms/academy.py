"""Buddy Academie: a session, and who was there."""

from django import forms
from django.utils import timezone

from buddies.models import Session
from buddies.models.academy import Presence
from kansrijk.accounts.reach import DistrictField
from kansrijk.audit.forms import AuditedForm
from kansrijk.values.forms import CheckedForm

FUTURE = "Deze dag komt nog. Schrijf de bijeenkomst op als hij er is geweest."


class SessionForm(AuditedForm):
    """Which course, where, and when."""

    class Meta:
        model = Session
        fields = ["course", "district", "held_on", "topic"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].empty_label = "Kies een training"
        self.add_field("district", DistrictField(empty_label="Kies een gebied"))
        if self.instance.district_id:
            self.initial["district"] = self.instance.district.slug

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if held_on > timezone.localdate():
            raise forms.ValidationError(FUTURE, code="future")
        return held_on


class AttendanceForm(CheckedForm, forms.Form):
    """A row for each buddy of the district; who was not asked does not count."""

    says_optional = False

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.session = session
        self.buddies = {f"buddy_{buddy.pk}": buddy for buddy in session.expected()}
        stands = dict(session.attendance.values_list("buddy", "presence"))
        for name, buddy in self.buddies.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{buddy}",
                choices=[("", "niet gevraagd"), *Presence.choices],
                initial=stands.get(buddy.pk, ""),
                required=False,
            )

    def save(self, *, by):
        said = {buddy: self.cleaned_data[name] for name, buddy in self.buddies.items()}
        return self.session.write_down(said, by=by)
