"""A step, on its own or as a row of a longer form."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kansrijk.audit.forms import AuditedForm
from kansrijk.values.dates import DayField
from kansrijk.values.forms import CheckedForm
from plans.models import Action, Goal
from plans.models.goal_templates import Who
from plans.models.of_trajectory import hold

PAST = "Deze dag is al geweest. Kies een dag die nog komt."
NO_TEXT = "Schrijf op welke stap dit is, of haal de dag weg."
ROWS, MOST_ROWS = 3, 20  # at first, and to store at once
SHOWN_ROWS = 200  # of those that were posted: what was typed stays on the page
TOO_MANY = f"Meer dan {MOST_ROWS} stappen tegelijk kan niet. Zet de eerste erin; de rest kan later."


def who_choices(name):
    """Who can do a step, as the plan says it: "ik" is the participant."""
    shown = {Who.PARTICIPANT: f"ik ({name})", Who.TOGETHER: "samen", Who.BUDDY: "buddy"}
    return [(value, shown.get(value, label)) for value, label in Who.choices]


class PlanForm(AuditedForm):
    """A part of the plan, saved by who may, while nobody else writes in the same plan."""

    @transaction.atomic
    def save(self, *, by):
        hold(self.instance.trajectory, by=by)
        if self.instance.pk:  # a tap meanwhile on what this form does not show stays
            others = [f.name for f in self._meta.model._meta.concrete_fields]
            shown = {*self._meta.fields, "version"}
            self.instance.refresh_from_db(fields=[n for n in others if n not in shown])
        return super().save(by=by)


class ActionForm(PlanForm):
    """One step: what, who and before which day, and the goal that it belongs to."""

    class Meta:
        model = Action
        fields = ["text", "who", "due_on", "goal"]
        labels = {
            "text": "Welke stap?", "who": "Wie doet dit?", "due_on": "Vóór welke dag?",
            "goal": "Hoort bij dit doel",
        }  # fmt: skip
        help_texts = {"text": "Klein en duidelijk. Bijvoorbeeld: de corporatie bellen."}
        widgets = {"who": forms.RadioSelect}

    def __init__(self, *args, hat, **kwargs):
        super().__init__(*args, **kwargs)
        year = self.instance.trajectory
        seen = Goal.objects.visible_to(hat).filter(trajectory=year)
        self.fields["goal"].queryset = (
            seen.open() | seen.filter(pk=self.instance.goal_id)
        ).in_order()
        self.fields["goal"].empty_label = "geen doel, gewoon voor nu"
        self.fields["who"].choices = who_choices(year.participant.first_name)

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < timezone.localdate() and "due_on" in self.changed_data:
            raise ValidationError(PAST)
        return due_on

    @transaction.atomic
    def save(self, *, by):
        """Save; the same new step sent twice is one step."""
        hold(self.instance.trajectory, by=by)
        if self.instance._state.adding:
            same = {name: self.cleaned_data[name] for name in self._meta.fields}
            own = Action.objects.filter(trajectory=self.instance.trajectory).open()
            if twin := own.filter(**same).first():
                return twin
        return super().save(by=by)


class StepRow(CheckedForm, forms.Form):
    """A step among others: an empty row is no step."""

    says_optional = False

    text = forms.CharField(
        label="Stap", max_length=Action._meta.get_field("text").max_length, required=False
    )
    who = forms.ChoiceField(label="Wie", required=False)
    due_on = DayField("Vóór welke dag", blank=True).formfield()

    def __init__(self, *args, number, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = who_choices(name)
        self.fields["text"].label = f"Stap {number}"
        for field in {"who", "due_on"} & self.fields.keys():
            self.fields[field].widget.attrs["aria-label"] = (
                f"{self.fields[field].label}, stap {number}"
            )

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < timezone.localdate():
            raise ValidationError(PAST)
        return due_on

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("due_on") and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", NO_TEXT)
        return cleaned

    @property
    def beside(self):
        """The fields that stand beside each other under the text."""
        return [field for field in self.visible_fields() if field.name != "text"]

    @property
    def step(self):
        """The step of this row as fields of an Action, or None."""
        if self.errors or not self.cleaned_data["text"].strip():
            return None
        told = {
            name: self.cleaned_data.get(name) for name in self.fields.keys() & {"text", "due_on"}
        }
        return told | {"who": self.cleaned_data.get("who") or Who.PARTICIPANT}


class RowCount(forms.Form):
    """How many rows stand on the page: posted along, so that no row is overlooked."""

    rows = forms.IntegerField(min_value=0)


class WithSteps(CheckedForm):
    """Mix into a form: rows of steps under it, and a button for one more that saves nothing."""

    row_class = StepRow
    offers_more = True
    says_name = ""

    def make_rows(self, steps=(), at_least=ROWS):
        """Make a row for each posted step, or for each given one and at least so many."""
        count = max(len(steps) + bool(steps), at_least)
        if self.is_bound:
            posted = RowCount(self.data)
            count = posted.cleaned_data["rows"] if posted.is_valid() else count
        self.has_too_many = count > MOST_ROWS
        rows = range(min(count, SHOWN_ROWS))
        given = [*steps, *({},) * len(rows)]
        self.rows = [self.make_row(at, given[at]) for at in rows]

    def make_row(self, at, given):
        bound = {"data": self.data} if self.is_bound else {}
        kind = {"prefix": f"step-{at}", "number": at + 1, "name": self.says_name}
        return self.row_class(initial=given, **kind, **bound)

    def one_more(self):
        """Show a row more, with all that was typed and without any error."""
        self.data = self.data.copy()
        self.data["rows"] = str(min(len(self.rows) + 1, MOST_ROWS))
        self.make_rows()
        for form in (self, *self.rows):
            form._errors, form.cleaned_data = forms.utils.ErrorDict(), {}

    def clean(self):
        cleaned = super().clean()
        if self.has_too_many:
            self.add_error(None, TOO_MANY)
        if any(row.errors for row in self.rows):
            self.add_error(None, "Kijk de stappen na.")
        return cleaned

    def visible_fields(self):
        """Also those of the rows, so that the summary of errors links to them."""
        return [*super().visible_fields(), *(f for row in self.rows for f in row.visible_fields())]

    @property
    def steps(self):
        return [row.step for row in self.rows if row.step]
