from functools import cache

from allauth.account.auth_backends import AuthenticationBackend

from kansrijk.accounts.models import Hat


@cache  # every page asks this, so it is built once
def with_user():
    return Hat.objects.worn().select_related("user")


class Backend(AuthenticationBackend):
    def get_user(self, user_id):
        """The user of a session, who knows the hats they may wear: one statement for both."""
        hats = list(with_user().filter(user=user_id))
        if not hats:
            return super().get_user(user_id)
        user = hats[0].user
        user.worn = hats
        return user if self.user_can_authenticate(user) else None
