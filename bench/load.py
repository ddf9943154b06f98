"""A mixed load: 16 people at once, each with an own connection, hat and place."""

import random
import threading
import time

from bench.client import Browser, hidden
from bench.measure import meeting, percentile

CLIENTS = 16
SAVE = "save"
PATIENCE = 5  # seconds after the end in which late requests are still asked
# What people do, in parts of a hundred.
MIX = {
    "buddy": [
        ("today", 20), ("files:timeline", 14), ("files:plan", 6), ("meetings:log", 8),
        (SAVE, 10), ("participants:list", 4), ("goals:detail", 3), ("obstacles:list", 3),
    ],
    "wij": [("inbox", 8), ("obstacles:list", 3), ("buddies:list", 2)],
    "lead": [
        ("district", 5), ("participants:list", 4), ("matches:board", 3), ("referrals:list", 3),
        ("files:timeline", 2),
    ],
    "trainer": [("buddies:list", 1)],
    "admin": [("users:list", 1)],
}  # fmt: skip


class Load:
    """Runs until a moment; `people` maps a hat to (cookie, {page: path}) of several people."""

    def __init__(self, port, people, rate=None):
        self.port, self.people, self.rate = port, people, rate
        self.took, self.failed = [], []
        self.lock = threading.Lock()
        self.due = None

    def run(self, seconds):
        """Ask for this many seconds, with CLIENTS at once; at `rate` requests a second if given."""
        self.ends = time.monotonic() + seconds
        self.due = time.monotonic()
        threads = [threading.Thread(target=self.visit, args=[i]) for i in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.told(seconds)

    def visit(self, number):
        dice, browsers = random.Random(number), {}
        actions = [(who, what, w) for who, pages in MIX.items() for what, w in pages]
        weights = [weight for *_, weight in actions]
        while (began := self.wait()) < self.ends and time.monotonic() < self.ends + PATIENCE:
            who, what, _ = dice.choices(actions, weights)[0]
            cookie, paths = dice.choice(self.people[who])
            if cookie not in browsers:
                browsers[cookie] = Browser(self.port, cookie)
            self.act(browsers[cookie], what, paths, began)
        for browser in browsers.values():
            browser.close()

    def wait(self):
        """The moment at which the next request is due; its time counts from then, also when late."""
        if self.rate is None:
            return time.monotonic()
        with self.lock:
            due, self.due = self.due, self.due + 1 / self.rate
        time.sleep(max(0, min(due, self.ends) - time.monotonic()))
        return due

    def act(self, browser, what, paths, began):
        try:
            if what == SAVE:
                form = hidden(browser.get(paths["meetings:log"]).text)
                began = time.monotonic() if self.rate is None else began
                answer = browser.post(paths["meetings:log"], form | meeting())
            else:
                answer = browser.get(paths[what])
            status = answer.status
        except OSError as error:
            status = type(error).__name__
        took = (time.monotonic() - began) * 1000
        with self.lock:
            self.took.append(took)
            if status != (302 if what == SAVE else 200):
                self.failed.append((what, status))

    def told(self, seconds):
        """What it came to; `unasked` were due, and not asked before the end."""
        asked, unasked = len(self.took), 0
        if self.rate:
            unasked = max(0, int(seconds * self.rate) - asked)
        return {
            "per_second": asked / (time.monotonic() - self.ends + seconds),
            "p50": percentile(self.took, 50),
            "p95": percentile(self.took, 95),
            "errors": self.failed[:20],
            "failed": len(self.failed),
            "unasked": unasked,
        }
