"""Worked cases: case files with an ``expect`` key, run through the same core as any patient."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan, Refusal
from planner.assembly.staging import Met
from planner.clinical.pack import Pack
from planner.clinical.quantities import Amount, DoseRow
from planner.clinical.redflags import RuleState
from planner.knowledge import fields
from planner.knowledge.cases import read_raw, to_case
from planner.knowledge.contradictions import refuse_contradictions
from planner.knowledge.fields import CaseError
from planner.knowledge.places import Places
from planner.knowledge.problem import Problem
from planner.knowledge.reading import line_of
from planner.knowledge.worked_reviews import gate_of
from planner.progression.gate import Gate
from planner.ruleout.assess import Assessment, Reasoner

EXPECTATIONS = (
    "disposition",
    "raised",
    "open",
    "resolved",
    "not-raised",
    "first",
    "first-three",
    "verdicts",
    "next",
    "not-next",
    "screen-complete",
    "plan",
    "stage",
    "includes",
    "excludes",
    "doses",
    "leaves",
    "asks",
    "runs",
    "gate",
    "not-measured",
    "not-met",
)


PLAN_KEYS = ("plan", "stage", "includes", "excludes", "doses", "leaves", "asks", "runs")
"""What is expected of the plan: ``doses`` by item, ``leaves`` the criteria that end its stage.

