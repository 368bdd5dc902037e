"""Named places on the body: where hands hold, soles stand and backs lie.

A place is found once on the figure in anatomical standing: at a share of the length of
a bone, the skin furthest in a direction. It then moves with that bone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from planner.drawings import figure as figures
from planner.drawings.figure import Figure
from planner.drawings.joints import DIRECTIONS
from planner.drawings.skeleton import Frames, Pose

Add = Callable[[str, str, np.ndarray], None]
FRONT, BACK, UP, DOWN = (0, 0, 1), (0, 0, -1), (0, 1, 0), (0, -1, 0)
LIMB_PLACES = {  # name: bone, share of its length, direction (x is outwards)
    "knee": ("calf", 0.0, FRONT), "kneeback": ("calf", 0.02, BACK),
    "kneeout": ("calf", 0.0, (1, 0, 0)),
    "kneein": ("calf", 0.0, (-1, 0, 0)), "shin": ("calf", 0.45, FRONT), "calf": ("calf", 0.3, BACK),
    "lowshin": ("calf", 0.82, FRONT), "ankleout": ("calf", 0.93, (1, 0, 0)),
    "anklein": ("calf", 0.93, (-1, 0, 0)), "achilles": ("calf", 0.86, BACK),
    "thighfront": ("thigh", 0.5, FRONT), "thighback": ("thigh", 0.58, BACK),
    "lowthighback": ("thigh", 0.84, BACK), "midthighback": ("thigh", 0.45, BACK),
    "thighout": ("thigh", 0.5, (1, 0, 0)), "thighin": ("thigh", 0.6, (-1, 0, 0)),
    "lowthigh": ("thigh", 0.82, FRONT), "highthighback": ("thigh", 0.3, BACK),
    "elbow": ("lowerarm", 0.0, BACK), "forearm": ("lowerarm", 0.5, BACK),
    "wrist": ("lowerarm", 0.95, BACK), "elbowout": ("lowerarm", 0.0, (1, 0, 0)),
    "upperarm": ("upperarm", 0.6, (1, 0, 0)), "triceps": ("upperarm", 0.6, BACK),
}  # fmt: skip
TRUNK_PLACES = {  # name: bone, x share of hip distance, metres above the joint, direction
    "sacrum": ("pelvis", 0.0, 0.05, BACK), "lowback": ("spine_02", 0.0, 0.0, BACK),
    "tspine": ("spine_03", 0.0, 0.14, BACK), "chest": ("spine_03", 0.0, 0.10, FRONT),
    "belly": ("spine_01", 0.0, 0.02, FRONT), "pubis": ("pelvis", 0.0, -0.03, FRONT),
    "midpelvis": ("pelvis", 0.0, 0.02, FRONT), "c7": ("spine_03", 0.0, 0.28, BACK),
}  # fmt: skip
PAIRED_TRUNK = {
    "asis": ("pelvis", 1.0, 0.05, FRONT), "buttock": ("pelvis", 0.8, -0.005, BACK),
    "crest": ("pelvis", 1.2, 0.085, (1, 0, 0)), "trochanter": ("pelvis", 1.5, -0.02, (1, 0, 0)),
    "ischium": ("pelvis", 0.72, -0.075, BACK), "psis": ("pelvis", 0.45, 0.07, BACK),
    "glutemed": ("pelvis", 1.15, 0.05, (0.6, 0, -0.8)),
    "paraspinal": ("spine_02", 0.4, -0.01, BACK),
    "shoulderback": ("spine_03", 1.1, 0.16, BACK), "ribside": ("spine_03", 1.3, 0.02, (1, 0, 0)),
    "shoulderout": ("spine_03", 1.7, 0.20, (1, 0, 0)),
    "shoulderfront": ("spine_03", 1.2, 0.2, FRONT),
}  # fmt: skip
SHOE_PLACES = {  # name: bone, metres ahead of the ankle, sideways share, height above sole
    "heel": ("foot", -0.025, 0.0, 0.0), "ball": ("ball", 0.125, 0.0, 0.0),
    "ballin": ("ball", 0.12, -0.033, 0.0), "ballout": ("ball", 0.11, 0.033, 0.0),
    "toe": ("ball", 0.195, 0.0, 0.012), "toetop": ("ball", 0.155, 0.0, 0.052),
    "instep": ("foot", 0.075, 0.0, 0.085), "heelback": ("foot", -0.052, 0.0, 0.045),
    "midsole": ("foot", 0.05, 0.0, 0.0), "archin": ("foot", 0.05, -0.04, 0.03),
}  # fmt: skip


@dataclass(frozen=True)
class Landmarks:
    """Bone number and rest position of every named place."""

    names: tuple[str, ...]
    bones: np.ndarray
    rest: np.ndarray

    def number(self, name: str) -> int:
        return self.names.index(name)


def standing(figure: Figure) -> Pose:
    """Anatomical standing, pelvis at its rest height."""
    return Pose(figure.skeleton.heads[0].copy(), (0, 0, 0), "standing", np.zeros(len(DIRECTIONS)))


@lru_cache(maxsize=4)
def landmarks(name: str) -> Landmarks:
    """All named places of the figure called ``name``."""
    return find(figures.load(name))


def find(figure: Figure) -> Landmarks:
    """Search every named place on the dressed skin of a figure."""
    frames = figure.skeleton.frames(standing(figure))
    count = len(figure.skin_vertices)
    shift = frames.places - np.einsum("bij,bj->bi", frames.posed, figure.skeleton.heads)
    bone = figure.bone_ids[:count, 0]
    upright = np.einsum("nij,nj->ni", frames.posed[bone], figure.vertices[:count]) + shift[bone]
    names, bones, rest = [], [], []

    def add(label: str, bone_name: str, place: np.ndarray) -> None:
        number = figure.skeleton.number(bone_name)
        names.append(label)
        bones.append(number)
        back = frames.posed[number].T @ (place - frames.places[number])
        rest.append(back + figure.skeleton.heads[number])

    for side, out in (("l", 1.0), ("r", -1.0)):
        _limb_places(figure, frames, upright, side, out, add)
        for label, (stem, ahead, aside, up) in SHOE_PLACES.items():
            ankle = frames.places[figure.skeleton.number(f"foot_{side}")]
            sole = figure.ground - 0.010
            centre = ankle[0] + out * aside
            place = np.array([centre, sole + up, ankle[2] + ahead])
            add(f"{label}_{side}", f"{stem}_{side}", place)
        for label, (stem, share, up, way) in PAIRED_TRUNK.items():
            spot = _trunk_place(figure, frames, upright, stem, share * out, up, way, out)
            add(f"{label}_{side}", stem, spot)
    for label, (stem, share, up, way) in TRUNK_PLACES.items():
        add(label, stem, _trunk_place(figure, frames, upright, stem, share, up, way, 1.0))
    _head_places(figure, upright, add)
    return Landmarks(tuple(names), np.array(bones), np.array(rest))


def _limb_places(
    figure: Figure, frames: Frames, upright: np.ndarray, side: str, out: float, add: Add
) -> None:
    for label, (stem, share, way) in LIMB_PLACES.items():
        name = f"{stem}_{side}"
        number = figure.skeleton.number(name)
        head = frames.places[number]
        tail = head + frames.posed[number] @ (figure.tails[name] - figure.skeleton.heads[number])
        length = np.linalg.norm(tail - head)
        level = head + (tail - head) * share
        toward = np.array(way, dtype=float) * np.array([out, 1, 1])
        near = np.abs(upright[:, 1] - level[1]) < 0.02
        near &= np.hypot(upright[:, 0] - level[0], upright[:, 2] - level[2]) < 0.12
        near &= np.char.endswith(figure.dominant.astype(str), f"_{side}")
        near &= _same_limb(figure, stem)
        spot = upright[near][np.argmax(upright[near] @ toward)]
        middle = level + toward * float((spot - level) @ toward)
        add(f"{label}_{side}", name, middle if length else spot)
    hand = figure.skeleton.number(f"hand_{side}")
    wrist = frames.places[hand]
    knuckle = frames.places[figure.skeleton.number(f"middle_01_{side}")]
    centre = wrist + 0.62 * (knuckle - wrist)
    inward = np.array([-out, 0, 0])
    for label, depth, place in (
        ("palm", 0.018, centre), ("handback", -0.016, centre), ("grip", 0.036, knuckle),
        ("knuckle", 0.0, knuckle), ("heelhand", 0.018, wrist + 0.3 * (knuckle - wrist)),
    ):  # fmt: skip
        add(f"{label}_{side}", f"hand_{side}", place + inward * depth)
    tip = figure.tails[f"middle_03_{side}"]
    last = figure.skeleton.number(f"middle_03_{side}")
    add(f"fingertip_{side}", f"hand_{side}",
        frames.places[last] + frames.posed[last] @ (tip - figure.skeleton.heads[last]))  # fmt: skip


def _same_limb(figure: Figure, stem: str) -> np.ndarray:
    leg = stem in ("calf", "thigh")
    wanted = ("thigh", "calf", "foot") if leg else ("upperarm", "lowerarm")
    return np.array([str(b).startswith(wanted) for b in figure.dominant])


def _trunk_place(
    figure: Figure,
    frames: Frames,
    upright: np.ndarray,
    stem: str,
    share: float,
    up: float,
    way: tuple[float, float, float],
    out: float,
) -> np.ndarray:
    hip = abs(frames.places[figure.skeleton.number("thigh_l")][0])
    level = frames.places[figure.skeleton.number(stem)][1] + up
    toward = np.array(way, dtype=float) * np.array([out, 1, 1])
    trunk = ("pelvis", "spine", "thigh", "clavicle", "upperarm")
    near = np.array([str(b).startswith(trunk) for b in figure.dominant])
    near &= np.abs(upright[:, 1] - level) < 0.022
    if not way[0]:
        near &= np.abs(upright[:, 0] - share * hip) < 0.025
    elif out * share > 0:
        near &= upright[:, 0] * out > 0
    spot = upright[near][np.argmax(upright[near] @ toward)].copy()
    if not way[0]:
        spot[0] = share * hip
    spot[1] = level
    return spot


def _head_places(figure: Figure, upright: np.ndarray, add: Add) -> None:
    head = figure.dominant == "head"
    skull = upright[head]
    eye = figure.eyes.mean(axis=0)
    middle = skull[np.abs(skull[:, 0]) < 0.02]
    level = middle[np.abs(middle[:, 1] - eye[1]) < 0.02]
    add("occiput", "head", level[np.argmin(level[:, 2])] * np.array([0, 1, 1]))
    brow = middle[np.abs(middle[:, 1] - eye[1] - 0.05) < 0.015]
    add("forehead", "head", brow[np.argmax(brow[:, 2])] * np.array([0, 1, 1]))
    add("nose", "head", middle[np.argmax(middle[:, 2])] * np.array([0, 1, 1]))
    low = middle[middle[:, 2] > eye[2] - 0.04]
    add("chin", "head", low[np.argmin(low[:, 1])] * np.array([0, 1, 1]))
    add("vertex", "head", skull[np.argmax(skull[:, 1])] * np.array([0, 1, 1]))
    for side, out in (("l", 1.0), ("r", -1.0)):
        add(f"temple_{side}", "head", np.array([out * 0.076, eye[1], eye[2] - 0.075]))
