"""A pair of keys of each user: a phone can seal what waits there, only their session opens it."""

from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "kansrijk.accounts.vault"
CURVE = ec.SECP256R1()  # the curve that every browser knows
SIZE = 32  # bytes of a number on that curve


def label(user, secret=None):
    """Name this user's present key; it tells neither the key nor who the user is."""
    return derived("label", user, secret).hex()[:16]


def key_pairs(user):
    """The user's key pairs as JSON Web Keys, the present one first.

    They are derived and never stored, so every session of this user gets the same; those of
    SECRET_KEY_FALLBACKS open what was sealed before the secret changed.
    """
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [{"id": label(user, secret), **key_pair(user, secret)} for secret in secrets]


def key_pair(user, secret):
    # One more than a number below the order of the curve: never zero, as a key must be.
    number = int.from_bytes(derived("key", user, secret)) % (CURVE.group_order - 1) + 1
    public = ec.derive_private_key(number, CURVE).public_key().public_numbers()
    x, y = (as_text(part) for part in (public.x, public.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y, "d": as_text(number)}


def derived(purpose, user, secret):
    """Derive 64 bytes that serve this purpose and this user only."""
    value = f"{purpose}:{user.pk}"
    return salted_hmac(SALT, value, secret=secret, algorithm="sha512").digest()


def as_text(number):
    return urlsafe_b64encode(number.to_bytes(SIZE)).rstrip(b"=").decode()
