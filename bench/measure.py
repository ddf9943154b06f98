"""Time of every page at one client, in rounds over all pages, with U and the admin in between."""

import random
import statistics
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from bench.client import hidden
from bench.server import cpu_ms

SEED = 6
U_EVERY = 8  # pages between two of U
FEW, LONG = 3, 1000  # a page that took longer than so many ms is asked this often


@dataclass
class Item:
    """One page, or one saving, and what each of its requests cost."""

    key: str
    browser: object
    path: str
    server: object
    save: bool = False
    wall: list = field(default_factory=list)  # ms
    cpu: list = field(default_factory=list)  # ms in the app
    base: list = field(default_factory=list)  # ms in the database
    sizes: list = field(default_factory=list)  # bytes on the line
    errors: list = field(default_factory=list)

    def once(self, backends):
        """Ask once and keep the costs; what fails or drags on is not asked again and again."""
        if self.errors or (len(self.wall) >= FEW and min(self.wall) > LONG):
            return
        try:
            self.ask(backends)
        except OSError as error:
            self.errors.append(type(error).__name__)

    def ask(self, backends):
        form = hidden(self.browser.get(self.path).text) if self.save else None
        workers = self.server.workers()
        app, base = cpu_ms(workers), cpu_ms(backends)
        answer = (
            self.browser.post(self.path, form | meeting())
            if self.save
            else self.browser.get(self.path)
        )
        if answer.status != (302 if self.save else 200):
            self.errors.append(answer.status)
            return
        self.cpu.append(cpu_ms(workers) - app)
        self.base.append(cpu_ms(backends) - base)
        self.wall.append(answer.milliseconds)
        self.sizes.append(answer.size)

    def told(self):
        if not self.wall:
            return {"errors": self.errors}
        return {
            "p50": statistics.median(self.wall),
            "p95": percentile(self.wall, 95),
            "cpu": statistics.median(self.cpu),
            "db_cpu": statistics.median(self.base),
            "bytes": round(statistics.median(self.sizes)),
            "errors": self.errors,
        }


def meeting(number=None):
    """A log of a meeting, on one of the last days."""
    days = random.randrange(1, 200) if number is None else number
    return {
        "kind": "meeting",
        "held_on": (timezone.localdate() - timedelta(days=days)).isoformat(),
        "note": "We keken samen naar de post. Het gaat beter dan vorige week, en dat is fijn.",
        "mood": "4",
    }


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def in_rounds(items, units, rounds, find_backends):
    """Ask every item once a round, each round in another order; U again and again in between."""
    dice = random.Random(SEED)
    for item in [*items, *units]:  # warm: caches of templates and connections
        with suppress(OSError):
            item.browser.get(item.path)
    for _ in range(rounds):
        backends = find_backends()
        order = dice.sample(items, len(items))
        for number, item in enumerate(order):
            if number % U_EVERY == 0:
                units[0].once(backends)
            item.once(backends)
        for unit in units:
            unit.once(backends)
    return {item.key: item.told() for item in [*items, *units]}
