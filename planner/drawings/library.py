"""The library of drawings: which pose files there are, what changed, and the index.

A drawing is made again when its pose file or the code that draws it changed. Solved
poses are kept beside the drawings, rounded, so that another machine draws the same
bytes; they are solved again only when the pose file changed, or on request.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.drawings import chart, checks, pose_file, scene
from planner.drawings.body_source import SHA256
from planner.drawings.compose import Drawing, compose
from planner.drawings.pose_file import PoseFile
from planner.drawings.strict_yaml import PoseError

ROOT = Path(__file__).parents[2]
POSES = ROOT / "protocols" / "library" / "poses"
DRAWINGS = ROOT / "protocols" / "library" / "drawings"
NOT_DRAWING = ("__main__.py", "library.py", "checks.py", "proof.py", "sheet.py", "__init__.py")
MIRROR = {
    "find": '<g class="figure"',
    "replace": '<g class="figure" transform="matrix(-1 0 0 1 {width} 0)"',
    "how": "Drawings show the right side working. For the left side replace the text `find` "
    "once by `replace`, with the width of the viewBox in it, and the title by `alt_left`. "
    "Words and badges stand outside the drawing; a point at x moves to width - x.",
}


@dataclass(frozen=True)
class Built:
    """What a build did: ids drawn and ids left as they were."""

    drawn: tuple[str, ...]
    kept: tuple[str, ...]


def code_digest() -> str:
    """The version of everything that decides how a drawing looks."""
    total = hashlib.sha256(SHA256.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.name not in NOT_DRAWING:
            total.update(path.read_bytes())
    return total.hexdigest()[:16]


def pose_files() -> list[PoseFile]:
    """Every pose file, in order of its name; the id is the file's name."""
    found = []
    for path in sorted(POSES.glob("*.yaml")):
        pose = pose_file.read(path)
        if pose.id != path.stem:
            raise PoseError(f"{path.name}: id is {pose.id}; it must be the file's name")
        found.append(pose)
    ids = {pose.id for pose in found}
    for pose in found:
        if pose.same_as and pose.same_as not in ids:
            raise PoseError(f"{pose.id}.yaml: same_as names no pose: {pose.same_as}")
    return found


def read_json(path: Path) -> dict[str, Any]:
    """What a JSON file holds, or nothing when there is none yet."""
    if not path.exists():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def draw(pose: PoseFile, frozen: dict[str, Any] | None) -> tuple[Drawing, list[scene.Stage]]:
    """One drawing, from kept angles when there are any."""
    stages = scene.stages(pose, frozen)
    return compose(pose, stages), stages


def build(everything: bool = False, solve_again: bool = False, only: tuple[str, ...] = ()) -> Built:
    """Draw what changed and write the index."""
    DRAWINGS.mkdir(parents=True, exist_ok=True)
    index = read_json(DRAWINGS / "index.json").get("drawings", {})
    solved = read_json(DRAWINGS / "solved.json")
    code, poses = code_digest(), pose_files()
    drawn, kept = [], []
    for pose in poses:
        inputs = f"{pose.digest}-{code}"
        fresh = index.get(pose.id, {}).get("inputs") == inputs
        if (only and pose.id not in only) or (fresh and not everything and not solve_again):
            kept.append(pose.id)
            continue
        if pose.same_as:
            index[pose.id] = {"inputs": inputs, "same_as": pose.same_as}
            solved.pop(pose.id, None)
        else:
            index[pose.id] = _draw_one(pose, solved, inputs, solve_again)
        drawn.append(pose.id)
        _write(index, solved, poses)
    _write(index, solved, poses)
    (DRAWINGS / "body-chart.svg").write_text(chart.body_chart(), encoding="utf-8")
    return Built(tuple(drawn), tuple(kept))


def _draw_one(
    pose: PoseFile, solved: dict[str, Any], inputs: str, solve_again: bool
) -> dict[str, Any]:
    frozen = solved.get(pose.id, {})
    usable = frozen.get("pose") == pose.digest and not solve_again
    drawing, stages = draw(pose, frozen["panels"] if usable else None)
    (DRAWINGS / f"{pose.id}.svg").write_text(drawing.svg, encoding="utf-8")
    panels = {}
    for n, stage in enumerate(stages):
        names = ("patient", "second")
        panels[str(n)] = {
            name: scene.freeze(person.solved)
            for name, person in zip(names, stage.people, strict=False)
        }
    solved[pose.id] = {"pose": pose.digest, "panels": panels}
    words = pose.words or ("",) * len(stages)
    return {
        "inputs": inputs,
        "file": f"{pose.id}.svg",
        "viewBox": [0, 0, drawing.width, drawing.height],
        "panels": [
            {"word": word, "box": [4 * v for v in box]}
            for word, box in zip(words, drawing.panels, strict=True)
        ],
        "aspect": _aspect(drawing),
        "figure": pose.figure,
        "points": {finding: [x, y] for finding, x, y in drawing.points},
        "checks": checks.measure(pose, stages, drawing),
    }


def _aspect(drawing: Drawing) -> str:
    """Wide: full width. Tall: a narrow column. Pair: two panels, about square."""
    ratio = drawing.width / drawing.height
    if ratio > 2.2:
        return "wide"
    if len(drawing.panels) == 2:
        return "pair"
    return "wide" if ratio > 1.55 else "tall"


def _write(index: dict[str, Any], solved: dict[str, Any], poses: list[PoseFile]) -> None:
    ids = [pose.id for pose in poses]
    entries = {}
    for pose in poses:
        entry = index.get(pose.id)
        if entry is None:
            continue
        if "same_as" in entry and pose.same_as:
            source = index.get(pose.same_as, {})
            entry = {**source, "inputs": entry["inputs"], "same_as": pose.same_as}
            if pose.words:
                panels = zip(source.get("panels", []), pose.words, strict=True)
                entry["panels"] = [{**panel, "word": word} for panel, word in panels]
        entries[pose.id] = {**entry, "alt": pose.alt, "alt_left": pose.alt_left}
    document = {"mirror": MIRROR, "body_chart": chart.describe(), "drawings": entries}
    text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False)
    (DRAWINGS / "index.json").write_text(text + "\n", encoding="utf-8")
    kept = {key: value for key, value in sorted(solved.items()) if key in ids}
    lines = [f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in kept.items()]
    (DRAWINGS / "solved.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    for path in DRAWINGS.glob("*.svg"):
        drawn = path.stem in entries and "same_as" not in entries[path.stem]
        if not drawn and path.stem != "body-chart":
            path.unlink()
