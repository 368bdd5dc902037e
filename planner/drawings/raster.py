"""A z-buffer in numpy: which triangle is seen at every pixel, and what is there.

Orthographic. Azimuth 0 looks from the body's right so that a standing figure faces the
right of the page; 90 looks from the front. Rows run down the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.drawings.skeleton import rx, ry

PIXEL = 0.0016
CHUNK = 400_000
Cover = tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Camera:
    """Direction of view: azimuth and elevation in degrees."""

    azimuth: float
    elevation: float

    def matrix(self) -> np.ndarray:
        """World to page: right, up, towards the viewer."""
        return rx(self.elevation) @ ry(90 - self.azimuth)


@dataclass(frozen=True)
class Surface:
    """One mesh to draw: triangles, and per-vertex values carried to the pixels."""

    points: np.ndarray
    triangles: np.ndarray
    object_id: int
    cull: bool
    values: np.ndarray  # vertex x channel
    tags: np.ndarray  # one integer per triangle (part or face group)


@dataclass(frozen=True)
class Picture:
    """What is seen: object 0 is paper. ``values`` are interpolated channels."""

    objects: np.ndarray
    tags: np.ndarray
    depth: np.ndarray
    values: np.ndarray
    origin: tuple[float, float]


def project(camera: Camera, points: np.ndarray) -> np.ndarray:
    """Page coordinates in pixels, y down, and depth in metres towards the viewer."""
    seen = points @ camera.matrix().T
    return np.stack([seen[:, 0] / PIXEL, -seen[:, 1] / PIXEL, seen[:, 2]], axis=1)


def render(surfaces: list[Surface], camera: Camera, box: tuple[int, int, int, int]) -> Picture:
    """Draw all surfaces into the page box (left, top, right, bottom in pixels)."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    channels = surfaces[0].values.shape[1]
    objects = np.zeros(width * height, dtype=np.int16)
    tags = np.zeros(width * height, dtype=np.int16)
    depth = np.full(width * height, -1e9)
    values = np.zeros((width * height, channels))
    for surface in surfaces:
        page = project(camera, surface.points) - np.array([left, top, 0])
        pixel, near, triangle, share = _cover(page, surface, width, height)
        order = np.lexsort((triangle, near, pixel))
        pixel, near, triangle, share = pixel[order], near[order], triangle[order], share[order]
        last = np.append(pixel[1:] != pixel[:-1], True) if len(pixel) else np.zeros(0, bool)
        pixel, near, triangle, share = pixel[last], near[last], triangle[last], share[last]
        front = near > depth[pixel]
        pixel, near, triangle, share = pixel[front], near[front], triangle[front], share[front]
        depth[pixel], objects[pixel] = near, surface.object_id
        tags[pixel] = surface.tags[triangle]
        corners = surface.values[surface.triangles[triangle]]
        values[pixel] = np.einsum("nk,nkc->nc", share, corners)
    shape = (height, width)
    return Picture(
        objects.reshape(shape), tags.reshape(shape), depth.reshape(shape),
        values.reshape(*shape, channels), (float(left), float(top)),
    )  # fmt: skip


def _cover(page: np.ndarray, surface: Surface, width: int, height: int) -> Cover:
    """Every pixel centre inside every triangle: pixel, depth, triangle, corner shares."""
    a, b, c = (page[surface.triangles[:, k]] for k in range(3))
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    keep = area < -1e-9 if surface.cull else np.abs(area) > 1e-9
    low = np.ceil(np.minimum(np.minimum(a, b), c)[:, :2] - 0.5).astype(int)
    high = np.floor(np.maximum(np.maximum(a, b), c)[:, :2] - 0.5).astype(int)
    size = (high - low).max(axis=1) + 1
    keep &= (high >= low).all(axis=1)
    found = []
    span, smaller = 1, 0
    while keep.any() and smaller < size[keep].max():
        members = np.flatnonzero(keep & (size > smaller) & (size <= span))
        per = max(1, CHUNK // (span * span))
        for start in range(0, len(members), per):
            part = members[start : start + per]
            found.append(_fill(part, low, a, b, c, area, span, width, height))
        smaller, span = span, span * 2
    if not found:
        return np.zeros(0, int), np.zeros(0), np.zeros(0, int), np.zeros((0, 3))
    return tuple(np.concatenate([f[k] for f in found]) for k in range(4))


def _fill(
    part: Any, low: Any, a: Any, b: Any, c: Any, area: Any, span: int, width: int, height: int
) -> Cover:
    steps = np.arange(span)
    x = (low[part, 0, None] + steps)[:, None, :] + 0.5
    y = (low[part, 1, None] + steps)[:, :, None] + 0.5

    def edge(p: np.ndarray, q: np.ndarray) -> np.ndarray:
        px, py = p[part, 0, None, None], p[part, 1, None, None]
        qx, qy = q[part, 0, None, None], q[part, 1, None, None]
        return (qx - px) * (y - py) - (qy - py) * (x - px)

    total = area[part, None, None]
    s0, s1, s2 = edge(b, c) / total, edge(c, a) / total, edge(a, b) / total
    inside = (s0 >= 0) & (s1 >= 0) & (s2 >= 0)
    inside &= (x >= 0) & (x < width) & (y >= 0) & (y < height)
    n, row, column = np.nonzero(inside)
    share = np.stack([s0[n, row, column], s1[n, row, column], s2[n, row, column]], axis=1)
    triangle = part[n]
    px = low[triangle, 0] + column
    py = low[triangle, 1] + row
    depth = (
        share[:, 0] * a[triangle, 2] + share[:, 1] * b[triangle, 2] + share[:, 2] * c[triangle, 2]
    )
    return py * width + px, depth, triangle, share
