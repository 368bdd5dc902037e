"""Small valid entries for tests; every argument that matters is named by the test itself."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from planner.clinical.answers import Irritability, Presence, Side
from planner.clinical.case import Case, SportLoad
from planner.clinical.citations import EvidenceGrade, Review
from planner.clinical.conditions import (
    Codes,
    Condition,
    Disposition,
    PatientWords,
    Pretest,
    Settling,
)
from planner.clinical.contraindications import Cell, CellStatus, Factor
from planner.clinical.expressions import Expression
from planner.clinical.findings import (
    AccuracyRow,
    Combine,
    Construct,
    EvidenceKind,
    Finding,
    FindingKind,
    FindingStage,
    Intervals,
    Position,
    Weight,
)
from planner.clinical.interventions import (
    AppliesTo,
    BodyPosition,
    Intervention,
    InterventionEvidence,
    Limb,
    Priority,
    Strand,
    Where,
    Who,
)
from planner.clinical.quantities import Amount, DoseEvidence, DoseFor, DoseRow, Frequency, Per
from planner.clinical.redflags import HoldingAdvice, Letter, RedFlagRule, Trigger, Urgency

UNCHECKED = Review(
    authored_by="tests", due=date(2100, 1, 1), verified=False, reason="made up for a test"
)
VISIT = date(2026, 11, 22)


def a_published_row(condition: str = "tendon", **changes: Any) -> AccuracyRow:
    """A study with an interval, LR+ 5 and LR- 0.2."""
    row: dict[str, Any] = {
        "condition": condition,
        "evidence": EvidenceKind.PUBLISHED,
        "source": "study",
        "verified": True,
        "lr_positive": 5.0,
        "lr_negative": 0.2,
        "ci95": Intervals(lr_positive=(2.0, 12.5), lr_negative=(0.08, 0.5), origin="derived"),
    }
    return AccuracyRow(**{**row, **changes})


def an_expert_row(
    condition: str = "tendon",
    present: Weight = Weight.FOR,
    absent: Weight = Weight.AGAINST,
) -> AccuracyRow:
    """An opinion in words."""
    return AccuracyRow(
        condition=condition,
        evidence=EvidenceKind.EXPERT,
        source="opinion",
        verified=False,
        weight_if_present=present,
        weight_if_absent=absent,
    )


def a_finding(name: str = "stretch", *rows: AccuracyRow, **changes: Any) -> Finding:
    """One question with its evidence."""
    finding: dict[str, Any] = {
        "id": name,
        "name": name,
        "wording": f"{name}?",
        "kind": FindingKind.HISTORY,
        "construct": name,
        "stage": FindingStage.CORE,
        "position": Position.TALKING,
        "ask_when": "always",
        "how_to": "Ask.",
        "positive_when": "Yes.",
        "minutes": 1.0,
        "cautions": "None",
        "accuracy": rows,
        "review": UNCHECKED,
    }
    return Finding(**{**finding, **changes})


def a_construct(
    name: str, *order: str, combine: Combine = Combine.BEST_SINGLE, joint: tuple[str, ...] = ()
) -> Construct:
    """A construct with its order of validation."""
    return Construct(
        id=name, name=name, combine=combine, order=order, order_because="a test", joint=joint
    )


def a_condition(ident: str = "tendon", **changes: Any) -> Condition:
    """A cause with one key finding and a prior of 0.1."""
    condition: dict[str, Any] = {
        "id": ident,
        "name": ident,
        "tier": "musculoskeletal",
        "codes": Codes(),
        "structure": "x",
        "description": "x",
        "typical_onset": "x",
        "age": "x",
        "pain_location": "x",
        "pain_behaviour": "x",
        "imaging_of_choice": "x",
        "default_action": Disposition.TREAT,
        "action_note": "x",
        "founding_cause": False,
        "pretest": Pretest(
            estimate=0.1, plausible_range=(0.05, 0.2), kind="assumption", basis="a test"
        ),
        "settling": Settling(
            key_findings=("stretch",),
            ruled_out_below=0.05,
            unlikely_below=0.1,
            likely_from=0.5,
            because="a test",
        ),
        "patient": PatientWords(
            name="a sore tendon", what=("It is sore.",), less_likely="x", tell_us_if="x"
        ),
        "review": UNCHECKED,
    }
    return Condition(**{**condition, **changes})


def a_rule(
    name: str,
    when: Expression,
    *,
    urgency: Urgency = Urgency.EMERGENCY,
    confirm: Expression | None = None,
    **changes: Any,
) -> RedFlagRule:
    """A rule with one trigger."""
    rule: dict[str, Any] = {
        "id": name,
        "name": name,
        "conditions": (),
        "urgency": urgency,
        "timeframe": "now",
        "triggers": (Trigger(when=when, confirm=confirm, says="x"),),
        "cleared_by": (),
        "what_to_do": "Act.",
        "what_to_say": "Go.",
        "safety_net": "Return.",
        "letter": Letter(
            to="Emergency department",
            service="emergency",
            ask="Please see",
            by_when="now",
            telephone_first=True,
        ),
        "holding": HoldingAdvice(
            headline="Wait.", why="x", do=("Rest.",), do_not=("Run.",), next_step="X-ray."
        ),
        "verified": False,
        "review": UNCHECKED,
    }
    return RedFlagRule(**{**rule, **changes})


def a_dose(
    irritability: Irritability = Irritability.MODERATE,
    picture: str = "tendon",
    stages: tuple[int, ...] = (0, 1),
    **changes: Any,
) -> DoseRow:
    """Three sets, every second day."""
    row: dict[str, Any] = {
        "irritability": irritability,
        "applies": (DoseFor(picture=picture, stages=stages),),
        "use": True,
        "sets": Amount(amount=3),
        "frequency": Frequency(text="every second day", every_days=2, per=Per.DAY),
        "evidence": DoseEvidence(
            grade=EvidenceGrade.EXPERT, verified=False, reason="made up for a test"
        ),
    }
    return DoseRow(**{**row, **changes})


def an_item(name: str = "bridge", **changes: Any) -> Intervention:
    """A home exercise of the strengthening strand, dosed for every irritability."""
    position = BodyPosition(
        view="side",
        body="supine",
        trunk_deg=0,
        affected=Limb(hip=0, knee=90, ankle=0),
        other=Limb(hip=0, knee=90, ankle=0),
        support="mat",
        text="Lie on your back.",
    )
    item: dict[str, Any] = {
        "id": name,
        "name": name,
        "strand": Strand.STRENGTHENING,
        "applies": (AppliesTo(picture="tendon", stages=(0, 1)),),
        "priority": Priority.ADJUNCT,
        "who": Who.PATIENT,
        "where": Where.HOME,
        "minutes": 5.0,
        "purpose": "Load it.",
        "clinician_how": "x",
        "patient_how": "Lift.",
        "start_position": position,
        "end_position": position,
        "position_verified": False,
        "doses": tuple(a_dose(irritability) for irritability in Irritability),
        "dose_verified": False,
        "modality": "isometric",
        "evidence": InterventionEvidence(
            grade=EvidenceGrade.EXPERT, note="x", in_pht_population=False, verified=False
        ),
        "review": UNCHECKED,
    }
    return Intervention(**{**item, **changes})


def a_cell(status: CellStatus = CellStatus.CONTRAINDICATED) -> Cell:
    """One cell with both wordings."""
    return Cell(status=status, clinician="Do not use.", patient="Not for you.", verified=False)


def a_factor(name: str = "pregnancy", cells: Mapping[str, Cell] | None = None) -> Factor:
    """One question with its cells."""
    return Factor(
        id=name,
        label=name.capitalize(),
        ask=f"{name}?",
        cells=dict(cells or {"isometric": a_cell()}),
        review=UNCHECKED,
    )


def a_case(present: tuple[str, ...] = (), absent: tuple[str, ...] = (), **changes: Any) -> Case:
    """A visit; findings not named stay not assessed."""
    answers = dict.fromkeys(present, Presence.PRESENT)
    answers |= dict.fromkeys(absent, Presence.ABSENT)
    case: dict[str, Any] = {
        "presentation": "buttock-pain",
        "on": VISIT,
        "side": Side.RIGHT,
        "answers": answers,
        "irritability": Irritability.MODERATE,
        "sport": SportLoad(name="running"),
    }
    return Case(**{**case, **changes})
