"""From a case to a plan, a refusal, or what is missing for either: as the command line does it."""

from dataclasses import dataclass

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan, Refusal
from planner.clinical.case import NOT_SURE_YET, Case
from planner.ruleout.assess import Assessment
from planner.workflow.knowledge import Knowledge

MISSING = {
    "side": "Choose the painful side: every plan is for one side or for both.",
    "irritability": "Rate the irritability: every dose depends on it.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One of a plan, a refusal, or the name of what is missing."""

    assessment: Assessment
    plan: Plan | None = None
    refusal: Refusal | None = None
    missing: str | None = None


def plan_of(knowledge: Knowledge, case: Case) -> Planned:
    """The plan of a case: it is assessed first."""
    return plan_from(knowledge, knowledge.reasoner.assess(case))


def plan_from(knowledge: Knowledge, assessment: Assessment) -> Planned:
    """Refusals and holding plans come first; only a full plan needs side and irritability.

    A diagnosis that nothing here treats is refused at once: nobody is asked for more first.
    """
    case = assessment.case
    is_safety = bool(assessment.emergency or assessment.holding)
    if not is_safety and _has_picture(knowledge, case.working_diagnosis):
        if case.side is None:
            return Planned(assessment=assessment, missing="side")
        if case.irritability is None:
            return Planned(assessment=assessment, missing="irritability")
    outcome = assemble(knowledge.pack, assessment)
    if isinstance(outcome, Refusal):
        return Planned(assessment=assessment, refusal=outcome)
    return Planned(assessment=assessment, plan=outcome)


def _has_picture(knowledge: Knowledge, diagnosis: str | None) -> bool:
    if diagnosis is None:
        return False
    return diagnosis == NOT_SURE_YET or knowledge.pack.picture_for(diagnosis) is not None
