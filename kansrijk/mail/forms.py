from django import forms
from django.core.exceptions import ValidationError

from kansrijk.audit.forms import AuditedForm
from kansrijk.mail.models import MailChoice

DAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
NO_DAY_LEFT = "Dan blijft er geen dag over. Wil je geen mail? Haal dan het vinkje bij mail weg."


class MailChoiceForm(AuditedForm):
    """Whether, at which hours and on which days somebody wants mail."""

    says_optional = False

    days_off = forms.TypedMultipleChoiceField(
        label="Op deze dagen wil ik geen mail",
        choices=list(enumerate(DAYS)),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = MailChoice
        fields = ["by_mail", "quiet_from", "quiet_until", "days_off"]
        labels = {
            "by_mail": "Stuur mij een mail als er iets voor mij klaarstaat",
            "quiet_from": "Geen mail vanaf (’s avonds)",
            "quiet_until": "Weer mail vanaf (’s ochtends)",
        }
        widgets = {
            name: forms.TimeInput(format="%H:%M", attrs={"type": "time"})
            for name in ("quiet_from", "quiet_until")
        }

    def clean_days_off(self):
        days = sorted(self.cleaned_data["days_off"])
        if len(days) == len(DAYS):
            raise ValidationError(NO_DAY_LEFT)
        return days
