"""The posed surface: linear blending with a share of dual quaternions, then refinement."""

from __future__ import annotations

import numpy as np
from scipy.spatial.transform import Rotation

from planner.drawings.figure import Figure
from planner.drawings.skeleton import Frames

DUAL_SHARE = 0.35


def skin(figure: Figure, frames: Frames) -> np.ndarray:
    """World places of the fine vertices; knees and groins keep their volume."""
    heads = figure.skeleton.heads
    shift = frames.places - np.einsum("bij,bj->bi", frames.posed, heads)
    linear = np.zeros_like(figure.vertices)
    for k in range(4):
        bone, share = figure.bone_ids[:, k], figure.bone_weights[:, k : k + 1]
        moved = np.einsum("nij,nj->ni", frames.posed[bone], figure.vertices) + shift[bone]
        linear += share * moved
    coarse = (1 - DUAL_SHARE) * linear + DUAL_SHARE * _dual(figure, frames, shift)
    return figure.refine @ coarse


def _dual(figure: Figure, frames: Frames, shift: np.ndarray) -> np.ndarray:
    real = Rotation.from_matrix(frames.posed).as_quat()[:, [3, 0, 1, 2]]
    pure = np.concatenate([np.zeros((len(shift), 1)), shift], axis=1)
    dual = 0.5 * _times(pure, real)
    first = real[figure.bone_ids[:, 0]]
    total, other = np.zeros((len(figure.vertices), 4)), np.zeros((len(figure.vertices), 4))
    for k in range(4):
        bone = figure.bone_ids[:, k]
        sign = np.where((real[bone] * first).sum(axis=1) < 0, -1.0, 1.0)
        share = (figure.bone_weights[:, k] * sign)[:, None]
        total += share * real[bone]
        other += share * dual[bone]
    length = np.linalg.norm(total, axis=1, keepdims=True)
    total, other = total / length, other / length
    turned = Rotation.from_quat(total[:, [1, 2, 3, 0]]).apply(figure.vertices)
    conjugate = total * np.array([1, -1, -1, -1])
    return turned + 2 * _times(other, conjugate)[:, 1:]


def _times(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    a, b, c, d = p.T
    e, f, g, h = q.T
    return np.stack(
        [a * e - b * f - c * g - d * h, a * f + b * e + c * h - d * g,
         a * g - b * h + c * e + d * f, a * h + b * g - c * f + d * e], axis=1,
    )  # fmt: skip
