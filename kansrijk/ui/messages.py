"""What a page says after a redirect: kept in the session, save for a few fixed sentences."""

from django.conf import settings
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.session import SessionStorage

STORED = "Opgeslagen. Het staat in de tijdlijn."
JOY = "Opgeslagen. Mooi dat dit lukte!"
# Whole sentences, with nobody's name or words in them: of these only the key leaves, in a cookie.
FIXED = {"stored": Message(SUCCESS, STORED), "joy": Message(SUCCESS, JOY, "joy")}


class SaidStorage(SessionStorage):
    """Messages in the session; one of FIXED costs no write of it, nor one to forget it.

    The same sentence again, before anybody read it, is said once.
    """

    def _get(self, *args, **kwargs):
        kept, _ = super()._get()
        said = FIXED.get(self.request.COOKIES.get(settings.SAID_COOKIE_NAME))
        return [*(kept or ()), *([said] if said else ())], True

    def _store(self, messages, response, *args, **kwargs):
        keys = (key for key, said in FIXED.items() if messages and all(m == said for m in messages))
        key = next(keys, None)
        name, site = settings.SAID_COOKIE_NAME, settings.SESSION_COOKIE_SAMESITE
        if key:
            is_secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(name, key, secure=is_secure, httponly=True, samesite=site)
        elif name in self.request.COOKIES:
            response.delete_cookie(name, samesite=site)
        return super()._store([] if key else messages, response)
