"""What is drawn is what was said: coordinates equal scores, and words tell the same."""

import re
from math import hypot
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from plans.pictures import Axis, Look, pillars, star, web
from plans.pictures.labels import lines_of, width_of

LEVELS = ["het knelt", "het wankelt", "het gaat net", "het staat", "het is stevig"]
LOOKS = [Look("begin"), Look("halverwege"), Look("einde")]
FIVE = [
    Axis("thuissituatie", (2, 3, 5), 5),
    Axis("welzijn", (1, 1, 2), 4),
    Axis("financiën", (1, 2, 4), 3),
    Axis("opleiding", (3, 4, 4)),
    Axis("werk", (4, 5, 1), 2),
]
SIX = [
    Axis("lichaamsfuncties", (0, 7), 10),
    Axis("mentaal welbevinden", (3, 6), 9),
    Axis("zingeving", (10, 1), 8),
    Axis("kwaliteit van leven", (4, 5), 4),
    Axis("meedoen", (2, 2), 6),
    Axis("dagelijks functioneren", (5, 9), 7),
]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(picture):
    """The picture as the page has it, as an XML tree."""
    page = render_to_string("pictures/picture.html", {"picture": picture})
    svg = re.search(r"<svg class=\"picture.*?</svg>", page, re.DOTALL)[0]
    return ElementTree.fromstring(svg.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1)), page


def paths(svg, name):
    """Each line of a class, also where one path draws them all."""
    drawn = [p.get("d") for p in svg.iter(f"{SVG}path") if p.get("class") == name]
    return [d for each in drawn for d in re.findall(r"M[^M]+", each)]


def numbers(d):
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", d)]


def test_pillars_are_as_high_as_the_scores():
    svg, _ = drawn(pillars(FIVE, LOOKS, levels=LEVELS))
    lines = sorted((numbers(d)[1] for d in paths(svg, "grid-line") if "H" in d), reverse=True)
    base, step = lines[0], lines[0] - lines[1]

    for look, style in enumerate(["then", "mid", "now"]):
        bars = [numbers(d) for d in paths(svg, style)]
        assert [(y, -up / step) for _, y, up, *_ in bars] == [(base, a.stands[look]) for a in FIVE]
        assert [x for x, *_ in bars] == sorted(x for x, *_ in bars)
    wishes = [(base - numbers(d)[1]) / step for d in paths(svg, "wish")]
    assert wishes == [axis.wants for axis in FIVE if axis.wants]


@pytest.mark.parametrize(
    ("picture", "axes", "highest"),
    [(star(FIVE, LOOKS, levels=LEVELS), FIVE, 5), (web(SIX, LOOKS[:2]), SIX, 10)],
)
def test_points_lie_as_far_from_the_middle_as_the_scores(picture, axes, highest):
    svg, _ = drawn(picture)
    spokes = [numbers(d) for d in paths(svg, "grid-line") if d.count("L") == 1]
    (x, y), reach = spokes[0][:2], hypot(spokes[0][2] - spokes[0][0], spokes[0][3] - spokes[0][1])
    styles = ["then", "mid", "now"] if len(picture.looks) == 3 else ["then", "now"]

    for look, style in enumerate(styles):
        (d,) = paths(svg, f"trace {style}")
        corners = list(zip(numbers(d)[::2], numbers(d)[1::2], strict=True))
        for axis, spoke, (px, py) in zip(axes, spokes, corners, strict=True):
            value = axis.stands[look]
            assert hypot(px - x, py - y) / reach * highest == pytest.approx(value, abs=0.02)
            end = x + (spoke[2] - x) * value / highest, y + (spoke[3] - y) * value / highest
            assert (px, py) == pytest.approx(end, abs=0.2)


def test_what_was_not_said_is_no_zero():
    axes = [Axis("wonen", (None, 2)), Axis("werk", (3, None)), Axis("geld", (1, 4))]
    looks = LOOKS[:2]
    svg, page = drawn(pillars(axes, looks, levels=LEVELS))
    assert (len(paths(svg, "then")), len(paths(svg, "now"))) == (2, 2)
    assert page.count("niet gezegd") == 4  # twice in words for who listens, twice in the table

    svg, _ = drawn(star(axes, looks, levels=LEVELS))
    assert len(paths(svg, "point then")) == 2
    assert not any("Z" in d for d in paths(svg, "trace then"))


def test_the_same_stands_in_words_and_in_a_table():
    svg, page = drawn(pillars(FIVE, LOOKS, levels=LEVELS))

    assert svg.get("role") == "img"
    assert svg.find(f"{SVG}title").text == "Waar ik sta, per leefgebied"
    said = svg.find(f"{SVG}desc").text
    assert "Welzijn: begin 1, halverwege 1, einde 2, waar ik wil komen 4." in said
    assert svg.get("aria-describedby") == svg.find(f"{SVG}desc").get("id")
    row = re.search(r"<tr><th scope=\"row\">Werk</th>(.*?)</tr>", page)[1]
    assert re.findall(r">([^<]+)</td>", row) == [
        "4, het staat", "5, het is stevig", "1, het knelt", "2, het wankelt",
    ]  # fmt: skip


def test_grey_and_paper_tell_the_looks_apart():
    four = [Axis("werk", (1, 2, 3, 4), 5)]
    svg, page = drawn(pillars(four, [*LOOKS, Look("nazorg")], levels=LEVELS))
    fills = {p.get("class"): p.get("fill") for p in svg.iter(f"{SVG}path")}

    assert len({fills["then"], fills["mid"], fills["now"]}) == 3
    striped = [p for p in svg.iter(f"{SVG}path") if p.get("class") == "hatch"]
    lying, standing = (p.get("stroke-dasharray") for p in striped)
    assert (lying, standing) == ("2 4", None)  # stripes lie for one and stand for the other
    assert "style=" not in page


@pytest.mark.parametrize("name", ["arbeidsongeschiktheid", "wonen en de buurt en al het andere"])
def test_long_names_fit(name):
    lines = lines_of(name, 90)

    assert 1 < len(lines) <= 3
    assert all(width_of(line) <= 100 for line in lines)
