"""What the participant says at the screens of a look, each saved at once."""

from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.utils import timezone

from kansrijk.audit.forms import JUST, STALE, AuditedForm
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.values.forms import LATE
from plans.models import Score, Words
from plans.models.meetings import Mood
from plans.models.review_steps import ReviewState
from plans.models.reviews import CLOSED, Ladder, hold_review

SHUT = "De keuzes liggen nu vast. Wil je iets anders zeggen? Dat kan bij “Wat wil je hierna?”."
CHOOSE = "Kies wat het beste past, of sla dit over."


@dataclass(frozen=True)
class Level:
    """A step of the scale as it is tapped: its name, and how it is there."""

    title: str
    told: tuple = ()

    def __str__(self):
        return self.title


def stamp(line):
    """A number that changes whenever a line is said anew; 0 where nothing was said."""
    return 0 if line._state.adding else round(line.said_at.timestamp() * 1_000_000)


class LineForm(AuditedForm):
    """A line of a look; what was said meanwhile on another screen is shown, not overwritten."""

    screen = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
        self.add_field("seen", seen)
        self.initial["seen"] = stamp(self.instance)

    def clean(self):
        cleaned = super().clean()
        is_said = not self.instance._state.adding
        if reason := self.shut(self.instance.review):
            self.add_error(None, forms.ValidationError(reason, code=LATE))
        elif is_said and cleaned.get("seen") != stamp(self.stored):
            self.conflicts = list(self.differences())
            if self.conflicts:
                self.add_error(None, forms.ValidationError(STALE, code=LATE))
                self.data = self.data.copy()
                self.data[self.add_prefix("seen")] = stamp(self.stored)
        return cleaned

    def shut(self, review):
        """Why this can no longer be said at this look; what was said then does not show either."""
        return "" if review.state == ReviewState.BEGUN else CLOSED

    @property
    def says_something(self):
        """Whether there is anything to keep that is not kept yet."""
        return any(name in self.changed_data for name in self._meta.fields)

    @transaction.atomic
    def save(self, *, by):
        """Save the line and how far the look came; StepRefused where somebody was just first.

        The same thing said again leaves no second trace.
        """
        line = self.instance
        line.review = held = hold_review(line.review, by=by)
        if reason := self.shut(held):
            raise StepRefused(reason)
        if self.present_stamp() != (0 if line._state.adding else stamp(self.stored)):
            raise StepRefused(JUST)
        is_further = held.advance(self.screen)
        if self.says_something:
            line.said_by_id, line.said_at = by.user_id, timezone.now()
            return super().save(by=by)
        if is_further:
            AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=held, fields=["reached"])
        return line

    def present_stamp(self):
        line = self.instance
        same = {name: getattr(line, name) for name in self.place}
        found = type(line).objects.filter(review=line.review_id, corrects=None, **same).first()
        return stamp(found) if found else 0


class ScoreForm(LineForm):
    """Something about a life domain, as long as the choices may change (R9)."""

    place = ("side", "area")
    screen = 1  # the second is behind them when all was chosen

    def shut(self, review):
        return super().shut(review) or ("" if review.may_choose else SHUT)


class ChoiceForm(ScoreForm):
    """Where the participant stands on a life domain, or that they pass it over."""

    class Meta:
        model = Score
        fields = ["stands"]

    def __init__(self, *args, levels, is_passed=False, **kwargs):
        self.is_passed = is_passed
        super().__init__(*args, **kwargs)
        self.add_field("stands", step_field("Waar sta je nu?", levels))

    def clean_stands(self):
        return None if self.is_passed else self.cleaned_data["stands"]

    def clean(self):
        cleaned = super().clean()
        if not self.is_passed and cleaned.get("stands") is None and "stands" not in self.errors:
            self.add_error("stands", CHOOSE)
        return cleaned

    @property
    def says_something(self):
        return self.instance._state.adding or self.stored.stands != self.cleaned_data["stands"]

    def save(self, *, by):
        if self.is_passed:
            self.instance.wants = None
        return super().save(by=by)


class WishForm(ScoreForm):
    """Where the participant wants to be on a life domain, and what they say about it."""

    class Meta:
        model = Score
        fields = ["wants", "words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, levels, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_field("wants", step_field("Waar wil je komen?", levels))
        self.fields["words"].label = "In jouw woorden"
        self.fields["words"].help_text = "Bijvoorbeeld: wat maakt dat je hier staat?"


def step_field(label, levels):
    """A question with the steps of the scale as answers; nobody has to choose."""
    return forms.TypedChoiceField(
        label=label, choices=levels, coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip


class WordsForm(LineForm):
    """What the participant says in their own words at one screen."""

    place = ("about",)

    class Meta:
        model = Words
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, label, help_text="", screen=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.screen = screen
        self.fields["text"].label, self.fields["text"].help_text = label, help_text


class NextForm(WordsForm):
    """What the participant wants next, and how they take part now where they like to say so."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = self.instance.review.ladder
        unsaid = [("", "dat zeg ik liever niet")] if now else []
        self.add_field("ladder", forms.TypedChoiceField(
            label="Hoe doe je nu mee?", choices=[*Ladder.choices, *unsaid],
            coerce=int, empty_value=None, required=False, widget=forms.RadioSelect, initial=now,
        ))  # fmt: skip
        self.add_field("ladder_was", forms.IntegerField(
            required=False, widget=forms.HiddenInput, initial=now,
        ))  # fmt: skip

    @transaction.atomic
    def save(self, *, by):
        saved = super().save(by=by)
        told, held = self.cleaned_data, saved.review
        if told["ladder"] != told["ladder_was"] and told["ladder"] != held.ladder:
            held.ladder = told["ladder"]
            held.save(update_fields=["ladder"])
            AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=held, fields=["ladder"])
        return saved


def mood_field():
    """How it goes as five faces; nobody has to choose one."""
    return forms.TypedChoiceField(
        label="Hoe gaat het met je?", coerce=int,
        choices=[(str(mood.value), mood.label) for mood in Mood], empty_value=None,
        required=False, widget=forms.RadioSelect,
    )  # fmt: skip
