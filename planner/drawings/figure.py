"""A dressed figure, ready to be posed: mesh, weights, fields, skeleton, landmarks.

Two figures of ordinary adult build are drawn, a woman and a man. Building one takes a
few seconds, so it is kept in the cache under a name made from the code that made it.
"""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

from planner.drawings import attachments, body_source, clothing, shoes, subdivide
from planner.drawings.body_source import BODY_VERTICES, BodyData
from planner.drawings.neutral import build_skeleton
from planner.drawings.skeleton import Skeleton

MADE_BY = ("attachments", "body_source", "clothing", "shoes", "subdivide", "neutral", "figure")
SKIN, SHIRT, SHORTS, HAIR, SHOE, SOLE = range(6)
LIMBS = {"arm_l": 1, "arm_r": 2, "leg_l": 3, "leg_r": 4}


@dataclass(frozen=True)
class Build:
    """Shares of the linear body targets for one figure."""

    sex_mix: float
    muscle: float
    weight: float
    cup: float
    bun: bool


BUILDS = {
    "woman": Build(0.26, 0.0, 0.0, 0.35, True),
    "man": Build(0.88, -0.1, 0.0, 0.0, False),
}


@dataclass(frozen=True)
class Figure:
    """Coarse body vertices are skinned, then subdivided; shoes and bun are added after.

    ``rest`` is the undressed position used to tell parts of the body apart;
    ``fields`` holds shirt, shorts, hair, sole, head, hand and quiet per fine vertex.
    """

    skeleton: Skeleton
    vertices: np.ndarray
    bone_ids: np.ndarray
    bone_weights: np.ndarray
    refine: sparse.csr_matrix
    quads: np.ndarray
    rest: np.ndarray
    fields: dict[str, np.ndarray]
    limb: np.ndarray
    part: np.ndarray  # 0 body, 1 shoe, 2 eye, 3 bun per quad
    ground: float
    skin_vertices: np.ndarray  # the bare body, for landmarks
    dominant: np.ndarray
    eyes: np.ndarray
    tails: dict[str, np.ndarray]


def load(name: str) -> Figure:
    """The figure called ``woman`` or ``man``, built or taken from the cache."""
    here = Path(__file__).parent
    source = b"".join(
        (here / f"{m}.py").read_bytes() for m in MADE_BY if (here / f"{m}.py").exists()
    )
    key = hashlib.sha256(source + repr(BUILDS[name]).encode()).hexdigest()[:12]
    kept = body_source.cache_folder() / f"figure-{name}-{key}.pickle"
    if kept.exists():
        return pickle.loads(kept.read_bytes())  # noqa: S301 (our own cache)
    figure = build(BUILDS[name])
    kept.write_bytes(pickle.dumps(figure))
    return figure


def build(wanted: Build) -> Figure:
    """Dress the body, give it shoes and a bun, and prepare the subdivision."""
    body = body_source.read_body(wanted.sex_mix, wanted.muscle, wanted.weight, wanted.cup)
    skeleton = build_skeleton(body)
    ids, shares = _weights(body, skeleton)
    dominant = np.array(skeleton.bones)[ids[:, 0]]
    dressed = clothing.dress(body, dominant, not wanted.bun)
    ground = float(body.vertices[:BODY_VERTICES, 1].min())
    quads = _without_feet(body, dominant, ground)
    worn = _inside_shoes(body, dressed.vertices, dominant, ground)
    refine, fine_quads = subdivide.catmull_clark(quads, BODY_VERTICES)
    bare = body.vertices[:BODY_VERTICES]
    bones = [str(b) for b in dominant]
    fields = {
        "shirt": refine @ dressed.shirt,
        "shorts": refine @ dressed.shorts,
        "hair": refine @ dressed.hair,
        "head": refine @ np.isin(dominant, ["head"]).astype(float),
        "hand": refine @ np.array([_is_hand(b) for b in bones], dtype=float),
        "quiet": refine @ _quiet(body, bare),
    }
    vertices, all_ids, all_shares = [worn], [ids], [shares]
    rests, parts, all_quads = [refine @ bare], [np.zeros(len(fine_quads), int)], [fine_quads]
    limb = [np.rint((refine @ np.eye(5)[_limbs(bones)]).argmax(axis=1)).astype(int)]
    sole = [np.full(refine.shape[0], -0.1)]
    extra = 0
    for piece, piece_ids, piece_shares, part, piece_limb, piece_sole in attachments.attachments(
        body, skeleton, bare, ids, ground, wanted.bun
    ):
        start = refine.shape[0] + extra
        extra += len(piece[0])
        vertices.append(piece[0])
        all_ids.append(piece_ids)
        all_shares.append(piece_shares)
        rests.append(piece[0] + (1.0 if part == 3 else 0.0))
        all_quads.append(piece[1] + start)
        parts.append(np.full(len(piece[1]), part))
        limb.append(np.full(len(piece[0]), piece_limb))
        sole.append(piece_sole)
    blank = {"hair": -0.1, "shirt": -0.1, "shorts": -0.1}
    count = sum(len(r) for r in rests)
    for key in list(fields):
        tail = np.full(count - len(fields[key]), blank.get(key, 0.0))
        fields[key] = np.concatenate([fields[key], tail])
    fields["sole"] = np.concatenate(sole)
    skinned = np.concatenate(vertices)
    full = sparse.block_diag([refine, sparse.eye(len(skinned) - BODY_VERTICES)]).tocsr()
    return Figure(
        skeleton, skinned, np.concatenate(all_ids), np.concatenate(all_shares), full,
        np.concatenate(all_quads), np.concatenate(rests), fields, np.concatenate(limb),
        np.concatenate(parts), ground, bare, dominant, attachments.eyes(body), body.tails,
    )  # fmt: skip


