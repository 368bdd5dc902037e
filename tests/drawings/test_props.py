from collections import Counter

import numpy as np
import pytest

from planner.drawings import held, solids
from planner.drawings.setting import Scene
from planner.drawings.skeleton import Frames
from planner.drawings.strict_yaml import PoseError


def a_scene(skin):
    nothing = Frames(*(np.zeros((0, 3)) for _ in range(4)))
    return Scene({"buttock_r": np.array([0.0, 0.1, 0.0])}, nothing, (), skin, {})


def a_hump():
    """Skin that bulges upward, a point every 5 mm."""
    x, z = np.meshgrid(np.arange(-0.3, 0.3, 0.005), np.arange(-0.3, 0.3, 0.005))
    return np.stack([x, 0.1 - x * x, z], axis=-1).reshape(-1, 3)


def test_a_sheet_is_closed_so_that_no_side_of_it_is_see_through():
    x, z = np.meshgrid(np.linspace(0, 1, 4), np.linspace(0, 1, 5))
    top = np.stack([x, np.ones_like(x), z], axis=-1)

    sheet = solids.slab(top, top - np.array([0, 0.1, 0]))

    edges = Counter(
        frozenset((int(a), int(b)))
        for t in sheet.triangles
        for a, b in ((t[0], t[1]), (t[1], t[2]), (t[2], t[0]))
    )
    assert set(edges.values()) == {2}


def test_a_cold_pack_lies_on_the_skin_all_over_and_bends_with_it():
    skin = a_hump()

    (pack,) = held.patch({"on": "buttock_r", "size": [0.2, 0.2], "thick": 0.02}, a_scene(skin))

    top = pack.points[: len(pack.points) // 2]
    above = top[:, 1] - (0.1 - top[:, 0] ** 2)
    assert above.min() > 0.015
    assert above.max() < 0.032
    assert np.ptp(top[:, 1]) > 0.005


def test_a_patch_where_there_is_no_skin_says_so():
    with pytest.raises(PoseError, match="buttock_r"):
        held.patch({"on": "buttock_r"}, a_scene(a_hump() + np.array([0, 2, 0])))
