from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kansrijk.audit.steps import StepRefused
from kansrijk.values.forms import CheckedForm
from participants.forms.days import not_in_the_future
from participants.models import Consent, ConsentText
from participants.models.consents import Asked

NEWER = "De tekst is net veranderd. Lees de nieuwe tekst voor en vraag het opnieuw."
EARLIER = "De vorige keer was later. Kies die dag, of een dag daarna."
TOO_EARLY = "Deze tekst was er toen nog niet. Kies de dag waarop je deze tekst voorlas."
ANSWERS = [("ja", "ja"), ("nee", "nee")]


class ConsentForm(CheckedForm, forms.Form):
    """The answer to one question: to exactly these words, on a day, asked in some way."""

    answer = forms.ChoiceField(
        label="Wat zegt de deelnemer?", choices=ANSWERS, widget=forms.RadioSelect
    )
    asked_on = Consent._meta.get_field("asked_on").formfield()
    asked_how = forms.ChoiceField(
        label="Hoe is het gevraagd?", choices=Asked, widget=forms.RadioSelect
    )
    text = forms.ModelChoiceField(ConsentText.objects.none(), widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, participant, text, live, **kwargs):
        super().__init__(*args, **kwargs)
        self.participant, self.shown, self.live = participant, text, live
        self.fields["text"].queryset = ConsentText.objects.filter(kind=text.kind)
        self.fields["asked_on"].initial = timezone.localdate()
        self.initial |= {"text": text.pk, "seen": live and live.pk, "asked_how": Asked.SPOKEN}

    def clean_text(self):
        text = self.cleaned_data["text"]
        if text != self.shown:
            self.data = self.data.copy()
            self.data["text"] = self.shown.pk
            raise ValidationError(NEWER, code="newer")
        return text

    def clean_asked_on(self):
        day = not_in_the_future(self.cleaned_data["asked_on"])
        if day < self.shown.since_on:
            raise ValidationError(TOO_EARLY, code="too_early")
        if self.live and day < self.live.asked_on:
            raise ValidationError(EARLIER, code="earlier")
        return day

    def save(self, *, by):
        """Keep the answer; StepRefused when somebody else wrote one meanwhile."""
        said = {name: self.cleaned_data[name] for name in ("text", "asked_on", "asked_how")}
        said["is_given"] = self.cleaned_data["answer"] == "ja"
        seen = self.cleaned_data["seen"]
        try:
            return Consent.objects.answer(self.participant, by=by, seen=seen, **said)
        except StepRefused:
            self.data = self.data.copy()  # who saves again has read what stands there now
            live = self.participant.consents.live().filter(kind=self.shown.kind).first()
            self.data["seen"] = live.pk if live else ""
            raise
