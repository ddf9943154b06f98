"""The part of `.ci/run`: no clock, but errors, statements, bytes and plans are asserted."""

import json
import sys
from pathlib import Path

from bench.one import OUT

FILE = Path(__file__).with_name("budgets.json")  # page → [statements, bytes, tables read whole]
GENERAL = [12, 6 * 1024, []]  # of a page without a line of its own
# On another day other people are in the lists: up to a statement and 20 % more was seen.
SPARE, MARGIN = 1, 1.25
UNITS = ("U", "admin ")


def main():
    found = json.loads((OUT / "1.json").read_text())
    if "--renew" in sys.argv:
        renew(found)
    budgets = json.loads(FILE.read_text())
    checks = {
        "the data obeys its rules": found["misfits"],
        "every page answers": failing_pages(found),
        "nothing fails under load, or while reloading": failing_loads(found),
        "few statements a page": over(found["statements"], budgets, 0),
        "few bytes a page": over(sizes(found), budgets, 1),
        "no large table is read whole": scans(found, budgets),
    }
    for name, wrong in checks.items():
        say(f"{'FAILED' if wrong else 'ok    '} {name}", *wrong)
    failed = sum(map(bool, checks.values()))
    say(f"{len(checks) - failed} passed, {failed} failed, on {len(found['statements'])} pages")
    sys.exit(failed > 0)


def say(*lines):
    sys.stdout.write("\n         ".join(lines) + "\n")


def renew(found):
    """Write the ceilings anew from what was measured; git tells what went up or down."""
    weights = sizes(found)
    lines = {
        key: [number + SPARE, ceiling(weights.get(key, 0)), found["plans"][key]]
        for key, number in sorted(found["statements"].items())
    }
    rows = [f" {json.dumps(key)}: {json.dumps(line)}" for key, line in lines.items()]
    FILE.write_text("{\n" + ",\n".join(rows) + "\n}\n")


def ceiling(size):
    return int(size * MARGIN) // 100 * 100 + 100


def failing_pages(found):
    return [f"{key}: {page['errors']}" for key, page in found["pages"].items() if page["errors"]]


def failing_loads(found):
    failed = [f"{name}: {load['errors']}" for name, load in found["load"].items() if load["failed"]]
    lost = found["reload"]["failed"]
    return [*failed, f"while reloading: {lost} requests"] if lost else failed


def sizes(found):
    pages = found["pages"].items()
    return {
        key: page["bytes"] for key, page in pages if "bytes" in page and not key.startswith(UNITS)
    }


def over(measured, budgets, column):
    """Name the pages above their own ceiling, or above that of every page."""
    return [
        f"{key}: {value}, the ceiling is {most}"
        for key, value in measured.items()
        if value > (most := budgets.get(key, GENERAL)[column])
    ]


def scans(found, budgets):
    return [
        f"{key}: {table}"
        for key, tables in found["plans"].items()
        for table in tables
        if table not in budgets.get(key, GENERAL)[2]
    ]


if __name__ == "__main__":
    main()
