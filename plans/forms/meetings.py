"""Gesprek vastleggen: one page, nothing required but what is already filled in."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.values.dates import DayField, moment
from kansrijk.values.forms import LATE
from plans.forms.entries import EntryForm
from plans.logbook import log
from plans.models import Action, Goal, Meeting, Success
from plans.models.goal_templates import Who
from plans.models.meetings import Kind
from plans.models.reports import Result

STEP_PREFIX = "action_"
BIGGEST = 18  # digits of a number that both databases can look up
ADDED = (
    "Dit gesprek was al opgeslagen, met een andere tekst. Hieronder staat wat je nu typte. "
    "Kijk in de tijdlijn. Sla nog een keer op als dit er ook bij moet."
)
WHO_SAYS = {Who.PARTICIPANT: "{name}", Who.TOGETHER: "samen", Who.BUDDY: "ik", Who.WIJ: "WIJ"}


def length(model, field):
    return model._meta.get_field(field).max_length


class MeetingForm(EntryForm):
    """What a buddy logs after a meeting with one participant."""

    kind = forms.ChoiceField(
        label="Wat voor contact was het?", choices=Kind, widget=forms.RadioSelect
    )
    step = forms.CharField(
        label="Wat spreken jullie af?",
        help_text="Eén kleine stap is genoeg.",
        max_length=length(Action, "text"),
        required=False,
    )
    step_who = forms.ChoiceField(
        label="Wie doet deze stap?", widget=forms.RadioSelect, required=False
    )
    step_goal = forms.ModelChoiceField(
        Goal.objects.none(), label="Hoort bij dit doel", empty_label="geen doel", required=False
    )
    step_due_on = DayField("Vóór welke dag?", blank=True).formfield()
    success = forms.CharField(
        label="Wat lukte er?",
        help_text="Iets kleins telt ook.",
        max_length=length(Success, "text"),
        required=False,
    )
    note = forms.CharField(
        label="Verslag",
        max_length=length(Meeting, "note"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    next_on = DayField("Op welke dag is de afspraak?", blank=True).formfield()
    next_time = forms.TimeField(
        label="Hoe laat is de afspraak?",
        widget=forms.TimeInput(attrs={"type": "time"}),
        required=False,
    )
    next_place = forms.CharField(label="Waar is de afspraak?", max_length=120, required=False)

    def __init__(self, *args, trajectory, hat, **kwargs):
        super().__init__(*args, trajectory=trajectory, **kwargs)
        name = trajectory.participant.first_name
        self.actions = list(Action.objects.visible_to(hat).filter(trajectory=trajectory).open())
        for action in self.actions:
            self.fields[f"{STEP_PREFIX}{action.pk}"] = forms.ChoiceField(
                label=action.text, choices=Result, widget=forms.RadioSelect, required=False
            )
        goals = Goal.objects.visible_to(hat).filter(trajectory=trajectory).open()
        self.fields["step_goal"].queryset = goals
        self.fields["step_who"].choices = [(k, v.format(name=name)) for k, v in WHO_SAYS.items()]
        self.fields[
            "note"
        ].help_text = f"{name} kan dit lezen. Schrijf het zoals je het zou zeggen."
        self.initial = {
            "kind": Kind.MEETING,
            "step_who": Who.PARTICIPANT,
            **self.initial,
        }

    @property
    def step_fields(self):
        """The open steps, as fields to tap."""
        return [self[f"{STEP_PREFIX}{action.pk}"] for action in self.actions]

    def clean(self):
        cleaned = super().clean()
        if getattr(self, "stored", None):
            self.check_same(cleaned)
            return cleaned
        self.check_steps()
        if cleaned.get("next_on"):
            self.check_appointment(cleaned)
        elif cleaned.get("next_time") or cleaned.get("next_place"):
            self.add_error("next_on", "Kies ook een dag voor de afspraak.")
        if cleaned.get("step_due_on") and not cleaned.get("step") and not self.has_error("step"):
            self.add_error("step", "Schrijf op welke stap jullie vóór die dag doen.")
        return cleaned

    def check_same(self, cleaned):
        """Sent twice is stored once; but what was added after the first time must not vanish."""
        if any(
            cleaned.get(name) != getattr(self.stored, name) for name in ("note", "kind", "held_on")
        ):
            self.add_error(None, ValidationError(ADDED, code=LATE))
            self.data = self.data.copy()
            self.data["client_id"] = str(uuid.uuid4())

    def check_steps(self):
        """Notice steps that were open on the page but are not open any more."""
        shown = {name for name in self.data if name.startswith(STEP_PREFIX) and self.data[name]}
        gone = [name.removeprefix(STEP_PREFIX) for name in shown - set(self.fields)]
        done = Action.objects.filter(
            trajectory=self.trajectory,
            pk__in=[pk for pk in gone if pk.isdecimal() and len(pk) <= BIGGEST][:50],
        )
        for action in done:
            self.add_error(None, stale_step(action))

    def check_appointment(self, cleaned):
        if not cleaned.get("next_time"):
            if "next_time" not in self.errors:
                self.add_error("next_time", "Kies ook een tijd voor de afspraak.")
            return
        try:
            cleaned["next_at"] = moment(cleaned["next_on"], cleaned["next_time"])
        except ValidationError as refused:
            self.add_error("next_time", refused)
            return
        if cleaned["next_at"] < timezone.now():
            self.add_error("next_on", "Deze afspraak is al geweest. Kies een moment dat nog komt.")

    def results(self, cleaned):
        """Pairs of (action, result) for the steps that were tapped."""
        tapped = ((a, cleaned.get(f"{STEP_PREFIX}{a.pk}")) for a in self.actions)
        return [(action, result) for action, result in tapped if result]

    def save(self, *, by):
        """Log the meeting with all that belongs to it; the same form twice is stored once."""
        return log(
            self.trajectory,
            by=by,
            results=self.results(self.cleaned_data),
            seconds=self.took,
            **self.cleaned_data,
        )


def stale_step(action):
    when = date_format(action.done_on, "j F Y") if action.done_on else "een ander moment"
    return ValidationError(
        f"De stap “{action.text}” is intussen al gelukt, op {when}. "
        "We haalden hem hier weg. Kijk de rest na en sla nog een keer op.",
        code=LATE,
    )
