from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from kansrijk.accounts.reach import ReachForm
from kansrijk.audit.forms import AuditedForm
from kansrijk.audit.steps import StepRefused
from kansrijk.places.models import District
from kansrijk.values.forms import CheckedForm
from participants.forms.days import not_in_the_future, of_birth
from participants.known import known_to
from participants.models import Referral
from participants.models.referrals import Declined, ReferralState, Withdrawn

KNOWN = "Deze persoon kennen we misschien al. Vraag het na en zet dan een vinkje."
CLOSED = "Deze aanmelding is al klaar. Er valt niets meer te wijzigen."


class ReferralFilter(ReachForm):
    """The list of referrals as a search form."""

    stand = forms.ChoiceField(
        label="Stand", choices=[("", "alle die nog open zijn"), *ReferralState.choices],
        required=False,
    )  # fmt: skip

    def filter(self, referrals):
        """Filter by state; without a (possible) choice: all that are open."""
        state = self.cleaned_data.get("stand") if self.is_valid() else ""
        return referrals.filter(state=state) if state else referrals.open()


class AsksWhoItIs:
    """Mix into a form: warn when the person may be known, until somebody says that they asked.

    The tick is about the people of that moment: when somebody joins them it is asked again, so a
    form that is sent twice does not make the same person twice.
    """

    known = None

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["is_other"] = forms.BooleanField(
            label="Ik heb het gevraagd: dit is iemand anders",
            required=False,
            widget=forms.HiddenInput,
        )
        self.fields["known_mark"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def warn(self, name, birth_year, *, besides=None):
        """Ask who it is where that was not done yet; `known` then says what the page may tell."""
        self.known = known_to(self.by, name, birth_year, besides=besides)
        if not self.known:
            return
        self.fields["is_other"].widget = forms.CheckboxInput()
        was_asked = self.is_bound and self.data.get("is_other")
        if was_asked and self.data.get("known_mark") == self.known.mark:
            return
        self.initial["known_mark"] = self.known.mark
        if self.is_bound:
            self.data = self.data.copy()  # a tick about other people does not count
            self.data.pop("is_other", None)
            self.data["known_mark"] = self.known.mark
            self.add_error("is_other", ValidationError(KNOWN, code="known"))


class ReferralForm(AsksWhoItIs, AuditedForm):
    """Whom it is about and who told of them, as a lead writes it down."""

    class Meta:
        model = Referral
        fields = [
            "name", "birth_year", "neighbourhood", "language", "channel", "phone", "source",
            "referrer", "referrer_contact", "why", "received_on",
        ]  # fmt: skip
        labels = {"name": "Naam", "why": "Waarom past Kansrijk bij deze persoon?"}
        help_texts = {
            "name": "Voornaam en achternaam.",
            "why": "Kort, in gewone woorden. Deze persoon mag dit lezen.",
            "referrer": "Laat leeg als iemand zichzelf aanmeldt.",
        }
        widgets = {
            "phone": forms.TextInput(attrs={"type": "tel"}),
            "why": forms.Textarea(attrs={"rows": 4}),
        }

    GROUPS = (
        ("Om wie gaat het?", Meta.fields[:6]),
        ("Wie meldt aan, en waarom?", Meta.fields[6:]),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        district = self.instance.district
        self.fields["neighbourhood"].queryset = district.neighbourhoods.all()
        self.fields["neighbourhood"].empty_label = "nog niet bekend"
        self.fields["source"].choices = [("", "Kies"), *Referral._meta.get_field("source").choices]

    def groups(self):
        """The fields under the heading to which they belong."""
        return [(heading, [self[name] for name in names]) for heading, names in self.GROUPS]

    def clean_birth_year(self):
        return of_birth(self.cleaned_data["birth_year"])

    def clean_received_on(self):
        return not_in_the_future(self.cleaned_data["received_on"])

    def clean(self):
        cleaned = super().clean()
        self.ask()
        return cleaned

    def ask(self):
        about = {"name", "birth_year"}
        if about <= self.cleaned_data.keys() and about & {*self.changed_data}:
            told = [self.cleaned_data[name] for name in ("name", "birth_year")]
            self.warn(*told, besides=self.instance)

    @transaction.atomic
    def save(self, *, by):
        """Save, one at a time in a district; None when somebody is known since a moment ago."""
        District.objects.select_for_update().get(pk=self.instance.district_id)
        if self.instance.pk:
            stands = Referral.objects.select_for_update(of=("self",)).get(pk=self.instance.pk)
            if not stands.is_open:
                raise StepRefused(CLOSED)
            self.instance.state, self.instance.state_since = stands.state, stands.state_since
        self.ask()  # now that nobody else writes here
        return super().save(by=by) if not self.errors else None


class AcceptForm(AsksWhoItIs, CheckedForm, forms.Form):
    """Accepting somebody asks once more whether they are known."""

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, **kwargs)
        self.referral = referral
        if not self.is_bound and referral.is_open:
            self.ask()

    def ask(self):
        self.warn(self.referral.name, self.referral.birth_year, besides=self.referral)

    def clean(self):
        self.ask()
        return super().clean()


class ReasonForm(CheckedForm, forms.Form):
    """Why a referral ends without a participant."""

    words = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=Referral._meta.get_field("reason_words").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, **kwargs)
        self.referral = referral
        self.fields["reason"] = forms.ChoiceField(
            label="Wat is de reden?", choices=self.reasons.choices, widget=forms.RadioSelect,
            error_messages={"required": "Kies een reden.", "invalid_choice": "Kies een reden."},
        )  # fmt: skip
        self.order_fields(["reason", "words"])

    def save(self, *, by):
        """Take the step with this reason; StepRefused when somebody was first."""
        getattr(self.referral, self.step)(by=by, **self.cleaned_data)
        return self.referral


class DeclineForm(ReasonForm):
    step, reasons = "decline", Declined
    heading, button = "Aanmelding afwijzen", "Afwijzen"
    explained = "Kansrijk zegt nee. Vertel het de persoon zelf, en zeg wat wel kan helpen."


class WithdrawForm(ReasonForm):
    step, reasons = "withdraw", Withdrawn
    heading, button = "Aanmelding intrekken", "Intrekken"
    explained = "Deze persoon doet toch niet mee. De deur blijft open: later opnieuw mag altijd."
