"""What came of the open steps: one tap each, and what stood in the way."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.functional import cached_property

from kansrijk.values.forms import LATE
from plans.forms.together import MOOD, WITH, TogetherForm
from plans.models import Action, ActionReport
from plans.models.reports import Result

STEP, WHY = "action_", "why_"
BIGGEST = 18  # digits of a number that both databases can look up
MOST = 50  # steps that one page can be late for


class StepsForm(TogetherForm):
    """A log that opens on the steps that were agreed, of everybody it can be about."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        is_told = any(value for name, value in self.data.items() if name.startswith((STEP, WHY)))
        self.told_of = self.actions if is_told else []  # nobody asks without need

    @cached_property
    def actions(self):
        """The open steps, each with two fields: only asked for where they are shown or told of."""
        actions = list(Action.objects.visible_to(self.hat, years=self.years).open())
        longest = ActionReport._meta.get_field("hindered_by").max_length
        for action in actions:
            result = forms.ChoiceField(
                label=action.text, choices=Result, widget=forms.RadioSelect, required=False
            )
            why = forms.CharField(label="Wat stond in de weg?", max_length=longest, required=False)
            self.add_field(f"{STEP}{action.pk}", result)
            self.add_field(f"{WHY}{action.pk}", why)
        return actions

    @property
    def own_steps(self):
        return self.steps_of(self.trajectory)

    @property
    def of_mates(self):
        """What the page asks about each of the others: a tick, their steps and a face."""
        return [
            {
                "tick": self[f"{WITH}{year.pk}"],
                "steps": self.steps_of(year),
                "mood": self[f"{MOOD}{year.pk}"],
            }
            for year in self.mates
        ]

    def steps_of(self, year):
        """The open steps of one participant, as pairs of fields: how it went, and what hindered."""
        own = [action.pk for action in self.actions if action.trajectory_id == year.pk]
        return [(self[f"{STEP}{pk}"], self[f"{WHY}{pk}"]) for pk in own]

    def results(self):
        """(action, result, what stood in the way) for the tapped steps of those who were there."""
        there = {year.pk for year in self.present}
        told = [
            (a, self.cleaned_data.get(f"{STEP}{a.pk}"), self.cleaned_data.get(f"{WHY}{a.pk}"))
            for a in self.told_of
            if a.trajectory_id in there
        ]
        return [
            (a, result, why if result == Result.FAILED else "") for a, result, why in told if result
        ]

    def check(self, cleaned):
        super().check(cleaned)
        for action in self.told_of:
            if cleaned.get(f"{WHY}{action.pk}") and not cleaned.get(f"{STEP}{action.pk}"):
                self.add_error(f"{STEP}{action.pk}", "Tik ook aan hoe het met deze stap ging.")
        self.check_open()

    def check_open(self):
        """Notice steps that were open on the page but are not open any more."""
        shown = {name for name in self.data if name.startswith(STEP) and self.data[name]}
        gone = [name.removeprefix(STEP) for name in shown - set(self.fields)]
        known = [pk for pk in gone if pk.isdecimal() and len(pk) <= BIGGEST][:MOST]
        seen = Action.objects.visible_to(self.hat, years=self.years)
        for action in seen.filter(pk__in=known) if known else ():
            self.add_error(None, stale_step(action, self.data.get(f"{WHY}{action.pk}", "")))


def stale_step(action, words):
    """Say what became of a step meanwhile, and what was typed with it."""
    day = action.done_on or action.dropped_on
    when = f", op {date_format(day, 'j F Y')}" if day else ""
    what = "hoeft intussen niet meer" if action.dropped_on else "is intussen al gelukt"
    typed = f" Je schreef erbij: “{words}”." if words else ""
    return ValidationError(
        f"De stap “{action.text}” {what}{when}. "
        f"We haalden hem hier weg.{typed} Kijk de rest na en sla nog een keer op.",
        code=LATE,
    )
