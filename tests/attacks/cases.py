"""The attack cases as data: read from ``cases.yaml`` beside this file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.safety.planted.faults import Change, Fault

CASES = Path(__file__).with_name("cases.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One way to attack, the tests that try it, or why nothing here can be attacked so.

    ``fault`` takes its defence out; the test it names is red then.
    """

    id: str
    attack: str
    tests: tuple[str, ...]
    why_not: str
    fault: Fault | None


def read_cases(path: Path = CASES) -> tuple[Case, ...]:
    """Every case, in the order of the letters."""
    cases: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return tuple(_case(name, raw) for name, raw in cases.items())


def _case(name: str, raw: dict[str, Any]) -> Case:
    changes = tuple(Change(**change) for change in raw.get("without", ()))
    return Case(
        id=name,
        attack=raw["attack"],
        tests=tuple(raw.get("tests", ())),
        why_not=raw.get("why_not", ""),
        fault=Fault(hazard=name, fault="", test=raw["red"], changes=changes) if changes else None,
    )
