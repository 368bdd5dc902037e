"""Finished exercise drawings, read from the pack as they are; the left side by mirroring."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from planner.clinical.answers import Side
from planner.documents.sore_spot import sore_spots
from planner.documents.values import Drawing

EDGE = 5.0
"""Per cent of a drawing that is only its margin."""

FOLDER = Path("library") / "drawings"

Drawings: TypeAlias = Callable[[Side | None], Mapping[str, Drawing]]
"""The drawings by intervention id with the painful side working."""


@cache
def finished_drawings(protocols: Path) -> Drawings:
    """The drawings of one protocols folder, read when a side is first asked for.

    The pictures of where it hurts are among them (``sore-spot-`` and a finding). The others are
    drawn for the right; ``index.json`` says how one is mirrored. With pain on both sides the right
    one is shown. A card without a drawing stands alone, so a missing folder is none.
    """
    folder = protocols / FOLDER

    @cache
    def exercises(is_left: bool) -> Mapping[str, Drawing]:
        index = _index(folder)
        return {
            name: _drawing(folder, index["mirror"], entry, left=is_left)
            for name, entry in index["drawings"].items()
        }

    @cache
    def side_drawings(side: Side | None) -> Mapping[str, Drawing]:
        return {**exercises(side is Side.LEFT), **sore_spots(folder, side)}

    return side_drawings


def _index(folder: Path) -> dict[str, Any]:
    path = folder / "index.json"
    if not path.is_file():
        return {"drawings": {}, "mirror": {}}
    index: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return index


def _drawing(
    folder: Path, mirror: Mapping[str, str], entry: Mapping[str, Any], *, left: bool
) -> Drawing:
    svg = (folder / entry["file"]).read_text(encoding="utf-8")
    if left:
        width = str(entry["viewBox"][2])
        svg = svg.replace(mirror["find"], mirror["replace"].replace("{width}", width), 1)
    named = [panel for panel in entry["panels"] if panel["word"]]
    starts = [_start(panel["box"], entry["viewBox"]) for panel in named]
    if left:
        # mirrored, the panel that stood on the left stands on the right
        lefts = sorted((start[0] for start in starts), reverse=True)
        starts = [(x, top) for x, (_, top) in zip(lefts, starts, strict=True)]
    return Drawing(
        svg=svg,
        alt=entry["alt_left"] if left else entry["alt"],
        words=tuple(panel["word"] for panel in named),
        starts=tuple(starts),
    )


def _start(box: list[float], view: list[float]) -> tuple[float, float]:
    """Where a panel starts, in per cent of the drawing; a margin counts as none."""
    left, top = 100 * (box[0] - view[0]) / view[2], 100 * (box[1] - view[1]) / view[3]
    return (left if left > EDGE else 0.0), (top if top > EDGE else 0.0)
