"""The buddy's own view: one page of steps, given blind; and what each says where they differ."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from kansrijk.audit.forms import JUST, STALE
from kansrijk.audit.steps import StepRefused
from kansrijk.values.forms import LATE, CheckedForm
from kansrijk.values.text import tidy
from plans.models import Score
from plans.models.review_steps import BLIND
from plans.models.reviews import BuddyView, hold_review
from plans.second_view import changed, give_view

UNSAID = "?"
NOTHING = "Kies bij minstens één leefgebied een stap. Of ga verder zonder eigen blik."


def step_of(value):
    return None if value == UNSAID else int(value)


class BlindForm(CheckedForm, forms.Form):
    """How the buddy sees each life domain; about one that they do not know they say nothing."""

    says_optional = False

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.review, version = review, review.method_version
        self.areas = list(version.areas.domains().prefetch_related("parts__sentences"))
        self.levels = list(version.levels.all())
        steps = [(str(level.value), level.name) for level in self.levels]
        for area in self.areas:
            asked = forms.TypedChoiceField(
                label=str(area).capitalize(),
                choices=[*steps, (UNSAID, "weet ik niet")],
                coerce=step_of,
                empty_value=None,
                widget=forms.RadioSelect,
                required=False,
            )
            self.add_field(f"stands-{area.pk}", asked)

    @property
    def rows(self):
        """Each life domain: its question, and per step what that can look like."""
        return [(self[f"stands-{area.pk}"], self.examples(area)) for area in self.areas]

    def examples(self, area):
        told = {level.value: [] for level in self.levels}
        for part in area.parts.all():
            for sentence in part.sentences.all():
                told.setdefault(sentence.value, []).append(sentence)
        return [(level, told[level.value]) for level in self.levels if told[level.value]]

    @property
    def stands(self):
        """Map each life domain → the chosen step, or None."""
        return {area: self.cleaned_data.get(f"stands-{area.pk}") for area in self.areas}

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(self.stands.values()):
            raise ValidationError(NOTHING, code="nothing")
        return cleaned

    def save(self, *, by):
        return give_view(self.review, self.stands, by=by)


class WhyForm(CheckedForm, forms.Form):
    """Where the two see it differently, a sentence of each; nobody has to.

    What somebody else wrote meanwhile is never lost: each field knows what stood there before.
    """

    says_optional = False

    def __init__(self, *args, review, pairs, is_open=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.review, self.pairs, self.conflicts, self.lines = review, pairs, [], {}
        for pair in self.different if is_open else ():
            for view in pair.views:
                self.ask(view, pair.area)

    @property
    def different(self):
        return [pair for pair in self.pairs if pair.is_different]

    def ask(self, view, area):
        asked = forms.CharField(
            label=f"{view.name} over {area}: waarom zie jij dit zo?",
            max_length=Score._meta.get_field("difference").max_length,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=view.line.difference,
            required=False,
            show_hidden_initial=True,
        )
        self.add_field(named(view.line), asked)
        self.lines[named(view.line)] = view.line

    @property
    def rows(self):
        """Every life domain as both see it, with the fields where they differ."""
        fields = set(self.lines)
        return [
            (pair, [self[n] for v in pair.views if v.line and (n := named(v.line)) in fields])
            for pair in self.pairs
        ]

    def seen(self, name):
        """What stood in this field when the page was opened."""
        return tidy(self.data.get(self.add_initial_prefix(name), ""))

    def clean(self):
        cleaned = super().clean()
        for name, line in self.lines.items():
            typed = cleaned.get(name, "")
            if line.difference not in (self.seen(name), typed):
                if typed == self.seen(name):
                    cleaned[name] = line.difference
                else:
                    self.conflicts.append((self.fields[name].label, line.difference, typed))
        if self.conflicts:
            self.add_error(None, ValidationError(STALE, code=LATE))
            self.data = self.data.copy()  # who saves again has read what stands there now
            for name, line in self.lines.items():
                self.data[self.add_initial_prefix(name)] = line.difference
        return cleaned

    @transaction.atomic
    def save(self, *, by):
        """Keep what is new, with one line about it; StepRefused when somebody was just first."""
        held = hold_review(self.review, by=by)
        if held.buddy_view != BuddyView.GIVEN:
            raise StepRefused(BLIND)
        said = {n: t for n in self.lines if (t := self.cleaned_data[n]) != self.lines[n].difference}
        for name, words in said.items():
            line = self.lines[name]
            same = held.score_lines.filter(pk=line.pk, difference=line.difference)
            if not same.update(difference=words):
                raise StepRefused(JUST)
        return changed(held, ["difference"], "say_why", by=by) if said else held


def named(line):
    return f"{line.pk}-difference"
