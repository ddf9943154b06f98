from django import forms
from django.core.exceptions import ValidationError

from kansrijk.audit.forms import AuditedForm
from kansrijk.audit.models import Term
from kansrijk.audit.terms import LONGEST, MONTHS_OF_LOG, Kept

SHORTER = (
    "Dit is korter dan nu. Vannacht wist Kansrijk alles wat dan te oud is. Dat kan niet terug. "
    "Weet je het zeker? Zet dan een vinkje."
)
NOTES_FIRST = "Verslagen gaan als eerste weg. Kies hier {months} maanden of {way}."


class TermForm(AuditedForm):
    """How many months something is kept; a shorter term is asked twice."""

    is_sure = forms.BooleanField(
        label="Ja, wis wat ouder is", required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Term
        fields = ["months"]
        labels = {"months": "Hoeveel maanden?"}
        help_texts = {"months": "12 maanden is een jaar."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["months"].help_text = self.instance.explained + " 12 maanden is een jaar."

    def clean_months(self):
        months, least = self.cleaned_data["months"], 1
        if self.instance.kept == Kept.LOG:
            least = MONTHS_OF_LOG
        if not least <= months <= LONGEST:
            raise ValidationError(f"Kies {least} tot en met {LONGEST} maanden.")
        terms = Term.objects.months()
        if self.instance.kept == Kept.NOTES and months > terms[Kept.PLAN]:
            raise ValidationError(NOTES_FIRST.format(months=terms[Kept.PLAN], way="minder"))
        if self.instance.kept == Kept.PLAN and months < terms[Kept.NOTES]:
            raise ValidationError(NOTES_FIRST.format(months=terms[Kept.NOTES], way="meer"))
        return months

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("months") and cleaned["months"] < self.stored.months:
            self.fields["is_sure"].widget = forms.CheckboxInput()
            if not cleaned.get("is_sure"):
                self.add_error("is_sure", ValidationError(SHORTER, code="doubt"))
        return cleaned
