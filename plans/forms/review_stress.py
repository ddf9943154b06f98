"""Screen one of a look: how it goes, and what gives stress now, ranked again."""

import re

from django import forms
from django.db import transaction

from kansrijk.audit.steps import StepRefused
from kansrijk.values.forms import LATE
from participants.models import Consent, Stressor
from plans.forms.review_lines import WordsForm, mood_field
from plans.models import Words
from plans.models.reviews import hold_review

TURN = re.compile(r"(up|down|remove)-(\d{1,18})")
NOT_TOLD = (
    "Er is geen ja (meer) op “delen met mijn buddy”. Daarom staan de stresspunten hier niet, en "
    "kan er geen bij."
)


class HowForm(WordsForm):
    """How it goes; with it a tap on the list of what gives stress, or one thing more on it."""

    class Meta(WordsForm.Meta):
        model = Words
        fields = ["mood", "text"]

    def __init__(self, *args, hat, **kwargs):
        super().__init__(*args, **kwargs)
        self.participant = self.instance.review.trajectory.participant
        self.is_told = Consent.objects.told_to(hat, self.participant)
        domains = self.instance.review.trajectory.method.domains.all()
        longest = Stressor._meta.get_field("text").max_length
        self.add_field("mood", mood_field())
        self.add_field("turn", forms.CharField(required=False, widget=forms.HiddenInput))
        self.add_field("stress_text", forms.CharField(
            label="Waar krijg je stress van?", max_length=longest, required=False
        ))  # fmt: skip
        self.add_field("stress_domain", forms.ModelChoiceField(
            domains, label="Waar hoort dit bij?", required=False, empty_label="Kies"
        ))  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        text, domain = cleaned.get("stress_text"), cleaned.get("stress_domain")
        if text and not self.is_told:
            self.add_error(None, forms.ValidationError(NOT_TOLD, code=LATE))
        elif text and not domain and not self.has_error("stress_domain"):
            self.add_error("stress_domain", "Kies waar dit bij hoort.")
        elif cleaned.get("turn") == "add" and not text and not self.has_error("stress_text"):
            self.add_error("stress_text", "Schrijf op waar je stress van krijgt.")
        return cleaned

    @property
    def stays(self):
        """Whether a button in the list was pressed, so that this screen goes on."""
        return bool(self.cleaned_data["turn"])

    @transaction.atomic
    def save(self, *, by):
        saved = super().save(by=by)
        told = self.cleaned_data
        turned = TURN.fullmatch(told["turn"])
        if turned or told["stress_text"]:
            self.change_stress(turned, by=by)
        return saved

    def change_stress(self, turned, *, by):
        hold_review(self.instance.review, by=by)
        if not Consent.objects.told_to(by, self.participant):
            raise StepRefused(NOT_TOLD)
        if turned and turned[1] == "remove":
            Stressor.objects.remove(self.participant, int(turned[2]), by=by)
        elif turned:
            is_up = turned[1] == "up"
            Stressor.objects.move(self.participant, int(turned[2]), by=by, up=is_up)
        if text := self.cleaned_data["stress_text"]:
            domain = self.cleaned_data["stress_domain"]
            Stressor.objects.add(self.participant, by=by, text=text, domain=domain)
