"""What is added to the body mesh: shoes, eyeballs and the bun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from planner.drawings import shoes
from planner.drawings.body_source import BodyData
from planner.drawings.skeleton import Skeleton


def attachments(
    body: BodyData,
    skeleton: Skeleton,
    bare: np.ndarray,
    ids: np.ndarray,
    ground: float,
    bun: bool,
) -> Iterator[Any]:
    """Shoes, eyeballs and the bun as (mesh, bone ids, weights, part, limb, sole field)."""
    for side in ("l", "r"):
        ankle = body.heads[f"foot_{side}"]
        bones = [skeleton.number(f"{b}_{side}") for b in ("calf", "foot", "ball")]
        near = np.isin(ids[:, 0], bones) & (bare[:, 1] - ground < 0.12)
        shoe = shoes.loft(bare[near], ground, ankle)
        ball = body.heads[f"ball_{side}"]
        share = np.clip((shoe.vertices[:, 2] - ball[2] + 0.02) / 0.045, 0, 1)
        table = np.zeros((len(shoe.vertices), 4))
        table[:, 0], table[:, 1] = 1 - share, share
        bone_ids = np.tile([bones[1], bones[2], bones[0], 0], (len(shoe.vertices), 1))
        high = np.clip((shoe.vertices[:, 1] - ground - 0.055) / 0.05, 0, 1) * 0.5
        behind = np.clip((ankle[2] + 0.05 - shoe.vertices[:, 2]) / 0.06, 0, 1)
        table[:, 2] = high * behind
        table[:, :2] *= (1 - table[:, 2])[:, None]
        mesh = (shoe.vertices, shoe.quads)
        yield mesh, bone_ids, table, 1, {"l": 3, "r": 4}[side], shoe.sole
    eye_index, inverse = np.unique(body.eye_quads, return_inverse=True)
    eyeballs = (body.vertices[eye_index], inverse.reshape(body.eye_quads.shape))
    yield _on_head(skeleton, eyeballs, 2)
    if bun:
        yield _on_head(skeleton, _bun(body, bare), 3)


def _on_head(skeleton: Skeleton, mesh: tuple[np.ndarray, np.ndarray], part: int) -> tuple[Any, ...]:
    count = len(mesh[0])
    head = np.full((count, 4), skeleton.number("head"))
    share = np.tile([1.0, 0, 0, 0], (count, 1))
    return mesh, head, share, part, 0, np.full(count, -0.1)


def _bun(body: BodyData, bare: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    eye = eyes(body).mean(axis=0)
    height = float(bare[:, 1].max() - eye[1])
    centre = np.array([0.0, eye[1] + height * 0.80, eye[2] - height * 1.42])
    return _ball(centre, 0.034)


def _ball(centre: np.ndarray, radius: float) -> tuple[np.ndarray, np.ndarray]:
    around, rows = 32, 17
    u = np.linspace(0, 2 * np.pi, around, endpoint=False)
    v = np.linspace(0, np.pi, rows)
    grid = np.stack(
        [np.outer(np.sin(v), np.sin(u)), np.outer(-np.cos(v), np.ones(around)),
         np.outer(np.sin(v), np.cos(u))], axis=-1,
    )  # fmt: skip
    quads = [
        [r * around + k, r * around + (k + 1) % around, (r + 1) * around + (k + 1) % around,
         (r + 1) * around + k]
        for r in range(rows - 1) for k in range(around)
    ]  # fmt: skip
    return centre + radius * grid.reshape(-1, 3), np.array(quads)


def eyes(body: BodyData) -> np.ndarray:
    """The centres of both eyes, left first."""
    half = len(body.eye_quads) // 2
    found = [body.vertices[np.unique(q)].mean(axis=0) for q in
             (body.eye_quads[:half], body.eye_quads[half:])]  # fmt: skip
    return np.array(found)
