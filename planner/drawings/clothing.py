"""Shirt, shorts and hair as signed fields on the body, cloth where above zero.

The fields are interpolated for every pixel, so hems are smooth curves and not the
edges of mesh faces. Cloth stands a few millimetres off the skin and spans hollows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.spatial import ConvexHull

from planner.drawings.body_source import BODY_VERTICES, BodyData

SHIRT_MM, SHORTS_MM, HAIR_MM = 0.008, 0.007, 0.011
SLEEVE, SHORTS_LEG = 0.60, 0.56


@dataclass(frozen=True)
class Garments:
    """Fields in metres from the hem, and the vertices moved outwards by cloth and hair."""

    vertices: np.ndarray
    shirt: np.ndarray
    shorts: np.ndarray
    hair: np.ndarray


def adjacency(quads: np.ndarray, count: int) -> sparse.csr_matrix:
    """Row-normalised neighbours, for averaging over the mesh."""
    edges = np.concatenate([quads[:, [k, (k + 1) % 4]] for k in range(4)])
    edges = np.concatenate([edges, edges[:, ::-1]])
    ones = np.ones(len(edges))
    near = sparse.csr_matrix((ones, (edges[:, 0], edges[:, 1])), shape=(count, count))
    near.data[:] = 1.0
    total = np.maximum(np.asarray(near.sum(axis=1)).ravel(), 1)
    return sparse.diags(1 / total) @ near


def normals(vertices: np.ndarray, quads: np.ndarray) -> np.ndarray:
    """Outward unit normals at the vertices."""
    a, b, c, d = (vertices[quads[:, k]] for k in range(4))
    face = np.cross(c - a, d - b)
    total = np.zeros_like(vertices)
    for k in range(4):
        np.add.at(total, quads[:, k], face)
    return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)


def dress(body: BodyData, dominant: np.ndarray, short_hair: bool) -> Garments:
    """Dress a body; ``dominant`` names the bone that moves each vertex most."""
    rest = body.vertices[:BODY_VERTICES].copy()
    shirt, shorts = _cloth_fields(body, rest, dominant)
    hair = _hair_field(body, rest, dominant, short_hair)
    near = adjacency(body.body_quads, BODY_VERTICES)
    outward = normals(rest, body.body_quads)
    moved = rest.copy()
    for field, depth, width in (
        (shirt, SHIRT_MM, 0.045), (shorts, SHORTS_MM, 0.02), (hair, HAIR_MM, 0.02)
    ):  # fmt: skip
        moved += outward * (depth * _ramp(field, width))[:, None]
    moved = _span_chest(body, moved, shirt, dominant)
    limb = np.isin(dominant, [b for b in np.unique(dominant) if b.startswith("upperarm")])
    cloth = _ramp(np.maximum(shirt, shorts) - 0.004, 0.02) * np.where(limb, 0.5, 1.0)
    for _ in range(14):
        moved += (cloth * 0.8)[:, None] * (near @ moved - moved)
    front = cloth * _ramp(rest[:, 2] - 0.03, 0.03) * _ramp(rest[:, 1] - 0.08, 0.05)
    for _ in range(320):
        moved += (front * 0.8)[:, None] * (near @ moved - moved)
    scalp = _ramp(hair - 0.003, 0.02)
    for _ in range(8):
        moved += (scalp * 0.7)[:, None] * (near @ moved - moved)
    for _ in range(3):
        hair = np.where(hair > -0.03, 0.4 * hair + 0.6 * (near @ hair), hair)
    return Garments(moved, shirt, shorts, hair)


def _ramp(field: np.ndarray, width: float) -> np.ndarray:
    t = np.clip(field / width, 0, 1)
    return t * t * (3 - 2 * t)


def _along(rest: np.ndarray, head: np.ndarray, tail: np.ndarray) -> np.ndarray:
    span = tail - head
    return (rest - head) @ span / float(span @ span)


def _cloth_fields(
    body: BodyData, rest: np.ndarray, dominant: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    neck, pelvis = body.heads["neck_01"], body.heads["pelvis"]
    hem = pelvis[1] - 0.012
    # the collar lies higher behind than in front
    collar = neck[1] - 0.012 - 0.42 * (rest[:, 2] - neck[2]) - rest[:, 1]
    out = np.hypot(rest[:, 0], rest[:, 2] - neck[2] + 0.005) - 0.077
    shirt = np.minimum(np.maximum(collar, np.minimum(out, neck[1] + 0.02 - rest[:, 1])), 0.2)
    shirt = np.minimum(shirt, rest[:, 1] - hem)
    shorts = np.minimum(hem - rest[:, 1] + 0.004, 0.2)
    for side in ("l", "r"):
        arm_bones = ("upperarm", "lowerarm", "hand", "index", "middle", "ring", "pinky", "thumb")
        arm = np.array([b.startswith(arm_bones) and b.endswith(side) for b in dominant])
        head, tail = body.heads[f"upperarm_{side}"], body.heads[f"lowerarm_{side}"]
        length = float(np.linalg.norm(tail - head))
        cuff = (SLEEVE - _along(rest, head, tail)) * length
        shirt = np.where(arm, np.minimum(shirt, cuff), shirt)
        shorts = np.where(arm, -0.2, shorts)
        leg = np.array([b.startswith(("thigh", "calf", "foot", "ball")) for b in dominant])
        leg &= rest[:, 0] * (1 if side == "l" else -1) > 0
        head, tail = body.heads[f"thigh_{side}"], body.heads[f"calf_{side}"]
        length = float(np.linalg.norm(tail - head))
        end = (SHORTS_LEG - _along(rest, head, tail)) * length
        shorts = np.where(leg, np.minimum(shorts, end), shorts)
    head_part = np.isin(dominant, ["head"])
    return np.where(head_part, -0.2, shirt), np.where(head_part, -0.2, shorts)


def _hair_field(
    body: BodyData, rest: np.ndarray, dominant: np.ndarray, short_hair: bool
) -> np.ndarray:
    eye = body.vertices[np.unique(body.eye_quads)].mean(axis=0)
    height = float(rest[:, 1].max() - eye[1])
    nape = -0.42 if short_hair else -0.72
    line = np.array([
        (0.30, 0.80), (0.12, 0.66), (-0.22, 0.52), (-0.36, 0.18), (-0.52, -0.04),
        (-0.62, 0.02), (-0.95, 0.16), (-1.06, -0.12), (-1.25, -0.45), (-1.6, nape), (-2.4, nape),
    ])  # fmt: skip
    z = (rest[:, 2] - eye[2]) / height
    order = np.argsort(line[:, 0])
    border = np.interp(z, line[order, 0], line[order, 1])
    field = ((rest[:, 1] - eye[1]) / height - border) * height * 0.8
    in_front = (line[0, 0] - z) * height
    field = np.minimum(field, in_front)
    field = np.where(np.abs(rest[:, 0]) > 0.70 * height, np.minimum(field, -0.004), field)
    on_head = np.isin(dominant, ["head", "neck_01"])
    return np.where(on_head, np.clip(field, -0.1, 0.1), -0.1)


def _span_chest(
    body: BodyData, moved: np.ndarray, shirt: np.ndarray, dominant: np.ndarray
) -> np.ndarray:
    """Stretch the shirt over the chest: every horizontal slice becomes its convex hull."""
    trunk = np.isin(dominant, ["pelvis", "spine_01", "spine_02", "spine_03"]) & (shirt > 0)
    spine = body.heads["spine_03"]
    found = moved.copy()
    members = np.flatnonzero(trunk & (moved[:, 2] > spine[2]))
    for index in members:
        height = moved[index, 1]
        slab = moved[trunk & (np.abs(moved[:, 1] - height) < 0.022)][:, [0, 2]]
        if len(slab) < 12:
            continue
        ring = slab[ConvexHull(slab).vertices]
        found[index, 2] = max(moved[index, 2], _front(ring, moved[index, 0]) - 0.004)
    return found


def _front(ring: np.ndarray, x: float) -> float:
    """The largest z of a convex outline at a given x."""
    best = -1.0
    for a, b in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        low, high = min(a[0], b[0]), max(a[0], b[0])
        if low <= x <= high and high - low > 1e-9:
            best = max(best, float(a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])))
    return best
