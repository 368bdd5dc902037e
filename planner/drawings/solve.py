"""Solving a pose: angles as asked, contacts as pinned, nothing through the floor.

One bounded least squares problem per person. Unknowns are the place and turn of the
pelvis and every joint angle. Residuals, each divided by what it may differ by: angles
(3 degrees when written, 10 when not, 40 when free), contacts (3 mm), depth below the
floor or a surface (3 mm), limbs inside other limbs (8 mm), and balance (30 mm).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.drawings import contact
from planner.drawings.figure import Figure
from planner.drawings.joints import DIRECTIONS, HAND_DIRECTIONS, INDEX
from planner.drawings.landmarks import Landmarks
from planner.drawings.pins import Targets
from planner.drawings.pose_file import Person
from planner.drawings.skeleton import Pose

WRITTEN, UNWRITTEN, FREE = 3.0, 10.0, 40.0
TIGHT = {
    "scapula": 8.0,
    "toes": 8.0,
    "thoracic": 6.0,
    "lumbar": 8.0,
    "ankle.ev": 5.0,
    "wrist.dev": 6.0,
}
PIN_MM = 0.003
ITERATIONS = 90
HEIGHTS = {"standing": 0.9, "sitting": 0.55, "kneeling": 0.5, "quadruped": 0.5}


@dataclass(frozen=True)
class Solved:
    """The pose found, rounded so that it is the same on every machine, and how well it fits."""

    pose: Pose
    worst_pin_mm: float
    given: dict[str, float]
    free: frozenset[str]


Measure = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


def goal_angles(person: Person) -> tuple[np.ndarray, np.ndarray]:
    """Asked angle and tolerance for every direction; the shoulder blade follows the arm."""
    goal, sigma = np.zeros(len(DIRECTIONS)), np.full(len(DIRECTIONS), UNWRITTEN)
    for n, direction in enumerate(DIRECTIONS):
        for word, tight in TIGHT.items():
            if direction.key.startswith(word) or direction.key.replace("_l", "").replace(
                "_r", ""
            ).startswith(word):
                sigma[n] = tight
    for key, value in person.angles.items():
        goal[INDEX[key]], sigma[INDEX[key]] = value, WRITTEN
    for key in person.free:
        sigma[INDEX[key]] = FREE
    for side in ("l", "r"):
        if f"scapula_{side}.elev" not in person.angles:
            lift = max(goal[INDEX[f"shoulder_{side}.flex"]], goal[INDEX[f"shoulder_{side}.abd"]])
            goal[INDEX[f"scapula_{side}.elev"]] = 0.22 * max(0.0, lift - 30)
    for n in HAND_DIRECTIONS:
        sigma[n] = 1.0
    return goal, sigma


def first_guess(person: Person, goal: np.ndarray) -> Pose:
    """Where the solver starts: the written place and angles."""
    low = {"supine": 0.1, "prone": 0.13, "side_l": 0.17, "side_r": 0.17}
    height = HEIGHTS.get(person.base, low.get(person.base, 0.9))
    at = person.at if person.at is not None else (0.0, height, 0.0)
    return Pose(np.array(at, dtype=float), person.root_turn, person.base, goal.copy())


def pack(pose: Pose) -> np.ndarray:
    """A pose as one row of unknowns."""
    return np.concatenate([pose.at, pose.root_turn, pose.angles])


def unpack(values: np.ndarray, base: str) -> Pose:
    """The pose of a row of unknowns."""
    turn = (float(values[3]), float(values[4]), float(values[5]))
    return Pose(values[:3].copy(), turn, base, values[6:].copy())


def rounded(pose: Pose) -> Pose:
    """0.1 mm and 0.01 degrees: the last digits of a solver are not part of a drawing."""
    turn = tuple(round(float(t), 2) for t in pose.root_turn)
    return Pose(np.round(pose.at, 4), turn, pose.base, np.round(pose.angles, 2))  # type: ignore[arg-type]


def solve(
    person: Person,
    figure: Figure,
    marks: Landmarks,
    targets: Targets,
    surfaces: tuple[contact.Surface, ...],
) -> Solved:
    """The pose nearest to what is written that also meets its contacts."""
    goal, sigma = goal_angles(person)
    guess = first_guess(person, goal)
    pins = targets.pins(person, marks)
    probes = contact.probes(figure)
    low, high = _bounds(goal)
    start = pack(guess)
    given_at = start[:3].copy()
    place_sigma = 0.06 if person.at is not None else 0.5
    root_goal, root_sigma = np.array(person.root_turn), np.array(person.root_sigma)
    measure = _measure(
        person, figure, marks, pins, probes, surfaces,
        (given_at, place_sigma, root_goal, root_sigma, goal, sigma),
    )  # fmt: skip
    best = descend(measure, np.clip(start, low + 1e-6, high - 1e-6), low, high)
    pose = rounded(unpack(best, person.base))
    frames = figure.skeleton.frames(pose)
    worst = max((pin.error(figure.skeleton, frames, marks) for pin in pins), default=0.0)
    return Solved(pose, 1000 * worst, dict(person.angles), person.free)


def descend(measure: Measure, x: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Levenberg and Marquardt's descent inside bounds; contacts may come and go."""
    f, slope = measure(x)
    cost, damping = float(f @ f), 1e-3
    for _ in range(ITERATIONS):
        square, gradient = slope.T @ slope, slope.T @ f
        held = ((x <= low + 1e-9) & (gradient > 0)) | ((x >= high - 1e-9) & (gradient < 0))
        free = np.flatnonzero(~held)
        part = square[np.ix_(free, free)]
        step = np.zeros_like(x)
        step[free] = np.linalg.solve(part + damping * np.diag(np.diag(part)), -gradient[free])
        new = np.clip(x + step, low, high)
        new_f, new_slope = measure(new)
        new_cost = float(new_f @ new_f)
        if new_cost < cost:
            done = cost - new_cost < 1e-7 * cost
            x, f, slope, cost = new, new_f, new_slope, new_cost
            damping = max(damping / 4, 1e-8)
            if done:
                break
        else:
            damping *= 5
            if damping > 1e6:
                break
    return x


