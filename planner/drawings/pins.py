"""Contacts: a place on the body that must be on the floor, on a prop or on another place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.drawings.landmarks import Landmarks
from planner.drawings.pose_file import Person
from planner.drawings.skeleton import Frames, Pose, Skeleton
from planner.drawings.strict_yaml import PoseError

Row = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Pin:
    """One place held: to fixed coordinates (NaN where free) or to another own place."""

    place: str
    target: np.ndarray
    other: str = ""
    weight: float = 1.0

    def _state(self, skeleton: Skeleton, frames: Frames, marks: Landmarks) -> tuple[Any, Any]:
        n = marks.number(self.place)
        here = skeleton.points(frames, marks.bones[[n]], marks.rest[[n]])
        if not self.other:
            return here, None
        m = marks.number(self.other)
        return here, skeleton.points(frames, marks.bones[[m]], marks.rest[[m]])

    def residual(
        self, skeleton: Skeleton, frames: Frames, pose: Pose, marks: Landmarks, sigma: float
    ) -> Row:
        here, there = self._state(skeleton, frames, marks)
        n = marks.number(self.place)
        slope = skeleton.jacobian(frames, pose, marks.bones[[n]], here)[0]
        goal = self.target.copy()
        if there is not None:
            m = marks.number(self.other)
            slope = slope - skeleton.jacobian(frames, pose, marks.bones[[m]], there)[0]
            goal = goal + there[0]
        asked = ~np.isnan(goal)
        share = self.weight / sigma
        return (here[0] - goal)[asked] * share, slope[asked] * share

    def error(self, skeleton: Skeleton, frames: Frames, marks: Landmarks) -> float:
        """Distance in metres; pins of low weight are wishes and do not count."""
        if self.weight < 1:
            return 0.0
        here, there = self._state(skeleton, frames, marks)
        goal = self.target if there is None else self.target + there[0]
        gap = (here[0] - goal)[~np.isnan(goal)]
        return float(np.abs(gap).max()) if len(gap) else 0.0


@dataclass(frozen=True)
class Targets:
    """What pins may refer to: places of the start panel and of the other person."""

    before: dict[str, np.ndarray]
    other: dict[str, np.ndarray]
    tops: dict[str, float]

    def pins(self, person: Person, marks: Landmarks) -> list[Pin]:
        found: list[Pin] = []
        for written in person.pins:
            place = next(k for k in written if k not in ("offset", "weight"))
            offset = np.array(written.get("offset", (0.0, 0.0, 0.0)), dtype=float)
            weight = float(written.get("weight", 1.0))
            found += self._one(place, written[place], offset, weight, marks)
        return found

    def _one(
        self, place: str, goal: Any, offset: np.ndarray, weight: float, marks: Landmarks
    ) -> list[Pin]:
        free = np.array([np.nan, 0.0, np.nan])
        if place.startswith("sole_"):
            return self._sole(place[-1], goal, offset, weight, marks)
        if goal == "floor":
            return [Pin(place, free + offset, weight=weight)]
        if goal == "same":
            if place not in self.before:
                raise PoseError(f"pin {place}: same, but there is no start panel")
            return [Pin(place, self.before[place] + offset, weight=weight)]
        if isinstance(goal, (int, float)):
            return [Pin(place, np.array([np.nan, float(goal), np.nan]), weight=weight)]
        if isinstance(goal, list):
            at = np.array([np.nan if v is None else float(v) for v in goal])
            return [Pin(place, at, weight=weight)]
        if str(goal).startswith("other."):
            name = str(goal)[6:]
            if name not in self.other:
                raise PoseError(f"pin {place}: the other person has no place {name}")
            return [Pin(place, self.other[name] + offset, weight=weight)]
        if goal in self.tops:
            return [Pin(place, np.array([np.nan, self.tops[goal], np.nan]) + offset, weight=weight)]
        if goal not in marks.names:
            raise PoseError(f"pin {place}: unknown target {goal}")
        return [Pin(place, offset, other=str(goal), weight=weight)]

    def _sole(
        self, side: str, goal: Any, offset: np.ndarray, weight: float, marks: Landmarks
    ) -> list[Pin]:
        """Heel, ball and both edges of the ball level; place and direction when given."""
        del marks
        heel, ball = f"heel_{side}", f"ball_{side}"
        edges = (f"ballin_{side}", f"ballout_{side}")
        if goal == "same":
            held = [Pin(p, self.before[p] + offset, weight=weight) for p in (heel, ball)]
            return held + [
                Pin(e, np.array([np.nan, self.before[e][1], np.nan]), weight=weight) for e in edges
            ]
        at = [np.nan, 0.0, np.nan]
        if isinstance(goal, list):
            at = [np.nan if v is None else float(v) for v in goal]
        elif isinstance(goal, (int, float)):
            at[1] = float(goal)
        elif goal in self.tops:
            at[1] = self.tops[goal]
        level = np.array([np.nan, at[1], np.nan]) + offset
        found = [Pin(heel, np.array(at) + offset, weight=weight), Pin(ball, level, weight=weight)]
        return found + [Pin(e, level, weight=weight) for e in edges]
