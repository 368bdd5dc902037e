"""What a body may not do: checked on plain points and on the figure itself."""

import dataclasses

import numpy as np
import pytest

from planner.drawings import checks, contact, figure, pose_file, raster, scene, solve
from planner.drawings.contact import Surface
from planner.drawings.joints import DIRECTIONS
from planner.drawings.skeleton import Pose
from tests.drawings.test_pose_file import a_pose as a_written_pose

SEAT = Surface(top=0.45, low=(-0.2, -0.2), high=(0.2, 0.2))


def standing(at):
    pose = Pose(np.array(at), (0.0, 0.0, 0.0), "standing", np.zeros(len(DIRECTIONS)))
    return scene.posed("woman", solve.Solved(pose, 0.0, {}, frozenset()))


def test_what_is_below_a_seat_top_is_in_it_by_its_depth():
    assert contact.sunk(np.array([[0.0, 0.42, 0.0]]), (SEAT,)) == pytest.approx([0.03])


def test_a_calf_hanging_at_the_edge_of_a_seat_is_beside_it_and_not_in_it():
    assert contact.sunk(np.array([[0.0, 0.38, 0.19]]), (SEAT,)) == pytest.approx([0.0])


def test_what_is_below_the_floor_is_in_it_wherever_it_is():
    assert contact.sunk(np.array([[3.0, -0.02, 3.0]]), (SEAT,)) == pytest.approx([0.02])


@pytest.mark.slow
def test_a_person_who_stands_in_another_is_found_and_one_beside_is_not():
    one, into, beside = standing((0, 0.9, 0)), standing((0.1, 0.9, 0)), standing((0.9, 0.9, 0))

    def depth(other):
        return contact.between((one.figure, one.frames), (other.figure, other.frames))

    assert depth(into) > 0.03
    assert depth(beside) < 0


@pytest.mark.slow
def test_a_hand_that_lies_on_nothing_is_measured_by_its_gap():
    person = standing((0, 0.9, 0))
    written = (
        pose_file.parse(a_written_pose(start={"pins": [{"palm_r": "chest"}]})).panels[0].patient
    )

    alone = scene.Stage((person,), (), ())

    assert checks._hands(person, written, alone) > 30


@pytest.mark.slow
def test_every_shoe_has_points_of_its_own_that_may_not_sink():
    body = figure.load("man")
    points = contact.probes(body)

    names = np.array(body.skeleton.bones)[points.bones]
    for side in "lr":
        assert np.isin(names, [f"foot_{side}", f"ball_{side}"]).sum() >= 25


def test_nothing_is_drawn_below_the_height_a_drawing_is_cut_at():
    points = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [1, 1, 0], [0, 2, 0]], float)
    surface = raster.Surface(
        points, np.array([[0, 1, 2], [3, 4, 5]]), 1, False, np.zeros((6, 1)), np.array([7, 8])
    )

    kept = scene._above(surface, 0.5)

    assert kept.triangles.tolist() == [[3, 4, 5]]
    assert kept.tags.tolist() == [8]
    assert dataclasses.replace(kept, triangles=surface.triangles, tags=surface.tags) == surface
