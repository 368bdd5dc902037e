"""Weights, bands, balls, sticks and packs: props that are held, tied or laid on."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from scipy.ndimage import gaussian_filter
from scipy.spatial import ConvexHull, cKDTree

from planner.drawings import solids
from planner.drawings.setting import Scene, Spec, grey, vector
from planner.drawings.skeleton import rx, ry
from planner.drawings.solids import DARK, LIGHT, MID, WHITE, Solid
from planner.drawings.strict_yaml import PoseError

BELOW = {"thigh": "calf", "calf": "foot", "upperarm": "lowerarm", "lowerarm": "hand"}
NEIGHBOURS = 12  # skin points that a point of a patch rests on


def sphere(spec: Spec, scene: Scene) -> list[Solid]:
    """A ball at a place."""
    centre = scene.at(spec.get("at"), spec.get("offset", (0, 0, 0)))
    return [solids.ball(centre, float(spec.get("radius", 0.05)), grey(spec, MID))]


def bar(spec: Spec, scene: Scene) -> list[Solid]:
    """A round bar between two places: roller, stick, rail, crossbar."""
    a, b = (
        scene.at(spec["from"], spec.get("offset", (0, 0, 0))),
        scene.at(spec["to"], spec.get("offset", (0, 0, 0))),
    )
    more = float(spec.get("beyond", 0.0)) * (b - a) / np.linalg.norm(b - a)
    return [
        solids.cylinder(a - more, b + more, float(spec.get("radius", 0.015)), grey(spec, LIGHT))
    ]


def dumbbell(spec: Spec, scene: Scene) -> list[Solid]:
    """A dumbbell along the fist."""
    side = spec["hand"]
    centre = scene.at(f"grip_{side}")
    axis = scene.axes(f"hand_{side}")[:, 2]
    found = [solids.cylinder(centre - 0.08 * axis, centre + 0.08 * axis, 0.014, WHITE)]
    found += [
        solids.cylinder(centre + way * 0.062 * axis, centre + way * 0.125 * axis, 0.042, DARK)
        for way in (-1, 1)
    ]
    return found


def kettlebell(spec: Spec, scene: Scene) -> list[Solid]:
    """A kettlebell in one hand or both; ``down`` is where it hangs or swings."""
    middle = (
        (scene.at("grip_l") + scene.at("grip_r")) / 2
        if spec.get("hands") == "both"
        else scene.at(f"grip_{spec['hand']}")
    )
    down = np.array(spec.get("down", (0, -1, 0)), dtype=float)
    down /= np.linalg.norm(down)
    side = np.array([1.0, 0, 0])
    angle = np.linspace(-0.15 * np.pi, 1.15 * np.pi, 24)
    path = (
        middle
        + down * 0.055
        + 0.062 * np.outer(np.cos(angle), side)
        - 0.058 * np.outer(np.sin(angle), down)
    )
    return [solids.tube(path, 0.014, DARK), solids.ball(middle + down * 0.15, 0.088, DARK)]


def barbell(spec: Spec, scene: Scene) -> list[Solid]:
    """A bar from side to side, with plates and perhaps a pad."""
    centre = scene.at(spec["at"], spec.get("offset", (0, 0, 0)))
    half, plate = float(spec.get("half", 0.5)), float(spec.get("plate", 0.17))
    side = np.array([1.0, 0, 0])
    found = [solids.cylinder(centre - half * side, centre + half * side, 0.014, WHITE)]
    if spec.get("pad"):
        found.append(solids.cylinder(centre - 0.17 * side, centre + 0.17 * side, 0.035, MID))
    for way in (-1, 1):
        end = centre + way * (half - 0.02) * side
        found.append(solids.cylinder(end, end - way * 0.045 * side, plate, DARK))
    return found


def band(spec: Spec, scene: Scene) -> list[Solid]:
    """A band through places in turn, for example from an anchor to an ankle."""
    stops = [
        scene.at(stop["place"], stop.get("offset", (0, 0, 0)))
        if isinstance(stop, dict)
        else scene.at(stop)
        for stop in spec["through"]
    ]
    stops[-1] = stops[-1] + vector(spec, "offset", (0, 0, 0))
    sag = float(spec.get("sag", 0.0))
    path: list[np.ndarray] = []
    for a, b in pairwise(stops):
        t = np.linspace(0, 1, 14)[:, None]
        piece = a + (b - a) * t
        piece[:, 1] -= sag * (4 * t[:, 0] * (1 - t[:, 0]))
        path += list(piece)
    return [solids.tube(np.array(path), float(spec.get("radius", 0.009)), grey(spec, DARK))]


def loop(spec: Spec, scene: Scene) -> list[Solid]:
    """A band or cuff that follows the section of one limb, or goes round two."""
    names = spec["round"] if isinstance(spec["round"], list) else [spec["round"]]
    share, width = float(spec.get("share", 0.9)), float(spec.get("width", 0.035))
    rings, ups = [], []
    for bone in names:
        n = scene.bones.index(bone)
        child = BELOW[bone[:-2]]
        head, tail = (
            scene.frames.places[n],
            scene.frames.places[scene.bones.index(child + bone[-2:])],
        )
        up = (tail - head) / np.linalg.norm(tail - head)
        level = head + share * (tail - head)
        rel = scene.skin - level
        close = (np.abs(rel @ up) < 0.016) & (np.linalg.norm(rel, axis=1) < 0.13)
        rings.append(level + (rel[close] - np.outer(rel[close] @ up, up)))
        ups.append(up)
    up = np.mean(ups, axis=0)
    up /= np.linalg.norm(up)
    points = np.concatenate(rings)
    centre = points.mean(axis=0)
    u, v = solids.across(up)
    flat = np.column_stack([(points - centre) @ u, (points - centre) @ v])
    hull = flat[ConvexHull(flat).vertices]
    middle = hull.mean(axis=0)
    hull = middle + (hull - middle) * (1 + 0.010 / np.linalg.norm(hull - middle, axis=1))[:, None]
    ring = _resample(hull, 72)
    world = centre + np.outer(ring[:, 0], u) + np.outer(ring[:, 1], v)
    return [solids.ribbon(world, up, width, grey(spec, DARK))]


def _resample(hull: np.ndarray, count: int) -> np.ndarray:
    closed = np.concatenate([hull, hull[:1]])
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    at = np.linspace(0, length[-1], count, endpoint=False)
    return np.column_stack([np.interp(at, length, closed[:, k]) for k in (0, 1)])


def patch(spec: Spec, scene: Scene) -> list[Solid]:
    """A soft flat thing that follows the skin: a cold pack, a pad, a towel."""
    centre = scene.at(spec["on"], spec.get("offset", (0, 0, 0)))
    wide, long = vector(spec, "size", (0.16, 0.2))
    out = vector(spec, "toward", (0, 1, 0))
    out /= np.linalg.norm(out)
    along = vector(spec, "along", (0, 0, 1))
    along -= (along @ out) * out
    along /= np.linalg.norm(along)
    across = np.cross(along, out)
    u, v = np.meshgrid(np.linspace(-1, 1, 15), np.linspace(-1, 1, 15))
    # a square with rounded corners
    round_u, round_v = u * np.sqrt(1 - 0.22 * v * v), v * np.sqrt(1 - 0.22 * u * u)
    flat = (
        centre + (round_u * wide / 2)[..., None] * across + (round_v * long / 2)[..., None] * along
    )
    rel = scene.skin - centre
    up = rel @ out
    sideways = np.linalg.norm(rel - np.outer(up, out), axis=1)
    near = (np.abs(up) < 0.12) & (sideways < max(wide, long))
    if near.sum() < NEIGHBOURS:
        raise PoseError(f"props: no skin under the patch on {spec['on']}")
    aside = (scene.skin - np.outer(up, out))[near]
    found = cKDTree(aside).query(flat.reshape(-1, 3), k=NEIGHBOURS)[1]
    height = up[near][found].max(axis=1).reshape(u.shape)
    height = gaussian_filter(height, float(spec.get("soft", 1.5)), mode="nearest")
    thick = float(spec.get("thick", 0.02))
    top = flat + (height + thick)[..., None] * out
    return [solids.slab(top, flat + (height - 0.006)[..., None] * out, grey(spec, WHITE))]


def pack(spec: Spec, scene: Scene) -> list[Solid]:
    """A flat thing under the body or lying on something: slider, towel, line."""
    centre = scene.at(spec["on"], spec.get("offset", (0, 0, 0)))
    size = vector(spec, "size", (0.12, 0.02, 0.16))
    turn = ry(float(spec.get("yaw", 0))) @ rx(float(spec.get("tilt", 0)))
    return [solids.box(centre, size, grey(spec, WHITE), turn)]
