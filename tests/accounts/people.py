"""What the tests about signing in share: a password, and the way through the door."""

import re

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from tests.client import HouseClient

PASSWORD = "vier paarse olifanten"
TOO_OFTEN = "Het ging te vaak mis."
NO_PAIR = "Dit e-mailadres en wachtwoord horen niet bij elkaar."


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(user, client=None, password=PASSWORD, **more):
    """Sign in through the form; return the client."""
    client = client or HouseClient()
    client.last = client.post(
        reverse("account_login"), {"login": user.email, "password": password}, **more
    )
    return client


def is_signed_in(client):
    return client.get(reverse("account")).status_code == 200


def with_app(user):
    """Give the user an authenticator app; return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret):
    """The code that the app shows now."""
    _, now, _ = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


def link_in(text):
    return re.search(r"http://testserver(\S+)", text)[1]
