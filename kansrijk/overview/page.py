"""What the page of Gebied shows: the board of what was picked, its pictures and its links."""

from dataclasses import replace

from django.urls import reverse

from kansrijk.overview import beside, pictures, published
from kansrijk.overview.board import board
from kansrijk.overview.figures.stuck import FEW

SIDE = {True: "Gebieden", False: "Nu en hiervoor"}


def frame(picked, at="district", heading=""):
    """What every page about the same districts and days has: its name and its links."""
    before = picked.period.before
    return {
        "at": at,
        "heading": heading or picked.name,
        "picked": picked,
        "to": reverse("district"),
        "here": picked.address(),
        "then": picked.address(before) if before else "",
        "pilot": picked.places or picked.form.pilot,
    }


def apart(rows):
    """The numbers that may be told, and the names of those too small for that."""
    large = [row for row in rows if FEW not in row]
    small = [figure.label for figure, number, _ in rows if number == FEW]
    return {"large": large, "small": small, "any": bool(rows)}


def side_by_side_page(picked):
    """All that the page with districts beside each other shows."""
    columns, made_at = beside.columns(picked)
    return frame(picked, "side_by_side", f"{SIDE[bool(picked.places)]} naast elkaar") | {
        "made_at": made_at,
        "columns": columns,
        "chapters": list(beside.chapters(columns)),
        "is_cut": len(picked.districts) > beside.MOST,
        "most": beside.MOST,
    }


def page(picked):
    """All that Gebied shows."""
    shown = board(picked.scope)
    slots = [replace(slot, address=picked.address(slot.period)) for slot in shown["slots"]]
    flow = [(name, [told.number for told in cells]) for name, cells in shown["flow"]]
    return (
        shown
        | frame(picked)
        | {
            "few": FEW,
            "causes": apart(shown["causes"]),
            "partners": apart(shown["partners"]),
            "academy": [shown["asked"], *shown["presence"]],
            "slots": slots,
            "drawn_slots": pictures.meetings(slots),
            "drawn_flow": pictures.flow(flow) if any(sum(cells) for _, cells in flow) else None,
            "had_outcomes": any(told.before for told in shown["outcomes"]),
        }
    )


def pilot_page(picked):
    """All that the page about the pilot shows."""
    return frame(picked, "pilot", "De proef") | published.told(picked)
