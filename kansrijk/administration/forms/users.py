from django import forms
from django.db import IntegrityError, transaction

from kansrijk.accounts.models import EVERYWHERE, SOMEWHERE, TWICE, Hat, Role, User
from kansrijk.accounts.reach import DistrictField
from kansrijk.administration.hats import busy_elsewhere, equip, helps_elsewhere
from kansrijk.audit.forms import AuditedForm
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.values.forms import CheckedForm

KNOWN = "Er is al een account met dit e-mailadres. Zoek die persoon op en geef daar een rol."
NO_DISTRICT = "Laat leeg bij een trainer of beheerder, en bij wie het hele programma leidt."
NOT_YOURSELF = "Je kunt jezelf niet uitzetten. Vraag een andere beheerder."


class UserFilter(CheckedForm, forms.Form):
    """The filters of the list; they stand in the address, so no names here."""

    says_optional = False
    role = forms.ChoiceField(
        label="Rol", choices=[("", "Alle rollen"), *Role.choices], required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_field("district", DistrictField(empty_label="Alle gebieden", required=False))

    def narrow(self, users):
        chosen = self.cleaned_data if self.is_valid() else {}
        worn = {f"hats__{name}": value for name, value in chosen.items() if value}
        return users.filter(hats__withdrawn_at=None, **worn).distinct() if worn else users


class SearchForm(CheckedForm, forms.Form):
    """Searching for a person: sent by POST, because a name never stands in an address."""

    says_optional = False
    words = forms.CharField(label="Naam of e-mailadres", max_length=120, required=False)

    def narrow(self, users):
        return users.called(self.cleaned_data["words"]) if self.is_valid() else users


class UserForm(AuditedForm):
    class Meta:
        model = User
        fields = ["name", "called", "phone", "is_active"]
        help_texts = {
            "called": "Zo noemen anderen deze persoon op het scherm.",
            "is_active": "Zonder vinkje kan deze persoon niet inloggen. Wie is ingelogd, wordt uitgelogd.",
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_is_active(self):
        is_active = self.cleaned_data["is_active"]
        if not is_active and self.instance.pk == self.by.user_id:
            raise forms.ValidationError(NOT_YOURSELF, code="yourself")
        return is_active

    @transaction.atomic
    def save(self, *, by):
        user = super().save(by=by)
        if "is_active" in self.changed_data and not user.is_active:
            user.end_sessions()
        return user


class HatForm(AuditedForm):
    """Give somebody a role, in a district where that role has one."""

    class Meta:
        model = Hat
        fields = ["role", "district"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "Kies een rol"), *Role.choices]
        self.add_field(
            "district",
            DistrictField(empty_label="Geen gebied", required=False, help_text=NO_DISTRICT),
        )

    def _get_validation_exclusions(self):
        # The sentences about double hats only come when their fields take part.
        shown = super()._get_validation_exclusions()
        return shown - {"user", "withdrawn_at"} if self.instance.user_id else shown

    def clean(self):
        cleaned = super().clean()
        role, district = cleaned.get("role"), cleaned.get("district")
        if role in EVERYWHERE and district:
            self.add_error("district", "Een trainer of beheerder werkt overal: laat dit leeg.")
        elif role in SOMEWHERE and not district and "district" not in self.errors:
            self.add_error("district", "Kies het gebied waar deze rol geldt.")
        elif role == Role.BUDDY and (place := busy_elsewhere(self.instance.user_id, district)):
            self.add_error("district", f"Deze buddy heeft nog een deelnemer in {place}.")
        elif role == Role.WIJ and (place := helps_elsewhere(self.instance.user_id, district)):
            self.add_error(
                "district", f"Deze persoon is nog het WIJ-contact van buddy's in {place}."
            )
        return cleaned

    def save(self, *, by):
        try:
            return self.save_all(by)
        except IntegrityError as twice:
            raise StepRefused(self.twice) from twice

    twice = TWICE

    @transaction.atomic
    def save_all(self, by):
        hat = super().save(by=by)
        equip(hat, by=by)
        return hat


class InviteForm(HatForm):
    """Make an account for somebody, with their first role; they choose the password themselves."""

    name = forms.CharField(label="Naam", max_length=120)
    email = forms.EmailField(label="E-mailadres", max_length=254)
    field_order = ["name", "email", "role", "district"]
    twice = KNOWN

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(KNOWN, code="known")
        return email

    @transaction.atomic
    def save_all(self, by):
        data = self.cleaned_data
        user = User.objects.create_user(data["email"], data["name"])
        AuditEvent.objects.record(by=by, verb=Verb.ADD, on=user, fields=["name", "email"])
        self.instance.user = user
        return super().save_all(by)
