"""How allauth behaves in this house: by invitation only, in our words, with seeds encrypted."""

import time
from io import BytesIO

import qrcode
import structlog
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal.httpkit import clean_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from qrcode.image.svg import SvgPathFillImage

from kansrijk.accounts import seeds
from kansrijk.accounts.links import password_path

log = structlog.get_logger("kansrijk.accounts")

WAYS = {
    "reauthenticate": "Met mijn wachtwoord",
    "mfa_reauthenticate": "Met een code uit mijn app",
    "mfa_reauthenticate:webauthn": "Met een passkey",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account staat uit.",
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar.",
        "enter_current_password": "Dit is niet je wachtwoord van nu.",
        "incorrect_code": "Deze code klopt niet.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "invalid_password_reset": "Deze link werkt niet meer.",
        "too_many_login_attempts": "Het ging te vaak mis. Probeer het over 15 minuten opnieuw.",
        "rate_limited": "Je vroeg dit net te vaak. Wacht een paar minuten.",
    }

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """Only pages of this very site; a broken address is not safe and no error either."""
        request = self.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def is_reauthentication_required(self, *, app, **kwargs):
        """Do not ask again somebody who showed who they are a moment ago."""
        records = get_authentication_records(self.request, self.request.user)
        since = time.time() - records[-1]["at"] if records else float("inf")
        is_fresh = since < app_settings.REAUTHENTICATION_TIMEOUT
        return not is_fresh and super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": WAYS[method["id"]]} for method in methods]

    def get_password_change_redirect_url(self, request):
        return reverse("account")

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count per account: with the host in the key, another port would be another count."""
        return credentials.get("email", "").lower()

    def get_client_ip(self, request):
        """The address that our proxy names; where nobody can read that, the one that called us.

        So the limits on sign-in count on, and a broken header keeps nobody out.
        """
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            caller = clean_client_ip(request.META.get("REMOTE_ADDR", ""))
            if not caller:
                raise
            log.warning("X-Forwarded-For not readable")
            return caller

    def authentication_failed(self, request, **credentials):
        log.warning("sign-in failed")

    def login(self, request, user):
        super().login(request, user)
        log.info("signed in", user=user.pk)

    def logout(self, request):
        log.info("signed out", user=request.user.pk)
        super().logout(request)

    def invite(self, user):
        """Mail somebody the link under which they choose their password."""
        link = self.request.build_absolute_uri(password_path(user))
        super().send_mail("account/email/invitation", user.email, {"link": link})

    def send_mail(self, template_prefix, email, context):
        """Send a mail about signing in; what was done stands, also when the server is away."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            log.exception("mail not sent", mail=template_prefix)


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet.",
        "cannot_generate_recovery_codes": "Stel eerst een tweede stap in.",
    }

    def encrypt(self, text):
        return seeds.encrypt(text)

    def decrypt(self, encrypted_text):
        return seeds.decrypt(encrypted_text)

    def _get_site_name(self):
        return "Kansrijk"

    def build_totp_svg(self, url):
        """Draw the code on white, so that it can be scanned from a dark page too."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user, type):
        count = user.authenticator_set.filter(type=type).count()
        return f"Passkey {count + 1}"
