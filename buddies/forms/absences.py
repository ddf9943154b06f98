"""Being away: from when to when, and who stands in."""

from datetime import timedelta

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from buddies.models import Absence
from kansrijk.accounts.models import Hat, Role, User
from kansrijk.audit.forms import AuditedForm
from kansrijk.audit.steps import StepRefused

PAST = "Deze dagen zijn al geweest."
TWICE = "In die dagen staat al een afwezigheid, {days}. Wijzig die."
AWAY = "{who} is dan zelf weg, {days}. Kies iemand anders."
NEEDED = "In die dagen is dit de vervanger van {who}. Regel daar eerst iemand anders."


def said(absence):
    """The days of an absence in words: "van 3 december tot en met 10 december 2026"."""
    first, last = date_format(absence.first_on, "j F"), date_format(absence.last_on, "j F Y")
    return f"van {first} tot en met {last}"


def colleagues(hat):
    """The hats whose absence this hat may keep: one's own, for a lead also the helpers."""
    live = Hat.objects.filter(hat.here(), withdrawn_at=None)
    mine = Q(pk=hat.pk)
    if hat.role == Role.LEAD:
        mine |= Q(role__in=[Role.BUDDY, Role.WIJ])
    return live.filter(mine).select_related("user", "district")


class Colleague(forms.ModelChoiceField):
    def label_from_instance(self, hat):
        return f"{hat.user} ({hat.get_role_display()})"


class WhoForm(forms.Form):
    """For whom a lead writes it down; a hat without a choice means oneself."""

    says_optional = False
    wie = Colleague(
        Hat.objects.none(), label="Wie is er weg?", empty_label="ikzelf", required=False
    )

    def __init__(self, *args, hat, **kwargs):
        super().__init__(*args, **kwargs)
        others = colleagues(hat).exclude(pk=hat.pk)
        self.fields["wie"].queryset = others.order_by("role", "user__name", "pk")
        if hat.leads_all:
            self.fields["wie"].empty_label = "Kies"


class VersionForm(forms.Form):
    seen_version = forms.IntegerField()


class AbsenceForm(AuditedForm):
    """The days that somebody is away, and the colleague whom all that waits then reaches."""

    class Meta:
        model = Absence
        fields = ["first_on", "last_on", "deputy"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = self.instance.deputies()
        self.fields["deputy"].empty_label = "Kies iemand"

    def clean_last_on(self):
        """Back today means that yesterday was the last day."""
        last_on, today = self.cleaned_data["last_on"], timezone.localdate()
        earliest = today - timedelta(days=1) if self.is_shared else today
        if last_on < earliest:
            raise forms.ValidationError(PAST, code="past")
        return last_on

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first_on") and cleaned.get("last_on"):
            for field, why in self.why_not(cleaned):
                self.add_error(field, forms.ValidationError(why, code="overlap"))
        return cleaned

    def why_not(self, told):
        """Yield (field, sentence) for each absence that stands in the way."""
        then = Absence.objects.touching(told["first_on"], told["last_on"])
        if mine := then.of(self.instance).exclude(pk=self.instance.pk).first():
            yield "first_on", TWICE.format(days=said(mine))
        deputy = told.get("deputy")
        if deputy and (away := then.filter(user=deputy).first()):
            yield "deputy", AWAY.format(who=deputy, days=said(away))
        needed = then.filter(deputy=self.instance.user_id, role=self.instance.role)
        if other := needed.select_related("user").first():
            yield "first_on", NEEDED.format(who=other.user)

    @transaction.atomic
    def save(self, *, by):
        """Ask once more while both people are held: two of these never cross each other."""
        both = [self.instance.user_id, self.cleaned_data["deputy"].pk]
        list(User.objects.select_for_update(no_key=True).filter(pk__in=both).order_by("pk"))
        if refused := [why for _, why in self.why_not(self.cleaned_data)]:
            raise StepRefused(" ".join(refused))
        return super().save(by=by)
