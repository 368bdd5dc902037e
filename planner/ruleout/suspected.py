"""Which other dangerous causes a raised rule makes one think of.

Fever and a leg that bears no weight raise the rule for an infection; in a child the same may be a
bone tumour. A rule names such causes as ``suspects``. One of them stands among the raised causes
only while the findings speak for it, or every rule would lift them all.
"""

from collections.abc import Iterable

from planner.clinical.weighing import Weighing
from planner.ruleout.prior_groups import PriorGroup
from planner.ruleout.rules import RuleStanding
from planner.ruleout.weighing import Estimate


def is_spoken_for(
    estimate: Estimate, group: PriorGroup | None, chance: float, weighing: Weighing
) -> bool:
    """Whether findings speak for a cause on balance and its chance, 0 to 1, is worth a place.

    The start counts: what put the patient into a prior group has said that much already.
    """
    balance = sum(contribution.weighed for contribution in estimate.contributions)
    balance += group.log_ratio if group else 0.0
    return balance >= weighing.spoken_for.value and chance >= weighing.worth_a_place.value


def suspected_by(condition: str, standings: Iterable[RuleStanding]) -> tuple[RuleStanding, ...]:
    """The raised rules whose findings can mean this cause besides the one they guard."""
    return tuple(s for s in standings if s.is_raised and condition in s.rule.suspects)
