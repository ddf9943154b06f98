from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone

from kansrijk.accounts.reach import ReachForm
from kansrijk.values.dates import DayField
from kansrijk.values.forms import CheckedForm
from participants.models import Match
from participants.models.match_steps import NOT_YET
from participants.models.states import WAITING, EndWhy, State

STALLED = "stil"


class MatchFilter(ReachForm):
    """The list of matches as a search form."""

    stand = forms.ChoiceField(
        label="Stand",
        choices=[("", "alle die nog lopen"), (STALLED, "staat stil"), *State.choices],
        required=False,
    )

    def filter(self, matches):
        """Filter by state; without a (possible) choice: all that wait or run."""
        state = self.cleaned_data.get("stand") if self.is_valid() else ""
        if state == STALLED:
            return matches.stalled()
        return matches.filter(state__in=[state] if state else [*WAITING, State.ACTIVE])


def words(name, label, hint="", *, required=True):
    """A field for a text that the match keeps."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=Match._meta.get_field(name).max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StepForm(CheckedForm, forms.Form):
    """What a step on a match asks; `step` is its name, and `save` takes it."""

    step = ""

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = found

    def save(self, *, by):
        """Take the step; StepRefused when somebody was first."""
        getattr(self.found, self.step)(by=by, **self.cleaned_data)
        return self.found


class RefuseForm(StepForm):
    """Why WIJ says no to a match that the participant and the buddy both want."""

    step = "refuse"
    why = words(
        "declined_why",
        "Waarom niet?",
        "De deelnemer kan deze reden lezen. Schrijf vriendelijk en duidelijk.",
    )


class IntroduceForm(StepForm):
    """When and where two people get to know each other."""

    step = "introduce"
    introduced_on = DayField("Op welke dag?").formfield()
    place = forms.CharField(
        label="Waar en hoe laat?",
        help_text="Bijvoorbeeld: 10.00 uur in het buurthuis. De buddy leest dit.",
        max_length=Match._meta.get_field("introduction_place").max_length,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["introduced_on"].initial = timezone.localdate

    def clean_introduced_on(self):
        day = self.cleaned_data["introduced_on"]
        if day < self.found.proposed_on:
            raise forms.ValidationError("Kennismaken kan niet vóór het voorstel.", code="early")
        return day


class WithdrawForm(StepForm):
    """Why a proposal is taken back."""

    step = "withdraw"
    why = words(
        "declined_why",
        "Waarom trek je het voorstel in?",
        "De deelnemer en de buddy kunnen deze reden lezen. Schrijf vriendelijk en duidelijk.",
    )


class EndForm(StepForm):
    """When and why a match that ran came to its end."""

    step = "end"
    ended_on = DayField("Laatste dag samen").formfield()
    why = forms.ChoiceField(
        label="Waarom stopt het?", choices=EndWhy.choices, widget=forms.RadioSelect
    )
    words = words("ended_words", "Wil je er iets bij zeggen?", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        day = self.fields["ended_on"]
        day.initial = timezone.localdate
        day.validators.append(MaxValueValidator(timezone.localdate, NOT_YET))

    def clean_ended_on(self):
        day = self.cleaned_data["ended_on"]
        if self.found.started_on and day < self.found.started_on:
            raise forms.ValidationError("Dit ligt vóór het begin van de koppeling.", code="early")
        return day
