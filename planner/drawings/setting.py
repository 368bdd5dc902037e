"""What a prop needs to know: how it is written, and where the posed body is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.drawings.skeleton import Frames
from planner.drawings.solids import DARK, LIGHT, MID, WHITE
from planner.drawings.strict_yaml import PoseError, nearest

Spec = dict[str, Any]


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


def vector(spec: Spec, key: str, default: Any) -> np.ndarray:
    """A written place or size, or its default."""
    return np.array(spec.get(key, default), dtype=float)


def grey(spec: Spec, default: int) -> int:
    """The written grey by name, or its default."""
    names = {"white": WHITE, "light": LIGHT, "mid": MID, "dark": DARK}
    return names[spec["grey"]] if "grey" in spec else default
