"""Eyes, brows, mouth and nose as a few short strokes fixed to the head.

Profiles get nose and chin from the outline; from the front these strokes give the face.
A stroke is drawn only where the head's own surface does not hide it.
"""

from __future__ import annotations

import numpy as np

from planner.drawings.figure import Figure
from planner.drawings.raster import PIXEL, Camera, Picture, project
from planner.drawings.skeleton import Frames


def strokes(figure: Figure) -> list[tuple[str, np.ndarray]]:
    """Named lines in rest coordinates on the front of the face."""
    skin = figure.skin_vertices[figure.dominant == "head"]
    eye = figure.eyes.mean(axis=0)
    middle = skin[(np.abs(skin[:, 0]) < 0.004) & (skin[:, 2] > eye[2] - 0.03)]
    nose = middle[np.argmax(middle[:, 2])]
    between = middle[(middle[:, 1] < nose[1] - 0.022) & (middle[:, 1] > nose[1] - 0.05)]
    mouth_y = (
        float(between[np.argmin(between[:, 2])][1]) if len(between) else float(nose[1]) - 0.035
    )
    found: list[tuple[str, np.ndarray]] = []
    for centre in figure.eyes:
        out = np.sign(centre[0])
        u = np.linspace(-1, 1, 9)
        arch, fall = 1 - u * u, u * out
        lid = centre + np.column_stack(
            [0.0145 * u, 0.006 * arch - 0.0015 * fall, 0.014 - 0.006 * u * u - 0.004 * fall]
        )
        brow = centre + np.column_stack(
            [
                0.018 * u,
                0.0235 + 0.0035 * arch - 0.002 * fall,
                0.016 - 0.005 * u * u - 0.008 * fall,
            ]
        )
        v = np.linspace(0.0050, -0.0024, 4)
        pupil = np.column_stack(
            [np.full(4, centre[0]), centre[1] + v, np.full(4, centre[2] + 0.0150)]
        )
        found += [("eye", lid), ("eye", brow)]
        found += [("eye", pupil + np.array([0.0011 * k, 0, 0])) for k in (-1, 1)]
    x = np.linspace(-0.021, 0.021, 13)
    mouth = np.column_stack([x, mouth_y + 0.0022 * (x / 0.021) ** 2, np.zeros(13)])
    found.append(("mouth", _onto(mouth, skin)))
    n = np.linspace(-1, 1, 9)
    base = np.column_stack(
        [0.010 * n, nose[1] - 0.009 + 0.0035 * n * n, nose[2] - 0.004 - 0.010 * n * n]
    )
    found.append(("nose", base))
    found.append(("jaw", _jaw(skin, mouth_y)))
    return found


def _jaw(skin: np.ndarray, mouth_y: float) -> np.ndarray:
    """The edge under the chin, which parts the face from the neck when seen from the front."""
    found = []
    for x in np.linspace(-0.034, 0.034, 15):
        near = skin[(np.abs(skin[:, 0] - x) < 0.007) & (skin[:, 1] < mouth_y) & (skin[:, 2] > 0)]
        edge = near[np.argmin(near[:, 1] - 0.55 * near[:, 2])]
        found.append([x, edge[1], edge[2] + 0.002])
    line = np.array(found)
    for k in (1, 2):
        line[:, k] = np.convolve(np.pad(line[:, k], 3, mode="edge"), np.ones(7) / 7, mode="valid")
    return line


def _onto(line: np.ndarray, skin: np.ndarray) -> np.ndarray:
    """Lay a line on the front of the face."""
    front = skin[skin[:, 2] > 0.05]
    for point in line:
        near = np.argsort(((front[:, :2] - point[:2]) ** 2).sum(axis=1))[:8]
        point[2] = front[near, 2].max() + 0.001
    line[:, 2] = np.convolve(np.pad(line[:, 2], 2, mode="edge"), np.ones(5) / 5, mode="valid")
    return line


def visible(
    figure: Figure, frames: Frames, camera: Camera, picture: Picture, person: int
) -> list[np.ndarray]:
    """The strokes seen by the camera, as page points in the picture."""
    head = figure.skeleton.number("head")
    turned = frames.posed[head]
    facing = camera.matrix() @ turned @ np.array([0.0, 0.0, 1.0])
    found = []
    for name, line in strokes(figure):
        if facing[2] < {"eye": 0.10, "mouth": 0.12, "nose": 0.55, "jaw": 0.6}[name]:
            continue
        world = (line - figure.skeleton.heads[head]) @ turned.T + frames.places[head]
        page = project(camera, world) - np.array([*picture.origin, 0.0])
        inside = np.array([_seen(p, picture, person) for p in page])
        run = _longest(inside)
        if run is None or run[1] - run[0] < 3:
            continue
        piece = page[run[0] : run[1], :2]
        if np.linalg.norm(piece[-1] - piece[0]) * PIXEL > 0.0035:
            found.append(piece)
    return found


def _seen(point: np.ndarray, picture: Picture, person: int) -> bool:
    column, row = int(point[0]), int(point[1])
    if not (2 <= row < picture.objects.shape[0] - 2 and 2 <= column < picture.objects.shape[1] - 2):
        return False
    if (picture.objects[row - 2 : row + 3, column - 2 : column + 3] != person).any():
        return False
    return bool(point[2] > picture.depth[row, column] - 0.006)


def _longest(flags: np.ndarray) -> tuple[int, int] | None:
    best, start = None, None
    for n, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = n
        elif not flag and start is not None:
            if best is None or n - start > best[1] - best[0]:
                best = (start, n)
            start = None
    return best
