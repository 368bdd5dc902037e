"""What one signed result changes: the same reasoning with it and without it, side by side."""

from dataclasses import dataclass, replace

from planner.clinical.case import Case
from planner.clinical.conditions import Condition, Verdict
from planner.clinical.redflags import RedFlagRule, RuleState
from planner.ruleout.assess import Reasoner


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """A rule that stands otherwise because of the result."""

    rule: RedFlagRule
    was: RuleState
    now: RuleState


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChange:
    """A cause that is judged otherwise because of the result."""

    condition: Condition
    was: Verdict
    now: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything a result changes; both empty where it changes nothing."""

    rules: tuple[RuleChange, ...]
    verdicts: tuple[VerdictChange, ...]


def changes_by_result(reasoner: Reasoner, case: Case, investigation: str) -> Changes:
    """What the signed result of ``investigation`` changes in this case as it stands."""
    others = tuple(each for each in case.investigations if each.investigation != investigation)
    without = replace(case, investigations=others)
    was = {standing.rule.id: standing.state for standing in reasoner.standings(without)}
    before = {
        ruling.condition.id: ruling.verdict for ruling in reasoner.assess(without).differential
    }
    return Changes(
        rules=tuple(
            RuleChange(rule=standing.rule, was=was[standing.rule.id], now=standing.state)
            for standing in reasoner.standings(case)
            if standing.state is not was[standing.rule.id]
        ),
        verdicts=tuple(
            VerdictChange(
                condition=ruling.condition, was=before[ruling.condition.id], now=ruling.verdict
            )
            for ruling in reasoner.assess(case).differential
            if ruling.verdict is not before[ruling.condition.id]
        ),
    )
