"""Seeds of authenticator apps and recovery codes: never readable in the database."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def encrypt(text):
    """Encrypt under the present SECRET_KEY."""
    return keys().encrypt(text.encode()).decode()


def decrypt(text):
    """Decrypt under SECRET_KEY or one of SECRET_KEY_FALLBACKS; InvalidToken when none fits."""
    return keys().decrypt(text.encode()).decode()


def keys():
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(key_from(secret)) for secret in secrets])


def key_from(secret):
    """Derive 32 bytes that serve this purpose only."""
    digest = salted_hmac("kansrijk.accounts.seeds", "fernet", secret=secret, algorithm="sha256")
    return urlsafe_b64encode(digest.digest())
