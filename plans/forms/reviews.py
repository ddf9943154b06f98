"""Looking back together: how a look begins, on which day, how it ends, or why it does not happen."""

from django import forms
from django.db import transaction
from django.utils import timezone

from kansrijk.audit.forms import AuditedForm
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import DayField
from kansrijk.values.forms import CheckedForm
from plans.models import Review
from plans.models.of_trajectory import hold
from plans.models.review_steps import ReviewState
from plans.models.reviews import SkippedWhy, hold_review

NOW, PAPER = "now", "paper"
BEFORE_US = "Deze dag ligt vóór jullie eerste dag samen. Kies een latere dag."
WENT_ON = "Er is intussen iets bijgekomen in dit kijkmoment. Kijk het nog even na en rond dan af."
NOT_ALL = "Zet een vinkje als jullie zo willen afronden."


class YearForm(forms.Form):
    """The year that an address names; an odd one names none."""

    jaar = forms.IntegerField(required=False, min_value=1, max_value=2**31)

    @property
    def number(self):
        return self.cleaned_data.get("jaar") if self.is_valid() else None


class AgainForm(forms.Form):
    """Whether an address asks to choose again."""

    opnieuw = forms.BooleanField(required=False)

    @property
    def is_asked(self):
        return self.is_valid() and self.cleaned_data["opnieuw"]


class PartForm(forms.Form):
    """The part of a life domain that is wanted next; an odd one is none."""

    part = forms.ChoiceField(required=False)

    def __init__(self, *args, area, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [
            (key, key) for key in area.parts.values_list("key", flat=True)
        ]

    @property
    def key(self):
        return self.cleaned_data["part"] if self.is_valid() else ""


class BeginForm(CheckedForm, forms.Form):
    """Now, on this screen; or on paper, on a day that was."""

    how = forms.ChoiceField(
        label="Hoe kijken jullie?",
        choices=[(NOW, "nu, op dit scherm"), (PAPER, "we begonnen op papier")],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    held_on = DayField("Op welke dag begonnen jullie?", blank=True).formfield(
        help_text="Alleen bij papier."
    )

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.review = review

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("how") == NOW:
            cleaned["held_on"] = timezone.localdate()
        elif cleaned.get("how") and not cleaned.get("held_on") and not self.has_error("held_on"):
            self.add_error("held_on", "Kies de dag waarop jullie op papier begonnen.")
        return cleaned

    @transaction.atomic
    def save(self, *, by):
        """Begin; the same beginning sent twice is one. StepRefused for a day that cannot be."""
        told = {
            "held_on": self.cleaned_data["held_on"],
            "is_on_paper": self.cleaned_data["how"] == PAPER,
        }
        self.review.refresh_from_db()
        is_same = all(getattr(self.review, name) == value for name, value in told.items())
        if not (is_same and self.review.state == ReviewState.BEGUN):
            self.review.begin(by=by, **told)
            check_sight(self.review, by)
        return self.review


def check_sight(review, hat):
    """StepRefused for a day on which this buddy was not there yet, so that the look is not theirs."""
    if not Review.objects.visible_to(hat).filter(pk=review.pk).exists():
        raise StepRefused(BEFORE_US)


class DayForm(AuditedForm):
    """Another day for a look that is under way."""

    class Meta:
        model = Review
        fields = ["held_on"]
        labels = {"held_on": "Op welke dag keken jullie?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held_on"].required = True

    @transaction.atomic
    def save(self, *, by):
        held = hold_review(self.instance, by=by)
        held.check_day(self.cleaned_data["held_on"])
        shown = {*self._meta.fields, "version"}
        others = [f.name for f in Review._meta.concrete_fields if f.name not in shown]
        self.instance.refresh_from_db(fields=others)  # what went on meanwhile stays
        saved = super().save(by=by)
        check_sight(saved, by)
        return saved


class SkipForm(CheckedForm, forms.Form):
    """Why a look does not happen."""

    why = forms.ChoiceField(
        label="Waarom gaat dit kijkmoment niet door?",
        choices=[choice for choice in SkippedWhy.choices if choice[0] != SkippedWhy.STOPPED],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Wil je er iets bij zeggen?",
        help_text="Eén zin is genoeg. De projectleider kan dit ook lezen.",
        max_length=Review._meta.get_field("skipped_words").max_length,
        required=False,
    )

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.review = review

    def clean(self):
        cleaned = super().clean()
        is_other = cleaned.get("why") == SkippedWhy.OTHER
        if is_other and not cleaned.get("words") and not self.has_error("words"):
            self.add_error("words", "Schrijf op waarom het niet doorging.")
        return cleaned

    def save(self, *, by):
        self.review.skip(by=by, **{name: self.cleaned_data[name] for name in ("why", "words")})
        return self.review


class FinishForm(CheckedForm, forms.Form):
    """Close a look as it was seen on this page; with a tick where something was left open."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, review, left, **kwargs):
        super().__init__(*args, **kwargs)
        self.review = review
        self.initial["seen"] = self.stamp = newest(review)
        if left:
            self.add_field("sure", forms.BooleanField(
                label="Wij ronden af zonder deze leefgebieden."
            ))  # fmt: skip
            self.fields["sure"].error_messages["required"] = NOT_ALL

    @transaction.atomic
    def save(self, *, by):
        hold(self.review.trajectory, by=by)
        if self.cleaned_data["seen"] != newest(self.review):
            self.data = self.data.copy()
            self.data["seen"] = newest(self.review)
            raise StepRefused(WENT_ON)
        self.review.finish(by=by)
        return self.review


def newest(review):
    """A number that changes whenever something is said at this look."""
    lines = [*review.score_lines.values_list("said_at", flat=True)]
    lines += review.words_lines.values_list("said_at", flat=True)
    return round(max(lines).timestamp() * 1_000_000) if lines else 0
