"""What stands in the way, who may know, and what WIJ answers."""

import re
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.accounts.models import Role
from kansrijk.accounts.reach import ReachForm
from kansrijk.audit.steps import StepRefused
from kansrijk.values.dates import DayField, working_days_after
from kansrijk.values.forms import LATE, CheckedForm
from kansrijk.values.text import fold
from plans.models import Action, Meeting, Obstacle, Partner
from plans.models.stuck import ANSWER_DAYS, Cause, MayKnow, Urgency

FURTHEST = timedelta(days=92)  # how far ahead WIJ can put the day of their next answer
MOST = Obstacle._meta.get_field("text").max_length
ADDED = (
    "Dit knelpunt was al opgeslagen, met andere woorden. Hieronder staat wat je nu typte. Sla nog "
    "een keer op als dit er ook bij moet."
)
NAMED = (
    "Er lijkt een naam van de deelnemer in je tekst te staan, en die mag niet mee. Haal de naam "
    "weg. Is het een ander woord? Zet dan een vinkje."
)
BETWEEN = {  # words inside a name that are no name
    "van", "de", "der", "den", "het", "ten", "ter", "te", "op", "in", "el", "al", "bin", "ibn",
    "abu", "la", "le", "da", "di", "do", "dos", "von",
}  # fmt: skip
ROWS = "forms/rows.html"  # large choices, each with a sentence
MAY_KNOW = {
    MayKnow.YES: "WIJ leest wat hier staat, en de naam van {name}. De projectleider kan het lezen.",
    MayKnow.UNNAMED: "WIJ leest wat hier staat. De projectleider kan het lezen. De naam van {name} "
    "en jouw naam staan er niet bij.",
    MayKnow.NO: "Dit blijft tussen {name} en jou. WIJ en de projectleider zien het niet.",
}


@dataclass(frozen=True)
class Option:
    """A choice with the sentence that says what it means."""

    title: str
    told: str

    def __str__(self):
        return self.title


def within(urgency):
    """An urgency with the day on which an answer is there at the latest."""
    number = ANSWER_DAYS[urgency]
    day = date_format(working_days_after(timezone.localdate(), number), "l j F")
    days = "1 werkdag" if number == 1 else f"{number} werkdagen"
    return Option(urgency.label.capitalize(), f"antwoord uiterlijk {day}, binnen {days}")


def mentions(text, names):
    """Tell whether a word of the text is a word of one of these names; "van" and "de" are none."""
    parts = {fold(word) for name in names for word in re.findall(r"\w\w+", name)} - BETWEEN
    return not parts.isdisjoint(fold(word) for word in re.findall(r"\w+", text))


class SourceForm(CheckedForm, forms.Form):
    """From which step, or after which meeting, somebody raises an obstacle."""

    stap = forms.ModelChoiceField(Action.objects.none(), required=False)
    gesprek = forms.ModelChoiceField(Meeting.objects.none(), required=False)

    def __init__(self, *args, participant, hat, **kwargs):
        super().__init__(*args, **kwargs)
        for name, model in (("stap", Action), ("gesprek", Meeting)):
            seen = model.objects.visible_to(hat).filter(trajectory__participant=participant)
            self.fields[name].queryset = seen

    @property
    def found(self):
        """The step and the meeting, as an obstacle keeps them."""
        return {"action": self.cleaned_data["stap"], "meeting": self.cleaned_data["gesprek"]}


