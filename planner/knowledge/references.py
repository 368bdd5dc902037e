"""Every id that one entry names must exist in another; and nothing derives from itself."""

from collections.abc import Iterator, Mapping
from typing import Any

from planner.clinical.case import NOT_SURE_YET
from planner.clinical.conditions import Condition, Settling, SharedNode
from planner.clinical.contraindications import Factor
from planner.clinical.expressions import FactorIs, FindingIs, SportIs, findings_in
from planner.clinical.findings import AccuracyRow, Construct, Finding
from planner.clinical.interventions import AppliesTo, AvoidWhen, Intervention, PatientCard
from planner.clinical.limits import AssemblyLimits
from planner.clinical.outcomes import OutcomeMeasure, Recovery
from planner.clinical.pack import Pack, PresentationEntry
from planner.clinical.quantities import DoseFor
from planner.clinical.redflags import InvestigationResult, RedFlagRule, Resolution, YieldsTo
from planner.clinical.sports import SportLoads, SportTable
from planner.clinical.stages import Criterion, Measure, Stage, TreatmentPicture
from planner.clinical.surgery import Bars
from planner.clinical.wording import Wording
from planner.knowledge.places import Places
from planner.knowledge.problem import Problem
from planner.knowledge.walking import entries, fields_of
from planner.knowledge.words import closest

_NAMES: dict[tuple[type, str], str] = {
    (FindingIs, "finding"): "findings",
    (FactorIs, "factor"): "factors",
    (SportIs, "sport"): "sports",
    (Finding, "construct"): "constructs",
    (Construct, "order"): "findings",
    (Construct, "joint"): "findings",
    (AccuracyRow, "condition"): "conditions",
    (Settling, "key_findings"): "findings",
    (Condition, "guarded_by"): "rules",
    (Condition, "picture"): "pictures",
    (Condition, "node"): "nodes",
    (SharedNode, "members"): "conditions",
    (SharedNode, "evidence_from"): "conditions",
    (RedFlagRule, "conditions"): "conditions",
    (RedFlagRule, "suspects"): "conditions",
    (RedFlagRule, "cleared_by"): "findings",
    (YieldsTo, "rule"): "rules",
    (Resolution, "investigation"): "investigations",
    (InvestigationResult, "supports"): "conditions",
    (InvestigationResult, "excludes"): "conditions",
    (AppliesTo, "picture"): "pictures",
    (DoseFor, "picture"): "pictures",
    (AvoidWhen, "factor"): "factors",
    (Factor, "settled_by"): "rules",
    (Bars, "modalities"): "modalities",
    (Bars, "items"): "interventions",
    (Bars, "spared"): "interventions",
    (Intervention, "equipment"): "equipment",
    (Intervention, "progression"): "interventions",
    (Intervention, "regression"): "interventions",
    (Intervention, "same_as"): "interventions",
    (PatientCard, "easier_is"): "interventions",
    (PatientCard, "harder_is"): "interventions",
    (Intervention, "stop_rules"): "stop rules",
    (Intervention, "modality"): "modalities",
    (Intervention, "also_as"): "modalities",
    (Intervention, "conflicts"): "conflicts",
    (AssemblyLimits, "running_modality"): "modalities",
    (AssemblyLimits, "walking_modality"): "modalities",
    (Stage, "patient_test_modality"): "modalities",
    (TreatmentPicture, "patient_test_modality"): "modalities",
    (Stage, "core_interventions"): "interventions",
    (Criterion, "measure"): "measures",
    (Measure, "item"): "interventions",
    (Measure, "unit"): "units",
    (OutcomeMeasure, "unit"): "units",
    (TreatmentPicture, "conditions"): "conditions",
    (TreatmentPicture, "outcome_measures"): "outcome measures",
    (TreatmentPicture, "prognosis"): "recoveries",
    (Recovery, "instead_of"): "recoveries",
    (SportLoads, "runners"): "sports",
    (SportTable, "sports"): "sports",
    (PresentationEntry, "always_screen"): "findings",
    (PresentationEntry, "before_testing"): "findings",
    (PresentationEntry, "answered_by_side"): "findings",
    (PresentationEntry, "core"): "findings",
    (PresentationEntry, "never_ruled_out"): "conditions",
}

TOUCHES_NOBODY = "information"
"""The modality of advice: it has no row in the matrix."""


def dangling(pack: Pack, places: Places) -> Iterator[Problem]:
    """Ids and sources that lead nowhere."""
    vocabulary = _vocabulary(pack)
    for entry in entries(pack):
        for owner, name, content, at in fields_of(entry):
            kind = _kind(owner, name)
            if kind is None or content is None:
                continue
            for reference in (content,) if isinstance(content, str) else content:
                if reference not in vocabulary[kind]:
                    hint = closest(str(reference), vocabulary[kind])
                    says = f"{name} names {reference!r}, which is not among the {kind}{hint}"
                    yield places.problem(entry, says, at)
    for entry in pack.library.factors.values():
        for modality in entry.cells:
            if modality not in pack.library.modalities:
                hint = closest(modality, pack.library.modalities)
                says = f"cells names {modality!r}, which is not among the modalities{hint}"
                yield places.problem(entry, says, ("cells", modality))


def circular(pack: Pack, places: Places) -> Iterator[Problem]:
    """A derived finding that, through its parts, derives from itself."""
    findings = pack.library.findings

    def parts(name: str) -> set[str]:
        entry = findings.get(name)
        derived = entry.derived if entry is not None else None
        return set(findings_in(derived)) if derived is not None else set()

    for finding in findings.values():
        reached: set[str] = set()
        frontier = parts(finding.id)
        while frontier:
            reached |= frontier
            frontier = {part for name in frontier for part in parts(name)} - reached
        if finding.id in reached:
            yield places.problem(finding, "derives from itself through its parts", ("derived",))


def _kind(owner: Any, name: str) -> str | None:
    if name in {"source", "sources"} and type(owner).__module__ != Wording.__module__:
        return "sources"
    return _NAMES.get((type(owner), name))


def _vocabulary(pack: Pack) -> Mapping[str, set[str]]:
    library, presentation = pack.library, pack.presentation
    return {
        "findings": set(library.findings),
        "factors": set(library.factors),
        "sports": set(presentation.head.sports),
        "constructs": set(library.constructs),
        "conditions": set(presentation.conditions),
        "rules": set(presentation.rules),
        "pictures": set(presentation.pictures) | {NOT_SURE_YET},
        "nodes": {node.id for node in presentation.head.nodes},
        "investigations": set(library.investigations),
        "equipment": set(library.equipment),
        "interventions": set(library.interventions),
        "stop rules": set(library.stop_rules),
        "modalities": set(library.modalities) | {TOUCHES_NOBODY},
        "conflicts": set(presentation.conflicts),
        "measures": set(library.measures),
        "units": set(library.units),
        "outcome measures": set(library.outcome_measures),
        "recoveries": set(presentation.recoveries),
        "sources": set(library.sources),
    }
