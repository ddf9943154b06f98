"""Keying in a paper card: the code on it, what was ticked, and the words."""

from django import forms

from kansrijk.audit.steps import StepRefused
from participants.forms.votes import AnswersForm
from participants.models import VoteKey
from participants.models.ballots import Closed, OtherCards, cast
from participants.models.states import Sharing
from participants.models.votes import Question

WRONG = "Deze code werkt niet. Kijk of hij klopt en bij deze kaart hoort, of maak een nieuwe."
CHANGED = "De kaarten zijn net veranderd. Er is niets geteld. Leg ze de deelnemer opnieuw voor."


class PaperForm(AnswersForm):
    """What stands on the paper card of one participant, about one match or the cards."""

    code = forms.CharField(
        label="De code op de kaart", help_text="Acht letters en cijfers.", max_length=40
    )
    field_order = ["code", "choice", "shares", "words", "seen"]

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, key=asked.blank, **kwargs)
        self.asked = asked
        self.ask("choice", "Wat is aangekruist?")
        self.ask("shares", self.asked_about_reading())
        self.fields["shares"].choices = Sharing.choices
        self.fields["words"].label = "Wat is erbij geschreven?"
        self.fields["words"].help_text = "Neem het letterlijk over. Leeg is ook goed."
        self.fields["seen"].widget = forms.HiddenInput()
        self.initial["seen"] = self.now_seen
        self.drop_what_is_not_asked()

    def ask(self, name, label):
        field = self.fields[name]
        field.label, field.widget = label, forms.RadioSelect(choices=field.choices)

    def asked_about_reading(self):
        when = "" if self.asked.question == Question.SHARING else " (alleen bij ja)"
        return f"Wat mag {self.buddy} lezen van vroeger?{when}"

    def drop_what_is_not_asked(self):
        """Leave the fields that stand on this card; the one that it is about needs an answer."""
        is_click = self.asked.question == Question.CLICK
        asks_sharing = self.asks_sharing if is_click else self.asked.question == Question.SHARING
        kept = {
            "choice": self.asked.question != Question.SHARING,
            "shares": asks_sharing,
            "words": is_click,
            "seen": self.asked.question == Question.CARDS,
        }
        for name in [name for name, is_asked in kept.items() if not is_asked]:
            del self.fields[name]
        self.fields["choice" if kept["choice"] else "shares"].required = True

    def save(self, *, by):
        """Count what was keyed in; the receipt, or None with the reason as an error."""
        key = VoteKey.objects.by_code(self.cleaned_data["code"])
        if key is None or not self.is_about(key):
            self.add_error("code", WRONG)
            return None
        answer = {"shares": "", "words": ""} | self.cleaned_data
        try:
            return cast(key, answer, keyed_by=by)
        except Closed:
            self.add_error("code", WRONG)
        except OtherCards as changed:
            raise StepRefused(CHANGED) from changed
        return None

    def is_about(self, key):
        asked = self.asked
        same = (asked.participant.pk, asked.match.pk if asked.match else None, asked.question)
        return (key.participant_id, key.match_id, key.question) == same
