"""Where it hurts: the body chart from behind, cut at waist and knee, with a ring on the spot.

The chart is the one that is tapped on the screen; each of its regions carries the finding it stands
for. A ring therefore stands only where this person's own finding lies.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from planner.clinical.answers import Side
from planner.documents.values import Drawing

CHART = "body-chart.svg"
PREFIX = "sore-spot-"
"""The key of a picture among the drawings: this, then the finding."""

MIDLINE = 3000
"""The middle of the figure seen from behind, in units of the chart; the front stands left of it."""
BACK_STARTS = 2020
VIEW = (2545, 1600, 910, 1420)
"""What is shown of it: left, top, width and height. From the waist to above the knee."""

FIGURE = re.compile(r'<g class="figure".*?</g>', re.DOTALL)
REGION = re.compile(
    r'data-finding="([\w-]+)" data-side="(left|right)" '
    r'd="M(\d+) (\d+)a(\d+) (\d+)'
)
FOLDS = "M3000 1985c-8 110-8 240 0 345M2672 2425c70 56 200 62 292-16M3328 2425c-70 56-200 62-292-16"
"""The line between the buttocks and the fold under each, so that the spot is known at a glance."""


def sore_spots(drawings: Path, side: Side | None) -> Mapping[str, Drawing]:
    """A picture for each finding that has a place on the back; none without chart or side."""
    chart = drawings / CHART
    if side is None or not chart.is_file():
        return {}
    text = chart.read_text(encoding="utf-8")
    figure = FIGURE.search(text)
    if figure is None:
        return {}
    places: dict[str, list[tuple[int, int]]] = {}
    for finding, where, left, middle, radius, _ in REGION.findall(text):
        x, y = int(left) + int(radius), int(middle)
        if x > BACK_STARTS and _is_shown(x, y) and where in _sides(side):
            places.setdefault(finding, []).append((x, y))
    return {
        f"{PREFIX}{finding}": Drawing(svg=_svg(figure.group(), spots), alt=_alt(side))
        for finding, spots in places.items()
    }


def _sides(side: Side) -> tuple[str, ...]:
    return ("left", "right") if side is Side.BOTH else (side.value,)


def _is_shown(x: int, y: int) -> bool:
    left, top, width, height = VIEW
    return left < x < left + width and top < y < top + height


def _svg(figure: str, spots: list[tuple[int, int]]) -> str:
    rings = "".join(
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" stroke="{stroke}" '
        f'stroke-width="{width}"/>'
        for x, y in spots
        for radius, fill, stroke, width in (
            (95, "#ffffff", "#ffffff", 62),
            (95, "none", "#111111", 34),
            (38, "#111111", "none", 0),
        )
    )
    view = " ".join(str(number) for number in VIEW)
    folds = f'<path fill="none" stroke-width="11" d="{FOLDS}"/>'
    figure = figure.replace('fill="none"', 'fill="#ebebeb"', 1).replace("</g>", f"{folds}</g>")
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{figure}{rings}</svg>'


def _alt(side: Side) -> str:
    where = "both buttocks" if side is Side.BOTH else f"the {side.value} buttock"
    return f"The body from behind, with a ring on the sore spot at {where}."
