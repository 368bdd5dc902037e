import numpy as np
import pytest

from planner.drawings.joints import DIRECTIONS, INDEX
from planner.drawings.skeleton import BASES, Pose, Skeleton

PARENTS = {
    "pelvis": "", "spine_01": "pelvis", "spine_02": "spine_01", "spine_03": "spine_02",
    "neck_01": "spine_03", "head": "neck_01",
}  # fmt: skip
LIMBS = {
    "thigh": "pelvis", "calf": "thigh", "foot": "calf", "ball": "foot",
    "clavicle": "spine_03", "upperarm": "clavicle", "lowerarm": "upperarm", "hand": "lowerarm",
}  # fmt: skip
FINGERS = ("index", "middle", "ring", "pinky", "thumb")


def a_skeleton():
    """A stick figure with every bone the joints turn, in anatomical standing."""
    parents = dict(PARENTS)
    for side in "lr":
        for bone, above in LIMBS.items():
            central = above in ("pelvis", "spine_03")
            parents[f"{bone}_{side}"] = above if central else f"{above}_{side}"
        for finger in FINGERS:
            for n in (1, 2, 3):
                above = f"hand_{side}" if n == 1 else f"{finger}_0{n - 1}_{side}"
                parents[f"{finger}_0{n}_{side}"] = above
    bones = tuple(parents)
    step = {"spine": 0.1, "neck": 0.2, "head": 0.1, "thigh": -0.02, "calf": -0.4, "foot": -0.4}
    heads = np.zeros((len(bones), 3))
    for n, bone in enumerate(bones):
        if not parents[bone]:
            continue
        out = {"l": 1, "r": -1}.get(bone[-1] if bone[-2] == "_" else "", 0)
        rise = step.get(bone.split("_")[0], -0.06)
        aside = 0.1 * out if bone.startswith(("thigh", "clavicle")) else 0.0
        ahead = 0.13 if bone.startswith("ball") else 0.0
        heads[n] = heads[bones.index(parents[bone])] + (aside, rise, ahead)
    numbers = tuple(bones.index(parents[b]) if parents[b] else -1 for b in bones)
    return Skeleton(bones, numbers, heads, np.tile(np.eye(3), (len(bones), 1, 1)))


def a_standing(**angles):
    values = np.zeros(len(DIRECTIONS))
    for key, value in angles.items():
        values[INDEX[key.replace("__", ".")]] = value
    return Pose(np.array([0.0, 0.9, 0.0]), (0.0, 0.0, 0.0), "standing", values)


def place(skeleton, pose, bone, rest=(0.0, 0.0, 0.0)):
    n = skeleton.number(bone)
    frames = skeleton.frames(pose)
    return skeleton.points(frames, np.array([n]), skeleton.heads[[n]] + np.array(rest))[0]


@pytest.mark.parametrize(
    ("angle", "bone", "axis", "sign"),
    [
        ("hip_r__flex", "calf_r", 2, 1),
        ("hip_r__abd", "calf_r", 0, -1),
        ("hip_l__abd", "calf_l", 0, 1),
        ("knee_r__flex", "foot_r", 2, -1),
        ("shoulder_l__flex", "lowerarm_l", 2, 1),
        ("shoulder_r__abd", "lowerarm_r", 0, -1),
        ("elbow_r__flex", "hand_r", 2, 1),
        ("ankle_r__dorsi", "ball_r", 1, 1),
        ("lumbar__flex", "head", 2, 1),
        ("lumbar__side", "head", 0, -1),
    ],
)
def test_a_positive_angle_moves_the_limb_the_way_its_name_says(angle, bone, axis, sign):
    skeleton = a_skeleton()

    before, after = (place(skeleton, a_standing(**{angle: v}), bone) for v in (0, 30))

    assert sign * (after - before)[axis] > 0.01


def test_turning_joints_never_changes_the_length_of_a_bone():
    skeleton = a_skeleton()
    angles = np.random.default_rng(3).uniform(-60, 60, len(DIRECTIONS))
    frames = skeleton.frames(Pose(np.zeros(3), (10.0, 5.0, 40.0), "supine", angles))

    for bone, above in enumerate(skeleton.parent):
        if above >= 0:
            rest = np.linalg.norm(skeleton.heads[bone] - skeleton.heads[above])
            posed = np.linalg.norm(frames.places[bone] - frames.places[above])
            assert posed == pytest.approx(rest, abs=1e-12)


def test_left_and_right_mirror_one_another():
    skeleton = a_skeleton()
    right = a_standing(hip_r__flex=50, hip_r__abd=20, hip_r__rot=15, knee_r__flex=70)
    left = a_standing(hip_l__flex=50, hip_l__abd=20, hip_l__rot=15, knee_l__flex=70)

    mirrored = place(skeleton, right, "ball_r") * np.array([-1, 1, 1])

    assert place(skeleton, left, "ball_l") == pytest.approx(mirrored, abs=1e-12)


@pytest.mark.parametrize("base", sorted(BASES))
def test_the_exact_jacobian_agrees_with_small_differences(base):
    skeleton = a_skeleton()
    random = np.random.default_rng(5)
    angles = random.uniform(-40, 40, len(DIRECTIONS))
    values = np.concatenate([[0.1, 0.8, -0.2], [12.0, -7.0, 30.0], angles])
    bones = np.array([skeleton.number(b) for b in ("ball_r", "hand_l", "head", "index_03_r")])
    rest = skeleton.heads[bones] + random.uniform(-0.05, 0.05, (4, 3))

    def pose(x):
        return Pose(x[:3], (x[3], x[4], x[5]), base, x[6:])

    def at(x):
        return skeleton.points(skeleton.frames(pose(x)), bones, rest)

    exact = skeleton.jacobian(skeleton.frames(pose(values)), pose(values), bones, at(values))

    for n in range(len(values)):
        step = np.zeros(len(values))
        step[n] = 1e-5
        slope = (at(values + step) - at(values - step)) / 2e-5
        assert exact[:, :, n] == pytest.approx(slope, abs=1e-7)
