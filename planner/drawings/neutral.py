"""From the mesh's rest pose to anatomical standing: one rotation for every bone.

Thigh, shank and arm are turned to hang straight down, feet to point forward, palms to
face the thighs with the knuckle line forward, and the splayed fingers are closed.
"""

from __future__ import annotations

import numpy as np

from planner.drawings.body_source import BodyData
from planner.drawings.skeleton import Skeleton, ry

FINGER_SPREAD_KEPT = 0.12
KNUCKLE_SHARES = {"hand": 1.0, "lowerarm": 0.6, "upperarm": 0.2}
FINGERS = ("index", "middle", "ring", "pinky", "thumb")


def shortest_turn(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The rotation that takes one direction to another by the shortest way."""
    a, b = start / np.linalg.norm(start), end / np.linalg.norm(end)
    cross, cosine = np.cross(a, b), float(a @ b)
    skew = np.array([[0, -cross[2], cross[1]], [cross[2], 0, -cross[0]], [-cross[1], cross[0], 0]])
    return np.eye(3) + skew + skew @ skew / (1 + cosine)


def build_skeleton(body: BodyData) -> Skeleton:
    """The skeleton of a body, with its neutral corrections; the pelvis is the root."""
    bones = ["pelvis"]
    waiting = [b for b in body.parents if b not in ("Root", "pelvis")]
    while waiting:
        ready = [b for b in waiting if body.parents[b] in bones]
        bones += ready
        waiting = [b for b in waiting if b not in ready]
    parent = tuple(-1 if b == "pelvis" else bones.index(body.parents[b]) for b in bones)
    neutral = np.array([_correction(body, bone) for bone in bones])
    heads = np.array([body.heads[b] for b in bones])
    return Skeleton(tuple(bones), parent, heads, neutral)


def _correction(body: BodyData, bone: str) -> np.ndarray:
    down = np.array([0.0, -1.0, 0.0])
    stem, _, side = bone.rpartition("_")
    span = body.tails[bone] - body.heads[bone]
    if stem in ("thigh", "calf"):
        return shortest_turn(span, down)
    if stem in ("foot", "ball"):
        heel_to_ball = body.heads[f"ball_{side}"] - body.heads[f"foot_{side}"]
        flat = np.array([heel_to_ball[0], 0, heel_to_ball[2]])
        return shortest_turn(flat, np.array([0.0, 0.0, 1.0]))
    if stem in ("upperarm", "lowerarm"):
        return _knuckle_turn(body, side, KNUCKLE_SHARES[stem]) @ shortest_turn(span, down)
    if stem == "hand":
        return _hand(body, side)
    if any(bone.startswith(f) for f in FINGERS):
        hand = _hand(body, side)
        if bone.startswith("thumb"):
            return hand
        direction = hand @ (
            body.tails[f"{stem[:-2]}03_{side}"] - body.heads[f"{stem[:-2]}01_{side}"]
        )
        closed = direction * np.array([0.55, 1.0, FINGER_SPREAD_KEPT])
        return shortest_turn(direction, closed) @ hand
    return np.eye(3)


def _hand_down(body: BodyData, side: str) -> np.ndarray:
    span = body.heads[f"middle_01_{side}"] - body.heads[f"hand_{side}"]
    return shortest_turn(span, np.array([0.0, -1.0, 0.0]))


def _knuckle_turn(body: BodyData, side: str, share: float) -> np.ndarray:
    line = body.heads[f"index_01_{side}"] - body.heads[f"pinky_01_{side}"]
    line = _hand_down(body, side) @ line
    return ry(-np.degrees(np.arctan2(line[0], line[2])) * share)


def _hand(body: BodyData, side: str) -> np.ndarray:
    return _knuckle_turn(body, side, 1.0) @ _hand_down(body, side)