class TellForm(CheckedForm, forms.Form):
    """Words for WIJ, and who may know whom they are about."""

    text = forms.CharField(
        label="Vertel het kort, in gewone woorden",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    consent = forms.ChoiceField(label="Mag WIJ dit weten?", widget=forms.RadioSelect)
    no_name = forms.BooleanField(
        label="Er staat geen naam in", required=False, widget=forms.HiddenInput
    )
    answers = MayKnow

    def __init__(self, *args, participant, **kwargs):
        super().__init__(*args, **kwargs)
        self.participant = participant
        name = participant.first_name
        asked = self.fields["consent"]
        asked.template_name = ROWS
        asked.help_text = f"Vraag het aan {name}. {name} kan alles lezen wat je hier schrijft."
        asked.choices = [
            (answer, Option(answer.label.capitalize(), MAY_KNOW[answer].format(name=name)))
            for answer in self.answers
        ]

    def clean(self):
        cleaned = super().clean()
        names = [self.participant.name, self.participant.called]
        is_unnamed = cleaned.get("consent") == MayKnow.UNNAMED
        if is_unnamed and mentions(cleaned.get("text", ""), names):
            self.fields["no_name"].widget = forms.CheckboxInput()
            if not cleaned.pop("no_name"):
                self.add_error("no_name", ValidationError(NAMED, code="named"))
        cleaned.pop("no_name", None)
        return cleaned


class ObstacleForm(TellForm):
    """Something that stands in the way, as the buddy writes it down."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    cause = forms.ChoiceField(label="Wat is de oorzaak?", choices=[("", "Kies"), *Cause.choices])
    partner = forms.ModelChoiceField(
        Partner.objects.offered(),
        label="Welke organisatie kan helpen?",
        empty_label="weet ik niet",
        required=False,
    )
    urgency = forms.ChoiceField(label="Hoe snel is een antwoord nodig?", widget=forms.RadioSelect)
    field_order = ["client_id", "text", "cause", "partner", "urgency", "consent", "no_name"]

    def __init__(self, *args, match, source, **kwargs):
        super().__init__(*args, participant=match.participant, **kwargs)
        self.match, self.source = match, source
        urgency = self.fields["urgency"]
        urgency.template_name = ROWS
        urgency.choices = [(each, within(each)) for each in Urgency]
        self.initial = {"client_id": uuid.uuid4(), "urgency": Urgency.NORMAL, **self.initial}

    def clean_client_id(self):
        client_id = self.cleaned_data["client_id"]
        stored = Obstacle.objects.filter(client_id=client_id).first()
        if stored and stored.match_id != self.match.pk:
            raise ValidationError("Deze pagina hoort bij iets anders. Begin opnieuw.")
        self.stored = stored
        return client_id

    def clean(self):
        cleaned = super().clean()
        stored = getattr(self, "stored", None)
        same = ("text", "consent", "cause", "urgency", "partner")
        if stored and any(cleaned.get(name) != getattr(stored, name) for name in same):
            self.add_error(None, ValidationError(ADDED, code=LATE))
            self.data = self.data.copy()
            self.data["client_id"] = str(uuid.uuid4())
        return cleaned

    def save(self, *, by):
        """Raise it; the same form twice is stored once, StepRefused when the match ended."""
        return Obstacle.objects.raise_for(self.match, by=by, **self.source, **self.cleaned_data)


class SendForm(TellForm):
    """The participant says yes after all: the words can be made fit for WIJ first."""

    answers = [MayKnow.YES, MayKnow.UNNAMED]

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, participant=found.trajectory.participant, **kwargs)
        self.found = found
        self.initial = {"text": found.text, **self.initial}

    def save(self, *, by):
        self.found.send(by=by, **self.cleaned_data)
        return self.found


class AnswerForm(CheckedForm, forms.Form):
    """What WIJ says; `what` is the name of the step."""

    what = forms.ChoiceField(
        label="Hoe staat het ervoor?",
        choices=[
            (step.__name__, step.step.label)
            for step in (Obstacle.work, Obstacle.solve, Obstacle.give_up)
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="Je antwoord",
        help_text="De buddy leest dit, en bespreekt het met de deelnemer.",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    answer_by = DayField("Ben je ermee bezig: wanneer hoort de buddy meer?", blank=True).formfield()
    seen = forms.IntegerField(widget=forms.HiddenInput)  # the answers on the page

    says_optional = False

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, auto_id=f"k{found.pk}_%s", **kwargs)
        self.found = found
        usual = date_format(found.usual_day(), "l j F")
        self.fields["answer_by"].help_text = f"Laat je dit leeg, dan is dat uiterlijk {usual}."
        self.initial = {"seen": found.answers.count(), **self.initial}

    def clean_answer_by(self):
        day, today = self.cleaned_data["answer_by"], timezone.localdate()
        if day and day < today:
            raise ValidationError("Deze dag is al geweest. Kies vandaag of een dag daarna.")
        if day and day > today + FURTHEST:
            raise ValidationError("Kies een dag binnen drie maanden. Dan weet de buddy iets.")
        return day

    def save(self, *, by):
        """Give the answer; a second tap is the same answer, StepRefused when a colleague was first."""
        told = {name: self.cleaned_data[name] for name in ("text", "seen")}
        take = getattr(self.found, self.cleaned_data["what"])
        if take.step.name == "work":
            told["answer_by"] = self.cleaned_data["answer_by"]
        try:
            take(by=by, **told)
        except StepRefused:
            if not self.is_stored(by, take.step.target):
                self.data = self.data.copy()
                self.data["seen"] = self.found.answers.count()
                raise
        return self.found

    def is_stored(self, by, state):
        last = self.found.answers.last()
        said = (by.user_id, state, self.cleaned_data["text"])
        return last is not None and (last.by_id, last.state, last.text) == said


class ObstacleFilter(ReachForm):
    """The list of obstacles as a search form."""

    stand = forms.ChoiceField(
        label="Toon",
        choices=[("", "wat nog loopt"), ("klaar", "wat klaar is"), ("alles", "alles")],
        required=False,
    )

    def filter(self, obstacles):
        """What runs by what is due first; what is done by the newest."""
        chosen = self.cleaned_data.get("stand") if self.is_valid() else ""
        if not chosen:  # what stays between two nobody else sees anyway
            return obstacles.running() if self.worn.role == Role.BUDDY else obstacles.open()
        found = obstacles if chosen == "alles" else obstacles.over()
        return found.order_by("-raised_on", "-pk")
