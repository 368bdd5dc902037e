"""From a raster to strokes and fills: which chains are drawn, how smooth, how exact."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy import ndimage

from planner.drawings import curves, lines
from planner.drawings.curves import Cubic
from planner.drawings.lines import FINE, INNER, OUTLINE, PROP, THIN, Labels

SMOOTH = {OUTLINE: 2.6, INNER: 2.6, FINE: 2.4, THIN: 1.8, PROP: 1.2}
SHORTEST = {OUTLINE: 10, INNER: 16, FINE: 9, THIN: 9, PROP: 8}
FREE_SHORTEST = {INNER: 46, FINE: 22, THIN: 10}


@dataclass
class Strokes:
    """Curves of one panel: open or closed paths per line kind and per grey."""

    lines: dict[str, list[list[Cubic]]] = field(default_factory=dict)
    fills: dict[str, list[list[Cubic]]] = field(default_factory=dict)

    def count(self) -> int:
        return sum(len(p) for kind in (self.lines, self.fills) for ps in kind.values() for p in ps)


@dataclass(frozen=True)
class Chain:
    """A smoothed border, ready to be fitted, or its corners when it is straight-sided."""

    name: str
    points: np.ndarray
    loop: bool
    corners: bool
    looseness: float
    fill: bool


def prepare(maps: Labels, people: tuple[int, ...], greys: np.ndarray) -> list[Chain]:
    """Chains of a labelled raster; ``greys`` is 0 for paper and white."""
    found: list[Chain] = []
    width = maps.objects.shape[1] + 1
    edges = lines.cracks(maps, people)
    outline = _near(edges[OUTLINE], maps.objects.shape)
    ends = _ends(edges)
    for kind, name in enumerate(lines.KINDS):
        for raw, loop in lines.chains(edges[kind], width):
            points = _trimmed(raw, loop, kind, outline)
            if len(points) < SHORTEST[kind] or _floating(points, loop, kind, ends, width):
                continue
            if kind == PROP:
                found += _prop_chains(name, points, loop)
            else:
                ready = curves.smooth(points, loop, SMOOTH[kind])
                found.append(Chain(name, ready, loop, False, 1.0, False))
    for value, name in ((1, "light"), (2, "mid"), (3, "dark")):
        found += _fills(name, greys == value, width)
    return found


def trace(chains: list[Chain], tolerance: float) -> Strokes:
    """Strokes and fills that stay within ``tolerance`` pixels of their chains."""
    found = Strokes()
    for chain in chains:
        if chain.corners:
            pairs = zip(chain.points[:-1], chain.points[1:], strict=True)
            path = [np.array([a, a, b, b]) for a, b in pairs]
        else:
            path = curves.fit(chain.points, chain.loop, tolerance * chain.looseness)
        if path:
            (found.fills if chain.fill else found.lines).setdefault(chain.name, []).append(path)
    return found


def _near(edges: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Distance of every pixel corner to the nearest outline corner."""
    mask = np.ones((shape[0] + 1) * (shape[1] + 1), dtype=bool)
    mask[edges.ravel()] = False
    return ndimage.distance_transform_edt(mask.reshape(shape[0] + 1, shape[1] + 1))


def _ends(edges: dict[int, np.ndarray]) -> np.ndarray:
    """How many border edges of any kind meet at every corner."""
    everything = np.concatenate([e.ravel() for e in edges.values()])
    return np.bincount(everything)


def _trimmed(points: np.ndarray, loop: bool, kind: int, outline: np.ndarray) -> np.ndarray:
    """Without the parts that run along an outline and would print as a double line."""
    if kind not in (INNER, FINE) or len(points) < 4:
        return points
    gap = outline[points[:, 1].astype(int), points[:, 0].astype(int)]
    hug = gap < 4.2
    if hug.mean() > 0.6:
        return points[:0]
    if loop or not hug.any():
        return points
    start, end = 0, len(points)
    if hug[: min(14, len(points))].sum() >= 9:
        start = max(0, int(np.argmin(hug)) - 5)
    if hug[-min(14, len(points)) :].sum() >= 9:
        end = min(len(points), len(points) - int(np.argmin(hug[::-1])) + 5)
    return points[start:end]


def _floating(points: np.ndarray, loop: bool, kind: int, ends: np.ndarray, width: int) -> bool:
    """A short line of its own, joined to nothing: fold noise."""
    if kind not in FREE_SHORTEST:
        return False
    if loop:
        return len(points) < 2 * FREE_SHORTEST[kind]
    numbers = (points[[0, -1], 1] * width + points[[0, -1], 0]).astype(int)
    joined = sum(int(ends[n] > 2) for n in numbers if n < len(ends))
    need = FREE_SHORTEST[kind] * (2 if joined == 0 else 1)
    return joined < 2 and len(points) < need


def _prop_chains(name: str, points: np.ndarray, loop: bool) -> list[Chain]:
    """Straight pieces between corners for furniture, curves for round things."""
    found = []
    for piece, closed in curves.between_corners(points, loop):
        corners = curves.straighten(piece, 1.2)
        if len(corners) == 2 and not closed:
            found.append(Chain(name, corners, False, True, 1.0, False))
        else:
            found.append(Chain(name, curves.smooth(piece, closed, 4.0), closed, False, 1.3, False))
    return found


def _without_corner_contacts(mask: np.ndarray) -> np.ndarray:
    """Pixels that touch only at a corner are joined, so that every border is one closed loop."""
    found = mask.copy()
    while True:
        a, b, c, d = found[:-1, :-1], found[:-1, 1:], found[1:, :-1], found[1:, 1:]
        falling, rising = a & d & ~b & ~c, b & c & ~a & ~d
        if not (falling | rising).any():
            return found
        b |= falling
        a |= rising


def _fills(name: str, mask: np.ndarray, width: int) -> list[Chain]:
    """Closed borders of one grey, to be filled even-odd."""
    padded = mask.copy()
    padded[[0, -1], :] = False
    padded[:, [0, -1]] = False
    padded = _without_corner_contacts(padded)
    corner = np.arange((mask.shape[0] + 1) * width).reshape(mask.shape[0] + 1, width)
    down = padded[1:] != padded[:-1]
    across = padded[:, 1:] != padded[:, :-1]
    edges = np.concatenate([
        np.column_stack([corner[1:-1, :-1][down], corner[1:-1, 1:][down]]),
        np.column_stack([corner[:-1, 1:-1][across], corner[1:, 1:-1][across]]),
    ])  # fmt: skip
    found = []
    for points, loop in lines.chains(edges, width):
        if len(points) < 16:
            continue
        corners = curves.straighten(points, 1.6)
        if len(corners) <= 7:
            found.append(Chain(name, corners, loop, True, 1.0, True))
        else:
            found.append(Chain(name, curves.smooth(points, loop, 1.6), loop, False, 2.0, True))
    return found
