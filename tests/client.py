"""A test client that reads every page it gets, the way the strict CSP would."""

import re
import time

from django.test import Client

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


class HouseClient(Client):
    """Fails when a page holds something inline, or loads from elsewhere."""

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
