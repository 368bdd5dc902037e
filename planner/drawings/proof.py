"""A print proof in numpy: a finished SVG as grey pixels, without any drawing library.

Only what our own SVGs hold is understood: relative curves and lines, even-odd fills,
round strokes. It is exact enough to measure ink, clogging and line widths.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import ndimage

TOKEN = re.compile(r"[a-zA-Z]|-?\d+(?:\.\d+)?")
PATH = re.compile(r"<path ([^>]*)/>")
GREY_ENOUGH = 0.5  # between two lines on a grey as dark as this nothing is lost
STEPS = np.linspace(0, 1, 9)


@dataclass(frozen=True)
class Proof:
    """Darkness 0 (paper) to 1 (black), and pixels per millimetre."""

    darkness: np.ndarray
    per_mm: float


def subpaths(d: str) -> list[np.ndarray]:
    """Polylines of a path made of M, c, l and z; arcs (rings) are left out."""
    found: list[np.ndarray] = []
    points: list[np.ndarray] = []
    here, command = np.zeros(2), ""
    tokens = TOKEN.findall(d)
    n = 0
    while n < len(tokens):
        if tokens[n].isalpha():
            command = tokens[n]
            n += 1
            if command == "z" and points:
                points.append(points[0])
            continue
        count = {"M": 2, "l": 2, "c": 6, "a": 7}[command]
        values = np.array([float(t) for t in tokens[n : n + count]])
        n += count
        if command == "M":
            if len(points) > 1:
                found.append(np.array(points))
            here, points = values, [values]
        elif command == "l":
            here = here + values
            points.append(here)
        elif command == "a":
            here = here + values[5:]
            points.append(here)
        else:
            p = here + values.reshape(3, 2)
            t = STEPS[1:, None]
            curve = (
                (1 - t) ** 3 * here
                + 3 * (1 - t) ** 2 * t * p[0]
                + 3 * (1 - t) * t**2 * p[1]
                + t**3 * p[2]
            )
            points += list(curve)
            here = p[2]
    if len(points) > 1:
        found.append(np.array(points))
    return found


def proof(svg: str, wide_mm: float = 45.0, high_mm: float = 48.0, dpi: int = 600) -> Proof:
    """The drawing fitted into a box, as it would be printed in grey."""
    box = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    if box is None:
        raise ValueError("not one of our drawings: no viewBox")
    width, height = float(box[1]), float(box[2])
    mm = min(wide_mm / width, high_mm / height)
    scale = mm * dpi / 25.4
    shape = (int(height * scale) + 2, int(width * scale) + 2)
    dark = np.zeros(shape)
    for attributes in PATH.findall(svg):
        values = dict(re.findall(r'([a-z-]+)="([^"]*)"', attributes))
        lines = [p * scale for p in subpaths(values["d"])]
        if "stroke-width" in values:
            ink = _stroke(lines, float(values["stroke-width"]) * scale, shape)
            dark[ink] = _grey(values.get("stroke", "#1c1c1c"))
        else:
            dark[_fill(lines, shape)] = _grey(values["fill"])
    return Proof(dark, dpi / 25.4)


def _grey(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(c * 2 for c in digits)
    return 1 - int(digits[:2], 16) / 255


def _stroke(lines: list[np.ndarray], width: float, shape: tuple[int, int]) -> np.ndarray:
    mask = np.ones(shape, dtype=bool)
    for line in lines:
        step = np.linalg.norm(np.diff(line, axis=0), axis=1)
        at = np.concatenate([[0], np.cumsum(step)])
        wanted = np.arange(0, at[-1] + 0.5, 0.5)
        x = np.rint(np.interp(wanted, at, line[:, 0])).astype(int)
        y = np.rint(np.interp(wanted, at, line[:, 1])).astype(int)
        mask[np.clip(y, 0, shape[0] - 1), np.clip(x, 0, shape[1] - 1)] = False
    if mask.all():
        return np.zeros(shape, dtype=bool)
    return ndimage.distance_transform_edt(mask) <= width / 2


def _fill(lines: list[np.ndarray], shape: tuple[int, int]) -> np.ndarray:
    flips = np.zeros((shape[0], shape[1] + 1), dtype=int)
    for line in lines:
        for a, b in pairwise(line):
            low, high = (a, b) if a[1] < b[1] else (b, a)
            rows = np.arange(int(np.ceil(low[1] - 0.5)), int(np.ceil(high[1] - 0.5)))
            rows = rows[(rows >= 0) & (rows < shape[0])]
            if not len(rows) or high[1] - low[1] < 1e-9:
                continue
            x = low[0] + (rows + 0.5 - low[1]) * (high[0] - low[0]) / (high[1] - low[1])
            np.add.at(flips, (rows, np.clip(np.rint(x).astype(int), 0, shape[1])), 1)
    return np.asarray(np.cumsum(flips, axis=1)[:, :-1] % 2 == 1)


def ink(print_: Proof) -> dict[str, float]:
    """Mean darkness, share of dark pixels, and how much a 0.2 mm closing would clog."""
    dark = print_.darkness > 0.61
    radius = 0.1 * print_.per_mm
    reach = int(np.ceil(radius))
    disc = np.hypot(*np.mgrid[-reach : reach + 1, -reach : reach + 1]) <= radius
    closed = ndimage.binary_closing(dark, disc)
    return {
        "darkness": round(float(print_.darkness.mean()), 4),
        "dark_share": round(float(dark.mean()), 4),
        "clogging": round(
            float((closed & (print_.darkness < GREY_ENOUGH)).sum() / max(1, dark.sum())), 4
        ),
    }
