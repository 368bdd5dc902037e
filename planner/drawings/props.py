"""Props by name, as a pose file writes them: furniture, mats, weights, bands, balls.

The top of a mat is the floor, so that ``floor`` pins lie on it. A prop may give level
tops that bodies do not sink into; ``step``, ``bench`` and so on are then pin targets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.spatial import ConvexHull

from planner.drawings import solids
from planner.drawings.contact import Surface
from planner.drawings.pose_file import PoseError, nearest
from planner.drawings.skeleton import Frames, rx, ry
from planner.drawings.solids import DARK, LIGHT, MID, WHITE, Solid

Spec = dict[str, Any]
TOP_GAP = 0.003  # tops are drawn this much lower, so that what rests on them is in front


@dataclass(frozen=True)
class Scene:
    """What held and tied props need: the solved places, hand frames and skin."""

    places: dict[str, np.ndarray]
    frames: Frames
    bones: tuple[str, ...]
    skin: np.ndarray
    other: dict[str, np.ndarray]

    def at(self, target: Any, offset: Any = (0, 0, 0)) -> np.ndarray:
        if isinstance(target, str):
            source = self.other if target.startswith("other.") else self.places
            name = target.removeprefix("other.")
            if name not in source:
                raise PoseError(f"props: unknown place {target}{nearest(name, source)}")
            return source[name] + np.array(offset, dtype=float)
        return np.array(target, dtype=float) + np.array(offset, dtype=float)

    def axes(self, bone: str) -> np.ndarray:
        return self.frames.turned[self.bones.index(bone)]


def _v(spec: Spec, key: str, default: Any) -> np.ndarray:
    return np.array(spec.get(key, default), dtype=float)


def _grey(spec: Spec, default: int) -> int:
    names = {"white": WHITE, "light": LIGHT, "mid": MID, "dark": DARK}
    return names[spec["grey"]] if "grey" in spec else default


def mat(spec: Spec, scene: Scene) -> list[Solid]:
    x, y, z = _v(spec, "at", (0, 0, 0))
    wide, long = _v(spec, "size", (0.62, 1.75))
    return [solids.box(np.array([x, y - 0.010, z]), np.array([wide, 0.016, long]))]


def block(spec: Spec, scene: Scene) -> list[Solid]:
    """A step or any plain box standing on the floor, or a cushion lying on something."""
    x, y, z = _v(spec, "at", (0, 0, 0))
    size = _v(spec, "size", (0.4, 0.18, 0.3))
    turn = ry(float(spec.get("yaw", 0))) @ rx(float(spec.get("tilt", 0)))
    lower = np.array([0.0, TOP_GAP, 0.0])
    return [solids.box(np.array([x, y + size[1] / 2, z]) - lower, size, _grey(spec, LIGHT), turn)]


def table(spec: Spec, scene: Scene) -> list[Solid]:
    """A bench, plinth, worktop or stool: a top on four legs."""
    x, _, z = _v(spec, "at", (0, 0, 0))
    wide, height, long = _v(spec, "size", (0.62, 0.62, 1.9))
    thick = float(spec.get("thick", 0.06))
    found = [
        solids.box(np.array([x, height - TOP_GAP - thick / 2, z]), np.array([wide, thick, long]))
    ]
    leg = float(spec.get("leg", 0.045))
    inset = float(spec.get("inset", 0.05))
    for sx in (-1, 1):
        for sz in (-1, 1):
            spot = np.array(
                [x + sx * (wide / 2 - inset), (height - thick) / 2, z + sz * (long / 2 - inset)]
            )
            found.append(solids.box(spot, np.array([leg, height - thick, leg]), WHITE))
    return found


def chair(spec: Spec, scene: Scene) -> list[Solid]:
    """A plain chair that faces forward; the seat is at ``height``."""
    x, _, z = _v(spec, "at", (0, 0, 0))
    height = float(spec.get("height", 0.45))
    seat = table(
        {"at": [x, 0, z], "size": [0.44, height, 0.42], "thick": 0.04, "leg": 0.034, "inset": 0.02},
        scene,
    )
    back = z - 0.2
    for sx in (-1, 1):
        seat.append(
            solids.box(
                np.array([x + sx * 0.2, height + 0.21, back]), np.array([0.034, 0.42, 0.034]), WHITE
            )
        )
    seat.append(solids.box(np.array([x, height + 0.34, back]), np.array([0.40, 0.16, 0.02])))
    return seat


def wall(spec: Spec, scene: Scene) -> list[Solid]:
    """A piece of wall, edge on or face on."""
    return [
        solids.box(
            _v(spec, "at", (0, 0.9, 0)), _v(spec, "size", (0.7, 1.8, 0.05)), _grey(spec, LIGHT)
        )
    ]


def sphere(spec: Spec, scene: Scene) -> list[Solid]:
    centre = scene.at(spec.get("at"), spec.get("offset", (0, 0, 0)))
    return [solids.ball(centre, float(spec.get("radius", 0.05)), _grey(spec, MID))]


def bar(spec: Spec, scene: Scene) -> list[Solid]:
    """A round bar between two places: roller, stick, rail, crossbar."""
    a, b = (
        scene.at(spec["from"], spec.get("offset", (0, 0, 0))),
        scene.at(spec["to"], spec.get("offset", (0, 0, 0))),
    )
    more = float(spec.get("beyond", 0.0)) * (b - a) / np.linalg.norm(b - a)
    return [
        solids.cylinder(a - more, b + more, float(spec.get("radius", 0.015)), _grey(spec, LIGHT))
    ]


def dumbbell(spec: Spec, scene: Scene) -> list[Solid]:
    side = spec["hand"]
    centre = scene.at(f"grip_{side}")
    axis = scene.axes(f"hand_{side}")[:, 2]
    found = [solids.cylinder(centre - 0.08 * axis, centre + 0.08 * axis, 0.014, WHITE)]
    for way in (-1, 1):
        found.append(
            solids.cylinder(centre + way * 0.062 * axis, centre + way * 0.125 * axis, 0.042, DARK)
        )
    return found


def kettlebell(spec: Spec, scene: Scene) -> list[Solid]:
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
    stops = [scene.at(s, spec.get("offset", (0, 0, 0)) if n == len(spec["through"]) - 1 else (0, 0, 0))
             for n, s in enumerate(spec["through"])]  # fmt: skip
    sag = float(spec.get("sag", 0.0))
    path: list[np.ndarray] = []
    for a, b in zip(stops[:-1], stops[1:], strict=True):
        t = np.linspace(0, 1, 14)[:, None]
        piece = a + (b - a) * t
        piece[:, 1] -= sag * (4 * t[:, 0] * (1 - t[:, 0]))
        path += list(piece)
    return [solids.tube(np.array(path), float(spec.get("radius", 0.009)), _grey(spec, DARK))]


def loop(spec: Spec, scene: Scene) -> list[Solid]:
    """A band or cuff that follows the section of one limb, or goes round two."""
    names = spec["round"] if isinstance(spec["round"], list) else [spec["round"]]
    share, width = float(spec.get("share", 0.9)), float(spec.get("width", 0.035))
    rings, ups = [], []
    for bone in names:
        n = scene.bones.index(bone)
        child = {"thigh": "calf", "calf": "foot", "upperarm": "lowerarm", "lowerarm": "hand"}[
            bone[:-2]
        ]
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
    u, v = solids._across(up)
    flat = np.column_stack([(points - centre) @ u, (points - centre) @ v])
    hull = flat[ConvexHull(flat).vertices]
    middle = hull.mean(axis=0)
    hull = middle + (hull - middle) * (1 + 0.006 / np.linalg.norm(hull - middle, axis=1))[:, None]
    ring = _resample(hull, 72)
    if len(names) == 2:
        up_line = np.zeros((72, 3))
    else:
        up_line = np.zeros((72, 3))
    world = centre + np.outer(ring[:, 0], u) + np.outer(ring[:, 1], v) + up_line
    return [solids.ribbon(world, up, width, _grey(spec, DARK))]


def _resample(hull: np.ndarray, count: int) -> np.ndarray:
    closed = np.concatenate([hull, hull[:1]])
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    at = np.linspace(0, length[-1], count, endpoint=False)
    return np.column_stack([np.interp(at, length, closed[:, k]) for k in (0, 1)])


def pack(spec: Spec, scene: Scene) -> list[Solid]:
    """A flat thing on the body: cold pack, pads; or under it: slider, towel."""
    centre = scene.at(spec["on"], spec.get("offset", (0, 0, 0)))
    size = _v(spec, "size", (0.12, 0.02, 0.16))
    turn = ry(float(spec.get("yaw", 0))) @ rx(float(spec.get("tilt", 0)))
    return [solids.box(centre, size, _grey(spec, WHITE), turn)]


def wedge(spec: Spec, scene: Scene) -> list[Solid]:
    """A seat cushion, high behind and low in front."""
    x, y, z = _v(spec, "at", (0, 0, 0))
    long, back, front = (
        float(spec.get("long", 0.4)),
        float(spec.get("back", 0.08)),
        float(spec.get("front", 0.02)),
    )
    outline = np.array(
        [[z - long / 2, y], [z + long / 2, y], [z + long / 2, y + front], [z - long / 2, y + back]]
    )
    wide = float(spec.get("wide", 0.42))
    return [solids.prism(outline, x - wide / 2, x + wide / 2, MID)]


def profile(spec: Spec, scene: Scene) -> list[Solid]:
    """Any outline in the side view (pairs of forward, up), carried sideways."""
    return [
        solids.prism(
            np.array(spec["outline"], dtype=float),
            float(spec["low"]),
            float(spec["high"]),
            _grey(spec, LIGHT),
        )
    ]


def treadmill(spec: Spec, scene: Scene) -> list[Solid]:
    x, _, z = _v(spec, "at", (0, 0, 0))
    found = [solids.box(np.array([x, -0.05, z]), np.array([0.6, 0.1, 1.4]))]
    for side in (-1, 1):
        post = np.array([x + side * 0.33, 0, z + 0.58])
        found.append(solids.cylinder(post, post + np.array([0, 1.05, 0.1]), 0.022, WHITE, 20))
        found.append(
            solids.cylinder(
                post + np.array([0, 0.92, 0.09]),
                post + np.array([0, 0.88, -0.45]),
                0.018,
                WHITE,
                20,
            )
        )
    found.append(solids.box(np.array([x, 1.08, z + 0.69]), np.array([0.68, 0.16, 0.05]), MID))
    return found


BUILDERS: dict[str, Callable[[Spec, Scene], list[Solid]]] = {
    "mat": mat, "step": block, "box": block, "cushion": block, "pillow": block, "bench": table,
    "plinth": table, "worktop": table, "stool": table, "chair": chair, "wall": wall,
    "ball": sphere, "roller": bar, "stick": bar, "rail": bar, "bar": bar, "dumbbell": dumbbell,
    "kettlebell": kettlebell, "barbell": barbell, "band": band, "loop": loop, "pack": pack,
    "slider": pack, "wedge": wedge, "profile": profile, "treadmill": treadmill,
}  # fmt: skip


def build(props: tuple[dict[str, Any], ...], scene: Scene) -> list[Solid]:
    """The solids of every prop of a panel."""
    found: list[Solid] = []
    for prop in props:
        name, spec = _named(prop)
        found += BUILDERS[name](spec, scene)
    return found


def _named(prop: dict[str, Any]) -> tuple[str, Spec]:
    name = next(iter(prop))
    if name not in BUILDERS:
        raise PoseError(f"props: unknown prop {name}{nearest(name, BUILDERS)}")
    return name, prop[name] or {}


def surfaces(props: tuple[dict[str, Any], ...]) -> tuple[tuple[Surface, ...], dict[str, float]]:
    """Level tops that hold a body, and their heights by name for pins."""
    found, tops = [], {}
    for prop in props:
        name, spec = _named(prop)
        if name in ("bench", "plinth", "worktop", "stool"):
            size, at = _v(spec, "size", (0.62, 0.62, 1.9)), _v(spec, "at", (0, 0, 0))
            top = size[1]
        elif name in ("step", "box", "cushion", "pillow") and not spec.get("soft"):
            size, at = _v(spec, "size", (0.4, 0.18, 0.3)), _v(spec, "at", (0, 0, 0))
            top = at[1] + size[1]
        elif name == "chair":
            size, at = np.array([0.44, 0, 0.42]), _v(spec, "at", (0, 0, 0))
            top = float(spec.get("height", 0.45))
        else:
            continue
        tops[name] = float(top)
        half = (size[0] / 2, size[2] / 2)
        found.append(
            Surface(
                float(top), (at[0] - half[0], at[2] - half[1]), (at[0] + half[0], at[2] + half[1])
            )
        )
    return tuple(found), tops


def spheres(props: tuple[dict[str, Any], ...], scene: Scene) -> list[tuple[np.ndarray, float]]:
    """Balls that dent the body where they press."""
    return [
        (scene.at(spec.get("at"), spec.get("offset", (0, 0, 0))), float(spec.get("radius", 0.05)))
        for name, spec in map(_named, props) if name == "ball" and spec.get("dents", "yes") == "yes"
    ]  # fmt: skip
