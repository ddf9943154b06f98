"""How a year ended: klaar or gestopt, with a coded reason, in the participant's words."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kansrijk.audit.models import AuditEvent, Verb
from participants.forms.days import not_in_the_future
from plans.forms.years import YearForm
from plans.models import Trajectory
from plans.models.of_trajectory import hold_year
from plans.models.review_steps import OPEN
from plans.models.trajectories import Ending, Why
from plans.years import close_what_is_open, last_event, last_look

NOT_LOOKED = (
    "Het kijkmoment {which} is nog niet gehouden. Wil je toch afronden? Zet dan een vinkje."
)


def how_choices():
    """Every way in which a year ends: klaar or gestopt, with the coded reason."""
    done = [(Ending.DONE, why) for why in (Why.REACHED, Why.YEAR_OVER)]
    stopped = [(Ending.STOPPED, why) for why in Why if (Ending.DONE, why) not in done]
    return [
        (f"{ending}-{why}", f"{ending.label.capitalize()}: {why.label}")
        for ending, why in [*done, *stopped]
    ]


class EndForm(YearForm):
    """How the year ended: klaar or gestopt, why, and in the participant's own words."""

    how = forms.ChoiceField(label="Hoe eindigt het?", choices=how_choices, widget=forms.RadioSelect)
    without_look = forms.BooleanField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Trajectory
        fields = ["ended_on", "ended_words"]
        labels = {"ended_on": "Laatste dag"}
        widgets = {"ended_words": forms.Textarea(attrs={"rows": 3})}

    field_order = ["how", "ended_on", "ended_words", "without_look"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].required = True
        self.initial["ended_on"] = timezone.localdate()
        self.fields["ended_words"].label = f"In de woorden van {self.year.participant.first_name}"
        self.fields["ended_words"].help_text = "Hoe kijk je terug? Wat neem je mee?"
        self.look = last_look(self.year)
        if self.look:
            self.fields["without_look"].label = f"We ronden af zonder {self.look}"

    def clean_ended_on(self):
        day = not_in_the_future(self.cleaned_data["ended_on"])
        earliest, words = last_event(self.year)
        if day < earliest:
            raise ValidationError(words, code="early")
        return day

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("how"):
            return cleaned
        self.ending, self.why = cleaned["how"].split("-")
        is_doubtful = self.ending == Ending.DONE and self.look and self.look.state in OPEN
        if is_doubtful:
            self.fields["without_look"].widget = forms.CheckboxInput()
            if not cleaned.get("without_look"):
                words = NOT_LOOKED.format(which=self.look.get_which_display())
                self.add_error("without_look", ValidationError(words, code="doubt"))
        return cleaned

    @transaction.atomic
    def save(self, *, by):
        """End the year and all that runs with it: looks, appointments, the match."""
        hold_year(self.year, by=by)
        ended_on = self.cleaned_data["ended_on"]
        close_what_is_open(self.year, by=by, ended_on=ended_on, ending=self.ending, why=self.why)
        self.instance.ending, self.instance.ended_why = self.ending, self.why
        if self.instance.aftercare_until:  # what ended earlier was no longer
            self.instance.aftercare_until = min(self.instance.aftercare_until, ended_on)
        return super(YearForm, self).save(by=by)

    def trace(self, saved, *, fields, by, **what):
        told = {*fields, "ended_on", "ending", "ended_why"}
        AuditEvent.objects.record(by=by, on=saved, fields=told, verb=Verb.STEP, step="round_off")
