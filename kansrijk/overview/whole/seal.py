"""The seal of a manifest: that an installation with our secret key wrote it, as it is."""

import json

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "kansrijk.overview.whole"


def sealed(manifest, secret=None):
    """Return the HMAC-SHA256 of a manifest, without its own seal."""
    told = {key: value for key, value in manifest.items() if key != "seal"}
    value = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return salted_hmac(SALT, value, secret=secret, algorithm="sha256").hexdigest()


def is_ours(manifest):
    """Whether the seal was made with this secret key or an earlier one."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    seal = str(manifest.get("seal", ""))
    return any(constant_time_compare(seal, sealed(manifest, secret)) for secret in secrets)
