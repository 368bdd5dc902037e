"""What bodies may not do: sink into the floor or a prop, pass through themselves, topple.

Penetration is one-sided, measured on points spread over the skin; flesh may flatten by
a few millimetres where it is soft. Limbs are capsules for the purpose of self-contact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from planner.drawings.figure import Figure
from planner.drawings.joints import DIRECTIONS, SEGMENT_MASS
from planner.drawings.landmarks import Landmarks
from planner.drawings.skeleton import Frames, Pose

COUNT = 6 + len(DIRECTIONS)
SOFT = ("pelvis", "spine", "thigh", "upperarm", "clavicle")
SOFT_MM, HARD_MM, DEPTH_SIGMA = 0.014, 0.003, 0.003
FLESH = 0.012  # limbs may press into one another by this much
CROSS_SIGMA, BALANCE_SIGMA = 0.008, 0.03
Row = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Surface:
    """A level top of a prop inside its footprint (x and z range), ``thick`` metres deep."""

    top: float
    low: tuple[float, float]
    high: tuple[float, float]
    thick: float = 0.12


@dataclass(frozen=True)
class Probes:
    """Points on the skin: bone, rest place, depth allowed before it counts."""

    bones: np.ndarray
    rest: np.ndarray
    allowed: np.ndarray


@lru_cache(maxsize=4)
def _probes(key: int) -> Probes:
    return _spread(_FIGURES[key])


_FIGURES: dict[int, Figure] = {}


def probes(figure: Figure) -> Probes:
    """The skin points of a figure, found once."""
    _FIGURES[id(figure)] = figure
    return _probes(id(figure))


def _spread(figure: Figure) -> Probes:
    """Skin points spread evenly: about 420 over the body, and 30 more on every shoe."""
    bones = figure.bone_ids[:, 0]
    names = np.array(figure.skeleton.bones)
    count = len(figure.skin_vertices)
    used = np.zeros(len(figure.vertices), dtype=bool)
    used[count:] = figure.limb[figure.refine.shape[0] - len(figure.vertices) + count :] > 0
    used[:count] = figure.skin_vertices[:, 1] - figure.ground > 0.1
    used &= figure.bone_weights[:, 0] > 0.55
    shoe = np.arange(len(used)) >= count
    left = figure.vertices[:, 0] > 0
    pick = np.concatenate(
        [
            _farthest(figure.vertices, np.flatnonzero(used & ~shoe), 420),
            _farthest(figure.vertices, np.flatnonzero(used & shoe & left), 30),
            _farthest(figure.vertices, np.flatnonzero(used & shoe & ~left), 30),
        ]
    )
    soft = np.array([names[b].startswith(SOFT) for b in bones[pick]])
    return Probes(bones[pick], figure.vertices[pick], np.where(soft, SOFT_MM, HARD_MM))


def _farthest(vertices: np.ndarray, index: np.ndarray, count: int) -> np.ndarray:
    """So many of the vertices named, each the farthest from those before it."""
    places = vertices[index]
    chosen = [int(np.argmin(places[:, 1]))]
    far = np.linalg.norm(places - places[chosen[0]], axis=1)
    for _ in range(count - 1):
        chosen.append(int(np.argmax(far)))
        far = np.minimum(far, np.linalg.norm(places - places[chosen[-1]], axis=1))
    return index[chosen]


def sunk(at: np.ndarray, surfaces: tuple[Surface, ...]) -> np.ndarray:
    """How far each point lies below the floor or inside a prop, in metres."""
    found = np.maximum(-at[:, 1], 0.0)
    for s in surfaces:
        inside = (at[:, 0] > s.low[0]) & (at[:, 0] < s.high[0])
        inside &= (at[:, 2] > s.low[1]) & (at[:, 2] < s.high[1]) & (at[:, 1] > s.top - s.thick)
        deep = s.top - at[:, 1]
        aside = np.minimum.reduce(
            [at[:, 0] - s.low[0], s.high[0] - at[:, 0], at[:, 2] - s.low[1], s.high[1] - at[:, 2]]
        )
        # what is nearer to an edge than to the top hangs beside the prop and is not in it
        found = np.maximum(found, np.where(inside & (deep < aside), deep, 0.0))
    return found


def depth(
    figure: Figure, frames: Frames, pose: Pose, points: Probes, surfaces: tuple[Surface, ...]
) -> Row:
    """Skin points deeper than they may be, and how they would come up."""
    at = figure.skeleton.points(frames, points.bones, points.rest)
    below = sunk(at, surfaces) - points.allowed
    hit = np.flatnonzero(below > 0)
    if not len(hit):
        return np.zeros(0), np.zeros((0, COUNT))
    slope = figure.skeleton.jacobian(frames, pose, points.bones[hit], at[hit])[:, 1]
    return below[hit] / DEPTH_SIGMA, -slope / DEPTH_SIGMA


CAPSULES = {  # bone: (from share, to share, radius)
    "thigh": (0.12, 1.0, 0.058), "calf": (0.05, 0.95, 0.042), "upperarm": (0.1, 1.0, 0.036),
    "lowerarm": (0.0, 0.95, 0.029),
}  # fmt: skip
TRUNK = {"pelvis": 0.10, "spine_01": 0.095, "spine_02": 0.095, "spine_03": 0.10}
TOUCHING = {
    "lowerarm": ("upperarm",), "hand": ("lowerarm", "upperarm"), "foot": ("calf",),
    "calf": ("thigh",), "upperarm": ("spine_03", "lowerarm"),
}  # fmt: skip


@dataclass(frozen=True)
class _Body:
    """Capsule ends and the points tested against them, at rest."""

    names: tuple[str, ...]
    bones: np.ndarray
    ends: np.ndarray  # capsule x 2 x 3 rest
    radius: np.ndarray
    point_names: tuple[str, ...]
    point_bones: np.ndarray
    points: np.ndarray
    point_radius: np.ndarray
    pairs: np.ndarray  # capsule x point: may they meet at all?


_BODIES: dict[int, _Body] = {}


def capsules(figure: Figure) -> _Body:
    """Limbs and trunk as capsules, and the points tested against them, made once."""
    if id(figure) in _BODIES:
        return _BODIES[id(figure)]
    skeleton, names, bones, ends, radius = figure.skeleton, [], [], [], []
    for side in ("l", "r"):
        for stem, (low, high, r) in CAPSULES.items():
            n = skeleton.number(f"{stem}_{side}")
            head, tail = skeleton.heads[n], figure.tails[f"{stem}_{side}"]
            names.append(f"{stem}_{side}")
            bones.append(n)
            ends.append((head + low * (tail - head), head + high * (tail - head)))
            radius.append(r)
    for stem, r in TRUNK.items():
        n = skeleton.number(stem)
        head, tail = skeleton.heads[n], figure.tails[stem]
        front = np.array([0, 0, 0.03])
        names.append(stem)
        bones.append(n)
        ends.append((head + front, tail + front))
        radius.append(r)
    point_names, point_bones, points, point_radius = [], [], [], []
    for side in ("l", "r"):
        for stem, shares, r in (("lowerarm", (0.3, 0.6, 0.9), 0.026), ("hand", (0.5, 2.0), 0.016),
                                ("calf", (0.35, 0.65, 0.9), 0.036), ("foot", (0.2, 1.0), 0.032),
                                ("upperarm", (0.6, 0.95), 0.034)):  # fmt: skip
            n = skeleton.number(f"{stem}_{side}")
            head, tail = skeleton.heads[n], figure.tails[f"{stem}_{side}"]
            for share in shares:
                point_names.append(f"{stem}_{side}")
                point_bones.append(n)
                points.append(head + share * (tail - head))
                point_radius.append(r)
    pairs = np.array([[_apart(c, p) for p in point_names] for c in names])
    _BODIES[id(figure)] = _Body(
        tuple(names), np.array(bones), np.array(ends), np.array(radius), tuple(point_names),
        np.array(point_bones), np.array(points), np.array(point_radius), pairs,
    )  # fmt: skip
    return _BODIES[id(figure)]


def _apart(capsule: str, point: str) -> bool:
    if capsule == point:
        return False
    stem, side = point[:-2], point[-2:]
    for near in TOUCHING.get(stem, ()):
        if capsule in (near, near + side):
            return False
    return not (stem == "lowerarm" and capsule == "hand" + side)


def overlaps(figure: Figure, frames: Frames) -> tuple[np.ndarray, ...]:
    """For every capsule and point: depth inside, direction out, share along, places."""
    body = capsules(figure)
    inside, away, nearest, at = _inside(figure, frames, figure, frames)
    return np.where(body.pairs, inside, -1.0), away, nearest, at


def between(a: tuple[Figure, Frames], b: tuple[Figure, Frames]) -> float:
    """How deep, in metres, a limb of either of two people is inside the other."""
    return max(float(_inside(*a, *b)[0].max()), float(_inside(*b, *a)[0].max()))


def _inside(
    figure: Figure, frames: Frames, guest: Figure, guest_frames: Frames
) -> tuple[np.ndarray, ...]:
    """For every capsule of one body and every limb point of a second: as ``overlaps``."""
    body, limbs = capsules(figure), capsules(guest)
    ends = np.stack(
        [figure.skeleton.points(frames, body.bones, body.ends[:, k]) for k in (0, 1)], axis=1
    )
    at = guest.skeleton.points(guest_frames, limbs.point_bones, limbs.points)
    span = ends[:, 1] - ends[:, 0]
    reach = at[None] - ends[:, None, 0]
    share = np.einsum("cpi,ci->cp", reach, span) / (span * span).sum(axis=1)[:, None]
    share = np.clip(share, 0, 1)
    nearest = ends[:, None, 0] + share[..., None] * span[:, None]
    away = at[None] - nearest
    distance = np.linalg.norm(away, axis=-1)
    inside = body.radius[:, None] + limbs.point_radius[None] - distance
    return inside, away / np.maximum(distance, 1e-6)[..., None], nearest, at


def crossing(figure: Figure, frames: Frames, pose: Pose, allow: frozenset[str]) -> Row:
    """Limb points inside capsules of other limbs, pushed out along the shortest way."""
    body = capsules(figure)
    inside, out, nearest, at = overlaps(figure, frames)
    hits = np.argwhere(inside > FLESH)
    hits = np.array(
        [h for h in hits if not {body.names[h[0]], body.point_names[h[1]]} & allow], dtype=int
    ).reshape(-1, 2)
    if not len(hits):
        return np.zeros(0), np.zeros((0, COUNT))
    c, p = hits[:, 0], hits[:, 1]
    normal = out[c, p]
    moved = figure.skeleton.jacobian(frames, pose, body.point_bones[p], at[p])
    held = figure.skeleton.jacobian(frames, pose, body.bones[c], nearest[c, p])
    slope = -np.einsum("ni,nij->nj", normal, moved - held)
    return (inside[c, p] - FLESH) / CROSS_SIGMA, slope / CROSS_SIGMA


def centre_of_mass(figure: Figure, frames: Frames) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Segment centres, their bones and shares of body mass."""
    bones = np.array([figure.skeleton.number(b) for b in SEGMENT_MASS])
    middle = np.array(
        [
            (figure.skeleton.heads[n] + figure.tails[b]) / 2
            for n, b in zip(bones, SEGMENT_MASS, strict=True)
        ]
    )
    share = np.array(list(SEGMENT_MASS.values()))
    return figure.skeleton.points(frames, bones, middle), bones, share / share.sum()


def balance(figure: Figure, frames: Frames, pose: Pose, pins, marks: Landmarks) -> Row:  # type: ignore[no-untyped-def]
    """Pull the centre of mass over the middle of the places that stand on the ground."""
    at, bones, share = centre_of_mass(figure, frames)
    slope = np.einsum("n,nij->ij", share, figure.skeleton.jacobian(frames, pose, bones, at))
    centre = share @ at
    feet = [p.place for p in pins if p.place.startswith(("heel_", "ball_"))]
    if not feet:
        return np.zeros(0), np.zeros((0, COUNT))
    numbers = [marks.number(f) for f in feet]
    ground = figure.skeleton.points(frames, marks.bones[numbers], marks.rest[numbers])
    under = figure.skeleton.jacobian(frames, pose, marks.bones[numbers], ground).mean(axis=0)
    gap = (centre - ground.mean(axis=0))[[0, 2]]
    return gap / BALANCE_SIGMA, (slope - under)[[0, 2]] / BALANCE_SIGMA