def _bounds(goal: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    low = np.array([d.low for d in DIRECTIONS], dtype=float)
    high = np.array([d.high for d in DIRECTIONS], dtype=float)
    low, high = np.minimum(low, goal - 0.5), np.maximum(high, goal + 0.5)
    wide = np.array([-3.0] * 3 + [-181.0] * 3), np.array([3.0] * 3 + [181.0] * 3)
    return np.concatenate([wide[0], low]), np.concatenate([wide[1], high])


def _measure(person, figure, marks, pins, probes, surfaces, wishes) -> Measure:  # type: ignore[no-untyped-def]
    """Residuals and their exact Jacobian; the last answer is kept, both are asked in turn."""
    at, place_sigma, root_goal, root_sigma, goal, sigma = wishes
    count = 6 + len(DIRECTIONS)
    scale = np.concatenate([np.full(3, place_sigma), root_sigma, sigma])
    wish = np.concatenate([at, root_goal, goal])
    kept: dict[bytes, tuple[np.ndarray, np.ndarray]] = {}

    def measure(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        key = x.tobytes()
        if key in kept:
            return kept[key]
        pose = unpack(x, person.base)
        frames = figure.skeleton.frames(pose)
        rows = [((x - wish) / scale, np.diag(1 / scale))]
        rows += [pin.residual(figure.skeleton, frames, pose, marks, PIN_MM) for pin in pins]
        rows.append(contact.depth(figure, frames, pose, probes, surfaces))
        rows.append(contact.crossing(figure, frames, pose, person.allow))
        if person.balance:
            rows.append(contact.balance(figure, frames, pose, pins, marks))
        kept.clear()
        kept[key] = (
            np.concatenate([r.ravel() for r, _ in rows]),
            np.concatenate([j.reshape(-1, count) for _, j in rows]),
        )
        return kept[key]

    return measure
