"""The lists of a lead as search forms: what is chosen stands in the address."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from kansrijk.accounts.reach import ReachForm
from kansrijk.values.dates import DayField
from plans.forms.outcomes import kinds_by_domain
from plans.models.outcomes import Source, Still
from plans.models.review_steps import ReviewState
from plans.models.reviews import SOON, Which


class ReviewFilter(ReachForm):
    """Looks of a district by which one it is, and by how it stands."""

    NOW, LATER, ALL = "", "later", "alle"

    welk = forms.ChoiceField(
        label="Welk kijkmoment", choices=[("", "alle"), *Which.choices], required=False
    )
    stand = forms.ChoiceField(
        label="Stand",
        choices=[
            (NOW, "nu of binnenkort"),
            (LATER, "komt later"),
            (ReviewState.BEGUN, "bezig"),
            (ReviewState.FINISHED, "afgerond"),
            (ReviewState.SKIPPED, "overgeslagen"),
            (ALL, "alles"),
        ],
        required=False,
    )

    def filter(self, reviews):
        """Filter the looks; an odd choice filters nothing more than what is now."""
        chosen = self.cleaned_data if self.is_valid() else {}
        if which := chosen.get("welk"):
            reviews = reviews.filter(which=which)
        match chosen.get("stand", self.NOW):
            case self.NOW:
                return reviews.now().filter(trajectory__ended_on=None)
            case self.LATER:
                soon = timezone.localdate() + SOON
                later = reviews.filter(state=ReviewState.PLANNED, planned_on__gt=soon)
                return later.filter(trajectory__ended_on=None)
            case self.ALL:
                return reviews
            case state:
                return reviews.filter(state=state).order_by("-planned_on", "-pk")


class OutcomeFilter(ReachForm):
    """Results of a district by kind, how we know, what was said later, and since when."""

    ASK = "vraag"

    soort = forms.ChoiceField(label="Soort resultaat", required=False)
    bron = forms.ChoiceField(
        label="Hoe we dit weten", choices=[("", "alle"), *Source.choices], required=False
    )
    later = forms.ChoiceField(
        label="Later nog zo?",
        choices=[("", "alle"), (ASK, "nu te vragen"), *Still.choices],
        required=False,
    )
    van = DayField("Sinds: van", blank=True).formfield()
    tot = DayField("Tot en met", blank=True).formfield()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [("", "alle"), *kinds_by_domain("code")]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("van"), cleaned.get("tot")
        if first and last and first > last:
            raise ValidationError("De periode eindigt voordat hij begint. Draai de dagen om.")
        return cleaned

    def filter(self, outcomes):
        """Filter the results; where something is odd the form says so and all are shown."""
        chosen = self.cleaned_data if self.is_valid() else {}
        if code := chosen.get("soort"):
            outcomes = outcomes.filter(Q(kind__code=code) | Q(kind__part_of__code=code))
        if chosen.get("later") == self.ASK:
            outcomes = outcomes.with_question().filter(asks__isnull=False)
        elif still := chosen.get("later"):
            outcomes = outcomes.last_said(still)
        bounds = {"source": "bron", "reached_on__gte": "van", "reached_on__lte": "tot"}
        given = {path: chosen[name] for path, name in bounds.items() if chosen.get(name)}
        return outcomes.filter(**given)
