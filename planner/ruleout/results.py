"""Signed investigation results: what they settle."""

from collections.abc import Iterable

from planner.clinical.case import InvestigationOutcome
from planner.clinical.redflags import RedFlagRule


def is_resolved(rule: RedFlagRule, outcomes: Iterable[InvestigationOutcome]) -> bool:
    """Whether a signed result resolves the rule; any other result leaves it as it was."""
    return any(
        outcome.investigation == resolution.investigation and outcome.result in resolution.results
        for outcome in outcomes
        for resolution in rule.resolved_by
    )
