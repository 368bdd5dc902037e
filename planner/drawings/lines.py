"""Borders between neighbouring pixels, by kind, and the chains they form.

The rest position is the key: where two neighbouring pixels lie far apart on the body at
rest, something stands in front of something else, even when limbs touch and the depth
says nothing; inside a smooth surface it never fires.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from planner.drawings.raster import Picture

OUTLINE, INNER, FINE, THIN, PROP = range(5)
KINDS = ("outline", "inner", "fine", "thin", "prop")
REST, SHIRT_AT, SHORTS_AT, HAIR_AT, SOLE_AT, HEAD_AT, HAND_AT, QUIET_AT, LIMB_AT = (
    0,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
)
SKIN_M, SHIRT_M, SHORTS_M, HAIR_M, SHOE_M, SOLE_M = range(6)


@dataclass(frozen=True)
class Labels:
    """Cleaned maps: object, material, limb, rest position, depth, head, hand, quiet, tag."""

    objects: np.ndarray
    material: np.ndarray
    limb: np.ndarray
    rest: np.ndarray
    depth: np.ndarray
    head: np.ndarray
    hand: np.ndarray
    quiet: np.ndarray
    tags: np.ndarray


def label(picture: Picture, people: tuple[int, ...]) -> Labels:
    """Name what is at every pixel, then heal holes, islands and slivers."""
    v = picture.values
    person = np.isin(picture.objects, people)
    material = np.zeros(picture.objects.shape, dtype=np.int16)
    material[v[..., SHORTS_AT] > 0] = SHORTS_M
    material[v[..., SHIRT_AT] > 0] = SHIRT_M
    material[v[..., HAIR_AT] > 0] = HAIR_M
    shoe = picture.tags == 1
    material[shoe] = np.where(v[..., SOLE_AT][shoe] > 0, SOLE_M, SHOE_M)
    material[picture.tags == 3] = HAIR_M
    material[~person] = 0
    limb = np.where(person, np.rint(v[..., LIMB_AT]), 0).astype(np.int16)
    tags = np.where(person, 0, picture.tags)
    maps = Labels(
        picture.objects, material, limb, v[..., REST:3], picture.depth,
        v[..., HEAD_AT], v[..., HAND_AT], v[..., QUIET_AT], tags,
    )  # fmt: skip
    maps = _take(maps, _holes(maps.objects))
    maps = _take(maps, _slivers(maps, people))
    return _take(maps, _islands(maps, people))


def _take(maps: Labels, bad: np.ndarray) -> Labels:
    """Give every bad pixel all that its nearest good neighbour has."""
    if not bad.any():
        return maps
    index = ndimage.distance_transform_edt(bad, return_distances=False, return_indices=True)
    row, column = index
    return Labels(*(np.asarray(m)[row, column] for m in vars(maps).values()))


def _holes(objects: np.ndarray, smallest: int = 110) -> np.ndarray:
    return _small(objects == 0, smallest)


def _small(mask: np.ndarray, smallest: int) -> np.ndarray:
    found, count = ndimage.label(mask)
    size = np.bincount(found.ravel(), minlength=count + 1)
    few = size < smallest
    few[0] = False
    return few[found]


def _islands(maps: Labels, people: tuple[int, ...]) -> np.ndarray:
    bad = np.zeros(maps.objects.shape, dtype=bool)
    for person in people:
        mine = maps.objects == person
        for material in range(6):
            bad |= _small(mine & (maps.material == material), 40)
    return bad


def _slivers(maps: Labels, people: tuple[int, ...]) -> np.ndarray:
    """Narrow strips of a limb or trunk that would print as one thick line."""
    bad = np.zeros(maps.objects.shape, dtype=bool)
    disc = np.hypot(*np.mgrid[-4:5, -4:5]) <= 4.2
    for person in people:
        mine = maps.objects == person
        for limb in range(5):
            region = mine & (maps.limb == limb)
            kept = ndimage.binary_opening(region, disc)
            thin = region & ~ndimage.binary_dilation(kept, np.ones((3, 3)), iterations=3)
            bad |= thin & (maps.hand < 0.4) & (maps.head < 0.4)
    return bad


def cracks(maps: Labels, people: tuple[int, ...]) -> dict[int, np.ndarray]:
    """Unit border edges of every kind, as pairs of pixel-corner numbers."""
    height, width = maps.objects.shape
    found: dict[int, list[np.ndarray]] = {k: [] for k in range(5)}
    corner = np.arange((height + 1) * (width + 1)).reshape(height + 1, width + 1)
    for axis in (0, 1):
        first = (slice(None, -1), slice(None)) if axis == 0 else (slice(None), slice(None, -1))
        second = (slice(1, None), slice(None)) if axis == 0 else (slice(None), slice(1, None))
        kind = _classify(maps, first, second, people)
        if axis == 0:
            start, end = corner[1:-1, :-1], corner[1:-1, 1:]
        else:
            start, end = corner[:-1, 1:-1], corner[1:, 1:-1]
        for k in range(5):
            here = kind == k
            found[k].append(np.column_stack([start[here], end[here]]))
    return {k: np.concatenate(parts) for k, parts in found.items()}


def _classify(maps: Labels, first: tuple, second: tuple, people: tuple[int, ...]) -> np.ndarray:
    a, b = ({n: m[part] for n, m in vars(maps).items()} for part in (first, second))
    person_a, person_b = np.isin(a["objects"], people), np.isin(b["objects"], people)
    kind = np.full(a["objects"].shape, -1)
    same = a["objects"] == b["objects"]
    kind[~same & (person_a | person_b)] = OUTLINE
    kind[~same & ~person_a & ~person_b] = PROP
    over_a = person_b & ~person_a & (a["objects"] > 0) & (a["depth"] > b["depth"] + 0.001)
    over_b = person_a & ~person_b & (b["objects"] > 0) & (b["depth"] > a["depth"] + 0.001)
    kind[~same & (over_a | over_b)] = FINE
    kind[same & ~person_a & (a["objects"] > 0) & (a["tags"] != b["tags"])] = PROP
    both = same & person_a
    jump = np.linalg.norm(a["rest"] - b["rest"], axis=-1)
    step = np.abs(a["depth"] - b["depth"])
    head = np.minimum(a["head"], b["head"]) > 0.5
    quiet = np.maximum(a["quiet"], b["quiet"]) > 0.5
    hand = np.maximum(a["hand"], b["hand"]) > 0.5
    inner = both & ~head & ((jump > 0.060) | (step > 0.022))
    inner |= both & head & ~quiet & ((jump > 0.022) | (step > 0.0075))
    collar = both & ((a["material"] >= SHOE_M) != (b["material"] >= SHOE_M)) & ~(step > 0.05)
    differ = both & (a["material"] != b["material"])
    kind[differ] = FINE
    hem = differ & (jump < 0.060) & (step < 0.045) & ~head
    kind[inner & ~collar & ~hem] = INNER
    kind[collar] = FINE
    kind[inner & head & ~collar] = FINE
    kind[inner & hand & ~collar & ~hem] = THIN
    big = both & hand & ((a["limb"] != b["limb"]) | (step > 0.05))
    kind[big & inner] = FINE
    kind[(kind == OUTLINE) & hand] = FINE
    return kind


def chains(edges: np.ndarray, width: int) -> list[tuple[np.ndarray, bool]]:
    """Edges joined end to end: points (x, y) in pixels, and whether it is a loop."""
    near: dict[int, list[int]] = {}
    for a, b in edges.tolist():
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    used: set[tuple[int, int]] = set()
    found: list[tuple[list[int], bool]] = []

    def walk(start: int, step: int) -> list[int]:
        path = [start, step]
        used.add((min(start, step), max(start, step)))
        while len(near[path[-1]]) == 2 and path[-1] != start:
            a, b = near[path[-1]]
            following = b if a == path[-2] else a
            edge = (min(path[-1], following), max(path[-1], following))
            if edge in used:
                break
            used.add(edge)
            path.append(following)
        return path

    for node in sorted(n for n, others in near.items() if len(others) != 2):
        for other in sorted(near[node]):
            if (min(node, other), max(node, other)) not in used:
                path = walk(node, other)
                found.append((path, path[0] == path[-1]))
    for node in sorted(near):
        for other in sorted(near[node]):
            if (min(node, other), max(node, other)) not in used:
                path = walk(node, other)
                found.append((path, path[0] == path[-1]))
    return [(np.column_stack([np.array(p) % width, np.array(p) // width]).astype(float), loop)
            for p, loop in found]  # fmt: skip
