"""Examples of goals, as a lead keeps them for all districts."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction

from kansrijk.audit.forms import STALE, AuditedForm
from kansrijk.audit.steps import StepRefused
from kansrijk.values.forms import LATE
from plans.forms.actions import StepRow, WithSteps
from plans.models import GoalTemplate
from plans.models.goal_templates import Who

MOST_WEEKS = 104
LABELS = dict(Who.choices)


class TemplateRow(StepRow):
    """A step of an example: for somebody unknown, on no day yet."""

    due_on = None


class TemplateForm(WithSteps, AuditedForm):
    row_class = TemplateRow
    says_name = "de deelnemer"

    class Meta:
        model = GoalTemplate
        fields = [
            "area", "sentence", "done_when", "recognition", "weeks", "is_calm", "is_offered",
        ]  # fmt: skip
        labels = {
            "sentence": "Het doel", "done_when": "Klaar als …", "recognition": "Hoe je het viert",
            "is_calm": "Hoort bij “eerst rust”", "is_offered": "Buddy's zien dit voorbeeld",
        }  # fmt: skip
        help_texts = {
            "sentence": "Een zin met “ik”, in gewone woorden.",
            "weeks": "Daaruit volgt de dag waarop het klaar kan zijn.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        steps = [{"who": who, "text": text} for who, text in self.instance.steps]
        self.make_rows(steps)

    def clean_weeks(self):
        weeks = self.cleaned_data["weeks"]
        if weeks is not None and not 1 <= weeks <= MOST_WEEKS:
            raise forms.ValidationError(f"Kies een getal van 1 tot en met {MOST_WEEKS}.")
        return weeks

    @property
    def pairs(self):
        return [[step["who"], step["text"]] for step in self.steps]

    def clean(self):
        """The steps stand outside the fields: of those too nobody's change gets lost."""
        cleaned = super().clean()
        is_stale = self.is_shared and cleaned.get("seen_version") != self.stored.version
        if is_stale and self.pairs != self.stored.steps:
            now, typed = (said(pairs) for pairs in (self.stored.steps, self.pairs))
            self.conflicts = [*self.conflicts, ("stappen", now, typed)]
            if not self.has_error(NON_FIELD_ERRORS, LATE):
                self.add_error(None, forms.ValidationError(STALE, code=LATE))
                self.data = self.data.copy()
                self.data[self.add_prefix("seen_version")] = self.stored.version
        return cleaned

    @transaction.atomic
    def save(self, *, by):
        """Save; the same new example sent twice is one."""
        if self.instance._state.adding:
            same = {name: self.cleaned_data[name] for name in ("area", "sentence")}
            if twin := GoalTemplate.objects.filter(**same).first():
                if twin.steps == self.pairs:
                    return twin
                raise StepRefused("Er is al een voorbeeld met dit doel. Wijzig dat.")
        self.has_new_steps = self.instance.steps != self.pairs
        self.instance.steps = self.pairs
        return super().save(by=by)

    def trace(self, saved, *, fields, **what):
        super().trace(saved, fields=[*fields, *(["steps"] if self.has_new_steps else [])], **what)


def said(pairs):
    return "; ".join(f"{LABELS.get(who, who)}: {text}" for who, text in pairs)
