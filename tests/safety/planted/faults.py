"""The planted faults as data: read from ``faults.yaml`` beside this file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LIST = Path(__file__).with_name("faults.yaml")


@dataclass(frozen=True, slots=True)
class Change:
    """Text that stands exactly once in a file, and what is put in its place."""

    file: str
    text: str
    instead: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong: the hazard it would let through, and the test that must go red."""

    hazard: str
    fault: str
    test: str
    changes: tuple[Change, ...]


def read_faults(path: Path = LIST) -> tuple[Fault, ...]:
    """Every fault of the list, in its order."""
    return tuple(_fault(raw) for raw in yaml.safe_load(path.read_text(encoding="utf-8")))


def _fault(raw: Mapping[str, Any]) -> Fault:
    changes = raw.get("changes") or [{name: raw[name] for name in ("file", "text", "instead")}]
    return Fault(
        hazard=raw["hazard"],
        fault=raw["fault"],
        test=raw["test"],
        changes=tuple(Change(**each) for each in changes),
    )
