"""The goals of the design (performance.md, issue 6) beside what was measured."""

from dataclasses import dataclass
from typing import Any

SAVING = "meetings:log save buddy"
WIDE = "district programme"
# The pages that a goal names.
LIST, FILE, DASHBOARD = "participants:list lead", "files:timeline buddy", "district lead"
OF_BUDDY = ("today buddy", "participants:list buddy", FILE, "meetings:log buddy", SAVING)
LISTS = ("inbox wij", "obstacles:list wij", LIST, "matches:board lead", "referrals:list lead")


@dataclass(frozen=True)
class Line:
    """One goal: what it says, the measured value in words, and whether it was kept."""

    goal: str
    limit: str
    found: str
    kept: Any  # True, False, or None where it was not measured


def ratio(one, key, kind="p50"):
    """A page as so many times U, in time at the client or in processor time."""
    page, unit = one["pages"].get(key, {}), one["pages"]["U"]
    return page[kind] / unit[kind] if kind in page else None


def lines(found):
    """Every goal, for the results by scale; what only the largest size tells is asked there."""
    most = found[max(found)]
    yield from times(found)
    yield from asked(most)
    yield from growth(found)
    yield weight(most)
    yield from machine(most)


def times(found):
    for what, key, limit in (
        ("list of 50", LIST, 3), ("file with 50 entries", FILE, 4),
        ("dashboard of a district", DASHBOARD, 3), ("save a meeting", SAVING, 2),
    ):  # fmt: skip
        told = [(scale, ratio(one, key), ratio(one, key, "cpu")) for scale, one in found.items()]
        told = [each for each in told if each[1]]
        words = ", ".join(f"{wall:.1f} U ({cpu:.1f} in CPU) at {s}×" for s, wall, cpu in told)
        kept = all(wall <= limit for _, wall, _ in told) if told else None
        yield Line(what, f"≤ {limit} U", words, kept)
    wide = {
        scale: one["pages"][WIDE].get("p50") for scale, one in found.items() if WIDE in one["pages"]
    }
    words = ", ".join(
        f"{ms:.0f} ms at {s}×" if ms else f"no answer at {s}×" for s, ms in wide.items()
    )
    kept = all(ms and ms <= 150 for ms in wide.values()) if wide else None
    yield Line("dashboard of the whole programme", "≤ 150 ms at 1000×", words or "not there", kept)


def asked(one):
    for what, key, limit in (
        ("list", LIST, 6), ("file", FILE, 9), ("dashboard", DASHBOARD, 6), ("save", SAVING, 9),
    ):  # fmt: skip
        count = one["statements"].get(key)
        yield Line(f"statements of the {what}", f"≤ {limit}", str(count), count and count <= limit)


def growth(found):
    small, large = min(found), max(found)
    if small == large:
        return
    for what, keys, limit in (
        ("buddy, WIJ and list pages", OF_BUDDY + LISTS, 1.2), ("dashboard", (DASHBOARD,), 1.5),
    ):  # fmt: skip
        grown = {key: factor(found[small], found[large], key) for key in keys}
        grown = {key: value for key, value in grown.items() if value}
        worst = max(grown, key=grown.get) if grown else None
        words = f"{grown[worst]:.2f} at most ({worst})" if worst else "not measured"
        kept = grown[worst] <= limit if worst else None
        yield Line(f"growth {small}× → {large}×: {what}", f"≤ {limit}", words, kept)


def factor(small, large, key):
    """How many times as much a page costs (app and database) as U, at two sizes."""
    costs = [cost(one, key) / cost(one, "U") for one in (small, large) if cost(one, key)]
    return costs[1] / costs[0] if len(costs) == 2 else None


def cost(one, key):
    """Processor time of one request in the app and in the database together, in ms."""
    page = one["pages"].get(key, {})
    return page["cpu"] + page["db_cpu"] if "cpu" in page else None


def weight(one):
    sizes = {key: page["bytes"] for key, page in one["pages"].items() if "bytes" in page}
    sizes = {key: size for key, size in sizes.items() if not key.startswith(("U", "admin "))}
    heavy = [key for key, size in sizes.items() if size > 6 * 1024]
    worst = max(sizes, key=sizes.get)
    words = f"{len(sizes) - len(heavy)} of {len(sizes)} pages; most: {sizes[worst] / 1024:.1f} kB ({worst})"
    return Line("weight of a page", "≤ 6 kB compressed", words, not heavy)


def machine(one):
    worst = max(worker["rss"] for worker in one["memory"])
    yield Line("memory of a worker", "≤ 140 MB", f"{worst} MB", worst <= 140)
    for name, limit in (("20 a second", 25), ("200 a second", 100)):
        load = one["load"][name]
        words = f"p95 {load['p95']:.0f} ms, {load['failed']} errors, {load['unasked']} not in time"
        kept = load["p95"] <= limit and not load["failed"] and not load["unasked"]
        yield Line(f"mixed load, {name}", f"p95 ≤ {limit} ms, no errors", words, kept)
    cold, reload = one["cold_start"], one["reload"]
    yield Line("cold start", "≤ 1.5 s", f"{cold:.1f} s", cold <= 1.5)
    words = f"{reload['failed']} of {reload['asked']} failed, new workers after {reload['seconds']:.1f} s"
    yield Line(
        "reload",
        "≤ 1.5 s, no failed request",
        words,
        not reload["failed"] and reload["seconds"] <= 1.5,
    )
