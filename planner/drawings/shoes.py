"""Plain low shoes, lofted round the foot in horizontal slices, sole band below.

Every slice is the convex outline of all that lies above it, a little larger than the
foot: walls are clean, the toe box is rounded, and the rim hides the skin below it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import ConvexHull

RIM_BACK, RIM_FRONT = 0.088, 0.074
AROUND, ROWS = 56, 16
SOLE = 0.024
SOLE_BELOW = 0.010


@dataclass(frozen=True)
class Shoe:
    """Quads of one shoe, its height above the ground per vertex, and its sole field."""

    vertices: np.ndarray
    quads: np.ndarray
    sole: np.ndarray


def rim_height(z: np.ndarray | float, ankle_z: float) -> np.ndarray | float:
    """Height of the collar above the ground: higher behind than on the instep."""
    t = np.clip((np.asarray(z) - (ankle_z - 0.04)) / 0.09, 0, 1)
    return RIM_BACK + (RIM_FRONT - RIM_BACK) * t


def loft(foot: np.ndarray, ground: float, ankle: np.ndarray) -> Shoe:
    """A shoe round the vertices of one foot, given at rest; ``ground`` is the lowest y."""
    toes = np.clip((foot[:, 2] - ankle[2] - 0.06) / 0.09, 0, 1)
    up = foot[:, 1] - ground + 0.016 * toes
    centre = np.array([ankle[0], ankle[2] + 0.035])
    angles = np.linspace(0, 2 * np.pi, AROUND, endpoint=False)
    rows, vertices = np.linspace(0, 1, ROWS), []
    rim = float(RIM_FRONT + 0.002)
    for t in rows:
        height = t * rim
        above = foot[(up >= height - 0.003) & (up <= rim_height(foot[:, 2], ankle[2]) + 0.01)]
        ring = _radii(above[:, [0, 2]], centre, angles)
        vertices.append((height, ring))
    table = np.array([ring for _, ring in vertices])
    table = _smooth(table)
    table[: ROWS // 3] = np.maximum(table[: ROWS // 3], table[ROWS // 4])
    points = []
    for (height, _), ring in zip(vertices, table, strict=True):
        margin = 0.0055 + 0.002 * (height < SOLE)
        x = centre[0] + (ring + margin) * np.sin(angles)
        z = centre[1] + (ring + margin) * np.cos(angles)
        y = ground - SOLE_BELOW + height * (rim + SOLE_BELOW) / rim * np.ones(AROUND)
        spring = np.clip((z - ankle[2] - 0.13) / 0.09, 0, 1) ** 2 * 0.012
        lift = height / rim * (np.asarray(rim_height(z, ankle[2])) - rim)
        points.append(np.stack([x, y + spring * (1 - height / rim) + lift, z], axis=1))
    grid = np.array(points)
    return _mesh(grid, ground)


def _radii(outline: np.ndarray, centre: np.ndarray, angles: np.ndarray) -> np.ndarray:
    """Distance from the centre to the convex outline, in every direction."""
    ring = outline[ConvexHull(outline).vertices] - centre
    best = np.full(len(angles), 0.01)
    for a, b in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        for n, angle in enumerate(angles):
            d = np.array([np.sin(angle), np.cos(angle)])
            system = np.array([[d[0], a[0] - b[0]], [d[1], a[1] - b[1]]])
            if abs(np.linalg.det(system)) < 1e-12:
                continue
            r, s = np.linalg.solve(system, a)
            if r > 0 and -1e-9 <= s <= 1 + 1e-9:
                best[n] = max(best[n], r)
    return best


def _smooth(table: np.ndarray) -> np.ndarray:
    for _ in range(3):
        table = (np.roll(table, 1, axis=1) + 2 * table + np.roll(table, -1, axis=1)) / 4
        inner = (table[:-2] + 2 * table[1:-1] + table[2:]) / 4
        table = np.concatenate([table[:1], inner, table[-1:]])
    return table


def _mesh(grid: np.ndarray, ground: float) -> Shoe:
    rows, around = grid.shape[:2]
    vertices = grid.reshape(-1, 3)
    base = grid[0].mean(axis=0, keepdims=True)
    quads = []
    for r in range(rows - 1):
        for k in range(around):
            n = (k + 1) % around
            quads.append(
                [r * around + k, r * around + n, (r + 1) * around + n, (r + 1) * around + k]
            )
    middle = len(vertices)
    quads += [[middle, (k + 1) % around, k, k] for k in range(around)]
    everything = np.concatenate([vertices, base])
    height = everything[:, 1] - (ground - SOLE_BELOW)
    return Shoe(everything, np.array(quads), SOLE - height)
