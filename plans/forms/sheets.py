"""Papier invoeren: the code on the paper, and then exactly what was printed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.values.dates import DayField
from kansrijk.values.forms import CheckedForm
from participants.models.keys import tidy_code
from plans.forms.actions import StepRow, WithSteps
from plans.models import Goal
from plans.models.reports import Result
from plans.paper import key_in, printed_steps, sheet_of

UNKNOWN = (
    "Deze code kennen we niet. Kijk op het papier, en typ de acht letters en cijfers nog eens."
)
NEW_STEPS = 3  # lines for new steps on the paper


class CodeForm(CheckedForm, forms.Form):
    """The code of a paper: somebody else's is as unknown as one that never was."""

    code = forms.CharField(
        label="De code op het papier",
        help_text="Acht letters en cijfers, rechtsboven.",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "code", "autocapitalize": "characters"}),
    )

    def __init__(self, *args, hat, **kwargs):
        super().__init__(*args, **kwargs)
        self.hat = hat

    def clean_code(self):
        self.sheet = sheet_of(tidy_code(self.cleaned_data["code"]), self.hat)
        if self.sheet is None:
            raise ValidationError(UNKNOWN)
        return self.cleaned_data["code"]


class PaperStepRow(StepRow):
    """A new step as it was written on the paper, with the goal that it belongs to."""

    goal = forms.ModelChoiceField(
        Goal.objects.none(), label="Bij welk doel", empty_label="geen doel", required=False
    )

    def __init__(self, *args, goals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goal"].queryset = goals
        self.fields["text"].label = f"Nieuwe stap {kwargs['number']}"

    @property
    def step(self):
        step = super().step
        return step and step | {"goal": self.cleaned_data.get("goal")}


class SheetForm(WithSteps, CheckedForm, forms.Form):
    """What was ticked and written on one paper."""

    row_class = PaperStepRow
    offers_more = False
    says_optional = False

    filled_on = DayField("Van welke dag is dit?").formfield()

    def __init__(self, *args, sheet, hat, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.says_name = sheet.trajectory.participant.first_name
        seen = Goal.objects.visible_to(hat).filter(trajectory=sheet.trajectory_id)
        self.goals = seen.open().in_order()
        self.initial.setdefault("filled_on", timezone.localdate())
        self.actions = printed_steps(sheet, hat)
        for number, action in enumerate(self.actions, 1):
            self.fields[f"result_{action.pk}"] = forms.ChoiceField(
                label=f"{number}. {action}",
                choices=Result,
                widget=forms.RadioSelect,
                required=False,
            )
        self.make_rows(at_least=NEW_STEPS)

    def make_row(self, at, given):
        bound = {"data": self.data} if self.is_bound else {}
        kind = {"prefix": f"step-{at}", "number": at + 1, "name": self.says_name}
        return self.row_class(initial=given, goals=self.goals, **kind, **bound)

    @property
    def printed(self):
        """Pairs of (step, its field), in the order of the paper."""
        return [(action, self[f"result_{action.pk}"]) for action in self.actions]

    def clean_filled_on(self):
        day, printed = self.cleaned_data["filled_on"], timezone.localdate(self.sheet.printed_at)
        if day > timezone.localdate():
            raise ValidationError("Deze dag komt nog. Kies vandaag of een dag die geweest is.")
        if day < printed:
            words = date_format(printed, "j F Y")
            raise ValidationError(
                f"Dit papier is geprint op {words}. Kies die dag of een dag daarna."
            )
        return day

    def save(self, *, by):
        told = ((action, self.cleaned_data.get(f"result_{action.pk}")) for action in self.actions)
        results = [(action, result) for action, result in told if result]
        day = self.cleaned_data["filled_on"]
        key_in(self.sheet, by=by, day=day, results=results, steps=self.steps)
        return self.sheet
