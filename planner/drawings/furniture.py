"""Mats, steps, tables, chairs, walls and machines: props that stand by themselves."""

from __future__ import annotations

import numpy as np

from planner.drawings import solids
from planner.drawings.setting import Scene, Spec, grey, vector
from planner.drawings.skeleton import rx, ry
from planner.drawings.solids import LIGHT, MID, WHITE, Solid

TOP_GAP = 0.003  # tops are drawn this much lower, so that what rests on them is in front


def mat(spec: Spec, _: Scene) -> list[Solid]:
    """An exercise mat; its top is the floor."""
    x, y, z = vector(spec, "at", (0, 0, 0))
    wide, long = vector(spec, "size", (0.62, 1.75))
    centre = np.array([x, y - 0.010, z])
    return [solids.box(centre, np.array([wide, 0.016, long]), grey(spec, LIGHT))]


def block(spec: Spec, _: Scene) -> list[Solid]:
    """A step or any plain box standing on the floor, or a cushion lying on something."""
    x, y, z = vector(spec, "at", (0, 0, 0))
    size = vector(spec, "size", (0.4, 0.18, 0.3))
    turn = ry(float(spec.get("yaw", 0))) @ rx(float(spec.get("tilt", 0)))
    lower = np.array([0.0, TOP_GAP, 0.0])
    return [solids.box(np.array([x, y + size[1] / 2, z]) - lower, size, grey(spec, LIGHT), turn)]


def table(spec: Spec, _: Scene) -> list[Solid]:
    """A bench, plinth, worktop or stool: a top on four legs, or on a ``base`` that deep."""
    x, _, z = vector(spec, "at", (0, 0, 0))
    wide, height, long = vector(spec, "size", (0.62, 0.62, 1.9))
    thick = float(spec.get("thick", 0.06))
    found = [
        solids.box(np.array([x, height - TOP_GAP - thick / 2, z]), np.array([wide, thick, long]))
    ]
    if "base" in spec:
        deep = float(spec["base"])
        under = np.array([x, height - TOP_GAP - thick - deep / 2, z])
        return [*found, solids.box(under, np.array([wide * 0.9, deep, long - 0.24]), WHITE)]
    leg = float(spec.get("leg", 0.045))
    inset = float(spec.get("inset", 0.05))
    for sx in (-1, 1):
        for sz in (-1, 1):
            spot = np.array(
                [x + sx * (wide / 2 - inset), (height - thick) / 2, z + sz * (long / 2 - inset)]
            )
            found.append(solids.box(spot, np.array([leg, height - thick, leg]), WHITE))
    return found


def chair(spec: Spec, _: Scene) -> list[Solid]:
    """A plain chair that faces forward; the seat is at ``height``."""
    x, _, z = vector(spec, "at", (0, 0, 0))
    height = float(spec.get("height", 0.45))
    seat = table(
        {"at": [x, 0, z], "size": [0.44, height, 0.42], "thick": 0.04, "leg": 0.034, "inset": 0.02},
        _,
    )
    back = z - 0.2
    for sx in (-1, 1):
        seat.append(
            solids.box(
                np.array([x + sx * 0.2, height + 0.21, back]), np.array([0.034, 0.42, 0.034]), WHITE
            )
        )
    seat.append(solids.box(np.array([x, height + 0.34, back]), np.array([0.40, 0.16, 0.02])))
    return seat


def wall(spec: Spec, _: Scene) -> list[Solid]:
    """A piece of wall, edge on or face on."""
    return [
        solids.box(
            vector(spec, "at", (0, 0.9, 0)),
            vector(spec, "size", (0.7, 1.8, 0.05)),
            grey(spec, LIGHT),
        )
    ]


def wedge(spec: Spec, _: Scene) -> list[Solid]:
    """A seat cushion, high behind and low in front."""
    x, y, z = vector(spec, "at", (0, 0, 0))
    long, back, front = (
        float(spec.get("long", 0.4)),
        float(spec.get("back", 0.08)),
        float(spec.get("front", 0.02)),
    )
    outline = np.array(
        [[z - long / 2, y], [z + long / 2, y], [z + long / 2, y + front], [z - long / 2, y + back]]
    )
    wide = float(spec.get("wide", 0.42))
    return [solids.prism(outline, x - wide / 2, x + wide / 2, MID)]


def footprint(spec: Spec, _: Scene) -> list[Solid]:
    """The print of a shoe on the floor."""
    x, y, z = vector(spec, "at", (0, 0, 0))
    found = solids.ball(np.zeros(3), 1.0, grey(spec, MID))
    flat = found.points * np.array([0.042, 0.002, 0.125]) + np.array([x, y - 0.004, z])
    return [Solid(flat, found.triangles, found.tags, found.grey)]


def profile(spec: Spec, _: Scene) -> list[Solid]:
    """Any outline in the side view (pairs of forward, up), carried sideways."""
    return [
        solids.prism(
            np.array(spec["outline"], dtype=float),
            float(spec["low"]),
            float(spec["high"]),
            grey(spec, LIGHT),
        )
    ]


def treadmill(spec: Spec, _: Scene) -> list[Solid]:
    """A treadmill; its belt is the floor. Only as much of it as tells what it is."""
    x, _, z = vector(spec, "at", (0, 0, 0))
    long = float(spec.get("long", 1.1))
    found = [solids.box(np.array([x, -0.054, z]), np.array([0.6, 0.1, long]))]
    for side in (-1, 1):
        post = np.array([x + side * 0.33, 0, z + long / 2 - 0.08])
        top = post + np.array([0, 0.92, 0.0])
        found.append(solids.cylinder(post, top + np.array([0, 0.06, 0]), 0.022, WHITE, 20))
        found.append(solids.cylinder(top, top + np.array([0, -0.01, -0.52]), 0.018, WHITE, 20))
    panel = np.array([x, 1.02, z + long / 2 - 0.07])
    found.append(solids.box(panel, np.array([0.70, 0.13, 0.05]), MID))
    return found