def _weights(body: BodyData, skeleton: Skeleton) -> tuple[np.ndarray, np.ndarray]:
    """The four strongest bones of every vertex."""
    table = np.zeros((BODY_VERTICES, len(skeleton.bones)))
    for bone, (index, share) in body.weights.items():
        name = "pelvis" if bone == "Root" else bone
        table[index, skeleton.number(name)] += share
    ids = np.argsort(-table, axis=1, kind="stable")[:, :4]
    shares = np.take_along_axis(table, ids, axis=1)
    return ids, shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)


def _without_feet(body: BodyData, dominant: np.ndarray, ground: float) -> np.ndarray:
    up = body.vertices[:BODY_VERTICES, 1] - ground
    ankle = body.heads["foot_l"]
    low = up < np.asarray(shoes.rim_height(body.vertices[:BODY_VERTICES, 2], ankle[2])) - 0.007
    hidden = low & np.isin(dominant, ["foot_l", "foot_r", "ball_l", "ball_r", "calf_l", "calf_r"])
    return body.body_quads[~hidden[body.body_quads].all(axis=1)]


def _inside_shoes(
    body: BodyData, moved: np.ndarray, dominant: np.ndarray, ground: float
) -> np.ndarray:
    """Draw the skin in a little below the collar, so that it never pokes through a shoe."""
    found = moved.copy()
    bare = body.vertices[:BODY_VERTICES]
    for side in ("l", "r"):
        ankle = body.heads[f"foot_{side}"]
        rim = np.asarray(shoes.rim_height(bare[:, 2], ankle[2]))
        below = np.clip((rim + 0.006 - (bare[:, 1] - ground)) / 0.014, 0, 1)
        near = np.isin(dominant, [f"{b}_{side}" for b in ("calf", "foot", "ball")])
        outward = clothing.normals(bare, body.body_quads)
        found -= outward * (0.008 * below * near)[:, None]
    return found


def _is_hand(bone: str) -> bool:
    return bone.startswith(("hand", "index", "middle", "ring", "pinky", "thumb"))


def _limbs(bones: list[str]) -> np.ndarray:
    arm = ("upperarm", "lowerarm", "hand", "index", "middle", "ring", "pinky", "thumb")
    leg = ("thigh", "calf", "foot", "ball")
    found = []
    for bone in bones:
        kind = "arm" if bone.startswith(arm) else "leg" if bone.startswith(leg) else ""
        found.append(LIMBS.get(f"{kind}_{bone[-1]}", 0))
    return np.array(found)


def _quiet(body: BodyData, bare: np.ndarray) -> np.ndarray:
    """Where no inner lines are wanted: round the eyes and in the mouth."""
    found = np.zeros(len(bare))
    for eye in attachments.eyes(body):
        near = np.linalg.norm(bare - eye, axis=1)
        found = np.maximum(found, near < 0.026)
    middle = attachments.eyes(body).mean(axis=0)
    mouth = middle + np.array([0, -0.068, -0.015])
    ellipse = np.sqrt((bare[:, 0] / 0.036) ** 2 + ((bare - mouth)[:, 1] / 0.026) ** 2)
    inside = (ellipse < 1) & (bare[:, 2] > middle[2] - 0.06)
    chin = np.linalg.norm(
        (bare - middle) * np.array([1, 1, 0.6]) + np.array([0, 0.115, 0.02]), axis=1
    )
    return np.maximum(np.maximum(found, inside), chin < 0.040)
