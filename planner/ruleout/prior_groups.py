"""Prior groups: patients in whom a cause starts from another chance, and what put them there."""

from dataclasses import dataclass

from planner.clinical.answers import Presence
from planner.clinical.conditions import Condition, Stratum
from planner.clinical.expressions import evaluate, findings_in
from planner.ruleout.picture import ClinicalPicture
from planner.ruleout.weighing import logit


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorGroup:
    """The prior group a patient belongs to, and what it says by itself.

    ``findings`` put the patient there; they are in the number and not weighed again.
    ``log_ratio`` is the step from the condition's own prior to the group's, natural log.
    """

    stratum: Stratum
    findings: tuple[str, ...]
    log_ratio: float


def group_of(condition: Condition, picture: ClinicalPicture) -> PriorGroup | None:
    """The first prior group the patient is known to belong to.

    A sign of the group that is absent is not in its number: it still speaks against.
    """
    for stratum in condition.pretest.strata:
        if evaluate(stratum.applies_if, picture) is Presence.PRESENT:
            named = dict.fromkeys(findings_in(stratum.applies_if))
            return PriorGroup(
                stratum=stratum,
                findings=tuple(n for n in named if picture.presence(n) is Presence.PRESENT),
                log_ratio=logit(stratum.estimate) - logit(condition.pretest.estimate),
            )
    return None
