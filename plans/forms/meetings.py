"""Gesprek vastleggen: one page, nothing required but what is already filled in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kansrijk.values.dates import DayField, moment
from plans.forms.steps import StepsForm
from plans.logbook import log, told_at_first
from plans.models import Action, Goal, Meeting, Success
from plans.models.goal_templates import Who
from plans.models.meetings import Kind, MissedWhy
from plans.models.successes import SaidBy

WHO_SAYS = {
    Who.PARTICIPANT: "{name}",
    Who.TOGETHER: "samen",
    Who.BUDDY: "ik (buddy)",
    Who.WIJ: "WIJ",
}
SAYS = {
    SaidBy.PARTICIPANT: "{name}",
    SaidBy.BUDDY: "ik",
    SaidBy.TOGETHER: "wij samen",
    SaidBy.OTHER: "iemand anders",
}
MISSED = {
    MissedWhy.PARTICIPANT: "{name} kon niet",
    MissedWhy.BUDDY: "ik kon niet",
    MissedWhy.MOVED: "we kozen een ander moment",
    MissedWhy.NOBODY: "er kwam iets tussen",
}
PROMPTS = [
    "Waar had je deze week de meeste stress van?",
    "Wat ging beter dan vorige week?",
    "Waar ben je trots op?",
    "Wat houdt je tegen?",
    "Wie kan je daarbij helpen?",
    "Wat heb je nodig om rust te krijgen?",
]


def length(model, field):
    return model._meta.get_field(field).max_length


def tapped(label, choices=(), **more):
    """A question whose answers are tapped."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


def one_line(label, **more):
    return forms.CharField(label=label, required=False, **more)


class MeetingForm(StepsForm):
    """What a buddy logs after a meeting with one participant, or with more of one household."""

    prompts = PROMPTS

    kind = tapped("Wat voor contact was het?", Kind)
    missed_why = tapped("Hoe kwam dat?", required=False)
    step = one_line(
        "Wat spreken jullie af?",
        help_text="Eén kleine stap is genoeg.",
        max_length=length(Action, "text"),
    )
    step_for = tapped("Voor wie is deze stap?", required=False)
    step_who = tapped("Wie doet deze stap?", required=False)
    step_goal = forms.ModelChoiceField(
        Goal.objects.none(), label="Hoort bij dit doel", empty_label="geen doel", required=False
    )
    step_due_on = DayField("Vóór welke dag?", blank=True).formfield()
    success = one_line(
        "Wat lukte er?", help_text="Iets kleins telt ook.", max_length=length(Success, "text")
    )
    success_for = tapped("Van wie is dit succes?", required=False)
    success_by = tapped("Wie zegt dit?", required=False)
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
    next_place = one_line("Waar is de afspraak?", max_length=120)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        goals = Goal.objects.visible_to(self.hat, years=self.years).open()
        self.fields["step_goal"].queryset = goals
        self.name_everybody(self.names[self.trajectory.pk])
        self.initial = {
            "kind": Kind.MEETING,
            "step_who": Who.PARTICIPANT,
            "step_for": self.trajectory.pk,
            "success_for": self.trajectory.pk,
            **self.initial,
        }

    def name_everybody(self, name):
        """Say the names in the questions; who is alone on the page is not asked for whom."""
        who = "deze persoon" if self.mates else name
        theirs = [
            ("step_who", WHO_SAYS, who),
            ("success_by", SAYS, who),
            ("missed_why", MISSED, name),
        ]
        for field, says, whose in theirs:
            self.fields[field].choices = [(k, v.format(name=whose)) for k, v in says.items()]
        for field in ("step_for", "success_for"):
            self.fields[field].choices = list(self.names.items())
        if self.mates:
            self.fields["step_goal"].label_from_instance = self.goal_with_name
        self.fields[
            "note"
        ].help_text = f"{name} kan dit lezen. Schrijf het zoals je het zou zeggen."

    def goal_with_name(self, goal):
        return f"{self.names[goal.trajectory_id]}: {goal}"

    @property
    def shows_all(self):
        """Whether the folded parts are open: something in them may have been filled in."""
        return self.is_bound or "opened" in self.initial

    @property
    def is_missed(self):
        return self["kind"].value() == Kind.MISSED

    def check(self, cleaned):
        super().check(cleaned)
        if cleaned.get("kind") == Kind.MISSED:
            cleaned["mood"] = None
        else:
            cleaned["missed_why"] = ""
        for name in ("step", "success"):
            cleaned[f"{name}_for"] = self.meant(name, cleaned)
        self.check_step(cleaned)
        if cleaned.get("next_on"):
            self.check_appointment(cleaned)
        elif cleaned.get("next_time") or cleaned.get("next_place"):
            self.add_error("next_on", "Kies ook een dag voor de afspraak.")

    def meant(self, name, cleaned):
        """The trajectory that a step or a success is for; somebody who was there."""
        chosen = cleaned.get(f"{name}_for") or str(self.trajectory.pk)
        found = {str(year.pk): year for year in self.present}.get(chosen)
        if not found and cleaned.get(name):
            them = self.names[int(chosen)]
            self.add_error(f"{name}_for", f"Vink aan dat {them} erbij was, of kies iemand anders.")
        return found

    def check_step(self, cleaned):
        goal, year = cleaned.get("step_goal"), cleaned["step_for"]
        if goal and year and goal.trajectory_id != year.pk:
            self.add_error("step_goal", f"Kies een doel van {self.names[year.pk]}, of geen doel.")
        if cleaned.get("step_due_on") and not cleaned.get("step") and not self.has_error("step"):
            self.add_error("step", "Schrijf op welke stap jullie vóór die dag doen.")

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

    def has_more(self, cleaned):
        """Whether somebody or something was added that was not told the first time."""
        people, names = told_at_first(self.stored)
        now = {name for name in ("step", "success") if cleaned.get(name)}
        now |= {"appointment"} if cleaned.get("next_on") else set()
        now |= {"steps"} if self.results() else set()
        now |= {"mood"} if any(self.moods().get(year.pk) for year in self.present) else set()
        return not (now <= names and {year.pk for year in self.present} <= people)

    def save(self, *, by):
        """Log the meeting with all that belongs to it; the same form twice is stored once."""
        told = self.cleaned_data | {"mood": None}
        return self.stored or log(
            self.present,
            by=by,
            results=self.results(),
            moods=self.moods(),
            seconds=self.took,
            **told,
        )
