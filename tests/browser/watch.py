"""What a page complains about while a story runs."""

from dataclasses import dataclass, field

JUDGED = (  # by the answer itself, or by its absence
    "Failed to load resource: ", "Response Status Error", "htmx:sendError", "htmx:afterRequest",
)  # fmt: skip
BLOCKED = "Service Worker registration blocked"  # most stories do without
LEFT = "net::ERR_ABORTED"  # the story went on to another page


@dataclass
class Watch:
    """Collects complaints; `expected` holds the answers (from 400) and failures of the story."""

    expected: set
    complaints: list = field(default_factory=list)
    seen: set = field(default_factory=set)

    def follow(self, page):
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("response", self.weigh)
        page.on("requestfailed", self.miss)

    def hear(self, message):
        if message.type in ("error", "warning") and not message.text.startswith((*JUDGED, BLOCKED)):
            self.complaints.append(f"console {message.type}: {message.text}")

    def weigh(self, response):
        if response.status >= 400:
            self.judge(response.status, response.url)

    def miss(self, request):
        if request.failure != LEFT:
            self.judge(request.failure, request.url)

    def judge(self, outcome, url):
        self.seen.add(outcome)
        if outcome not in self.expected:
            self.complaints.append(f"{outcome}: {url}")

    def settle(self):
        """Fail on any complaint, and on an expected answer that never came."""
        missing = [f"{outcome} never came" for outcome in self.expected - self.seen]
        found = self.complaints + missing
        assert not found, "\n".join(found)
