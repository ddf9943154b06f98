"""Pieces of a draft: the names of the steps, and one life domain with its parts."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import transaction
from django.utils.text import slugify

from kansrijk.administration.differences import of_domain, pair
from kansrijk.administration.versions import change, locked, seal
from kansrijk.audit.forms import STALE
from kansrijk.audit.steps import StepRefused
from kansrijk.places.models import Area, Level, Sentence
from kansrijk.values.forms import CheckedForm

MOST_PARTS = 8
SHOWN_PARTS = 20  # of those that were posted: what was typed stays on the page
TOO_MANY = f"Een leefgebied heeft hooguit {MOST_PARTS} deelgebieden."
PLACE = f"Kies een getal van 1 tot en met {SHOWN_PARTS}."
TWICE = "Deze naam staat er al. Kies een andere."


def words(model, field, label, **more):
    """A required text, as long as the column it will stand in."""
    longest = model._meta.get_field(field).max_length
    return forms.CharField(label=label, max_length=longest, **more)


class PieceForm(CheckedForm, forms.Form):
    """Change one piece of a draft; `seen` is the seal of what stood on the page."""

    seen = forms.CharField(max_length=16, widget=forms.HiddenInput, required=False)
    conflicts = ()
    has_parts = False

    def __init__(self, data=None, *, draft, **kwargs):
        self.draft = draft
        super().__init__(data, initial={"seen": seal(self.read(draft.content))}, **kwargs)

    @transaction.atomic
    def save(self, *, by):
        """Store the piece; StepRefused when somebody else changed it, or the draft is gone."""
        draft, new = locked(self.draft), self.piece()
        now = self.read(draft.content)
        if now != new:
            if self.cleaned_data["seen"] != seal(now):
                self.lay_beside(now, new)
                raise StepRefused(STALE)
            self.put(draft.content, new)
            change(draft, by=by, fields=[self.trace])
        return draft

    def lay_beside(self, now, new):
        """Show what stands there now and what was typed; saving again keeps what was typed."""
        self.conflicts = list(self.differences(now, new))
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = seal(now)


class LevelsForm(PieceForm):
    """What the steps of the scale are called."""

    trace = "levels"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for value, name in enumerate(self.draft.content["levels"], start=1):
            self.add_field(f"level_{value}", words(Level, "name", f"Stap {value}", initial=name))

    def read(self, content):
        return content["levels"]

    def put(self, content, new):
        content["levels"] = new

    def piece(self):
        return [self.cleaned_data[f"level_{value}"] for value, _ in enumerate(self.fields_of(), 1)]

    def fields_of(self):
        return [name for name in self.fields if name.startswith("level_")]

    def differences(self, now, new):
        for value, names in enumerate(zip(now, new, strict=True), start=1):
            yield from pair(f"naam van stap {value}", *names)

    def clean(self):
        cleaned = super().clean()
        refuse_twins([(self, name) for name in self.fields_of()])
        return cleaned


class PartRow(CheckedForm, forms.Form):
    """A part of a domain with a sentence for each step; `key` says which one it is, if any."""

    says_optional = False

    key = forms.CharField(max_length=50, required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(
        label="Plaats", required=False, help_text="1 staat bovenaan.",
        validators=[MinValueValidator(1, PLACE), MaxValueValidator(SHOWN_PARTS, PLACE)],
        error_messages={"invalid": PLACE}, widget=forms.NumberInput(attrs={"min": 1}),
    )  # fmt: skip
    gone = forms.BooleanField(label="Dit deelgebied vervalt", required=False)

    def __init__(self, *args, number, levels, **kwargs):
        super().__init__(*args, **kwargs)
        self.levels, self.number = levels, number
        self.add_field("name", words(Area, "name", f"Naam van deelgebied {number}", required=False))
        for value, level in enumerate(levels, start=1):
            label = f"Deelgebied {number}, stap {value}: {level}"
            sentence = words(Sentence, "text", label, required=False, widget=two_lines())
            self.add_field(f"sentence_{value}", sentence)
        self.fields["place"].label = f"Plaats van deelgebied {number}"
        self.order_fields(["name", *self.sentence_names, "place", "gone"])

    @property
    def sentence_names(self):
        return [f"sentence_{value}" for value in range(1, len(self.levels) + 1)]

    @property
    def is_empty(self):
        """A new row in which nothing was typed is no part."""
        names = ["name", *self.sentence_names]
        return not self.cleaned_data.get("key") and not any(map(self.cleaned_data.get, names))

    def rank(self):
        """Where it comes: who moved up goes before who stood in that place, who moved down after."""
        place = self.cleaned_data.get("place") or self.number
        return place, (place > self.number) - (place < self.number)

    @property
    def stays(self):
        return not self.cleaned_data.get("gone") and not self.is_empty

    def clean(self):
        cleaned = super().clean()
        for name in self.sentence_names:  # the boxes have two lines, the sentence has one
            cleaned[name] = " ".join(cleaned.get(name, "").split())
        if self.stays:
            for name in ["name", *self.sentence_names]:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned


class DomainForm(PieceForm):
    """One life domain: its name, a question under a talking picture, else its parts."""

    trace = "domain"

    def __init__(self, *args, key, **kwargs):
        self.key = key
        super().__init__(*args, **kwargs)
        now = self.read(self.draft.content)
        self.add_field("name", words(Area, "name", "Naam van het leefgebied", initial=now["name"]))
        self.has_parts = not self.draft.method.is_talking_picture
        if self.has_parts:
            self.fields["name"].help_text = "Met een kleine letter, behalve bij een naam."
            self.make_rows(now["parts"])
        else:
            self.rows = []
            asked = words(Area, "question", "De vraag aan de deelnemer", initial=now["question"])
            self.add_field("question", asked)

    def read(self, content):
        return next(each for each in content["domains"] if each["key"] == self.key)

    def put(self, content, new):
        at = next(i for i, each in enumerate(content["domains"]) if each["key"] == self.key)
        content["domains"][at] = new

    def differences(self, now, new):
        return of_domain(now, new)

    # ── Rows ────────────────────────────────────────────────────────────────

    def make_rows(self, parts, more=0):
        count = len(parts) + more
        if self.is_bound:
            posted = RowCount(self.data)
            count = posted.cleaned_data["rows"] + more if posted.is_valid() else count
        levels = self.draft.content["levels"]
        self.rows = []
        for at in range(min(count, SHOWN_PARTS)):
            given = first_values(parts[at], at) if at < len(parts) else {"place": at + 1}
            self.rows.append(
                PartRow(
                    self.data if self.is_bound else None, prefix=f"part-{at}", initial=given,
                    number=at + 1, levels=levels,
                )
            )  # fmt: skip

    def one_more(self):
        """Show a row more, with all that was typed and without any error."""
        self.make_rows(self.read(self.draft.content)["parts"], more=1)
        last = self.rows[-1]
        self.data = self.data.copy()
        self.data.setdefault(last.add_prefix("place"), str(len(self.rows)))
        for row in self.rows:
            row.data = self.data
        for form in (self, *self.rows):
            form._errors, form.cleaned_data = forms.utils.ErrorDict(), {}

    def visible_fields(self):
        """Also those of the rows, so that the summary of errors links to them."""
        return [*super().visible_fields(), *(f for row in self.rows for f in row.visible_fields())]

    def clean(self):
        cleaned = super().clean()
        others = [e for e in self.draft.content["domains"] if e["key"] != self.key]
        if same(cleaned.get("name"), [each["name"] for each in others]):
            self.add_error("name", TWICE)
        kept = [row for row in self.rows if row.is_valid() and row.stays]
        if len(kept) > MOST_PARTS or len(self.rows) == SHOWN_PARTS:
            self.add_error(None, TOO_MANY)
        refuse_twins([(row, "name") for row in kept])
        if any(row.errors for row in self.rows) and not self.errors:
            self.add_error(None, "Kijk de deelgebieden na.")
        return cleaned

    def piece(self):
        parts = sorted((row for row in self.rows if row.stays), key=PartRow.rank)
        before = self.read(self.draft.content)
        keys = {part["key"] for part in before["parts"]}
        return {
            "key": self.key,
            "name": self.cleaned_data["name"],
            "question": self.cleaned_data.get("question", before["question"]),
            "parts": list(map(Keys(keys, domain=self.key).told, parts)),
        }


class RowCount(forms.Form):
    """How many rows stand on the page: posted along, so that no row is overlooked."""

    rows = forms.IntegerField(min_value=0)


class Keys:
    """Gives each part its key: a part that was there keeps its own, whatever it is called now.

    None gets that of its domain, which the database does not allow.
    """

    def __init__(self, known, *, domain):
        self.known, self.taken = known, {domain}

    def told(self, row):
        data = row.cleaned_data
        return {
            "key": self.of(data["key"], data["name"]),
            "name": data["name"],
            "sentences": [data[name] for name in row.sentence_names],
        }

    def of(self, key, name):
        if key not in self.known or key in self.taken:
            stem = slugify(name)[:40] or "deel"
            taken = self.known | self.taken
            numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
            key = next(each for each in (stem, *numbered) if each not in taken)
        self.taken.add(key)
        return key


def two_lines():
    return forms.Textarea(attrs={"rows": 2})


def first_values(part, at):
    sentences = {f"sentence_{value}": text for value, text in enumerate(part["sentences"], start=1)}
    return {"key": part["key"], "name": part["name"], "place": at + 1} | sentences


def same(name, names):
    return bool(name) and name.casefold() in {each.casefold() for each in names}


def refuse_twins(fields):
    """Put an error on each field (pairs of form and name) that says what one before it says."""
    seen = []
    for owner, name in fields:
        typed = owner.cleaned_data.get(name, "")
        if same(typed, seen):
            owner.add_error(name, ValidationError(TWICE))
        seen.append(typed)
