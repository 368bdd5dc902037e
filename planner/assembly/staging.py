"""Which stage the patient is in, from recorded measures. No stage advances on time alone."""

from collections.abc import Mapping
from enum import StrEnum

from planner.clinical.answers import Presence
from planner.clinical.expressions import evaluate
from planner.clinical.stages import Comparison, Criterion, Strictness, TreatmentPicture
from planner.ruleout.picture import ClinicalPicture


class Met(StrEnum):
    """One criterion against what was recorded. Not measured is never met."""

    MET = "met"
    NOT_MET = "not met"
    NOT_MEASURED = "not measured"


def met(criterion: Criterion, measures: Mapping[str, float], picture: ClinicalPicture) -> Met:
    """Whether one criterion is met by the recorded measures or findings."""
    if criterion.expression is not None:
        return {
            Presence.PRESENT: Met.MET,
            Presence.ABSENT: Met.NOT_MET,
            Presence.NOT_ASSESSED: Met.NOT_MEASURED,
        }[evaluate(criterion.expression, picture)]
    if criterion.measure is None or criterion.measure not in measures:
        return Met.NOT_MEASURED
    return Met.MET if is_reached(criterion, measures[criterion.measure]) else Met.NOT_MET


def is_reached(criterion: Criterion, recorded: float) -> bool:
    """Whether a recorded number, in the measure's unit, reaches what the criterion asks."""
    wanted = criterion.value.amount if criterion.value is not None else 1.0
    match criterion.comparison:
        case Comparison.AT_LEAST | Comparison.ROSE_BY:
            return recorded >= wanted
        case Comparison.AT_MOST:
            return recorded <= wanted
        case Comparison.NOT_WORSENING:
            return recorded >= 0
        case _:
            return recorded > 0


def entry_stage(
    picture: TreatmentPicture, measures: Mapping[str, float], facts: ClinicalPicture
) -> int:
    """The first stage whose exit gates are not all met by what was recorded today.

    With nothing recorded that is the first stage: an unmeasured gate is not a passed one.
    """
    for stage in picture.stages[:-1]:
        gates = [c for c in stage.exit if c.strictness is Strictness.GATE]
        if not gates or any(met(c, measures, facts) is not Met.MET for c in gates):
            return stage.id
    return picture.stages[-1].id
