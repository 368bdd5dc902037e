"""What differs between two states of the protocols, entry by entry and case by case (HZ-061).

For the clinical lead who reads a new version before it is used, or who looks at what a clinic
changed against the folder that came.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan
from planner.clinical.pack import Pack
from planner.knowledge.cases import read_case
from planner.knowledge.fields import CaseError
from planner.knowledge.walking import entries, fields_of
from planner.ruleout.assess import Reasoner

CAUSES = 3
"""So many of the first causes are compared, with their verdicts."""


def statement_differences(was: Pack, now: Pack) -> Iterator[str]:
    """One line for each entry that is new or gone, and for each value that changed."""
    before, after = _by_name(was), _by_name(now)
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield f"{name}: gone"
        elif name not in before:
            yield f"{name}: new"
        elif before[name] != after[name]:
            yield from (f"{name}: {line}" for line in _changes(before[name], after[name]))


def case_differences(cases: Path, was: Pack, now: Pack, today: date) -> Iterator[str]:
    """One line for each worked case of ``cases`` that turns out otherwise, with what and how."""
    earlier, later = Reasoner(was), Reasoner(now)
    for path in sorted(cases.glob("*.yaml")):
        before, after = _outcome(path, earlier, today), _outcome(path, later, today)
        told = [
            f"{part} was {before.get(part, 'not there')}, now {after.get(part, 'not there')}"
            for part in (before | after)
            if before.get(part) != after.get(part)
        ]
        if told:
            yield f"{path.stem}: {'; '.join(told)}"


def _by_name(pack: Pack) -> Mapping[str, Any]:
    """Every entry by its kind and id; what has no id is the only one of its kind."""
    found: dict[str, Any] = {}
    for entry in entries(pack):
        name = f"{type(entry).__name__} {getattr(entry, 'id', '')}".strip()
        found[name if name not in found else f"{name} {len(found)}"] = entry
    return found


def _changes(was: Any, now: Any) -> Iterator[str]:
    before, after = dict(_leaves(was)), dict(_leaves(now))
    for place in dict.fromkeys((*before, *after)):
        if before.get(place) != after.get(place):
            yield f"{place}: {_said(before, place)} -> {_said(after, place)}"


def _leaves(entry: Any) -> Iterator[tuple[str, Any]]:
    """Every value that holds no further values with names, by the way to it."""
    for _, _, content, at in fields_of(entry):
        inner = content.values() if isinstance(content, Mapping) else content
        if dataclasses.is_dataclass(content):
            continue
        if isinstance(content, Mapping | tuple) and any(map(dataclasses.is_dataclass, inner)):
            continue
        yield " ".join(map(str, at)), content


def _said(leaves: Mapping[str, Any], place: str) -> str:
    if place not in leaves:
        return "not there"
    content = leaves[place]
    if isinstance(content, tuple):
        return ", ".join(map(_plain, content)) or "none"
    return _plain(content)


def _plain(content: Any) -> str:
    return str(content.value if isinstance(content, Enum) else content)


def _outcome(path: Path, reasoner: Reasoner, today: date) -> dict[str, str]:
    """How one case turns out, part by part; the reason alone where it cannot be read."""
    try:
        found = reasoner.assess(read_case(path, reasoner.pack, today))
    except CaseError as error:
        return {"case": f"not readable ({error})"}
    first = found.differential[:CAUSES]
    said = {
        "disposition": found.disposition.value,
        "raised": ", ".join(s.rule.id for s in found.raised) or "nothing",
        "first causes": ", ".join(f"{r.condition.id} {r.verdict.value}" for r in first),
    }
    try:
        plan = assemble(reasoner.pack, found)
    except ValueError:
        return said
    if not isinstance(plan, Plan):
        return {**said, "plan": f"refused ({plan.rule or plan.because})"}
    items = plan.current.items if plan.current else ()
    return {
        **said,
        "plan": plan.kind.value,
        "items": ", ".join(item.intervention.id for item in items) or "none",
    }