``runs`` are those of a week, 0 where there is none.
"""

GATE_KEYS = ("gate", "not-measured", "not-met")
"""What is expected of the gate, where the case is a review."""


def run_all(pack: Pack, places: Places, today: date) -> tuple[int, tuple[Problem, ...]]:
    """Run every worked case; how many there are and what failed."""
    reasoner = Reasoner(pack)
    paths = sorted((places.protocols / places.presentation / "cases").glob("*.yaml"))
    problems = [problem for path in paths for problem in run_case(path, reasoner, today)]
    return len(paths), tuple(problems)


def run_case(path: Path, reasoner: Reasoner, today: date) -> Iterator[Problem]:
    """Run one worked case and tell every expectation that is not met."""
    try:
        raw = read_raw(path)
        case = to_case(raw, reasoner.pack, today)
        refuse_contradictions(case, reasoner.pack)
        expected = fields.section(raw, "expect", EXPECTATIONS)
    except CaseError as error:
        yield Problem(f"{path}: {error}")
        return
    if not expected:
        yield Problem(f"{path}: a worked case says what to expect")
        return
    assessment = reasoner.assess(case)
    outcome: Plan | Refusal | None = None
    if _wants_plan(expected):
        try:
            outcome = assemble(reasoner.pack, assessment)
        except ValueError as error:
            yield Problem(f"{path}: {error}")
            return
    try:
        gate = gate_of(raw, assessment, reasoner.pack) if "review" in raw else None
    except CaseError as error:
        yield Problem(f"{path}: {error}")
        return
    for key, wanted in expected.items():
        if key in GATE_KEYS:
            actual, met = _compare_gate(key, wanted, gate)
        else:
            actual, met = _compare(key, wanted, assessment, outcome)
        if not met:
            line = line_of(path, ("expect", key))
            yield Problem(f"{path}:{line}: {path.stem}: expected {key} {wanted}, got {actual}")


def _compare_gate(key: str, wanted: Any, gate: Gate | None) -> tuple[Any, bool]:
    """The suggested move, and the measures of criteria that are not met or not measured."""
    if gate is None:
        return "no review", False
    if key == "gate":
        return gate.suggestion.value, gate.suggestion.value == wanted
    state = Met.NOT_MEASURED if key == "not-measured" else Met.NOT_MET
    judged = (*gate.leave, *gate.regress) if state is Met.NOT_MEASURED else gate.leave
    found = [each.criterion.measure for each in judged if each.state is state]
    return found, set(found) == set(wanted)


def _wants_plan(expected: Mapping[str, Any]) -> bool:
    return any(key in expected for key in PLAN_KEYS)


def _compare(
    key: str, wanted: Any, assessment: Assessment, outcome: Plan | Refusal | None
) -> tuple[Any, bool]:
    if key in PLAN_KEYS:
        return _compare_plan(key, wanted, outcome)
    ranked = [ruling.condition.id for ruling in assessment.differential]
    offered = [item.finding.id for item in assessment.next_findings]
    raised = [standing.rule.id for standing in assessment.raised]
    match key:
        case "disposition":
            return assessment.disposition.value, assessment.disposition.value == wanted
        case "raised":
            return raised, set(raised) == set(wanted)
        case "not-raised":
            return raised, not set(raised) & set(wanted)
        case "open":
            found = [
                s.rule.id
                for s in assessment.rules
                if s.state is RuleState.OPEN and s.trigger_present
            ]
            return found, set(wanted) <= set(found)
        case "resolved":
            found = [s.rule.id for s in assessment.rules if s.state is RuleState.RESOLVED]
            return found, set(wanted) == set(found)
        case "first":
            return ranked[0], ranked[0] == wanted
        case "first-three":
            return ranked[:3], set(wanted) <= set(ranked[:3])
        case "next":
            return offered, set(wanted) <= set(offered)
        case "not-next":
            return offered, not set(wanted) & set(offered)
        case "screen-complete":
            return not assessment.screen_gaps, wanted is (not assessment.screen_gaps)
        case _:
            verdicts = {name: assessment.ruling(name).verdict.value for name in wanted}
            return verdicts, verdicts == wanted


def _compare_plan(key: str, wanted: Any, outcome: Plan | Refusal | None) -> tuple[Any, bool]:
    if not isinstance(outcome, Plan):
        return "refused", key == "plan" and wanted == "refused"
    current = outcome.current
    items = [item.intervention.id for item in current.items] if current else []
    asked = [question.id for question in outcome.questions]
    match key:
        case "plan":
            return outcome.kind.value, outcome.kind.value == wanted
        case "stage":
            number = current.stage.id if current else None
            return number, number == wanted
        case "includes":
            return items, set(wanted) <= set(items)
        case "excludes":
            return items, not set(wanted) & set(items)
        case "doses":
            doses = doses_said(outcome, wanted)
            return doses, doses == wanted
        case "leaves":
            found = leaves_said(outcome)
            return found, found == wanted
        case "runs":
            runs = outcome.running.runs_per_week if outcome.running else 0
            return runs, runs == wanted
        case _:
            return asked, set(wanted) <= set(asked)


def doses_said(plan: Plan, items: Iterable[str]) -> dict[str, str]:
    """The doses of these items, each in one line: "5 sets, 1 reps, hold 30-45 s, once a day"."""
    current = plan.current
    doses = {item.intervention.id: item.dose for item in current.items} if current else {}
    return {name: _dose_said(doses[name]) if name in doses else "not in the plan" for name in items}


def leaves_said(plan: Plan) -> list[str]:
    """The criteria that end the current stage: measure, comparison and number."""
    stage = plan.current.stage if plan.current else None
    return [
        f"{each.measure} {each.comparison} {_amount_said(each.value)}".strip()
        for each in (stage.exit if stage else ())
        if each.measure is not None
    ]


def _dose_said(dose: DoseRow) -> str:
    parts = (
        f"{_amount_said(dose.sets)} sets" if dose.sets else "",
        f"{_amount_said(replace(dose.reps, unit=None))} reps" if dose.reps else "",
        f"hold {_amount_said(dose.hold)}" if dose.hold else "",
        _amount_said(dose.duration),
        dose.frequency.text if dose.frequency else "",
    )
    return ", ".join(filter(None, parts))


def _amount_said(amount: Amount | None) -> str:
    if amount is None:
        return ""
    most = f"-{amount.to:g}" if amount.to is not None else ""
    return f"{amount.amount:g}{most} {amount.unit or ''}".strip()
