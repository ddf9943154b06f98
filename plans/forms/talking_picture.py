"""What a participant says about their health, where they allow it: never more than they want."""

from django import forms

from kansrijk.audit.steps import StepRefused
from participants.forms.consents import ConsentForm
from participants.models.consents import Asked
from plans.forms.line_corrections import LineCorrection, step_field
from plans.forms.review_lines import LineForm
from plans.models import TalkingPoint
from plans.talking_picture import answer_on_health, may_talk, words_of

NO_YES = (
    "Over gezondheid praten jullie nu niet: daar is geen ja (meer) voor. Wat je typte, staat er "
    "nog, maar is niet bewaard."
)
NO_NUMBER = "geen getal"


def number_field(label, scale, unsaid=NO_NUMBER):
    return step_field(label, [(number, str(number)) for number in scale], unsaid)


class PointForm(LineForm):
    """How it goes on one dimension, as a number or in words; leaving it open is an answer too."""

    says_optional = False  # the page says it once, for all
    place = ("area",)
    screen = 1  # the second is behind them once they went on from the picture

    class Meta:
        model = TalkingPoint
        fields = ["stands", "wants", "words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, is_passed=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_passed, line = is_passed, self.instance
        scale = line.review.method_version.method.scale
        for name, label in (("stands", line.area.question), ("wants", "Waar wil je komen?")):
            self.add_field(name, number_field(label or str(line.area), scale))
            self.fields[name].required = False
            self.initial[name] = chosen(line, name)
        self.fields["stands"].help_text = "Van 0 (heel laag) tot en met 10 (heel hoog)."
        self.fields["words"].label = "Wil je er iets over zeggen?"
        self.initial["words"] = words_of(line)

    def clean(self):
        cleaned = super().clean()
        if self.is_passed:
            cleaned |= {"stands": None, "wants": None, "words": ""}
        return cleaned

    @property
    def says_something(self):
        return self.instance._state.adding or super().says_something

    def shut(self, review):
        """Also once the participant took their yes back."""
        is_told = may_talk(answer_on_health(review.trajectory.participant))
        return super().shut(review) or ("" if is_told else NO_YES)


class PointCorrection(LineCorrection):
    """What a line of a finished look should have said."""

    class Meta:
        model = TalkingPoint
        fields = ["stands", "wants", "words", "reason"]
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, line=line, **kwargs)
        scale = line.review.method_version.method.scale
        for name, label in (("stands", "Hoe het toen was"), ("wants", "Waar ik wilde komen")):
            self.add_field(name, number_field(label, scale))
            self.initial[name] = chosen(line, name)
        self.initial["words"] = words_of(line)
        self.order_fields(self._meta.fields)

    @property
    def about(self):
        return self.line.area.name

    def save(self, *, by):
        if not may_talk(answer_on_health(self.line.review.trajectory.participant)):
            raise StepRefused(NO_YES)
        return super().save(by=by)


class HealthForm(ConsentForm):
    """Yes or no to talking about health, asked while the two sit side by side."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = "Wat zeg jij?"
        self.fields["answer"].choices = [("ja", "ja, dat mag"), ("nee", "nee, liever niet")]
        self.initial["asked_how"] = Asked.SCREEN


def chosen(line, name):
    """The answer that stands there; of a new line none yet."""
    number = getattr(line, name)
    if number is None:
        return None if line._state.adding else "?"
    return str(number)
