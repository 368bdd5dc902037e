"""Case file -> assessment and plan, for every command."""

import sys
from pathlib import Path

from planner import config
from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan, Refusal
from planner.cli.clock import today
from planner.cli.outcome import REFUSED, WRONG_INPUT, CommandError
from planner.clinical.case import Case
from planner.clinical.pack import Pack
from planner.knowledge.answered_on import too_old
from planner.knowledge.cases import read_raw, to_case
from planner.knowledge.contradictions import refuse_contradictions
from planner.knowledge.fields import CaseError
from planner.knowledge.reading import PackError
from planner.knowledge.sealed import load_sealed
from planner.ruleout.assess import Assessment, Reasoner


def opened_pack() -> Pack:
    """The pack of this presentation, or one sentence about what is wrong with it."""
    try:
        return load_sealed(config.PROTOCOLS, config.PRESENTATION)[0]
    except PackError as error:
        raise CommandError(WRONG_INPUT, f"the knowledge pack cannot be used: {error}") from error


def opened_case(path: Path, pack: Pack) -> Case:
    """The case in a file, checked for contradictions. The clock is read here and nowhere else.

    Answers that are too old to count are named on standard error.
    """
    try:
        raw = read_raw(path)
        case = to_case(raw, pack, today())
        refuse_contradictions(case, pack)
    except CaseError as error:
        raise CommandError(WRONG_INPUT, str(error)) from error
    if old := too_old(raw, case):
        print(f"too old to count, so not assessed: {', '.join(old)}", file=sys.stderr)
    return case


def planned(pack: Pack, case: Case) -> tuple[Assessment, Plan | Refusal]:
    """The assessment and what assembly makes of it; what is missing for a plan is named."""
    assessment = Reasoner(pack).assess(case)
    outcome = assemble(pack, assessment) if _may_plan(assessment, case) else None
    if outcome is None:
        raise CommandError(WRONG_INPUT, _missing(case))
    return assessment, outcome


def refused(refusal: Refusal) -> CommandError:
    """A refusal as the end of a command."""
    rule = f" (rule {refusal.rule})" if refusal.rule else ""
    return CommandError(REFUSED, f"no plan: {refusal.because}{rule}")


def _may_plan(assessment: Assessment, case: Case) -> bool:
    """Refusals and holding plans come first; only a full plan needs side and irritability."""
    if assessment.emergency or assessment.holding or case.working_diagnosis is None:
        return True
    return case.side is not None and case.irritability is not None


def _missing(case: Case) -> str:
    if case.side is None:
        return "side: nothing is given; expected left, right or both before a plan can be made"
    return (
        "irritability: nothing is given; expected low, moderate or high, because every dose "
        "depends on it"
    )
