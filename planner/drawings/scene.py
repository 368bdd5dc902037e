"""One drawing from its pose file: people solved, skinned, set among their props."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from planner.drawings import contact, figure, props, raster, skin, solve
from planner.drawings.figure import Figure
from planner.drawings.landmarks import Landmarks, landmarks
from planner.drawings.pins import Targets
from planner.drawings.pose_file import NO_CROP, Panel, Person, PoseFile
from planner.drawings.raster import Camera, Picture
from planner.drawings.setting import Scene
from planner.drawings.skeleton import Frames, Pose
from planner.drawings.solids import Solid

PATIENT, SECOND, FIRST_PROP = 1, 2, 3
CHANNELS = ("shirt", "shorts", "hair", "sole", "head", "hand", "quiet")


@dataclass(frozen=True)
class Posed:
    """One person with a pose: frames, skin before and after it meets floor and props."""

    name: str
    figure: Figure
    marks: Landmarks
    solved: solve.Solved
    frames: Frames
    skin: np.ndarray
    pressed: np.ndarray
    places: dict[str, np.ndarray]


@dataclass(frozen=True)
class Stage:
    """One panel, ready to be rasterised."""

    people: tuple[Posed, ...]
    solids: tuple[Solid, ...]
    surfaces: tuple[contact.Surface, ...]


def stages(pose: PoseFile, frozen: dict[str, Any] | None = None) -> list[Stage]:
    """Every panel of a drawing; poses kept in ``frozen`` are not solved again."""
    found: list[Stage] = []
    before: dict[str, np.ndarray] = {}
    before_second: dict[str, np.ndarray] = {}
    for n, panel in enumerate(pose.panels):
        kept = (frozen or {}).get(f"{n}", {})
        surfaces, tops = props.surfaces(panel.props)
        patient = _person(
            pose.figure, panel.patient, Targets(before, {}, tops), surfaces, kept.get("patient")
        )
        before = before or patient.places
        people = [patient]
        if panel.second:
            targets = Targets(before_second, patient.places, tops)
            second = _person(
                pose.second_figure, panel.second, targets, surfaces, kept.get("second")
            )
            before_second = before_second or second.places
            people.append(second)
        found.append(_stage(panel, people, surfaces))
    return found


def _person(name: str, person: Person, targets: Targets, surfaces: Any, kept: Any) -> Posed:
    body, marks = figure.load(name), landmarks(name)
    if kept:
        pose = thaw(kept, person.base)
        frames = body.skeleton.frames(pose)
        pins = targets.pins(person, marks)
        worst = max((p.error(body.skeleton, frames, marks) for p in pins), default=0.0)
        solved = solve.Solved(pose, 1000 * worst, dict(person.angles), person.free)
    else:
        solved = solve.solve(person, body, marks, targets, surfaces)
    return posed(name, solved)


def posed(name: str, solved: solve.Solved) -> Posed:
    """A figure in a solved pose, not yet pressed against anything."""
    body, marks = figure.load(name), landmarks(name)
    frames = body.skeleton.frames(solved.pose)
    surface = skin.skin(body, frames)
    at = body.skeleton.points(frames, marks.bones, marks.rest)
    places = dict(zip(marks.names, at, strict=True))
    return Posed(name, body, marks, solved, frames, surface, surface, places)


def freeze(solved: solve.Solved) -> dict[str, Any]:
    """A solved pose as plain numbers."""
    pose = solved.pose
    return {
        "at": [round(float(v), 4) for v in pose.at],
        "root": [round(float(v), 2) for v in pose.root_turn],
        "angles": [round(float(v), 2) for v in pose.angles],
    }


def thaw(kept: dict[str, Any], base: str) -> Pose:
    """A pose from the plain numbers of ``freeze``."""
    a, b, c = kept["root"]
    return Pose(np.array(kept["at"]), (a, b, c), base, np.array(kept["angles"]))


def _stage(panel: Panel, people: list[Posed], surfaces: tuple[contact.Surface, ...]) -> Stage:
    first = people[0]
    other = people[1].places if len(people) > 1 else {}
    setting = Scene(first.places, first.frames, first.figure.skeleton.bones, first.skin, other)
    balls = props.spheres(panel.props, setting)
    pressed = [_press(p, surfaces, balls) for p in people]
    return Stage(tuple(pressed), tuple(props.build(panel.props, setting)), surfaces)


def _press(person: Posed, surfaces: tuple[contact.Surface, ...], balls: Any) -> Posed:
    """Flesh flattens on floor, seat and ball."""
    at = person.skin.copy()
    at[:, 1] = np.maximum(at[:, 1], 0.0)
    for s in surfaces:
        inside = (at[:, 0] > s.low[0]) & (at[:, 0] < s.high[0]) & (at[:, 2] > s.low[1])
        inside &= (at[:, 2] < s.high[1]) & (at[:, 1] > s.top - 0.07) & (at[:, 1] < s.top)
        at[inside, 1] = s.top
    for centre, radius in balls:
        away = at - centre
        distance = np.linalg.norm(away, axis=1)
        inside = distance < radius
        at[inside] = centre + away[inside] / np.maximum(distance[inside], 1e-6)[:, None] * radius
    return Posed(person.name, person.figure, person.marks, person.solved, person.frames,
                 person.skin, at, person.places)  # fmt: skip


def picture(stage: Stage, camera: Camera, crop: float = NO_CROP) -> Picture:
    """The raster of one panel, with a margin; nothing below the height ``crop`` is drawn."""
    surfaces = []
    for number, person in zip((PATIENT, SECOND), stage.people, strict=False):
        body = person.figure
        triangles = np.concatenate([body.quads[:, [0, 1, 2]], body.quads[:, [0, 2, 3]]])
        values = np.concatenate(
            [body.rest, np.stack([body.fields[c] for c in CHANNELS], axis=1), body.limb[:, None]],
            axis=1,
        )
        surfaces.append(
            raster.Surface(person.pressed, triangles, number, True, values, np.tile(body.part, 2))
        )
    blank = surfaces[0].values.shape[1]
    for n, solid in enumerate(stage.solids):
        nothing = np.zeros((len(solid.points), blank))
        surfaces.append(
            raster.Surface(
                solid.points, solid.triangles, FIRST_PROP + n, False, nothing, solid.tags
            )
        )
    surfaces = [_above(s, crop) for s in surfaces]
    page = np.concatenate(
        [raster.project(camera, s.points[np.unique(s.triangles)])[:, :2] for s in surfaces]
    )
    low, high = (
        np.floor(page.min(axis=0)).astype(int) - 24,
        np.ceil(page.max(axis=0)).astype(int) + 24,
    )
    return raster.render(surfaces, camera, (int(low[0]), int(low[1]), int(high[0]), int(high[1])))


def _above(surface: raster.Surface, level: float) -> raster.Surface:
    """A surface without its triangles that reach below a level."""
    high = surface.points[surface.triangles][:, :, 1].min(axis=1) >= level
    return replace(surface, triangles=surface.triangles[high], tags=surface.tags[high])
