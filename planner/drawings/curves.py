"""Smoothing of pixel chains and fitting of cubic curves (Schneider 1990)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from scipy.ndimage import gaussian_filter1d

Cubic = np.ndarray  # 4 x 2


def smooth(points: np.ndarray, loop: bool, sigma: float) -> np.ndarray:
    """Gaussian smoothing along a chain; ends stay where they are, loops wrap."""
    if len(points) < 4:
        return points
    if loop:
        ring = gaussian_filter1d(points[:-1], sigma, axis=0, mode="wrap")
        return np.concatenate([ring, ring[:1]])
    pad = min(len(points) - 1, int(4 * sigma))
    before = 2 * points[0] - points[pad:0:-1]
    after = 2 * points[-1] - points[-2 : -pad - 2 : -1]
    long = gaussian_filter1d(np.concatenate([before, points, after]), sigma, axis=0, mode="nearest")
    found = long[len(before) : len(before) + len(points)]
    found[0], found[-1] = points[0], points[-1]
    return found


def straighten(points: np.ndarray, tolerance: float) -> np.ndarray:
    """Ramer-Douglas-Peucker: the corners that matter."""
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    stack = [(0, len(points) - 1)]
    while stack:
        a, b = stack.pop()
        if b <= a + 1:
            continue
        span = points[b] - points[a]
        length = float(np.linalg.norm(span))
        rel = points[a + 1 : b] - points[a]
        far = (
            np.linalg.norm(rel, axis=1)
            if length < 1e-9
            else np.abs(rel[:, 0] * span[1] - rel[:, 1] * span[0]) / length
        )
        n = int(np.argmax(far))
        if far[n] > tolerance:
            keep[a + 1 + n] = True
            stack += [(a, a + 1 + n), (a + 1 + n, b)]
    return points[keep]


def between_corners(points: np.ndarray, loop: bool) -> list[tuple[np.ndarray, bool]]:
    """A chain cut where it turns sharply; a loop without corners stays one loop."""
    reach, count = 9, len(points)
    if count < 3 * reach:
        return [(points, loop)]
    soft = smooth(points, loop, 1.5)
    core = soft[:-1] if loop else soft
    n = len(core)
    index = np.arange(n)
    if loop:
        back, ahead = core[(index - reach) % n], core[(index + reach) % n]
    else:
        back, ahead = core[np.maximum(index - reach, 0)], core[np.minimum(index + reach, n - 1)]
    one, two = core - back, ahead - core
    turn = np.abs(
        np.arctan2(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0], (one * two).sum(axis=1))
    )
    if not loop:
        turn[:reach] = turn[-reach:] = 0
    sharp: list[int] = []
    for k in np.argsort(-turn, kind="stable"):
        if turn[k] < np.radians(38):
            break
        if all(min(abs(k - s), n - abs(k - s)) > reach for s in sharp):
            sharp.append(int(k))
    if not sharp:
        return [(points, loop)]
    sharp.sort()
    if loop:
        ring = np.concatenate([points[:-1][sharp[0] :], points[: sharp[0] + 1]])
        cuts = [s - sharp[0] for s in sharp] + [len(ring) - 1]
        return [(ring[a : b + 1], False) for a, b in pairwise(cuts)]
    cuts = [0, *sharp, count - 1]
    return [(points[a : b + 1], False) for a, b in pairwise(cuts)]


def fit(points: np.ndarray, loop: bool, tolerance: float) -> list[Cubic]:
    """Cubics that stay within ``tolerance`` of the points."""
    distinct = np.concatenate([[True], np.linalg.norm(np.diff(points, axis=0), axis=1) > 1e-6])
    points = points[distinct]
    if len(points) < 2:
        return []
    reach = min(6, len(points) - 1)
    first, last = _unit(points[reach] - points[0]), _unit(points[-1 - reach] - points[-1])
    if loop and len(points) > 8:
        first = _unit(points[reach] - points[-1 - reach])
        last = -first
    return _fit(points, first, last, tolerance, 0)


def _unit(vector: np.ndarray) -> np.ndarray:
    length = float(np.hypot(vector[0], vector[1]))
    return vector / length if length > 1e-12 else np.array([1.0, 0.0])


def _fit(
    points: np.ndarray, t1: np.ndarray, t2: np.ndarray, tolerance: float, deep: int
) -> list[Cubic]:
    span = float(np.linalg.norm(points[-1] - points[0]))
    if len(points) == 2 or (len(points) < 5 and span < 3):
        third = span / 3
        return [np.array([points[0], points[0] + t1 * third, points[-1] + t2 * third, points[-1]])]
    u = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    u /= u[-1]
    error, split, cubic = 0.0, 0, np.zeros((4, 2))
    for _ in range(4):
        cubic = _least(points, u, t1, t2)
        gap = ((_at(cubic, u) - points) ** 2).sum(axis=1)
        split = int(np.argmax(gap))
        error = float(gap[split])
        if error < tolerance**2:
            return [cubic]
        if error > (tolerance * 6) ** 2:
            break
        u = _again(cubic, points, u)
    split = min(max(split, 2), len(points) - 3) if len(points) > 5 else len(points) // 2
    a, b = max(0, split - 4), min(len(points) - 1, split + 4)
    middle = _unit(points[a] - points[b])
    return _fit(points[: split + 1], t1, middle, tolerance, deep + 1) + _fit(
        points[split:], -middle, t2, tolerance, deep + 1
    )


def _at(c: Cubic, u: np.ndarray) -> np.ndarray:
    v = 1 - u
    return (
        np.outer(v**3, c[0])
        + np.outer(3 * v * v * u, c[1])
        + np.outer(3 * v * u * u, c[2])
        + np.outer(u**3, c[3])
    )


def _least(points: np.ndarray, u: np.ndarray, t1: np.ndarray, t2: np.ndarray) -> Cubic:
    v = 1 - u
    b0, b1, b2, b3 = v**3, 3 * v * v * u, 3 * v * u * u, u**3
    a1, a2 = np.outer(b1, t1), np.outer(b2, t2)
    rest = points - np.outer(b0 + b1, points[0]) - np.outer(b2 + b3, points[-1])
    c00, c01, c11 = (a1 * a1).sum(), (a1 * a2).sum(), (a2 * a2).sum()
    x0, x1 = (a1 * rest).sum(), (a2 * rest).sum()
    det = c00 * c11 - c01 * c01
    span = float(np.linalg.norm(points[-1] - points[0]))
    alpha = beta = span / 3
    if abs(det) > 1e-9:
        alpha, beta = (x0 * c11 - x1 * c01) / det, (c00 * x1 - c01 * x0) / det
    if alpha < 1e-3 * span or beta < 1e-3 * span or max(alpha, beta) > 4 * span + 4:
        alpha = beta = span / 3
    return np.array([points[0], points[0] + t1 * alpha, points[-1] + t2 * beta, points[-1]])


def _again(c: Cubic, points: np.ndarray, u: np.ndarray) -> np.ndarray:
    d1 = 3 * (c[1:] - c[:-1])
    d2 = 2 * (d1[1:] - d1[:-1])
    v = 1 - u
    first = np.outer(v * v, d1[0]) + np.outer(2 * v * u, d1[1]) + np.outer(u * u, d1[2])
    second = np.outer(v, d2[0]) + np.outer(u, d2[1])
    gap = _at(c, u) - points
    top = (gap * first).sum(axis=1)
    low = (first * first).sum(axis=1) + (gap * second).sum(axis=1)
    step = np.where(np.abs(low) > 1e-9, top / np.where(np.abs(low) > 1e-9, low, 1), 0)
    return np.clip(u - step, 0, 1)
