import numpy as np

from planner.drawings import lines, trace


def test_areas_that_touch_only_at_a_corner_are_filled_as_closed_loops():
    mask = np.zeros((40, 40), dtype=bool)
    mask[5:20, 5:20] = True
    mask[20:35, 20:35] = True

    chains = trace._fills("light", mask, 41)

    assert [chain.loop for chain in chains] == [True]


def test_a_border_meets_itself_nowhere_once_corner_contacts_are_joined():
    mask = np.random.default_rng(3).random((30, 30)) > 0.5
    joined = trace._without_corner_contacts(mask)

    a, b, c, d = joined[:-1, :-1], joined[:-1, 1:], joined[1:, :-1], joined[1:, 1:]
    assert not ((a & d & ~b & ~c) | (b & c & ~a & ~d)).any()
    assert (joined | ~mask).all()


def test_a_short_closed_line_inside_the_body_is_noise():
    ring = np.array([[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], dtype=float)

    assert trace._floating(ring, True, lines.INNER, np.zeros(10, int), 9)
    assert not trace._floating(ring, True, lines.OUTLINE, np.zeros(10, int), 9)
