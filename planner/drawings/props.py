"""Props by name, as a pose file writes them: furniture, mats, weights, bands, balls.

The top of a mat is the floor, so that ``floor`` pins lie on it. A prop may give level
tops that bodies do not sink into; ``step``, ``bench`` and so on are then pin targets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from planner.drawings import furniture, held
from planner.drawings.contact import Surface
from planner.drawings.setting import Scene, Spec, vector
from planner.drawings.solids import Solid
from planner.drawings.strict_yaml import PoseError, nearest

BUILDERS: dict[str, Callable[[Spec, Scene], list[Solid]]] = {
    "mat": furniture.mat,
    **dict.fromkeys(("step", "box", "cushion", "pillow"), furniture.block),
    **dict.fromkeys(("bench", "plinth", "worktop", "stool"), furniture.table),
    "chair": furniture.chair,
    "wall": furniture.wall,
    "wedge": furniture.wedge,
    "footprint": furniture.footprint,
    "profile": furniture.profile,
    "treadmill": furniture.treadmill,
    "ball": held.sphere,
    **dict.fromkeys(("roller", "stick", "rail", "bar"), held.bar),
    "dumbbell": held.dumbbell,
    "kettlebell": held.kettlebell,
    "barbell": held.barbell,
    "band": held.band,
    "loop": held.loop,
    **dict.fromkeys(("pack", "slider"), held.pack),
    **dict.fromkeys(("patch", "pad"), held.patch),
}


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
            size, at = vector(spec, "size", (0.62, 0.62, 1.9)), vector(spec, "at", (0, 0, 0))
            top = size[1]
        elif name in ("step", "box", "cushion", "pillow") and not spec.get("soft"):
            size, at = vector(spec, "size", (0.4, 0.18, 0.3)), vector(spec, "at", (0, 0, 0))
            top = at[1] + size[1]
        elif name == "chair":
            size, at = np.array([0.44, 0, 0.42]), vector(spec, "at", (0, 0, 0))
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
