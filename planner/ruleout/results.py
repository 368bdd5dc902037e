"""Signed investigation results: what they settle, support and exclude."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.clinical.case import InvestigationOutcome
from planner.clinical.redflags import Investigation, RedFlagRule, Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What signed results say of conditions: each with the investigation that says it."""

    supported: Mapping[str, str]
    excluded: Mapping[str, str]


def is_resolved(rule: RedFlagRule, outcomes: Iterable[InvestigationOutcome]) -> bool:
    """Whether a signed result resolves the rule; any other result leaves it as it was."""
    return is_signed(rule.resolved_by, outcomes)


def is_signed(wanted: Iterable[Resolution], outcomes: Iterable[InvestigationOutcome]) -> bool:
    """Whether one of the wanted results is among the signed ones."""
    signed = {(outcome.investigation, outcome.result) for outcome in outcomes}
    return any((one.investigation, result) in signed for one in wanted for result in one.results)


def shown_by(outcomes: Iterable[InvestigationOutcome], known: Mapping[str, Investigation]) -> Shown:
    """The conditions that signed results support or exclude, the latest result speaking last.

    A result carries no ratio of its own in the packs, so it never becomes a number.
    """
    supported: dict[str, str] = {}
    excluded: dict[str, str] = {}
    for outcome in sorted(outcomes, key=lambda one: one.on):
        for result in known[outcome.investigation].results:
            if result.id != outcome.result:
                continue
            for condition in result.supports:
                supported[condition] = outcome.investigation
                excluded.pop(condition, None)
            for condition in result.excludes:
                excluded[condition] = outcome.investigation
                supported.pop(condition, None)
    return Shown(supported=supported, excluded=excluded)
