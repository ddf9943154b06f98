"""The picture of the results: each page as so many times U, a dot for each size."""

from math import log10
from pathlib import Path

from django.utils.html import escape

from bench import goals

MOST = 60  # pages: the dearest, and those with a goal
LEFT, RIGHT, ROW, TOP = 230, 30, 15, 60
WIDTH = 900
COLOURS = ["#1f8a83", "#c07a12", "#a3324a", "#5b4b8a"]
LOOK = 'font-family="sans-serif" font-size="11" role="img" aria-label="Pages as times U"'
TICKS = [0.5, 1, 2, 3, 4, 10, 30, 100, 300, 1000]


def write(found):
    (Path(__file__).parent / "results.svg").write_text(drawn(found))


def rows(found):
    """The keys of the pages that are drawn, dearest first at the largest size."""
    most = found[max(found)]["pages"]
    keys = sorted((k for k in most if "p50" in most[k]), key=lambda key: -most[key]["p50"])
    named = {goals.LIST, goals.FILE, goals.DASHBOARD, goals.SAVING, goals.WIDE, "U"}
    named |= {key for key in keys if key.startswith("admin ")}
    return [key for number, key in enumerate(keys) if number < MOST or key in named]


def drawn(found):
    keys = rows(found)
    ratios = {(s, key): goals.ratio(one, key) for s, one in found.items() for key in keys}
    highest = max(value for value in ratios.values() if value)
    place = scale_to(highest)
    height = TOP + ROW * len(keys) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" {LOOK}>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        text(10, 20, "Time of a page at one client, as so many times U (logarithmic)", size=14),
        *legend(found),
        *grid(place, highest, height),
    ]
    for number, key in enumerate(keys):
        parts += one_row(key, TOP + ROW * number + 10, found, ratios, place)
    return "\n".join([*parts, "</svg>\n"])


def scale_to(highest):
    low, high = log10(0.4), log10(highest * 1.1)
    return lambda value: round(
        LEFT + (WIDTH - LEFT - RIGHT) * (log10(value) - low) / (high - low), 1
    )


def text(x, y, words, *, anchor="start", size=11, colour="#222"):
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">{escape(words)}</text>'


def legend(found):
    for number, scale in enumerate(found):
        x = LEFT + 90 * number
        yield f'<circle cx="{x}" cy="36" r="4" fill="{COLOURS[number % len(COLOURS)]}"/>'
        yield text(x + 9, 40, f"{scale}×")


def grid(place, highest, height):
    for tick in TICKS:
        if tick <= highest * 1.1:
            x = place(tick)
            yield f'<line x1="{x}" x2="{x}" y1="{TOP}" y2="{height - 15}" stroke="#ddd"/>'
            yield text(x, TOP - 4, f"{tick:g}", anchor="middle", colour="#666")


def one_row(key, y, found, ratios, place):
    yield text(LEFT - 12, y + 4, key, anchor="end")
    known = [place(ratios[scale, key]) for scale in found if ratios[scale, key]]
    yield f'<line x1="{min(known)}" x2="{max(known)}" y1="{y}" y2="{y}" stroke="#bbb"/>'
    for number, scale in enumerate(found):
        if ratios[scale, key]:
            x, colour = place(ratios[scale, key]), COLOURS[number % len(COLOURS)]
            yield f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"><title>{escape(key)}: {ratios[scale, key]:.1f} U at {scale}×</title></circle>'
