"""Path data: whole quarter pixels, relative, as short as SVG allows."""

from __future__ import annotations

import re

import numpy as np

from planner.drawings.curves import Cubic

UNIT = 4  # quarter pixels


def segments(svg: str) -> int:
    """Curve and line segments in a drawing."""
    return sum(_path_segments(part.split('"', 1)[0]) for part in svg.split(' d="')[1:])


def _path_segments(path: str) -> int:
    count, command = 0, ""
    for piece in re.findall(r"[a-zA-Z][^a-zA-Z]*", path):
        command, numbers = piece[0], len(re.findall(r"-?\d+", piece))
        count += {"c": numbers // 6, "l": numbers // 2}.get(command.lower(), 0)
    return count


def ring(centre: np.ndarray, outline: float) -> str:
    """A ring with a dot in it."""
    text = ""
    for radius in (outline * 2.6, outline * 1.9, outline * 0.7):
        r = round(radius * UNIT)
        x, y = whole(centre).tolist()
        text += f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"
    return text


def whole(point: np.ndarray) -> np.ndarray:
    """A place in pixels as whole units."""
    return np.rint(point * UNIT).astype(int)


def _numbers(values: np.ndarray) -> str:
    text = ""
    for v in values.ravel().tolist():
        text += str(v) if v < 0 or not text or not text[-1].isdigit() else f" {v}"
    return text


def path_data(path: list[Cubic], shift: np.ndarray, closed: bool) -> str:
    """One path of curves, moved by ``shift`` pixels."""
    here = whole(path[0][0] + shift)
    text, last = f"M{_numbers(here)}", ""
    for cubic in path:
        points = [whole(c + shift) for c in cubic]
        straight = bool((cubic[0] == cubic[1]).all() and (cubic[2] == cubic[3]).all())
        rel = np.array([points[3] - here]) if straight else np.array([p - here for p in points[1:]])
        if not rel.any():
            continue
        command = "l" if straight else "c"
        numbers = _numbers(rel)
        glue = "" if numbers.startswith("-") else " "
        text += (command if command != last else glue) + numbers
        last, here = command, points[3]
    return text + ("z" if closed else "")


def polygon(corners: np.ndarray, shift: np.ndarray) -> str:
    """A closed polygon."""
    points = [whole(p + shift) for p in corners]
    text, here = f"M{_numbers(points[0])}l", points[0]
    parts = []
    for point in points[1:]:
        parts.append(_numbers(point - here))
        here = point
    return text + " ".join(parts) + "z"
