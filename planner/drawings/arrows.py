"""Arrows: the path a place on the body takes from start to end, set beside the body.

Start and end pose are interpolated in angles, so the arrow is the motion itself. The
path is then moved off the body; a static arrow between two places shows a push, a rub
or a way to and fro.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import ndimage

from planner.drawings.pose_file import PLACES
from planner.drawings.raster import Camera, project
from planner.drawings.scene import Posed, Stage
from planner.drawings.skeleton import Pose
from planner.drawings.strict_yaml import PoseError, require

SHAFT, HEAD_LONG, HEAD_WIDE, SHORTEST = 9.0, 42.0, 38.0, 125.0
CLEAR = 13


@dataclass(frozen=True)
class Arrow:
    """A line on the page in pixels, with a head at the end and perhaps at the start."""

    path: np.ndarray
    two_way: bool
    overlap: float


def draw(
    spec: dict[str, Any], stages: list[Stage], camera: Camera, body: np.ndarray, origin: np.ndarray
) -> Arrow:
    """One arrow of a panel; ``body`` is where the figure is, ``origin`` the page corner."""
    if "point" in spec:
        require(spec["point"], PLACES, "place", "arrows")
        world = _motion(stages, spec["point"], spec.get("who", "patient"))
    else:
        world = _between(spec, stages[-1])
    page = project(camera, world)[:, :2] - origin
    page = _lengthen(page, float(spec.get("length", SHORTEST)))
    if "bend" in spec:
        page = _bent(page, float(spec["bend"]))
    fixed = spec.get("shift")
    if fixed is not None:
        moved, overlap = page + np.array(fixed, dtype=float), 0.0
    else:
        moved, overlap = _beside(page, body)
    return Arrow(moved, bool(spec.get("two_way", "")), overlap)


def _motion(stages: list[Stage], place: str, who: str) -> np.ndarray:
    if len(stages) < 2:
        raise PoseError("arrows: a moving point needs a start and an end")
    index = 0 if who == "patient" else 1
    first, last = stages[0].people[index], stages[-1].people[index]
    found = []
    for t in np.linspace(0, 1, 13):
        pose = _mix(first, last, float(t))
        frames = first.figure.skeleton.frames(pose)
        n = first.marks.number(place)
        found.append(
            first.figure.skeleton.points(frames, first.marks.bones[[n]], first.marks.rest[[n]])[0]
        )
    return np.array(found)


def _mix(first: Posed, last: Posed, t: float) -> Pose:
    a, b = first.solved.pose, last.solved.pose
    if a.base != b.base:
        raise PoseError("arrows: start and end have different bases; use from and to")
    turn = tuple((1 - t) * x + t * y for x, y in zip(a.root_turn, b.root_turn, strict=True))
    return Pose((1 - t) * a.at + t * b.at, turn, a.base, (1 - t) * a.angles + t * b.angles)  # type: ignore[arg-type]


def _between(spec: dict[str, Any], stage: Stage) -> np.ndarray:
    places = stage.people[0].places
    ends = []
    for key in ("from", "to"):
        value = spec[key]
        if isinstance(value, str):
            require(value, PLACES, "place", "arrows")
            ends.append(places[value])
        elif key == "to" and spec.get("relative"):
            ends.append(ends[0] + np.array(value, dtype=float))
        else:
            ends.append(np.array(value, dtype=float))
    return ends[0] + np.linspace(0, 1, 13)[:, None] * (ends[1] - ends[0])


def _lengthen(page: np.ndarray, least: float) -> np.ndarray:
    length = float(np.linalg.norm(np.diff(page, axis=0), axis=1).sum())
    if length >= least or length < 1e-6:
        return page
    middle = page.mean(axis=0)
    return middle + (page - middle) * (least / length)


def _bent(page: np.ndarray, bend: float) -> np.ndarray:
    span = page[-1] - page[0]
    normal = np.array([-span[1], span[0]])
    t = np.linspace(0, 1, len(page))[:, None]
    return page[0] + t * span + normal * bend * 4 * t * (1 - t)


def _beside(page: np.ndarray, body: np.ndarray) -> tuple[np.ndarray, float]:
    """The nearest place for the arrow where it lies off the body."""
    pad = 260
    wide = np.pad(body, pad)
    gap = ndimage.distance_transform_edt(~wide)
    span = page[-1] - page[0]
    along = span / max(float(np.linalg.norm(span)), 1e-9)
    normal = np.array([-along[1], along[0]])
    best, chosen, cover = 1e18, page, 0.0
    dense = _resampled(page, 40)
    for side in range(-200, 201, 10):
        for slide in range(-120, 121, 15):
            moved = dense + normal * side + along * slide
            at = np.clip(np.rint(moved + pad).astype(int), 0, np.array(wide.shape)[::-1] - 1)
            room = gap[at[:, 1], at[:, 0]]
            near = np.maximum(0, CLEAR - room) / CLEAR
            head = np.maximum(0, CLEAR + 14 - room[-8:]) / CLEAR
            touched = float(near.mean() + 0.6 * head.mean())
            cost = 60 * touched + 0.018 * abs(side) + 0.022 * abs(slide)
            if cost < best:
                best, cover = cost, touched
                chosen = page + normal * side + along * slide
    return chosen, cover


def _resampled(path: np.ndarray, count: int) -> np.ndarray:
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    at = np.linspace(0, length[-1], count)
    return np.column_stack([np.interp(at, length, path[:, k]) for k in (0, 1)])


def outline(arrow: Arrow, scale: float) -> list[np.ndarray]:
    """The arrow as a closed polygon: shaft and head, ready to be filled."""
    path = _resampled(arrow.path, 33)
    length = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
    long = min(HEAD_LONG * scale, 0.42 * length)
    wide = HEAD_WIDE * scale * min(1.0, long / (HEAD_LONG * scale) + 0.1)
    shaft = SHAFT * scale
    body = _cut(path, length, long * 0.9 if arrow.two_way else 0.0, long * 0.9)
    tangent = np.gradient(body, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    normal = np.column_stack([-tangent[:, 1], tangent[:, 0]])
    left, right = body + normal * shaft / 2, body - normal * shaft / 2
    head = _head(path[-1], body[-1], normal[-1], wide)
    points = [left, head]
    points.append(right[::-1])
    if arrow.two_way:
        points.append(_head(path[0], body[0], -normal[0], wide))
    return [np.concatenate([points[0], points[1], points[2], *points[3:]])]


def _head(tip: np.ndarray, base: np.ndarray, normal: np.ndarray, wide: float) -> np.ndarray:
    back = (base - tip) * 0.12
    return np.array([base + back + normal * wide / 2, tip, base + back - normal * wide / 2])


def _cut(path: np.ndarray, length: float, before: float, after: float) -> np.ndarray:
    at = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    wanted = np.linspace(before, length - after, 9)
    return np.column_stack([np.interp(wanted, at, path[:, k]) for k in (0, 1)])
