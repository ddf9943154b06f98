"""Goals: what somebody wants, when it is done, the first steps; and how it ended."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kansrijk.audit.steps import StepRefused
from kansrijk.values.forms import LATE, CheckedForm
from plans.forms.actions import PlanForm, WithSteps
from plans.models import Action, EarlierGoal, Goal, GoalTemplate
from plans.models.goal_templates import Area
from plans.models.goals import WORDS, GoalEnding
from plans.models.of_trajectory import hold

SAME = "Dit doel staat al in het plan. Zet de nieuwe stappen daar erbij, of verander de zin."
REWORDED = (*WORDS, "target_on")


class PlanPlace(forms.Form):
    """The place in a plan: which goal is open, and of which step the buttons."""

    doel = forms.IntegerField(required=False)
    stap = forms.IntegerField(required=False)

    @property
    def goal(self):
        return self.cleaned_data.get("doel") if self.is_valid() else None

    @property
    def step(self):
        return self.cleaned_data.get("stap") if self.is_valid() else None


class ExampleFilter(CheckedForm, forms.Form):
    """The examples as a search form."""

    says_optional = False

    gebied = forms.ChoiceField(
        label="Leefgebied", choices=[("", "alle"), *Area.choices], required=False
    )
    rust = forms.BooleanField(label="Alleen eerst rust", required=False)

    def filter(self, examples):
        """Filter by life domain and by what brings calm first; an odd choice filters nothing."""
        chosen = self.cleaned_data if self.is_valid() else {}
        if area := chosen.get("gebied"):
            examples = examples.filter(area=area)
        return examples.filter(is_calm=True) if chosen.get("rust") else examples


class ExampleForm(CheckedForm, forms.Form):
    """The example in the address from which a goal begins."""

    voorbeeld = forms.ModelChoiceField(GoalTemplate.objects.filter(is_offered=True), required=False)

    @property
    def chosen(self):
        """The example, or None where none was asked; `is_gone` where it is not offered any more."""
        return self.cleaned_data.get("voorbeeld") if self.is_valid() else None

    @property
    def is_gone(self):
        return not self.is_valid()


class GoalForm(WithSteps, PlanForm):
    """A goal in the participant's words; a new one with its first steps."""

    class Meta:
        model = Goal
        fields = ["sentence", "why", "done_when", "domains", "target_on", "recognition"]
        labels = {
            "sentence": "Wat wil je?", "why": "Waarom is dit belangrijk?",
            "done_when": "Klaar als …", "domains": "Waar gaat het over?",
            "target_on": "Klaar vóór", "recognition": "Hoe vieren jullie het?",
        }  # fmt: skip
        help_texts = {
            "done_when": "Waaraan zie je dat het gelukt is?",
            "domains": "Eén of meer leefgebieden.",
            "recognition": "Spreek iets kleins af, dat niets hoeft te kosten.",
        }
        widgets = {
            "why": forms.Textarea(attrs={"rows": 2}),
            "domains": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, example=None, **kwargs):
        super().__init__(*args, **kwargs)
        year = self.instance.trajectory
        self.says_name = year.participant.first_name
        self.fields["domains"].queryset = year.method.domains.all()
        self.fields["sentence"].help_text = f"Een zin met “ik”, in de woorden van {self.says_name}."
        steps = []
        if self.instance._state.adding:
            every = GoalTemplate.objects.all()  # also one that was hidden meanwhile
            self.fields["template"] = forms.ModelChoiceField(
                every, required=False, widget=forms.HiddenInput
            )
        if example:
            steps = [{"who": who, "text": text} for who, text in example.steps]
            self.start_from(example)
        self.make_rows(steps, at_least=3 if self.instance._state.adding else 0)

    def start_from(self, example):
        domain = example.domain_of(self.instance.trajectory.method)
        weeks = timedelta(weeks=example.weeks or 0)
        self.initial |= {
            "template": example,
            "sentence": example.sentence,
            "done_when": example.done_when,
            "recognition": example.recognition,
            "domains": [domain] if domain else [],
            "target_on": timezone.localdate() + weeks if weeks else None,
        }

    def clean_target_on(self):
        target_on = self.cleaned_data["target_on"]
        if target_on and target_on < self.instance.opened_on:
            raise ValidationError("Kies een dag die na het begin van het doel ligt.")
        return target_on

    def clean(self):
        cleaned = super().clean()
        if self.instance.ended_on:
            self.add_error(None, ValidationError(self.instance.ended, code=LATE))
        return cleaned

    @transaction.atomic
    def save(self, *, by):
        """Save with the new steps, and keep the words that stood there before.

        The same new goal sent twice is one goal; StepRefused where only the steps differ.
        """
        hold(self.instance.trajectory, by=by)
        is_new = self.instance._state.adding
        if is_new and (twin := self.twin()):
            return twin
        if is_new:
            self.instance.template = self.cleaned_data["template"]
        goal = super().save(by=by)
        if goal.ended_on:
            raise StepRefused(goal.ended)
        if not is_new and any(getattr(self.stored, n) != getattr(goal, n) for n in REWORDED):
            words = {name: getattr(self.stored, name) for name in REWORDED}
            EarlierGoal.objects.create(goal=goal, changed_by_id=by.user_id, **words)
        for step in self.steps:
            Action.objects.create(trajectory=goal.trajectory, goal=goal, **step)
        return goal

    def twin(self):
        words = {name: self.cleaned_data[name] for name in ("sentence", "done_when")}
        own = Goal.objects.filter(trajectory=self.instance.trajectory, **words).open()
        twin = own.first()
        if not twin:
            return None
        has = set(twin.actions.values_list("text", "who"))
        if {(step["text"], step["who"]) for step in self.steps} <= has:
            return twin
        raise StepRefused(SAME)

    def trace(self, saved, *, fields, **what):
        super().trace(saved, fields=[*fields, *(["steps"] if self.steps else [])], **what)


class FinishForm(CheckedForm, forms.Form):
    """How a goal ended, what was learned, and what becomes of its open steps."""

    LET_GO, STAY = "weg", "los"

    ending = forms.ChoiceField(
        label="Hoe is het afgelopen?", choices=GoalEnding, widget=forms.RadioSelect
    )
    learned = forms.CharField(
        label="Wat hebben jullie geleerd?",
        help_text="Eén zin is genoeg. Ook wat niet lukte, leert je iets.",
        max_length=Goal._meta.get_field("learned").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    open_steps = forms.ChoiceField(
        label="En de stappen die nog open staan?",
        choices=[(LET_GO, "die hoeven niet meer"), (STAY, "die blijven staan")],
        widget=forms.RadioSelect,
        initial=LET_GO,
    )

    def __init__(self, *args, goal, **kwargs):
        super().__init__(*args, **kwargs)
        self.goal = goal
        self.initial["learned"] = goal.learned
        self.still_open = list(goal.actions.open())
        if not self.still_open:
            del self.fields["open_steps"]

    def save(self, *, by):
        told = {name: self.cleaned_data[name] for name in ("ending", "learned")}
        lets_go = self.cleaned_data.get("open_steps") != self.STAY
        return self.goal.finish(by=by, lets_go=lets_go, **told)
