"""The body chart: front and back as one clean outline, with regions that can be tapped.

Every region carries the id of the finding it stands for. Right and left are the
patient's own; the back view shows the left side on the left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from planner.drawings import compose, figure, lines, scene, solve, svg
from planner.drawings.joints import DIRECTIONS, INDEX
from planner.drawings.lines import Labels
from planner.drawings.raster import PIXEL, Camera, project
from planner.drawings.scene import PATIENT, Posed, Stage
from planner.drawings.skeleton import Pose
from planner.drawings.trace import Strokes, prepare, trace

BUN = 3  # the part of a figure that is left out
WEIGHT = {"outline": 3.4, "inner": 2.4}  # no hems and no hair: one clean outline
REGIONS: tuple[tuple[str, str, str, float, float, tuple[float, float, float]], ...] = (
    # finding, view, place, half width mm, half height mm, offset in metres
    ("pain-at-sitting-bone", "back", "ischium", 30, 26, (0, 0.0, 0)),
    ("pain-lateral-to-sitting-bone", "back", "buttock", 26, 26, (0.055, -0.035, 0)),
    ("pain-at-psis", "back", "psis", 24, 24, (0.012, 0.012, 0)),
    ("pain-below-knee", "back", "calf", 46, 105, (0, -0.07, 0)),
    ("groin-pain-too", "front", "asis", 34, 48, (-0.035, -0.085, 0)),
    ("pain-below-knee", "front", "shin", 44, 120, (0, 0.0, 0)),
    ("palpate-greater-trochanter", "front", "trochanter", 22, 36, (0.0, -0.02, 0)),
    ("palpate-greater-trochanter", "back", "trochanter", 18, 34, (0.0, -0.03, 0)),
    ("palpate-iliac-crest-point", "back", "crest", 28, 14, (-0.055, 0.0, 0)),
    ("palpate-hamstring-belly", "back", "thighback", 42, 80, (0, 0.0, 0)),
)
MIDDLE = (("perineal-pain", "front", "pubis", 26, 20, (0, -0.085, 0)),)


def _standing() -> Stage:
    body = figure.load("woman")
    angles = np.zeros(len(DIRECTIONS))
    for key, value in (("shoulder", 17.0), ("hip", 5.0)):
        for side in ("l", "r"):
            angles[INDEX[f"{key}_{side}.abd"]] = value
    for side in ("l", "r"):
        angles[INDEX[f"forearm_{side}.sup"]] = 30.0
    height = -body.ground + 0.010 + float(body.skeleton.heads[0][1])
    pose = Pose(np.array([0.0, height, 0.0]), (0.0, 0.0, 0.0), "standing", angles)
    person = scene.posed("woman", solve.Solved(pose, 0.0, {}, frozenset()))
    kept = body.part != BUN
    plain = replace(body, quads=body.quads[kept], part=body.part[kept])
    return Stage((replace(person, figure=plain),), (), ())


def _bare(maps: Labels) -> Labels:
    """The same figure without hems, hair and fine lines of the hand."""
    return replace(
        maps,
        material=np.zeros_like(maps.material),
        hand=np.zeros_like(maps.hand),
    )


def describe() -> dict[str, Any]:
    """What the index says about the chart."""
    return {
        "file": "body-chart.svg",
        "alt": "Outline of the body from the front and from behind.",
        "regions": sorted({r[0] for r in (*REGIONS, *MIDDLE)}),
        "how": "Every path of class region has data-finding and data-side (left, right, middle).",
    }


def body_chart() -> str:
    """The chart as one SVG: two outlines, then the regions above them."""
    stage = _standing()
    pieces: dict[str, str] = {}
    regions, shift, height = "", 20.0, 0.0
    for view, azimuth in (("front", 90.0), ("back", -90.0)):
        camera = Camera(azimuth, 0.0)
        picture = scene.picture(stage, camera)
        maps = _bare(lines.label(picture, (PATIENT,)))
        chains = prepare(maps, (PATIENT,), np.zeros(maps.objects.shape, dtype=int))
        strokes: Strokes = trace(chains, 0.6)
        move = np.array([shift, 20.0])
        for name, paths in strokes.lines.items():
            text = "".join(svg.path_data(path, move, False) for path in paths)
            pieces[name] = pieces.get(name, "") + text
        regions += _regions(stage.people[0], camera, view, np.array(picture.origin) - move)
        shift += maps.objects.shape[1] + 10
        height = max(height, maps.objects.shape[0] + 40.0)
    unit = svg.UNIT
    body = "".join(
        f'<path stroke-width="{WEIGHT[name] * unit:.1f}" d="{d}"/>'
        for name, d in pieces.items() if d and name in WEIGHT
    )  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {round(shift + 10) * unit} '
        f'{round(height) * unit}" role="img"><title>{describe()["alt"]}</title>'
        f'<g class="figure" fill="none" stroke="{compose.INK}" stroke-linecap="round" '
        f'stroke-linejoin="round">{body}</g>'
        f'<g class="regions" fill="#a6a6a6" fill-opacity="0.35">{regions}</g></svg>\n'
    )


def _regions(person: Posed, camera: Camera, view: str, origin: np.ndarray) -> str:
    found = ""
    for finding, seen, place, wide, high, offset in REGIONS:
        if seen != view:
            continue
        for side, name, out in (("right", "r", -1.0), ("left", "l", 1.0)):
            at = person.places[f"{place}_{name}"] + np.array(offset) * np.array([out, 1, 1])
            found += _ellipse(finding, side, at, wide, high, camera, origin)
    for finding, seen, place, wide, high, offset in MIDDLE:
        if seen == view:
            at = person.places[place] + np.array(offset)
            found += _ellipse(finding, "middle", at, wide, high, camera, origin)
    return found


def _ellipse(
    finding: str,
    side: str,
    at: np.ndarray,
    wide: float,
    high: float,
    camera: Camera,
    origin: np.ndarray,
) -> str:
    x, y = np.rint((project(camera, at[None])[0, :2] - origin) * svg.UNIT).astype(int).tolist()
    a, b = (round(v / 1000 / PIXEL * svg.UNIT) for v in (wide, high))
    return (
        f'<path class="region" data-finding="{finding}" data-side="{side}" '
        f'd="M{x - a} {y}a{a} {b} 0 1 0 {2 * a} 0a{a} {b} 0 1 0 {-2 * a} 0z"/>'
    )


__all__ = ["body_chart", "describe"]
