"""Correcting a log: what it said before is kept, for everybody of the entry."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kansrijk.audit.forms import AuditedForm
from kansrijk.audit.models import AuditEvent
from plans.forms.entries import began
from plans.forms.together import mood_field
from plans.models import EarlierMeeting, Meeting
from plans.models.meetings import Kind, MissedWhy

SHARED = ("held_on", "kind", "missed_why", "note")  # the same for everybody of an entry
WORDS = (*SHARED, "mood")


class CorrectionForm(AuditedForm):
    """The facts and the words of a log, as they should have been."""

    says_optional = False  # the page says it once, for all

    kind = forms.ChoiceField(
        label="Wat voor contact was het?", choices=Kind, widget=forms.RadioSelect
    )
    missed_why = forms.ChoiceField(
        label="Hoe kwam dat?", choices=MissedWhy, widget=forms.RadioSelect, required=False
    )
    mood = mood_field("Hoe ging het?")

    class Meta:
        model = Meeting
        fields = ["kind", "held_on", "missed_why", "mood", "note"]
        labels = {"held_on": "Wanneer was het contact?", "note": "Verslag"}
        widgets = {"note": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, hat, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Meeting.objects.correctable_by(hat).filter(entry=self.instance.entry)
        self.mates = list(
            rows.exclude(pk=self.instance.pk).select_related("trajectory__participant")
        )
        name = self.instance.trajectory.participant.first_name
        self.fields["note"].help_text = f"{name} kan dit lezen. De eerdere tekst blijft ook staan."

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if held_on > timezone.localdate():
            raise ValidationError("Deze dag komt nog. Kies vandaag of een dag die geweest is.")
        for year in [self.instance.trajectory, *(mate.trajectory for mate in self.mates)]:
            if held_on < year.started_on:
                raise ValidationError(began(year, f"Jij en {year.participant.first_name}"))
        return held_on

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Kind.MISSED:
            cleaned["mood"] = None
        else:
            cleaned["missed_why"] = ""
        return cleaned

    @transaction.atomic
    def save(self, *, by):
        """Keep what each row said, then change all rows of the entry that this hat may change."""
        before = earlier(self.stored, by=by)
        saved = super().save(by=by)
        if changed := [name for name in WORDS if getattr(before, name) != getattr(saved, name)]:
            before.save()
            self.correct_mates([name for name in changed if name in SHARED], by=by)
        return saved

    def correct_mates(self, names, *, by):
        """Change the same in the rows of the others of this entry."""
        for mate in self.mates if names else []:
            earlier(mate, by=by).save()
            for name in names:
                setattr(mate, name, getattr(self.instance, name))
            mate.version += 1
            mate.mood = None if mate.kind == Kind.MISSED else mate.mood
            mate.save()
            AuditEvent.objects.record(by=by, verb="change", on=mate, fields=names)


def earlier(meeting, *, by):
    """What a log says now, as it will be kept."""
    return EarlierMeeting(
        meeting=meeting,
        changed_by_id=by.user_id,
        **{name: getattr(meeting, name) for name in WORDS},
    )
