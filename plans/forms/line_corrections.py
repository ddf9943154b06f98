"""Correcting what a finished look says (R10): a new line with its reason; the first one stays."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from kansrijk.audit.forms import AuditedForm
from kansrijk.audit.models import AuditEvent
from kansrijk.audit.steps import StepRefused
from plans.models import Review, Score, Words
from plans.models.meetings import Mood
from plans.models.of_trajectory import hold
from plans.models.review_lines import About, Side
from plans.models.review_steps import ReviewState

NOT_FINISHED = "Dit kijkmoment is nog niet afgerond. Verander het op het scherm zelf."
CORRECTED = (
    "Dit is intussen al verbeterd. Wat jij typte, staat er nog: kijk eerst wat er nu staat, en "
    "kopieer je tekst als je die wilt houden."
)
SAME = "Hier staat nog hetzelfde als eerst. Verander iets, of ga terug."
UNSAID = "?"


def step_field(label, scale, unsaid="niets gezegd"):
    """A question with steps as (value, name), and one answer for who said nothing."""
    return forms.TypedChoiceField(
        label=label,
        choices=[*((str(value), name) for value, name in scale), (UNSAID, unsaid)],
        coerce=lambda value: None if value == UNSAID else int(value),
        empty_value=None,
        widget=forms.RadioSelect,
    )


class LineCorrection(AuditedForm):
    """What a line should have said, and why it did not."""

    says_optional = False  # the page says it once, for all

    def __init__(self, *args, line, **kwargs):
        kept = {field.attname: getattr(line, field.attname) for field in line._meta.fields}
        for name in ("id", "said_at", "reason"):
            kept.pop(name)
        made = type(line)(**kept | {"corrects_id": line.pk})
        super().__init__(*args, instance=made, **kwargs)
        self.line, self.initial["reason"] = line, ""
        self.fields["reason"].required = True
        self.fields["reason"].label = "Waarom moet dit anders?"
        self.order_fields([name for name in self._meta.fields if name in self.fields])

    def clean(self):
        cleaned = super().clean()
        said = [name for name in self._meta.fields if name in cleaned and name != "reason"]
        if not self.errors and all(cleaned[n] == getattr(self.line, n) for n in said):
            raise ValidationError(SAME, code="same")
        return cleaned

    @transaction.atomic
    def save(self, *, by):
        """Add the line; StepRefused where it was corrected meanwhile, YearOver after the year."""
        hold(self.line.review.trajectory, by=by)
        review = Review.objects.select_for_update(of=("self",)).get(pk=self.line.review_id)
        if review.state != ReviewState.FINISHED:
            raise StepRefused(NOT_FINISHED)
        if type(self.line).objects.filter(corrects=self.line.pk).exists():
            raise StepRefused(CORRECTED)
        self.instance.said_by_id = by.user_id
        return super().save(by=by)

    def trace(self, saved, **what):
        AuditEvent.objects.record(on=saved, step="correct", **what)


class ScoreCorrection(LineCorrection):
    """Where somebody stood; of the buddy's own line only that, and why they saw it so."""

    class Meta:
        model = Score
        fields = ["stands", "wants", "words", "difference", "reason"]
        widgets = {
            "words": forms.Textarea(attrs={"rows": 3}),
            "difference": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {"difference": "Waarom ik dit zo zie"}

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, line=line, **kwargs)
        levels = line.review.method_version.levels.values_list("value", "name")
        is_own = line.side == Side.PARTICIPANT
        self.ask("stands", "Waar ik nu sta" if is_own else "Hoe de buddy het ziet", levels)
        if is_own:
            self.ask("wants", "Waar ik wil komen", levels)
        else:
            del self.fields["wants"], self.fields["words"]
        if not line.difference:
            del self.fields["difference"]
        self.order_fields(self._meta.fields)

    @property
    def about(self):
        is_own = self.line.side == Side.PARTICIPANT
        return self.line.area.name if is_own else f"{self.line.area}, blik van de buddy"

    def ask(self, name, label, levels):
        self.add_field(name, step_field(label, levels))
        step = getattr(self.line, name)
        self.initial[name] = UNSAID if step is None else str(step)


class WordsCorrection(LineCorrection):
    """What was said at a screen, and for how it went the face."""

    class Meta:
        model = Words
        fields = ["mood", "text", "reason"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, line=line, **kwargs)
        if line.about == About.HOW:
            self.add_field("mood", step_field("Hoe ging het?", Mood.choices))
            self.initial["mood"] = UNSAID if line.mood is None else str(line.mood)
            self.order_fields(self._meta.fields)
        else:
            del self.fields["mood"]

    @property
    def about(self):
        return self.line.get_about_display()
