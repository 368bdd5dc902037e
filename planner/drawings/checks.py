"""What a machine can check of a drawing, measured when it is made and kept in the index.

Penetration is measured before flesh is flattened, or the flattening would hide it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from planner.drawings import contact, proof
from planner.drawings.compose import PRINT_HIGH_MM, PRINT_MM, WEIGHTS, Drawing
from planner.drawings.joints import DIRECTIONS, INDEX
from planner.drawings.pose_file import Panel, Person, PoseFile
from planner.drawings.scene import Posed, Stage
from planner.drawings.svg import UNIT

SOFT_BONES = ("pelvis", "spine", "thigh", "upperarm", "clavicle", "neck")
PLACE = 0.12  # metres round a named place that still are that place
HOLDING = ("palm_", "heelhand_", "handback_")
FOLLOWS = ("elbow", "fingers", "thumb", "scapula", "toes", "wrist", "thoracic")


def measure(pose: PoseFile, stages: list[Stage], drawing: Drawing) -> dict[str, Any]:
    """Every measured value of a drawing, over all panels and people."""
    people = [
        (person, panel.patient if n == 0 else panel.second, stage)
        for panel, stage in zip(pose.panels, stages, strict=True)
        for n, person in enumerate(stage.people)
    ]
    sunk = [_sunk(person, stage) for person, _, stage in people]
    asked = [(p, w) for p, w, _ in people if w is not None]
    mm = min(PRINT_MM / drawing.width, PRINT_HIGH_MM / drawing.height)
    outline = drawing.outline_px * UNIT * mm
    found = {
        "pin_mm": round(max(p.solved.worst_pin_mm for p, _, _ in people), 1),
        "sunk_soft_mm": round(max(s[0] for s in sunk), 1),
        "sunk_hard_mm": round(max(s[1] for s in sunk), 1),
        "flattened": round(max(s[2] for s in sunk), 4),
        "self_mm": round(max(_crossing(p, w) for p, w in asked), 1),
        "other_mm": round(max(_into_other(stage) for stage in stages), 1),
        "hands_mm": round(max(_hands(p, w, stage) for p, w, stage in people if w), 1),
        "off_degrees": round(max(_off(p, w) for p, w in asked), 1),
        "free_degrees": round(max(_freed(p, w) for p, w in asked), 1),
        "at_limit": sorted({key for p, w in asked for key in _limits(p, w)}),
        "balance_mm": _balance(pose.panels, stages),
        "outline_mm": round(outline, 3),
        "thinnest_mm": round(outline * WEIGHTS["thin"] / WEIGHTS["outline"], 3),
        "segments": drawing.segments,
        "bytes": len(drawing.svg.encode()),
        "elements": drawing.svg.count("<") - drawing.svg.count("</"),
        "arrows": sum(int(a.get("two_way", "") != "") + 1 for a in pose.arrows),
        "arrow_over_body": round(drawing.arrow_overlap, 2),
    }
    return found | proof.ink(proof.proof(drawing.svg))


def _sunk(person: Posed, stage: Stage) -> tuple[float, float, float]:
    """Deepest soft and hard vertex below floor or tops (mm), and the share of flattened skin."""
    body = person.figure
    depth = contact.sunk(person.skin, stage.surfaces)
    depth[body.fields["hair"] > 0] = 0
    depth[np.unique(body.quads[body.part == 3])] = 0
    bone = np.array(body.skeleton.bones)[body.bone_ids[:, 0]]
    soft_coarse = np.array([str(b).startswith(SOFT_BONES) for b in bone]).astype(float)
    soft = body.refine @ soft_coarse > 0.5
    hand = body.fields["hand"] > 0.5
    hard = ~soft & ~hand
    moved = np.linalg.norm(person.pressed - person.skin, axis=1) > 0.002
    flat = float(moved[~hand].mean())
    return 1000 * float(depth[soft].max()), 1000 * float(depth[hard].max()), flat


def _crossing(person: Posed, written: Person) -> float:
    inside, _, _, _ = contact.overlaps(person.figure, person.frames)
    body = contact.capsules(person.figure)
    for n, name in enumerate(body.names):
        for k, point in enumerate(body.point_names):
            if {name, point} & written.allow:
                inside[n, k] = -1
    return 1000 * max(0.0, float(inside.max()) - contact.FLESH)


def _into_other(stage: Stage) -> float:
    """How deep a limb of either of two people is inside the other, beyond what flesh gives."""
    if len(stage.people) < 2:
        return 0.0
    first, second = ((p.figure, p.frames) for p in stage.people)
    return 1000 * max(0.0, contact.between(first, second) - contact.FLESH)


def _hands(person: Posed, written: Person, stage: Stage) -> float:
    """The widest gap (mm) between a hand and the body it is said to lie on."""
    worst = 0.0
    for pin in written.pins:
        place = next(k for k in pin if k not in ("offset", "weight"))
        goal = str(pin[place])
        theirs = goal.startswith("other.")
        if not place.startswith(HOLDING) or not (theirs or goal in person.places):
            continue
        if goal.startswith(("palm", "handback", "grip")):
            continue
        arm = person.figure.limb == {"l": 1, "r": 2}[place[-1]]
        hand = person.pressed[arm & (person.figure.fields["hand"] > 0.5)]
        held, places = person.pressed[~arm], person.places
        if theirs:
            held, places = stage.people[0].pressed, stage.people[0].places
        there = np.linalg.norm(held - places[goal.removeprefix("other.")], axis=1) < PLACE
        held = held[there]
        worst = max(worst, float(cKDTree(held).query(hand)[0].min()))
    return 1000 * worst


def _off(person: Posed, written: Person) -> float:
    gaps = [
        abs(person.solved.pose.angles[INDEX[key]] - value)
        for key, value in written.angles.items()
        if key not in written.free
    ]
    return float(max(gaps, default=0.0))


def _freed(person: Posed, written: Person) -> float:
    gaps = [
        abs(person.solved.pose.angles[INDEX[key]] - value)
        for key, value in written.angles.items()
        if key in written.free and not key.startswith(("shoulder", "elbow", "forearm", "neck"))
    ]
    return float(max(gaps, default=0.0))


def _limits(person: Posed, written: Person) -> list[str]:
    """Directions at the end of their range that nobody asked to be there."""
    found = []
    for n, d in enumerate(DIRECTIONS):
        if d.joint.split("_")[0] in FOLLOWS or d.key in written.angles:
            continue
        if not d.low + 0.5 < person.solved.pose.angles[n] < d.high - 0.5:
            found.append(d.key)
    return found


def _balance(panels: tuple[Panel, ...], stages: list[Stage]) -> float | None:
    """How far the centre of mass lies outside 30 mm from heel and toe, for standing poses."""
    worst: float | None = None
    for panel, stage in zip(panels, stages, strict=True):
        if not panel.patient.balance:
            continue
        person = stage.people[0]
        at, _, share = contact.centre_of_mass(person.figure, person.frames)
        ahead = float((share @ at)[2])
        feet = [s for s in "lr" if person.places[f"ball_{s}"][1] < 0.05 + _lowest(person)]
        back = min(person.places[f"heel_{s}"][2] for s in feet) - 0.027 + 0.03
        front = max(person.places[f"toe_{s}"][2] for s in feet) - 0.03
        gap = 1000 * max(back - ahead, ahead - front, 0.0)
        worst = round(max(worst or 0.0, gap), 1)
    return worst


def _lowest(person: Posed) -> float:
    return float(min(person.places["ball_l"][1], person.places["ball_r"][1]))
