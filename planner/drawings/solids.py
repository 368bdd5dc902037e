"""Plain solids that props are made of: box, cylinder, ball, tube along a path."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

WHITE, LIGHT, MID, DARK = range(4)


@dataclass(frozen=True)
class Solid:
    """A closed mesh of one grey; faces with different tags have a line between them."""

    points: np.ndarray
    triangles: np.ndarray
    tags: np.ndarray
    grey: int = LIGHT


def box(
    centre: np.ndarray, size: np.ndarray, grey: int = LIGHT, frame: np.ndarray | None = None
) -> Solid:
    """A box about its centre, turned by ``frame`` (columns are its axes)."""
    frame = np.eye(3) if frame is None else frame
    signs = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], dtype=float)
    points = centre + (signs * np.asarray(size) / 2) @ frame.T
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    triangles = [t for a, b, c, d in faces for t in ((a, b, c), (a, c, d))]
    return Solid(points, np.array(triangles), np.repeat(np.arange(6), 2), grey)


def prism(outline: np.ndarray, low: float, high: float, grey: int = LIGHT) -> Solid:
    """An outline in the z-y plane carried along x from ``low`` to ``high``."""
    count = len(outline)
    sides = [
        np.column_stack([np.full(count, x), outline[:, 1], outline[:, 0]]) for x in (low, high)
    ]
    triangles, tags = [], []
    for k in range(count):
        n = (k + 1) % count
        triangles += [(k, n, count + n), (k, count + n, count + k)]
        tags += [2 + k, 2 + k]
    for k in range(1, count - 1):
        triangles += [(0, k, k + 1), (count, count + k, count + k + 1)]
        tags += [0, 1]
    return Solid(np.concatenate(sides), np.array(triangles), np.array(tags), grey)


def across(axis: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Two directions square to an axis and to each other."""
    helper = np.array([0.0, 1.0, 0.0]) if abs(axis[1]) < 0.9 else np.array([1.0, 0.0, 0.0])
    first = np.cross(axis, helper)
    first /= np.linalg.norm(first)
    return first, np.cross(axis, first)


def cylinder(
    a: np.ndarray, b: np.ndarray, radius: float, grey: int = LIGHT, around: int = 40
) -> Solid:
    """A capped cylinder from ``a`` to ``b``."""
    axis = (b - a) / np.linalg.norm(b - a)
    u, v = across(axis)
    angle = np.linspace(0, 2 * np.pi, around, endpoint=False)
    ring = radius * (np.outer(np.cos(angle), u) + np.outer(np.sin(angle), v))
    points = np.concatenate([a + ring, b + ring, [a, b]])
    triangles, tags = [], []
    for k in range(around):
        n = (k + 1) % around
        triangles += [(k, n, around + n), (k, around + n, around + k)]
        triangles += [(2 * around, k, n), (2 * around + 1, around + k, around + n)]
        tags += [0, 0, 1, 2]
    return Solid(points, np.array(triangles), np.array(tags), grey)


def ball(centre: np.ndarray, radius: float, grey: int = LIGHT) -> Solid:
    """A sphere."""
    around, rows = 36, 19
    u = np.linspace(0, 2 * np.pi, around, endpoint=False)
    v = np.linspace(0, np.pi, rows)
    grid = np.stack([np.outer(np.sin(v), np.cos(u)), np.outer(np.cos(v), np.ones(around)),
                     np.outer(np.sin(v), np.sin(u))], axis=-1)  # fmt: skip
    triangles = []
    for r in range(rows - 1):
        for k in range(around):
            n = (k + 1) % around
            p, q, s, t = r * around + k, r * around + n, (r + 1) * around + n, (r + 1) * around + k
            triangles += [(p, q, s), (p, s, t)]
    points = centre + radius * grid.reshape(-1, 3)
    return Solid(points, np.array(triangles), np.zeros(len(triangles), int), grey)


def tube(path: np.ndarray, radius: float, grey: int = DARK, closed: bool = False) -> Solid:
    """A round band along a path."""
    around, count = 12, len(path)
    tangent = np.gradient(path, axis=0)
    if closed:
        tangent = np.roll(path, -1, axis=0) - np.roll(path, 1, axis=0)
    angle = np.linspace(0, 2 * np.pi, around, endpoint=False)
    rings = []
    for place, way in zip(path, tangent, strict=True):
        u, v = across(way / max(float(np.linalg.norm(way)), 1e-9))
        rings.append(place + radius * (np.outer(np.cos(angle), u) + np.outer(np.sin(angle), v)))
    triangles = []
    for r in range(count if closed else count - 1):
        nxt = (r + 1) % count
        for k in range(around):
            n = (k + 1) % around
            triangles += [(r * around + k, r * around + n, nxt * around + n),
                          (r * around + k, nxt * around + n, nxt * around + k)]  # fmt: skip
    return Solid(np.concatenate(rings), np.array(triangles), np.zeros(len(triangles), int), grey)


def ribbon(ring: np.ndarray, up: np.ndarray, width: float, grey: int = DARK) -> Solid:
    """A flat closed band of a given width round a limb."""
    half = np.asarray(up) * width / 2
    points = np.concatenate([ring - half, ring + half])
    count, triangles = len(ring), []
    for k in range(count):
        n = (k + 1) % count
        triangles += [(k, n, count + n), (k, count + n, count + k)]
    return Solid(points, np.array(triangles), np.zeros(len(triangles), int), grey)


def slab(top: np.ndarray, under: np.ndarray, grey: int = LIGHT) -> Solid:
    """A sheet between two grids of points (row, column, 3), closed at its edges."""
    rows, columns = top.shape[:2]
    count = rows * columns
    number = np.arange(count).reshape(rows, columns)
    a, b, c, d = number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:]
    faces = np.concatenate(
        [np.stack([p.ravel() for p in t], axis=1) for t in ((a, b, c), (a, c, d))]
    )
    rim = np.concatenate([number[0], number[1:, -1], number[-1, -2::-1], number[-2:0:-1, 0]])
    after = np.roll(rim, -1)
    sides = np.concatenate(
        [
            np.stack([rim, after, after + count], axis=1),
            np.stack([rim, after + count, rim + count], axis=1),
        ]
    )
    triangles = np.concatenate([faces, faces + count, sides])
    tags = np.repeat([0, 1, 2], [len(faces), len(faces), len(sides)])
    points = np.concatenate([top.reshape(-1, 3), under.reshape(-1, 3)])
    return Solid(points, triangles, tags, grey)
