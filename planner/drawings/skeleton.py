"""Forward kinematics and its exact Jacobian.

A bone's frame is its parent's frame times its own turns; a point on a bone moves with
``axis x (point - joint)`` for every turn above it. No finite differences are needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from planner.drawings.joints import DIRECTIONS

ROOT = "pelvis"


def turn(axis: np.ndarray, angle: float) -> np.ndarray:
    """Rotation matrix about a unit axis, angle in radians (Rodrigues)."""
    x, y, z = axis
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * (cross @ cross)


def rx(degrees: float) -> np.ndarray:
    """Turn about the sideways axis."""
    return turn(np.array([1.0, 0, 0]), np.radians(degrees))


def ry(degrees: float) -> np.ndarray:
    """Turn about the vertical."""
    return turn(np.array([0, 1.0, 0]), np.radians(degrees))


def rz(degrees: float) -> np.ndarray:
    """Turn about the forward axis."""
    return turn(np.array([0, 0, 1.0]), np.radians(degrees))


BASES = {
    "standing": np.eye(3),
    "sitting": np.eye(3),
    "kneeling": np.eye(3),
    "supine": rx(-90),
    "prone": rx(90),
    "side_l": ry(-90) @ rz(-90),
    "side_r": ry(90) @ rz(90),
    "quadruped": rx(80),
}


@dataclass(frozen=True)
class Pose:
    """Where the pelvis is, how it is turned, and every joint angle in degrees."""

    at: np.ndarray
    root_turn: tuple[float, float, float]  # pitch, roll, yaw in degrees, before the base
    base: str
    angles: np.ndarray

    def root(self) -> np.ndarray:
        pitch, roll, yaw = self.root_turn
        return ry(yaw) @ rx(pitch) @ rz(roll) @ BASES[self.base]


@dataclass(frozen=True)
class Frames:
    """Every bone's orientation and joint position, and the world axes of every turn."""

    turned: np.ndarray  # bone, 3, 3 (without the neutral correction)
    posed: np.ndarray  # bone, 3, 3 (with it: rest -> world)
    places: np.ndarray  # bone, 3
    axes: np.ndarray  # turn, 3


@dataclass(frozen=True)
class Skeleton:
    """Bones in parent-first order, rest joints, neutral corrections, and the turns."""

    bones: tuple[str, ...]
    parent: tuple[int, ...]
    heads: np.ndarray
    neutral: np.ndarray
    turns: tuple[tuple[int, np.ndarray, int, float], ...] = field(init=False)
    under: np.ndarray = field(init=False)  # turn x bone: does the turn move the bone?

    def __post_init__(self) -> None:
        number = {b: n for n, b in enumerate(self.bones)}
        turns = [
            (number[bone], np.array(axis), d, share)
            for d, direction in enumerate(DIRECTIONS)
            for bone, axis, share in direction.turns
        ]
        order = sorted(range(len(turns)), key=lambda n: (turns[n][0], n))
        turns = [turns[n] for n in order]
        object.__setattr__(self, "turns", tuple(turns))
        above = np.eye(len(self.bones), dtype=bool)
        for bone, parent in enumerate(self.parent):
            if parent >= 0:
                above[bone] |= above[parent]
        under = np.array([above[:, bone] for bone, _, _, _ in turns])
        object.__setattr__(self, "under", under)

    def number(self, bone: str) -> int:
        return self.bones.index(bone)

    def frames(self, pose: Pose) -> Frames:
        count = len(self.bones)
        turned, posed = np.zeros((count, 3, 3)), np.zeros((count, 3, 3))
        places, axes = np.zeros((count, 3)), np.zeros((len(self.turns), 3))
        of_bone: dict[int, list[int]] = {}
        for n, (bone, _, _, _) in enumerate(self.turns):
            of_bone.setdefault(bone, []).append(n)
        for bone, parent in enumerate(self.parent):
            if parent < 0:
                frame, places[bone] = pose.root(), pose.at
            else:
                frame = turned[parent]
                places[bone] = places[parent] + posed[parent] @ (
                    self.heads[bone] - self.heads[parent]
                )
            for n in of_bone.get(bone, ()):
                _, axis, direction, share = self.turns[n]
                axes[n] = frame @ axis
                frame = frame @ turn(axis, np.radians(pose.angles[direction] * share))
            turned[bone], posed[bone] = frame, frame @ self.neutral[bone]
        return Frames(turned, posed, places, axes)

    def points(self, frames: Frames, bones: np.ndarray, rest: np.ndarray) -> np.ndarray:
        """World places of points given at rest on their bones."""
        offsets = rest - self.heads[bones]
        return np.einsum("nij,nj->ni", frames.posed[bones], offsets) + frames.places[bones]

    def jacobian(self, frames: Frames, pose: Pose, bones: np.ndarray, at: np.ndarray) -> np.ndarray:
        """d(point)/d(unknown): points x 3 x (3 place + 3 root turn + directions), per degree."""
        found = np.zeros((len(at), 3, 6 + len(DIRECTIONS)))
        found[:, :, :3] = np.eye(3)
        pitch, _, yaw = pose.root_turn
        root_axes = (ry(yaw)[:, 0], (ry(yaw) @ rx(pitch))[:, 2], np.array([0.0, 1.0, 0.0]))
        for n, axis in enumerate(root_axes):
            found[:, :, 3 + n] = np.cross(axis, at - pose.at)
        joints = frames.places[[t[0] for t in self.turns]]
        reach = at[:, None, :] - joints[None, :, :]
        moves = np.cross(frames.axes[None, :, :], reach) * self.under[:, bones].T[:, :, None]
        for n, (_, _, direction, share) in enumerate(self.turns):
            found[:, :, 6 + direction] += moves[:, n, :] * share
        found[:, :, 3:] *= np.pi / 180
        return found
