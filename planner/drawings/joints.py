"""Joints, directions and limits: the words of a pose file and what they turn.

Angles are goniometer angles in degrees from anatomical standing. Every direction turns
one or more bones about an axis of the body (x to its left, y up, z forward). Within a
ball joint flexion comes first, then abduction about the moved axis, then rotation.
"""

from __future__ import annotations

from dataclasses import dataclass

X, Y, Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
SIDES = ("l", "r")


@dataclass(frozen=True)
class Direction:
    """One direction of one joint: its limits, and the bones it turns with which share."""

    joint: str
    name: str
    low: float
    high: float
    turns: tuple[tuple[str, tuple[float, float, float], float], ...]

    @property
    def key(self) -> str:
        return f"{self.joint}.{self.name}"


def _central() -> list[Direction]:
    return [
        Direction("lumbar", "flex", -32, 62, (("spine_01", X, 0.5), ("spine_02", X, 0.5))),
        Direction("lumbar", "side", -35, 35, (("spine_01", Z, 0.5), ("spine_02", Z, 0.5))),
        Direction("lumbar", "rot", -30, 30, (("spine_01", Y, 0.5), ("spine_02", Y, 0.5))),
        Direction("thoracic", "flex", -25, 45, (("spine_03", X, 1.0),)),
        Direction("thoracic", "side", -25, 25, (("spine_03", Z, 1.0),)),
        Direction("thoracic", "rot", -40, 40, (("spine_03", Y, 1.0),)),
        Direction("neck", "flex", -60, 60, (("neck_01", X, 0.5), ("head", X, 0.5))),
        Direction("neck", "side", -45, 45, (("neck_01", Z, 0.5), ("head", Z, 0.5))),
        Direction("neck", "rot", -80, 80, (("neck_01", Y, 0.4), ("head", Y, 0.6))),
    ]


def _paired(side: str) -> list[Direction]:
    out = 1.0 if side == "l" else -1.0
    hip, knee, foot, toes = (f"{b}_{side}" for b in ("thigh", "calf", "foot", "ball"))
    girdle, arm, fore, hand = (f"{b}_{side}" for b in ("clavicle", "upperarm", "lowerarm", "hand"))
    found = [
        ("hip", "flex", -30, 135, ((hip, X, -1.0),)),
        ("hip", "abd", -35, 65, ((hip, Z, out),)),
        ("hip", "rot", -50, 65, ((hip, Y, out),)),
        ("knee", "flex", -3, 155, ((knee, X, 1.0),)),
        ("ankle", "dorsi", -62, 38, ((foot, X, -1.0),)),
        ("ankle", "ev", -25, 25, ((foot, Z, out),)),
        ("toes", "ext", -30, 75, ((toes, X, -1.0),)),
        ("scapula", "elev", -12, 45, ((girdle, Z, out),)),
        ("scapula", "prot", -30, 35, ((girdle, Y, -out),)),
        ("shoulder", "flex", -65, 185, ((arm, X, -1.0),)),
        ("shoulder", "abd", -55, 180, ((arm, Z, out),)),
        ("shoulder", "rot", -95, 95, ((arm, Y, out),)),
        ("elbow", "flex", 0, 152, ((fore, X, -1.0),)),
        ("forearm", "sup", -95, 95, ((fore, Y, out * 0.5), (hand, Y, out * 0.5))),
        ("wrist", "flex", -82, 82, ((hand, Z, -out),)),
        ("wrist", "dev", -30, 40, ((hand, X, -1.0),)),
    ]
    return [Direction(f"{joint}_{side}", *rest) for joint, *rest in found]  # type: ignore[arg-type]


def _fingers(side: str) -> list[Direction]:
    out = 1.0 if side == "l" else -1.0
    names = ("index", "middle", "ring", "pinky")
    curl = tuple((f"{n}_0{k}_{side}", Z, -out) for n in names for k in (1, 2, 3))
    thumb = tuple((f"thumb_0{k}_{side}", Z, -out * s) for k, s in ((1, 0.5), (2, 0.7), (3, 0.8)))
    return [
        Direction(f"fingers_{side}", "curl", -10, 95, curl),
        Direction(f"thumb_{side}", "curl", -20, 80, thumb),
    ]


DIRECTIONS: tuple[Direction, ...] = tuple(
    _central() + [d for s in SIDES for d in _paired(s)] + [d for s in SIDES for d in _fingers(s)]
)
INDEX = {direction.key: n for n, direction in enumerate(DIRECTIONS)}
HAND_DIRECTIONS = frozenset(
    n for n, d in enumerate(DIRECTIONS) if d.joint.startswith(("fingers", "thumb"))
)
SEGMENT_MASS = {
    "pelvis": 0.142, "spine_02": 0.139, "spine_03": 0.216, "head": 0.081,
    "thigh_l": 0.100, "thigh_r": 0.100, "calf_l": 0.0465, "calf_r": 0.0465,
    "foot_l": 0.0145, "foot_r": 0.0145, "upperarm_l": 0.028, "upperarm_r": 0.028,
    "lowerarm_l": 0.016, "lowerarm_r": 0.016, "hand_l": 0.006, "hand_r": 0.006,
}  # fmt: skip
"""Share of body mass, after Winter (Biomechanics and Motor Control of Human Movement)."""
