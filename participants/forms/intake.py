"""What a participant tells at the start, each part as a small form that knows its heading."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.functional import cached_property

from buddies.models import Buddy
from kansrijk.accounts.models import User
from kansrijk.audit.forms import TWICE, AuditedForm
from kansrijk.audit.models import AuditEvent
from kansrijk.audit.steps import StepRefused
from kansrijk.values.forms import CheckedForm
from participants.forms.days import of_birth
from participants.models import Household, Participant, Preference
from participants.models.states import PAST_PROPOSED, State

MOST_CHILDREN = 15
FEW = f"Kies 0 tot en met {MOST_CHILDREN} kinderen."
OWN_BUDDY = "Deze buddy heeft een koppeling met deze deelnemer. Rond die koppeling eerst af."


class PersonForm(AuditedForm):
    """Who somebody is, how to reach them, and whether they are a buddy here as well."""

    heading = "Gegevens"
    explained = "Vraag alleen wat je nodig hebt. Leeg laten mag."

    class Meta:
        model = Participant
        fields = [
            "name", "called", "birth_year", "neighbourhood", "language", "channel", "phone", "user",
        ]  # fmt: skip
        labels = {"user": "Is hier zelf ook buddy"}
        help_texts = {
            "called": "Zo wil deze persoon genoemd worden.",
            "user": "Niemand opent ooit het eigen dossier, ook niet als buddy.",
        }
        widgets = {"phone": forms.TextInput(attrs={"type": "tel"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        district = self.instance.district
        self.fields["neighbourhood"].queryset = district.neighbourhoods.all()
        self.fields["neighbourhood"].empty_label = "nog niet gevraagd"
        free = Q(participant=None) | Q(participant=self.instance)
        own = Participant.objects.filter(pk=self.instance.pk, user__isnull=False).values("user")
        here = Buddy.objects.active().filter(district=district).order_by().values("user").union(own)
        users = User.objects.filter(free, pk__in=here)
        self.fields["user"].queryset = users.order_by("name", "pk")
        self.fields["user"].empty_label = "nee"

    def clean_birth_year(self):
        return of_birth(self.cleaned_data["birth_year"])

    def clean_user(self):
        user = self.cleaned_data["user"]
        if user and are_matched({user.pk}, {self.instance.household_id}):
            raise ValidationError(OWN_BUDDY, code="own_buddy")
        return user


def are_matched(users, households):
    """Tell whether one of these users is the buddy, or on a card, of one of these households."""
    live = Q(matches__state__in=[State.PROPOSED, *PAST_PROPOSED], matches__buddy__user__in=users)
    return Participant.objects.filter(live, household__in=households).exists()


def of_children(field):
    """Let a field take as many children as live in one house, and return it."""
    field.validators = [MinValueValidator(0, FEW), MaxValueValidator(MOST_CHILDREN, FEW)]
    return field


class HouseholdForm(AuditedForm):
    heading = "Huishouden"
    explained = "Wie wonen er in huis? Schrijf geen namen op, alleen hoeveel kinderen er zijn."

    class Meta:
        model = Household
        fields = ["kind", "children_0_3", "children_4_11", "children_12_17"]
        labels = {
            "kind": "Hoe woont deze persoon?",
            "children_0_3": "Kinderen van 0 tot en met 3 jaar",
            "children_4_11": "Kinderen van 4 tot en met 11 jaar",
            "children_12_17": "Kinderen van 12 tot en met 17 jaar",
        }
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields[1:]:
            of_children(self.fields[name])
        choices = Household._meta.get_field("kind").choices
        self.fields["kind"].choices = choices

    def trace(self, saved, **what):
        """Everybody in the household finds the change in their own file."""
        for member in saved.members.order_by("pk"):
            AuditEvent.objects.record(on=saved, of=member, **what)


class HousemateForm(CheckedForm, forms.Form):
    """With which other participant somebody lives: they then share one household."""

    heading = "Woont samen met"
    explained = (
        "Woont deze persoon samen met iemand die ook meedoet? Dan hebben zij één huishouden, en "
        "opent niemand van hen als medewerker het dossier van de ander."
    )

    housemate = forms.ModelChoiceField(
        Participant.objects.none(),
        label="Wie doet ook mee en woont hier?",
        help_text="Wat bij die persoon over het huishouden staat, geldt dan voor allebei.",
        required=False,
        empty_label="niemand",
    )

    def __init__(self, *args, participant, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.participant = participant
        near = Participant.objects.visible_to(by).filter(district=participant.district_id)
        others = near.exclude(pk=participant.pk)
        self.fields["housemate"].queryset = others.order_by("search_name", "pk")
        self.fields["housemate"].initial = (
            others.filter(household=participant.household_id).order_by("pk").first()
        )

    def clean_housemate(self):
        mate, own = self.cleaned_data["housemate"], self.participant
        if mate:
            both = {own.household_id, mate.household_id}
            members = Participant.objects.filter(household__in=both).exclude(user=None)
            if are_matched({*members.values_list("user", flat=True)}, both):
                raise ValidationError(OWN_BUDDY, code="own_buddy")
        return mate

    def save(self, *, by):
        self.participant.move_in_with(self.cleaned_data["housemate"], by=by)
        return self.participant


class WishForm(AuditedForm):
    heading = "Wat wil jij?"
    explained = "Schrijf het op in de woorden van de deelnemer zelf, in de ik-vorm."

    class Meta:
        model = Participant
        fields = ["wish"]
        labels = {"wish": "Wat wil jij?"}
        widgets = {"wish": forms.Textarea(attrs={"rows": 5})}


class PreferenceForm(AuditedForm):
    heading = "Wat zoek je in een buddy?"
    explained = "Alleen wat voor de deelnemer telt. Wat leeg blijft, maakt niet uit."
    says_optional = False
    is_shared = True  # also the first time: two leads may write it down at once

    class Meta:
        model = Preference
        fields = ["gender", "near", "languages", "themes", "words"]
        labels = {
            "gender": "Liefst een vrouw of een man?",
            "near": "Uit welke wijk?",
            "languages": "Welke taal spreekt de buddy ook?",
            "themes": "Wat weet de buddy uit eigen ervaring?",
            "words": "Wat zoek je nog meer? In eigen woorden",
        }
        widgets = {
            "gender": forms.RadioSelect,
            "near": forms.RadioSelect,
            "languages": forms.CheckboxSelectMultiple,
            "themes": forms.CheckboxSelectMultiple,
            "words": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("gender", "near"):
            choices = Preference._meta.get_field(name).choices
            self.fields[name].choices = [("", "maakt niet uit"), *choices]

    @cached_property
    def stored(self):
        """What stands there now, or an empty one where nothing does."""
        of = self.instance.participant
        return Preference.objects.filter(participant=of).first() or Preference(participant=of)

    @transaction.atomic
    def save(self, *, by):
        if self.instance._state.adding:
            try:
                with transaction.atomic():
                    self.instance.save(force_insert=True)
            except IntegrityError as twice:
                raise StepRefused(TWICE) from twice
        return super().save(by=by)
