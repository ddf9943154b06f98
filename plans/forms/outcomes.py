"""Results of a year: what changed, since when, how we know, and whether it is still so."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.audit.forms import AuditedForm
from kansrijk.audit.steps import StepRefused
from plans.forms.obstacles import ROWS, Option
from plans.models import Outcome, OutcomeCheck, OutcomeKind
from plans.models.outcomes import GONE, OutcomeGone, Source, Still, hold_file

TOLD = {
    Source.OWN_WORDS: "{name} vertelt het.",
    Source.PAPER: "Je zag een brief, een contract of een diploma.",
    Source.OFFICIAL: "Een instantie heeft het zelf laten weten.",
}
AGAIN = (
    "Dit resultaat staat er al, sinds {day}. Is dit een nieuw resultaat? Zet dan een vinkje bij "
    "“Dit is een nieuw resultaat”."
)
SAME = "Dit resultaat staat er al, met dezelfde dag. Wijzig het daar."
ANSWERED = "Hier is intussen al antwoord op gegeven: {still}. Klopt dat niet? Wijzig het daar."


def kinds_by_domain(key="pk"):
    """The kinds in their order, under their life domains, as choices of a form."""
    kinds = OutcomeKind.objects.select_related("domain").order_by("domain__position", "position")
    for domain, group in groupby(kinds, key=lambda kind: kind.domain):
        yield str(domain), [(getattr(kind, key), str(kind)) for kind in group]


def how_we_know(name):
    """The sources, each with the sentence that says what it means."""
    return [(s.value, Option(s.label.capitalize(), TOLD[s].format(name=name))) for s in Source]


class OutcomeForm(AuditedForm):
    is_again = forms.BooleanField(
        label="Dit is een nieuw resultaat", required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Outcome
        fields = ["kind", "reached_on", "source", "words"]
        labels = {
            "kind": "Wat is er veranderd?", "reached_on": "Sinds wanneer?",
            "source": "Hoe weten we dit?", "words": "In eigen woorden",
        }  # fmt: skip
        help_texts = {"reached_on": "Weet je de dag niet precies? Kies een dag die erbij past."}
        widgets = {"source": forms.RadioSelect}

    def __init__(self, *args, hat, **kwargs):
        super().__init__(*args, **kwargs)
        self.hat, self.participant = hat, self.instance.participant
        name = self.participant.first_name
        self.fields["kind"].choices = [("", "Kies"), *kinds_by_domain()]
        self.fields["source"].choices = how_we_know(name)
        self.fields["source"].template_name = ROWS
        self.fields["words"].help_text = f"Zoals {name} het zelf zegt. Geen namen van anderen."

    def clean_reached_on(self):
        day, first = self.cleaned_data["reached_on"], None
        if day > timezone.localdate():
            raise ValidationError("Deze dag komt nog. Kies vandaag of een dag die geweest is.")
        if "reached_on" in self.changed_data or self.instance._state.adding:
            first = Outcome.objects.first_day(self.participant, self.hat)
        if first and day < first:
            words = date_format(first, "j F Y")
            raise ValidationError(
                f"Een resultaat telt vanaf het begin: {words}. Kies een latere dag."
            )
        return day

    def clean(self):
        cleaned = super().clean()
        twin = self.twin(cleaned)
        if twin and not self.is_same(twin, cleaned):
            raise ValidationError(SAME)
        if self.instance._state.adding and not twin:
            self.doubt(cleaned)
        return cleaned

    def doubt(self, told):
        """Ask for a tick where this kind of result stands there already, of another day."""
        own = Outcome.objects.visible_to(self.hat).filter(
            participant=self.participant, kind=told.get("kind")
        )
        if before := own.order_by("-reached_on").first():
            self.fields["is_again"].widget = forms.CheckboxInput()
            if not told.get("is_again"):
                day = date_format(before.reached_on, "j F Y")
                self.add_error("is_again", AGAIN.format(day=day))

    def twin(self, told):
        """Another result of this kind on this day, which the database does not allow."""
        same = {"kind": told.get("kind"), "reached_on": told.get("reached_on")}
        if not all(same.values()):
            return None
        own = Outcome.objects.filter(participant=self.participant, **same)
        return own.exclude(pk=self.instance.pk).first()

    def is_same(self, twin, told):
        """Whether this is the very same form, sent twice."""
        words = ("source", "words")
        is_new = self.instance._state.adding
        return is_new and all(getattr(twin, name) == told.get(name) for name in words)

    @transaction.atomic
    def save(self, *, by):
        """Save; the same new result sent twice is one, StepRefused when it is gone."""
        hold_file(self.participant, by=by)
        if self.instance._state.adding:
            if twin := self.twin(self.cleaned_data):
                return twin
        elif not Outcome.objects.filter(pk=self.instance.pk).exists():
            raise OutcomeGone(GONE)
        return super().save(by=by)


class CheckForm(AuditedForm):
    """Is this still so? Three answers, and how we know."""

    says_optional = False

    class Meta:
        model = OutcomeCheck
        fields = ["still", "source"]
        labels = {"still": "Is dit nog zo?", "source": "Hoe weten we dit?"}
        widgets = {"still": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.participant = self.instance.outcome.participant
        self.fields["still"].choices = Still.choices
        self.fields["source"].choices = Source.choices
        self.initial["source"] = self.initial.get("source") or Source.OWN_WORDS

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("still") == Still.UNKNOWN:
            cleaned["source"] = ""
        elif cleaned.get("still") and not cleaned.get("source"):
            self.add_error("source", "Zeg hoe we dit weten.")
        return cleaned

    @transaction.atomic
    def save(self, *, by):
        """Save; the same answer sent twice is one, StepRefused when another was first."""
        hold_file(self.participant, by=by)
        if not Outcome.objects.filter(pk=self.instance.outcome_id).exists():
            raise OutcomeGone(GONE)
        if self.instance._state.adding:
            self.instance.asked_by_id = by.user_id
            own = OutcomeCheck.objects.filter(
                outcome=self.instance.outcome, months=self.instance.months
            )
            if given := own.first():
                if all(getattr(given, n) == self.cleaned_data[n] for n in self._meta.fields):
                    return given
                raise StepRefused(ANSWERED.format(still=given.get_still_display()))
        return super().save(by=by)
