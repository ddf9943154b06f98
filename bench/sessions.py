"""Signed in without a form: sessions made in the database, as the app itself makes them."""

import time
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

Store = import_module(settings.SESSION_ENGINE).SessionStore
HOUR = 3600
STOCK = "django.contrib.auth.backends.ModelBackend"


def session_key(hat, backend=settings.AUTHENTICATION_BACKENDS[0], ahead=0):
    """Make a session of this hat's user, past the second factor, and return its key.

    Last seen so many seconds from now: until then no page writes that they were seen.
    """
    now, session = int(time.time()), Store()
    session[SESSION_KEY] = str(hat.user_id)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = hat.user.get_session_auth_hash()
    session.update({"hat": hat.pk, "role": hat.role, "seen": now + ahead})
    session.update({"began": now, "factor": True})
    session["account_authentication_methods"] = [
        {"method": "password", "at": now}, {"method": "mfa", "at": now, "type": "totp"}
    ]  # fmt: skip
    session.create()
    told = {"session_key": session.session_key, "ip": "127.0.0.1", "user_agent": "bench"}
    UserSession.objects.create(user_id=hat.user_id, last_seen_at=timezone.now(), **told)
    return session.session_key


def cookie(hat):
    return f"{settings.SESSION_COOKIE_NAME}={session_key(hat)}"


def stock_cookie(hat):
    """A session for the unit page and the admin, which know Django's own sign-in alone."""
    return f"{settings.SESSION_COOKIE_NAME}={session_key(hat, STOCK)}"


class InProcess(Client):
    """A client without a server, over the same middleware: to count what a page asks.

    However long that takes, no page counts the statement that now and then notes who was seen.
    """

    def __init__(self, hat=None):
        # A page that fails answers 500, as it would to anybody.
        super().__init__(
            raise_request_exception=False,
            headers={"x-forwarded-proto": "https", "host": "127.0.0.1"},
        )
        if hat:
            self.cookies[settings.SESSION_COOKIE_NAME] = session_key(hat, ahead=HOUR)
