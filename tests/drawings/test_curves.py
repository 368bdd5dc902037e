from itertools import pairwise

import numpy as np
import pytest

from planner.drawings import curves, raster
from planner.drawings.raster import Camera, Surface


def a_circle(radius=80.0, count=400):
    angle = np.linspace(0, 2 * np.pi, count)
    return np.column_stack([100 + radius * np.cos(angle), 100 + radius * np.sin(angle)])


def along(cubic):
    t = np.linspace(0, 1, 30)[:, None]
    a, b, c, d = cubic
    return (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d


def test_fitted_curves_stay_within_the_tolerance_and_are_few():
    fitted = curves.fit(a_circle(), loop=True, tolerance=0.5)

    points = np.concatenate([along(c) for c in fitted])
    off = np.abs(np.hypot(*(points - 100).T) - 80)
    assert off.max() < 0.7
    assert len(fitted) <= 8


def test_curves_join_end_to_end():
    fitted = curves.fit(a_circle(), loop=True, tolerance=0.3)

    for one, following in pairwise(fitted):
        assert one[3] == pytest.approx(following[0])


def test_smoothing_keeps_the_ends_of_an_open_line_where_they_are():
    stairs = np.array([[n // 2 + n % 2, n // 2] for n in range(60)], dtype=float)

    smoothed = curves.smooth(stairs, False, 2.5)

    assert smoothed[0] == pytest.approx(stairs[0])
    assert smoothed[-1] == pytest.approx(stairs[-1])
    assert np.abs(np.diff(smoothed, 2, axis=0)).max() < 0.5


def test_a_square_is_cut_at_its_four_corners_and_a_circle_nowhere():
    side = np.arange(60.0)
    square = np.concatenate([
        np.column_stack([side, 0 * side]), np.column_stack([0 * side + 60, side]),
        np.column_stack([60 - side, 0 * side + 60]), np.column_stack([0 * side, 60 - side]),
        [[0.0, 0.0]],
    ])  # fmt: skip

    assert len(curves.between_corners(square, True)) == 4
    assert len(curves.between_corners(a_circle(), True)) == 1


def test_what_is_nearer_hides_what_is_behind():
    def a_square(depth, number):
        points = np.array([[depth, y, z] for y in (0.0, 0.1) for z in (0.0, 0.1)])
        triangles = np.array([[0, 1, 3], [0, 3, 2]])
        return Surface(points, triangles, number, False, np.zeros((4, 1)), np.zeros(2, int))

    camera = Camera(0, 0)  # from the body's right: smaller x is nearer
    picture = raster.render([a_square(0.0, 1), a_square(-0.2, 2)], camera, (-5, -70, 70, 5))

    seen = np.bincount(picture.objects.ravel(), minlength=3)
    assert seen[2] > 3000
    assert seen[1] < 100
