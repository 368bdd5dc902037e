"""Which dose row applies. No row, no dose: nothing is interpolated."""

from planner.clinical.answers import Irritability
from planner.clinical.citations import EvidenceGrade
from planner.clinical.interventions import Intervention
from planner.clinical.quantities import DoseRow

EVIDENCE_ORDER = (
    "direct",
    EvidenceGrade.SR_INDIRECT,
    EvidenceGrade.RCT_INDIRECT,
    EvidenceGrade.COHORT,
    EvidenceGrade.CONFLICTING,
    EvidenceGrade.LAB,
    EvidenceGrade.EXPERT,
    EvidenceGrade.NONE,
    EvidenceGrade.NEGATIVE,
)
"""Best first. *Direct* is a trial, cohort or case in this very condition."""

_DIRECT = {
    EvidenceGrade.RCT_DIRECT: 0,
    EvidenceGrade.COHORT: 1,
    EvidenceGrade.CASE: 2,
}


def dose_for(
    item: Intervention, picture: str, stage: int, irritability: Irritability
) -> DoseRow | None:
    """The row written for this picture, stage and irritability, or none."""
    for row in item.doses:
        if row.matches(picture, stage, irritability):
            return row
    return None


def evidence_rank(item: Intervention) -> tuple[int, int]:
    """Place in the evidence order, 0 best; direct evidence is ordered RCT, cohort, case."""
    grade = item.evidence.grade
    if item.evidence.in_pht_population and grade in _DIRECT:
        return 0, _DIRECT[grade]
    if grade in EVIDENCE_ORDER:
        return EVIDENCE_ORDER.index(grade), 0
    return EVIDENCE_ORDER.index(EvidenceGrade.CONFLICTING), 0
