"""A pack in which every word that is not the patient's carries a canary.

What is patient wording is listed, and what the reasoning compares is listed; every other text of
every entry is marked, so a field added later is covered without a word here.
"""

import dataclasses
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from planner.clinical import expressions
from planner.clinical.pack import Pack
from planner.clinical.wording import Wording

CANARY = "CANARY"

PATIENT = frozenset(
    {
        ("Intervention", "patient_how"),
        ("PatientCard", "name"),
        ("PatientCard", "why"),
        ("PatientCard", "easier"),
        ("PatientCard", "harder"),
        ("PatientCard", "counts"),
        ("PatientCard", "steps"),
        ("Load", "patient"),
        ("Cell", "patient"),
        ("AvoidWhen", "patient"),
        ("PatientWords", "name"),
        ("PatientWords", "what"),
        ("PatientWords", "less_likely"),
        ("PatientWords", "tell_us_if"),
        ("SpeedLevel", "patient"),
        ("Stage", "patient_name"),
        ("Stage", "patient_line"),
        ("Stage", "patient_test"),
        ("TreatmentPicture", "patient_test"),
        ("Criterion", "patient"),
        ("Recovery", "patient"),
        ("HoldingAdvice", "headline"),
        ("HoldingAdvice", "why"),
        ("HoldingAdvice", "do"),
        ("HoldingAdvice", "do_not"),
        ("HoldingAdvice", "next_step"),
        # the long name is told once, after the plain one
        ("Condition", "name"),
    }
)
COMPARED = frozenset(
    {
        ("AccuracyRow", "condition"),
        ("Amount", "unit"),
        ("AppliesTo", "picture"),
        ("AppliesTo", "modality"),
        ("AvoidWhen", "factor"),
        ("Condition", "node"),
        ("Condition", "picture"),
        ("Criterion", "measure"),
        ("DoseFor", "picture"),
        ("DoseRow", "tempo"),
        ("Finding", "construct"),
        ("Frequency", "occasion"),
        ("Intervention", "modality"),
        ("PatientCard", "easier_is"),
        ("PatientCard", "harder_is"),
        ("Measure", "item"),
        ("AssemblyLimits", "walking_modality"),
        ("Stage", "patient_test_modality"),
        ("Stage", "running"),
        ("TreatmentPicture", "patient_test_modality"),
        ("TreatmentPicture", "prognosis"),
        ("Equipment", "owner"),
        ("SharedNode", "evidence_from"),
    }
)
ID_LISTS = frozenset(
    {
        "sources", "source", "id", "equipment", "progression", "regression", "stop_rules",
        "conflicts", "core_interventions", "outcome_measures", "conditions", "guarded_by",
        "key_findings", "cleared_by", "resolved_by", "results", "investigation", "members",
        "always_screen", "before_testing", "core", "never_ruled_out", "sports", "order", "joint",
        "supports", "excludes",
    }
)  # fmt: skip


def with_canaries(pack: Pack) -> Pack:
    """The same pack, marked; the letter's own sentences are marked too."""
    words = pack.presentation.words
    letter: Any = _marked(words.letter)
    marked: Any = _marked(pack)
    presentation = dataclasses.replace(
        marked.presentation, words=dataclasses.replace(words, letter=letter)
    )
    return dataclasses.replace(pack, library=marked.library, presentation=presentation)


def _marked(value: Any) -> Any:
    if isinstance(value, Wording) or type(value).__module__ == expressions.__name__:
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kind = type(value).__name__
        changes = {
            field.name: _marked_field(kind, field.name, getattr(value, field.name))
            for field in dataclasses.fields(value)
        }
        return dataclasses.replace(value, **changes)
    return value


def _marked_field(kind: str, name: str, value: Any) -> Any:
    is_kept = (kind, name) in PATIENT or (kind, name) in COMPARED or name in ID_LISTS
    if isinstance(value, Mapping):
        return MappingProxyType(
            {key: _marked_field(kind, name, part) for key, part in value.items()}
        )
    if isinstance(value, tuple) and value and not isinstance(value[0], str):
        return tuple(_marked(part) for part in value)
    if isinstance(value, Enum) or is_kept:
        return value
    if isinstance(value, str):
        return f"{CANARY} {value}"
    if isinstance(value, tuple) and all(isinstance(part, str) for part in value):
        return tuple(f"{CANARY} {part}" for part in value)
    return _marked(value)
