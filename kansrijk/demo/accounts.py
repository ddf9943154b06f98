"""The demo's sign-ins: one password, and for a second factor a secret that never changes."""

from base64 import b32encode
from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db.models import Case, When

from kansrijk.accounts.models import Hat, Role, User
from kansrijk.demo.people import DOMAIN, PASSWORD


def secret(email):
    """Return the base32 secret that belongs to this demo account."""
    return b32encode(sha256(f"kansrijk demo {email}".encode()).digest()[:20]).decode()


def add_second_factors():
    """Give every demo account that can sign in an authenticator, unless it has one."""
    demo = User.objects.filter(email__endswith=f"@{DOMAIN}", is_active=True)
    for user in demo.exclude(authenticator__type=Authenticator.Type.TOTP).order_by("pk"):
        TOTP.activate(user, secret(user.email))


def worn_hats():
    """Return the hats of the demo accounts, in the order of the roles."""
    order = Case(*[When(role=role, then=place) for place, role in enumerate(Role.values)])
    found = Hat.objects.filter(withdrawn_at=None, user__is_active=True)
    demo = found.filter(user__email__endswith=f"@{DOMAIN}")
    return demo.select_related("user", "district").order_by(order, "pk")


def sign_ins():
    """Return one line per hat: who can sign in, as what, where and with which secrets."""
    return [
        {
            "hat": hat.role,
            "district": hat.district.slug if hat.district else None,
            "email": hat.user.email,
            "password": PASSWORD,
            "totp": secret(hat.user.email) if settings.SECOND_FACTOR else None,
        }
        for hat in worn_hats()
    ]
