"""Panels, arrows and line weights put together as one small SVG.

At most twelve elements: title, one group (mirrored as a whole), three greys, five line
weights, one path of arrows. All coordinates are whole quarter pixels, so a rebuild is
byte-identical and differences in the repository show real changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import numpy as np

from planner.drawings import arrows, face_marks, lines, scene
from planner.drawings import svg as svg_paths
from planner.drawings.curves import Cubic, fit
from planner.drawings.pose_file import PoseFile
from planner.drawings.raster import Camera, project
from planner.drawings.scene import PATIENT, SECOND, Stage
from planner.drawings.solids import DARK
from planner.drawings.svg import UNIT
from planner.drawings.trace import Chain, Strokes, prepare, trace

MARGIN, GAP = 10, 34
BUDGET = 690
TOLERANCES = (0.55, 0.75, 1.0, 1.3, 1.7, 2.2, 2.9, 3.7)
INK, PROP_INK = "#1c1c1c", "#555"
GREYS = {"light": "#e3e3e3", "mid": "#a6a6a6", "dark": "#6a6a6a"}
WEIGHTS = {"outline": 2.6, "inner": 2.1, "fine": 1.55, "thin": 1.15, "prop": 1.4}
PRINT_MM, PRINT_HIGH_MM, OUTLINE_MM = 45.0, 48.0, 0.32
THICKEST, THINNEST = 7.4, 2.6  # outline in pixels, so that bodies keep their shape
FAR_LIMB = {"arm_l": 1, "arm_r": 2, "leg_l": 3, "leg_r": 4}


@dataclass(frozen=True)
class Drawing:
    """A finished drawing: its SVG and what the index says about it."""

    svg: str
    width: int
    height: int
    panels: tuple[tuple[int, int, int, int], ...]
    layout: str
    segments: int
    outline_px: float
    arrow_overlap: float
    points: tuple[tuple[str, int, int], ...]


@dataclass
class _Part:
    chains: list[Chain]
    marks: list[np.ndarray]
    strokes: Strokes
    low: np.ndarray
    high: np.ndarray
    arrow_list: list[arrows.Arrow]
    origin: np.ndarray
    dots: list[tuple[str, np.ndarray]]


def compose(pose: PoseFile, stages: list[Stage]) -> Drawing:
    """Draw every panel and set them side by side, or stacked when they lie."""
    camera = Camera(pose.azimuth, pose.elevation)
    parts = [_panel(pose, stages, n, camera) for n in range(len(stages))]
    count = 0.0
    for n, tolerance in enumerate(TOLERANCES):
        if n and count * (TOLERANCES[n - 1] / tolerance) ** 0.6 > 1.25 * BUDGET:
            count *= (TOLERANCES[n - 1] / tolerance) ** 0.6
            continue  # far too many still: not worth the fitting
        for part in parts:
            part.strokes = _strokes(part, tolerance)
        count = sum(p.strokes.count() + 24 * len(p.arrow_list) for p in parts)
        if count <= BUDGET:
            break
    layout = pose.layout or _layout(parts)
    shifts, width, height = _arrange(parts, layout)
    outline = OUTLINE_MM * max(width / PRINT_MM, height / PRINT_HIGH_MM)
    outline = float(np.clip(outline, THINNEST, THICKEST))
    body = _paths(parts, shifts, outline)
    boxes = tuple(
        (
            int(s[0] + p.low[0]),
            int(s[1] + p.low[1]),
            int(p.high[0] - p.low[0]),
            int(p.high[1] - p.low[1]),
        )
        for p, s in zip(parts, shifts, strict=True)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width * UNIT} {height * UNIT}" '
        f'role="img"><title>{escape(pose.alt)}</title>'
        f'<g class="figure" fill="none" stroke="{INK}" stroke-linecap="round" '
        f'stroke-linejoin="round">{body}</g></svg>\n'
    )
    overlap = max((a.overlap for p in parts for a in p.arrow_list), default=0.0)
    marked = tuple(
        (finding, *(svg_paths.whole(dot + p.origin + s).tolist()))
        for p, s in zip(parts, shifts, strict=True)
        for finding, dot in p.dots
    )
    segments = svg_paths.segments(svg)
    return Drawing(
        svg, width * UNIT, height * UNIT, boxes, layout, segments, outline, overlap, marked
    )


def _panel(pose: PoseFile, stages: list[Stage], n: int, camera: Camera) -> _Part:
    stage = stages[n]
    picture = scene.picture(stage, camera, pose.crop)
    people = (PATIENT, SECOND)[: len(stage.people)]
    maps = lines.label(picture, people)
    greys = _greys(maps, stage, pose.far, people)
    marks = [
        stroke
        for number, person in zip(people, stage.people, strict=True)
        for stroke in face_marks.visible(person.figure, person.frames, camera, picture, number)
    ]
    rows, columns = np.nonzero(maps.objects)
    origin = np.array(picture.origin)
    low = np.array([columns.min(), rows.min()]) + origin
    high = np.array([columns.max(), rows.max()]) + origin
    found = []
    for spec in pose.arrows:
        panel = int(spec.get("panel", len(stages))) - 1
        if panel == n:
            seen = [stages[0], stage] if panel else [stage] if len(stages) == 1 else stages
            body = np.isin(maps.objects, people) | (greys == DARK)
            arrow = arrows.draw(spec, seen, camera, body, origin)
            found.append(arrow)
            edge = np.concatenate(arrows.outline(arrow, 1.0)) + origin
            low, high = np.minimum(low, edge.min(axis=0)), np.maximum(high, edge.max(axis=0))
    return _Part(prepare(maps, people, greys), marks, Strokes(), low, high, found, origin,
                 _dots(pose, stage, camera, origin))  # fmt: skip


def _dots(
    pose: PoseFile, stage: Stage, camera: Camera, origin: np.ndarray
) -> list[tuple[str, np.ndarray]]:
    """Marked places with their finding ids, in pixels of this panel."""
    found = []
    for dot in pose.dots:
        place = stage.people[0].places[dot["place"]] + np.array(dot.get("offset", (0, 0, 0)))
        found.append((str(dot["finding"]), project(camera, place[None])[0, :2] - origin))
    return found


def _strokes(part: _Part, tolerance: float) -> Strokes:
    found = trace(part.chains, tolerance)
    found.lines.setdefault("thin", []).extend(fit(mark, False, 0.4) for mark in part.marks)
    return found


def _greys(
    maps: lines.Labels, stage: Stage, far: tuple[str, ...], people: tuple[int, ...]
) -> np.ndarray:
    """0 paper or white, 1 light, 2 mid, 3 dark."""
    table = {lines.SHIRT_M: 1, lines.SHORTS_M: 2, lines.HAIR_M: 3, lines.SOLE_M: 2}
    found = np.zeros(maps.objects.shape, dtype=int)
    person = np.isin(maps.objects, people)
    for material, grey in table.items():
        found[person & (maps.material == material)] = grey
    limbs = [FAR_LIMB[name] for name in far]
    patient = maps.objects == PATIENT
    found[patient & np.isin(maps.limb, limbs) & (maps.material == lines.SKIN_M)] = 1
    second = maps.objects == SECOND
    swap = {lines.SHIRT_M: 0, lines.SHORTS_M: 3}
    for material, grey in swap.items():
        found[second & (maps.material == material)] = grey
    for n, solid in enumerate(stage.solids):
        found[maps.objects == scene.FIRST_PROP + n] = solid.grey
    return found


def _layout(parts: list[_Part]) -> str:
    if len(parts) < 2:
        return "one"
    size = [p.high - p.low for p in parts]
    return "stack" if max(s[0] / s[1] for s in size) > 1.45 else "side"


def _arrange(parts: list[_Part], layout: str) -> tuple[list[np.ndarray], int, int]:
    """Where each panel goes: common ground line side by side, common left-right stacked."""
    shifts: list[np.ndarray] = []
    low = np.min([p.low for p in parts], axis=0)
    high = np.max([p.high for p in parts], axis=0)
    cursor = np.array([float(MARGIN), float(MARGIN)])
    for part in parts:
        if layout == "stack":
            shifts.append(np.array([MARGIN - low[0], cursor[1] - part.low[1]]))
            cursor[1] += part.high[1] - part.low[1] + GAP
        else:
            shifts.append(np.array([cursor[0] - part.low[0], MARGIN - low[1]]))
            cursor[0] += part.high[0] - part.low[0] + GAP
    if layout == "stack":
        size = (high[0] - low[0] + 2 * MARGIN, cursor[1] - GAP + MARGIN)
    else:
        size = (cursor[0] - GAP + MARGIN, high[1] - low[1] + 2 * MARGIN)
    return shifts, int(np.ceil(size[0])), int(np.ceil(size[1]))


def _joined(groups: list[tuple[list[list[Cubic]], np.ndarray]], closed: bool) -> str:
    return "".join(
        svg_paths.path_data(path, shift, closed) for paths, shift in groups for path in paths
    )


def _paths(parts: list[_Part], shifts: list[np.ndarray], outline: float) -> str:
    pieces = []
    placed = list(zip(parts, shifts, strict=True))
    for name, grey in GREYS.items():
        d = _joined([(p.strokes.fills.get(name, []), p.origin + s) for p, s in placed], True)
        if d:
            pieces.append(
                f'<path class="grey" fill="{grey}" fill-rule="evenodd" stroke="none" d="{d}"/>'
            )
    for name in ("prop", "thin", "fine", "inner", "outline"):
        d = _joined([(p.strokes.lines.get(name, []), p.origin + s) for p, s in placed], False)
        width = round(outline * UNIT * WEIGHTS[name] / WEIGHTS["outline"], 1)
        colour = f' stroke="{PROP_INK}"' if name == "prop" else ""
        if d:
            pieces.append(f'<path{colour} stroke-width="{width}" d="{d}"/>')
    d = ""
    for p, s in zip(parts, shifts, strict=True):
        for arrow in p.arrow_list:
            for ring in arrows.outline(arrow, outline / 5.2):
                d += svg_paths.polygon(ring, p.origin + s)
        for _, dot in p.dots:
            d += svg_paths.ring(dot + p.origin + s, outline)
    if d:
        pieces.append(f'<path fill="{INK}" fill-rule="evenodd" stroke="none" d="{d}"/>')
    return "".join(pieces)
