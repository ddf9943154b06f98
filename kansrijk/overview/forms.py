"""The log without internet: the same fields, but nothing in it about anybody."""

from django import forms

from plans.models import Action, Meeting, Success
from plans.models.goal_templates import Who
from plans.models.meetings import Kind, MissedWhy, Mood

WHO = {Who.PARTICIPANT: "de deelnemer", Who.TOGETHER: "samen", Who.BUDDY: "ik", Who.WIJ: "WIJ"}


def words(model, field, **more):
    """A field for words, as long as the server takes them."""
    longest = model._meta.get_field(field).max_length
    return forms.CharField(max_length=longest, required=False, **more)


def taps(label, choices, **more):
    """A question that is answered by a tap, or not at all."""
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, required=False, **more
    )


class OfflineForm(forms.Form):
    """Its names are those of the log, so that the server reads what waited like any other log."""

    says_optional = False  # the page says it once, for all

    kind = taps("Wat voor contact was het?", Kind.choices, initial=Kind.MEETING)
    missed_why = taps("Hoe kwam dat?", MissedWhy.choices)
    held_on = forms.DateField(
        label="Wanneer was het contact?",
        help_text="Laat leeg voor vandaag.",
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )
    mood = taps("Hoe gaat het?", [(str(mood.value), mood.label) for mood in Mood])
    step = words(Action, "text", label="Wat spreken jullie af?")
    step_who = taps("Wie doet deze stap?", list(WHO.items()), initial=Who.PARTICIPANT)
    success = words(Success, "text", label="Wat lukte er?", help_text="Iets kleins telt ook.")
    note = words(
        Meeting,
        "note",
        label="Verslag",
        help_text="De deelnemer kan dit lezen. Schrijf het zoals je het zou zeggen.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    next_on = forms.DateField(
        label="Op welke dag is de afspraak?",
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )
    next_time = forms.TimeField(
        label="Hoe laat is de afspraak?",
        widget=forms.TimeInput(attrs={"type": "time"}),
        required=False,
    )
    next_place = forms.CharField(label="Waar is de afspraak?", max_length=120, required=False)
