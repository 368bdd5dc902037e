"""Drawing again gives the same bytes; needs the fetched body data, so it may be left out."""

import json

import pytest

from planner.drawings import body_source, library
from tests.drawings.finished import DRAWINGS, svg_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (body_source.cache_folder() / body_source.WHEEL).exists(),
        reason="the body data are fetched by make drawings, and are not here",
    ),
]


def a_pose(key):
    return next(pose for pose in library.pose_files() if pose.id == key)


@pytest.mark.parametrize("key", ["sx-rdl-dl", "sx-iso-bridge-sl"])
def test_a_kept_pose_draws_the_same_bytes(key):
    kept = json.loads((DRAWINGS / "solved.json").read_text(encoding="utf-8"))[key]

    drawing, _ = library.draw(a_pose(key), kept["panels"])

    assert drawing.svg == svg_of(key)


def test_a_pose_solved_again_draws_the_same_bytes():
    drawing, _ = library.draw(a_pose("kc-squat"), None)

    assert drawing.svg == svg_of("kc-squat")
