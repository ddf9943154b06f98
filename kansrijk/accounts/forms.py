"""The forms of signing in, in our words; what they do is allauth's."""

import struct

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from kansrijk.accounts.links import is_invited
from kansrijk.accounts.models import Hat
from kansrijk.values.text import check

HOW_LONG = (
    "Minstens 12 tekens. Een zin van vier of meer woorden is sterk en makkelijk te onthouden."
)
USED_FOR = 120  # seconds in which a code of an app could come back


class OurWords:
    """Mix into a form of allauth: our labels and hints, and no second set of words in the field."""

    use_required_attribute = False  # the browser's own messages are not in our words
    says_optional = False
    labels = {}
    hints = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class TwicePassword(OurWords):
    labels = {"password1": "Nieuw wachtwoord", "password2": "Nog een keer"}
    hints = {"password1": HOW_LONG}


class CodeField(OurWords):
    """A code of digits: the phone shows its number keys."""

    labels = {"code": "Code"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}


class OnlyOnce:
    """Mix into a form with a code of an app: also in the spare half minute it works only once."""

    def clean_code(self):
        code = super().clean_code()
        if not cache.add(f"kansrijk.code.{self.user.pk}.{code}", "used", USED_FOR):
            raise ValidationError("Deze code is al gebruikt. Wacht op de volgende.", code="used")
        return code


class AcceptedOnly:
    """Mix into a form that mails somebody: only an invitation lets a newcomer in."""

    def clean_email(self):
        email = super().clean_email()
        if hasattr(self, "users"):
            self.users = [user for user in self.users if not is_invited(user)]
        if getattr(self, "_user", None) and is_invited(self._user):
            self._user = None
        return email


class SignInForm(OurWords, account.LoginForm):
    labels = {"login": "E-mailadres", "password": "Wachtwoord"}


class AskCodeForm(AcceptedOnly, OurWords, account.RequestLoginCodeForm):
    labels = {"email": "E-mailadres"}


class MailedCodeForm(CodeField, account.ConfirmLoginCodeForm):
    hints = {"code": "Acht cijfers, uit de mail."}


class ConfirmPasswordForm(OurWords, account.ReauthenticateForm):
    labels = {"password": "Wachtwoord"}


class ForgottenForm(AcceptedOnly, OurWords, account.ResetPasswordForm):
    labels = {"email": "E-mailadres"}


class NewPasswordForm(TwicePassword, account.ResetPasswordKeyForm):
    pass


class FirstPasswordForm(TwicePassword, account.SetPasswordForm):
    pass


class ChangePasswordForm(TwicePassword, account.ChangePasswordForm):
    labels = TwicePassword.labels | {"oldpassword": "Je wachtwoord van nu"}


class FactorForm(OnlyOnce, CodeField, factor.AuthenticateForm):
    hints = {"code": "Zes cijfers uit je app, of acht cijfers van je reservecodes."}


class ConfirmFactorForm(OnlyOnce, CodeField, factor.ReauthenticateForm):
    hints = FactorForm.hints


class StartAppForm(CodeField, ActivateTOTPForm):
    labels = {"code": "Code uit de app"}
    hints = {"code": "Zes cijfers. Elke halve minuut komt er een nieuwe code."}


def sound(clean):
    """Run this cleaning of what a passkey sent: rubbish is a wrong answer, never a crash."""
    try:
        return clean()
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError, struct.error):
        raise ValidationError("Deze passkey klopt niet.", code="rubbish") from None


class SoundAnswer:
    def clean_credential(self):
        return sound(super().clean_credential)


class PasskeyForm(SoundAnswer, passkeys.AuthenticateWebAuthnForm):
    pass


class ConfirmPasskeyForm(SoundAnswer, passkeys.ReauthenticateWebAuthnForm):
    pass


class SignInPasskeyForm(SoundAnswer, passkeys.LoginWebAuthnForm):
    pass


class NamedPasskey(OurWords):
    """The name is the owner's own; we only refuse broken characters and a very long text."""

    labels = {"name": "Naam van deze passkey"}
    hints = {"name": "Bijvoorbeeld: mijn telefoon."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].validators += [check, MaxLengthValidator(60)]


class AddPasskeyForm(NamedPasskey, passkeys.AddWebAuthnForm):
    labels = NamedPasskey.labels | {"passwordless": "Hiermee inloggen zonder wachtwoord"}
    hints = NamedPasskey.hints | {
        "passwordless": "Je vinger, je gezicht of de pincode van je apparaat is dan genoeg."
    }

    def clean(self):
        return sound(super().clean)


class RenamePasskeyForm(NamedPasskey, passkeys.EditWebAuthnForm):
    pass


class ChooseHatForm(forms.Form):
    hat = forms.ModelChoiceField(
        Hat.objects.none(),
        label="Ik werk nu als",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Kies een rol.",
            "invalid_choice": "Deze rol heb je niet (meer). Kies een andere.",
        },
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hat"].queryset = Hat.objects.worn_by(user)
