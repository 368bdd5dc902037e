"""``protocols/`` -> one ``Pack``: every file of every folder, once."""

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from planner.clinical.citations import Source
from planner.clinical.conditions import Condition
from planner.clinical.contradictions import Contradiction
from planner.clinical.contraindications import Factor, Modality
from planner.clinical.findings import Construct, Finding
from planner.clinical.interventions import Equipment, Intervention, StopRule
from planner.clinical.limits import AssemblyLimits
from planner.clinical.outcomes import OutcomeMeasure, Recovery, RecoveryModifier
from planner.clinical.pack import Library, Pack, Presentation, PresentationEntry
from planner.clinical.redflags import Investigation, RedFlagRule
from planner.clinical.sports import SportLoads
from planner.clinical.stages import FoundingConflict, Measure, TreatmentPicture
from planner.clinical.surgery import SurgeonsLimit
from planner.clinical.units import Unit
from planner.clinical.weighing import Weighing
from planner.clinical.wording import Wording
from planner.knowledge.binding import bind
from planner.knowledge.reading import PackError, line_of, read

T = TypeVar("T")


def load_pack(protocols: Path, presentation: str) -> Pack:
    """The library and one presentation. Raises PackError for the first thing wrong."""
    folder = protocols / presentation
    if not (folder / "presentation.yaml").is_file():
        raise PackError(folder, None, "no such presentation; expected a presentation.yaml in it")
    return Pack(library=load_library(protocols / "library"), presentation=_presentation(folder))


def load_library(folder: Path) -> Library:
    """What every presentation shares."""
    constructs, findings = _constructs_and_findings(folder / "findings")
    return Library(
        sources=_listed(Source, "sources", sorted((folder / "sources").glob("*.yaml"))),
        constructs=constructs,
        findings=findings,
        interventions=_one_each(Intervention, sorted((folder / "interventions").glob("*/*.yaml"))),
        modalities=_listed(Modality, "modalities", [folder / "modalities.yaml"]),
        factors=_one_each(Factor, sorted((folder / "contraindications").glob("*.yaml"))),
        surgeons_limits=_listed(
            SurgeonsLimit, "surgeons_limits", [folder / "surgeons-limits.yaml"]
        ),
        stop_rules=_listed(StopRule, "stop_rules", [folder / "stop-rules.yaml"]),
        equipment=_listed(Equipment, "equipment", [folder / "equipment.yaml"]),
        measures=_listed(Measure, "measures", [folder / "measures.yaml"]),
        outcome_measures=_listed(
            OutcomeMeasure, "outcome_measures", [folder / "outcome-measures.yaml"]
        ),
        units=_listed(Unit, "units", [folder / "units.yaml"]),
        investigations=_listed(Investigation, "investigations", [folder / "investigations.yaml"]),
        weighing=_whole(Weighing, folder / "weighing.yaml"),
    )


def _presentation(folder: Path) -> Presentation:
    recovery = folder / "recovery.yaml"
    return Presentation(
        head=_whole(PresentationEntry, folder / "presentation.yaml"),
        conditions=_one_each(Condition, sorted((folder / "conditions").glob("*.yaml"))),
        rules=_one_each(RedFlagRule, sorted((folder / "rules").glob("*.yaml"))),
        contradictions=_listed(Contradiction, "contradictions", [folder / "contradictions.yaml"]),
        pictures=_one_each(TreatmentPicture, sorted((folder / "stages").glob("*.yaml"))),
        conflicts=_listed(FoundingConflict, "conflicts", [folder / "conflicts.yaml"]),
        recoveries=_listed(Recovery, "recoveries", [recovery]),
        recovery_modifiers=tuple(
            bind(RecoveryModifier, raw, recovery, ("modifiers", index))
            for index, raw in enumerate(_section(recovery, read(recovery), "modifiers"))
        ),
        limits=_whole(AssemblyLimits, folder / "assembly.yaml"),
        sports=_whole(SportLoads, folder / "sports.yaml"),
        words=_whole(Wording, folder / "words.yaml"),
    )


def _constructs_and_findings(
    folder: Path,
) -> tuple[Mapping[str, Construct], Mapping[str, Finding]]:
    constructs: dict[str, Construct] = {}
    findings: dict[str, Finding] = {}
    for path in sorted(folder.glob("*.yaml")):
        raw = _file(path)
        _add(constructs, bind(Construct, raw.get("construct"), path, ("construct",)), path, ())
        for index, entry in enumerate(_section(path, raw, "findings")):
            place = ("findings", index)
            reviewed = _with_file_review(Finding, entry, raw)
            _add(findings, bind(Finding, reviewed, path, place), path, place)
    return MappingProxyType(constructs), MappingProxyType(findings)


def _one_each(kind: type[T], paths: Iterable[Path]) -> Mapping[str, T]:
    """One entry a file; the file is named for its id."""
    entries: dict[str, T] = {}
    for path in paths:
        value = bind(kind, _file(path), path)
        if _id(value) != path.stem:
            raise PackError(
                path, line_of(path, ("id",)), f"id {_id(value)!r} differs from the file's name"
            )
        _add(entries, value, path, ("id",))
    return MappingProxyType(entries)


def _listed(kind: type[T], key: str, paths: Iterable[Path]) -> Mapping[str, T]:
    """A list of entries under ``key``, over one or more files."""
    entries: dict[str, T] = {}
    for path in paths:
        raw = _file(path)
        for index, entry in enumerate(_section(path, raw, key)):
            place = (key, index)
            reviewed = _with_file_review(kind, entry, raw)
            _add(entries, bind(kind, reviewed, path, place), path, place)
    return MappingProxyType(entries)


def _whole(kind: type[T], path: Path) -> T:
    return bind(kind, _file(path), path)


def _file(path: Path) -> dict[str, Any]:
    raw = read(path)
    if not isinstance(raw, dict):
        raise PackError(path, 1, "expected keys with values")
    return raw


def _section(path: Path, raw: dict[str, Any], key: str) -> list[Any]:
    entries = raw.get(key)
    if not isinstance(entries, list):
        raise PackError(path, line_of(path, (key,)), f"expected a list under {key}")
    return entries


def _with_file_review(kind: type, entry: Any, raw: dict[str, Any]) -> Any:
    """In a file that holds several entries, the review of the file counts for each of them."""
    wanted = any(field.name == "review" for field in dataclasses.fields(kind))
    if wanted and isinstance(entry, dict) and "review" in raw and "review" not in entry:
        return {**entry, "review": raw["review"]}
    return entry


def _add(entries: dict[str, Any], value: Any, path: Path, place: tuple[str | int, ...]) -> None:
    if _id(value) in entries:
        raise PackError(path, line_of(path, place), f"the id {_id(value)} is used twice")
    entries[_id(value)] = value


def _id(value: Any) -> str:
    return str(value.id)
