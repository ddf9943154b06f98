"""Signing in and one's own account. The names are allauth's; what we do not offer is left out."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.urls import include, path, re_path, reverse_lazy
from django.views.decorators.csp import csp_override

from kansrijk.accounts import views
from kansrijk.accounts.access import any_user
from kansrijk.accounts.views import asks_again

# The QR code is an image inside the page, here and nowhere else.
with_data_images = csp_override({**settings.SECURE_CSP, "img-src": ["'self'", "data:"]})
new_password = account.PasswordResetFromKeyView.as_view(success_url=reverse_lazy("account_login"))

sign_in = [  # open to everybody
    path("", account.login, name="account_login"),
    path("code/", account.request_login_code, name="account_request_login_code"),
    path("code/invullen/", account.confirm_login_code, name="account_confirm_login_code"),
    path("tweede-stap/", factor.authenticate, name="mfa_authenticate"),
    path("passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("staat-uit/", account.account_inactive, name="account_inactive"),
    path("nieuw/", account.signup, name="account_signup"),
]
passwords = [
    path("vergeten/", account.password_reset, name="account_reset_password"),
    path("vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^kiezen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        new_password,
        name="account_reset_password_from_key",
    ),
    path("wijzigen/", any_user(account.password_change), name="account_change_password"),
    path("instellen/", any_user(account.password_set), name="account_set_password"),
]
confirm = [
    path("", any_user(account.reauthenticate), name="account_reauthenticate"),
    path("code/", any_user(factor.reauthenticate), name="mfa_reauthenticate"),
    path(
        "passkey/",
        any_user(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]
app = [
    path("", any_user(with_data_images(totp.activate_totp)), name="mfa_activate_totp"),
    path("uitzetten/", any_user(asks_again(totp.deactivate_totp)), name="mfa_deactivate_totp"),
]
codes = [
    path("", any_user(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("nieuw/", any_user(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(
        "bestand/",
        any_user(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
keys = [
    path("", any_user(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("toevoegen/", any_user(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("<int:pk>/naam/", any_user(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "<int:pk>/verwijderen/",
        any_user(asks_again(passkeys.remove_webauthn)),
        name="mfa_remove_webauthn",
    ),
]
own = [
    path("", views.account, name="account"),
    path("bevestigen/", include(confirm)),
    path("tweede-stap/", any_user(factor.index), name="mfa_index"),
    path("tweede-stap/app/", include(app)),
    path("tweede-stap/reservecodes/", include(codes)),
    path("tweede-stap/passkeys/", include(keys)),
    path("sessies/", any_user(views.OwnSessions.as_view()), name="usersessions_list"),
]
hats = [path("", views.hat_choose, name="choose")]

urlpatterns = [
    path("inloggen/", include(sign_in)),
    path("uitloggen/", account.logout, name="account_logout"),
    path("wachtwoord/", include(passwords)),
    path("account/", include(own)),
    path("werken-als/", include((hats, "hats"))),
]
