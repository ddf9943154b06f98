"""A test client that reads every page it gets, the way the strict CSP would."""

import re
import time
from functools import cache

from django.test import Client
from django.test.client import ClientHandler

INLINE = {
    "a style attribute": re.compile(r"<[^>]+\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]+\son[a-z]+\s*=", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE
    ),
    "a javascript: address": re.compile(
        r"(?:href|action|src)\s*=\s*[\"']?\s*javascript:", re.IGNORECASE
    ),
}
ELSEWHERE = re.compile(r"(?:href|src|action)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE)


@cache
def loaded(*, checks_csrf):
    """The middleware keeps nothing of a request; loading it costs more than answering one."""
    handler = ClientHandler(enforce_csrf_checks=checks_csrf)
    handler.load_middleware()
    return handler


class HouseClient(Client):
    """Fails when a page holds something inline, or loads from elsewhere."""

    def __init__(self, *, enforce_csrf_checks=False, **defaults):
        super().__init__(**defaults)
        self.handler = loaded(checks_csrf=enforce_csrf_checks)

    def request(self, **request):
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html"):
            for what, pattern in INLINE.items():
                assert not pattern.search(response.text), f"{what} in {request['PATH_INFO']}"
            assert not ELSEWHERE.search(response.text), f"address of elsewhere in {request}"
        return response

    def wear(self, hat):
        """Sign in as the hat's user, acting under that hat."""
        self.force_login(hat.user)
        session, now = self.session, int(time.time())
        session.update({"hat": hat.pk, "role": hat.role, "seen": now, "began": now})
        session.save()
        return self
