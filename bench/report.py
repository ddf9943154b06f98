"""The results as one page of Markdown."""

import json
from pathlib import Path

from bench import goals, picture

HERE = Path(__file__).parent
OUT = HERE.parent / "var" / "bench"
KEPT = {True: "kept", False: "**not kept**", None: "not measured"}
INTRO = """# Results

Written by `./dev bench`; [README.md](README.md) says how to read it. U is the unit page: a stock
Django session, the user, one query and a base template, on the same server in the same minutes.
Only ratios in one run are claims: this machine has two cores, which the database, the app and
the one who asks share.

![Each page as so many times U, at each size](results.svg)
"""


def read():
    """The results by scale, smallest first."""
    told = [json.loads(path.read_text()) for path in OUT.glob("[0-9]*.json")]
    return {one["scale"]: one for one in sorted(told, key=lambda one: one["scale"])}


def write(found):
    parts = [INTRO, sizes(found), aims(found), loads(found), pages(found), left_out(found)]
    (HERE / "results.md").write_text("\n".join(parts))


def main():
    found = read()
    write(found)
    picture.write(found)


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def sizes(found):
    names = ["districts", "buddies", "participants", "meetings", "lines of the trail"]
    rows = [[f"{s}×", *(f"{n:,}" for n in one["rows"].values())] for s, one in found.items()]
    return table(["size", *names], rows)


def aims(found):
    rows = [[g.goal, g.limit, g.found, KEPT[g.kept]] for g in goals.lines(found)]
    return "## Goals\n\n" + table(["what", "goal", "measured", ""], rows)


def loads(found):
    rows = [
        [
            f"{scale}×",
            name,
            f"{load['per_second']:.0f}",
            f"{load['p50']:.1f}",
            f"{load['p95']:.1f}",
            load["failed"],
            load["unasked"],
        ]
        for scale, one in found.items()
        for name, load in one["load"].items()
    ]
    head = ["size", "asked", "requests a second", "p50 ms", "p95 ms", "errors", "not in time"]
    return "## A mixed load\n\n" + table(head, rows)


def pages(found):
    """Every page at the largest size, dearest first, with its ratio to U at each size."""
    most = found[max(found)]
    times = [f"U at {scale}×" for scale in found]
    head = [
        "page",
        *times,
        "CPU, U",
        "growth",
        "p50 ms",
        "p95 ms",
        "app ms",
        "database ms",
        "statements",
        "bytes",
    ]
    measured = {key: page for key, page in most["pages"].items() if "p50" in page}
    keys = sorted(measured, key=lambda key: -measured[key]["p50"])
    rows = [row(found, most, key, measured[key]) for key in keys]
    silent = [
        f"`{key}` ({', '.join(map(str, set(page['errors'])))})"
        for key, page in most["pages"].items()
        if "p50" not in page
    ]
    tail = f"\nNo answer within the limits of the database: {', '.join(silent)}\n" if silent else ""
    return "## Pages\n\nDearest first; one client.\n\n" + table(head, rows) + tail


def row(found, most, key, page):
    ratios = [goals.ratio(one, key) for one in found.values()]
    grown = goals.factor(found[min(found)], most, key) if len(found) > 1 else None
    return [
        f"`{key}`", *(f"{r:.1f}" if r else "–" for r in ratios),
        f"{goals.ratio(most, key, 'cpu'):.1f}", f"{grown:.2f}" if grown else "–",
        f"{page['p50']:.1f}", f"{page['p95']:.1f}", f"{page['cpu']:.1f}", f"{page['db_cpu']:.1f}",
        most["statements"].get(key, "–"), page["bytes"],
    ]  # fmt: skip


def left_out(found):
    most = found[max(found)]
    words = ", ".join(f"`{key}`" for key in most["closed"])
    return f"## Not measured\n\nAddresses that no record of these people opens now: {words}.\n"


if __name__ == "__main__":
    main()
