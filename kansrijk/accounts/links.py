"""The links that we mail: to accept an invitation, or to choose a new password."""

from datetime import UTC, datetime

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import base36_to_int


class LinkTokens(PasswordResetTokenGenerator):
    """Make links that work once: a new password or a new epoch kills them.

    An invitation lives PASSWORD_RESET_TIMEOUT seconds, a forgotten password a lot shorter.
    """

    def _now(self):
        # Not the wall clock of Amsterdam: that loses an hour in spring, and the link with it.
        return datetime.now(UTC).replace(tzinfo=None)

    def _make_hash_value(self, user, timestamp):
        return f"{super()._make_hash_value(user, timestamp)}{user.epoch}"

    def check_token(self, user, token):
        if not super().check_token(user, token):
            return False
        if is_invited(user):
            return True
        made_at = base36_to_int(token.split("-")[0])
        return self._num_seconds(self._now()) - made_at <= settings.PASSWORD_FORGOTTEN_TIMEOUT


def is_invited(user):
    """Tell whether somebody still has to accept their invitation."""
    return not user.has_usable_password() and user.last_login is None


def password_path(user):
    """The path of the page on which this user chooses a password, once."""
    parts = [user_pk_to_url_str(user), LinkTokens().make_token(user)]
    return reverse("account_reset_password_from_key", args=parts)
