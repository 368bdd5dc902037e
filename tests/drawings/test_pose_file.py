import pytest

from planner.drawings import library, pose_file
from planner.drawings.strict_yaml import PoseError


def a_pose(**changes):
    start = {"base": "standing", "joints": {"knee": {"flex": 10}}, "pins": [{"sole_r": "floor"}]}
    return {"id": "a-pose", "alt": "A person stands.", "start": start, **changes}


def written(tmp_path, text):
    path = tmp_path / "a-pose.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_joint_without_a_side_means_both_sides():
    pose = pose_file.parse(a_pose())

    angles = pose.panels[0].patient.angles
    assert angles == {"knee_l.flex": 10, "knee_r.flex": 10}


def test_a_side_of_its_own_wins_over_both_sides():
    joints = {"knee_r": {"flex": 90}, "knee": {"flex": 10}}
    pose = pose_file.parse(a_pose(start={"joints": joints}))

    assert pose.panels[0].patient.angles == {"knee_l.flex": 10, "knee_r.flex": 90}


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ({"joints": {"knees": {"flex": 10}}}, "unknown joint knees; did you mean knee"),
        ({"joints": {"knee": {"flexion": 1}}}, "knee has no direction flexion; did you mean flex"),
        ({"joints": {"knee": {"flex": "-.05"}}}, "a number is needed, found '-.05'"),
        ({"pins": [{"soul_r": "floor"}]}, "unknown place soul_r; did you mean sole_r"),
        ({"base": "supin"}, "unknown base supin; did you mean supine"),
        ({"jonts": {}}, "unknown key jonts; did you mean joints"),
        ({"free": ["hipp"]}, "unknown joint hipp; did you mean hip"),
        ({"pins": [{"palm_r": "floor", "palm_l": "floor"}]}, "a pin names one place"),
        ({"like": "end"}, "like: names a panel that is not written above"),
    ],
)
def test_a_mistake_is_named_together_with_what_was_probably_meant(start, message):
    with pytest.raises(PoseError, match=message.split(";", maxsplit=1)[0]) as error:
        pose_file.parse(a_pose(start=start))

    assert message in str(error.value)


def test_the_message_names_the_file_and_a_key_may_stand_only_once(tmp_path):
    text = "id: a-pose\nalt: A person stands.\nstart: {base: standing}\nstart: {base: supine}\n"

    with pytest.raises(PoseError, match=r"a-pose\.yaml: line 4: 'start' stands twice"):
        pose_file.read(written(tmp_path, text))


def test_words_that_older_yaml_takes_for_truth_values_stay_words(tmp_path):
    text = "id: a-pose\nalt: A person stands.\nwords: [on]\nstart: {base: standing}\n"

    assert pose_file.read(written(tmp_path, text)).words == ("on",)


def test_a_drawing_without_a_sentence_for_those_who_cannot_see_it_is_refused():
    with pytest.raises(PoseError, match="alt: one plain sentence"):
        pose_file.parse(a_pose(alt=""))


def test_the_end_says_only_what_differs_from_the_start():
    start = {"base": "supine", "joints": {"hip": {"flex": 45, "abd": 5}}, "pins": []}
    end = {"like": "start", "joints": {"hip_r": {"flex": 60}}}

    pose = pose_file.parse(a_pose(start=start, end=end))

    person = pose.panels[1].patient
    assert person.base == "supine"
    assert (person.angles["hip_l.flex"], person.angles["hip_r.flex"]) == (45, 60)
    assert person.angles["hip_r.abd"] == 5


def test_the_sentence_for_the_left_side_exchanges_right_and_left():
    assert pose_file.mirrored_words("Right foot flat, left knee up.") == (
        "Left foot flat, right knee up."
    )


def test_every_pose_file_of_the_library_reads_and_is_named_as_its_id():
    assert len(library.pose_files()) >= 70
