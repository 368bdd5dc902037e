"""A plan for a reader at a terminal."""

from planner.assembly.plan import Plan, PlanItem, PlanStage
from planner.documents.filling.dose_line import dose_words


def plan_text(plan: Plan) -> str:
    """The plan in the order a clinician reads it: kind, current stage, rest, reasons."""
    name = plan.diagnosis.name if plan.diagnosis else "not sure yet"
    lines = [f"{plan.kind.value.capitalize()} plan: {name}", ""]
    for rule in plan.holding:
        lines += [f"HOLDING because of: {rule.name} ({rule.timeframe})", f"  {rule.what_to_do}"]
    for stage in plan.stages:
        lines += _stage_lines(stage)
    lines += ["", "Left out, because:"]
    lines += [f"  {entry.name}: {entry.because}" for entry in plan.left_out]
    if plan.questions:
        lines += ["", "Questions the plan waits for:"]
        lines += [f"  {question.ask} ({question.because})" for question in plan.questions]
    if plan.prognosis.recovery is not None:
        lines += ["", f"Expected recovery: {plan.prognosis.recovery.range_weeks} weeks"]
    return "\n".join(lines)


def _stage_lines(stage: PlanStage) -> list[str]:
    mark = " (now)" if stage.is_current else ""
    lines = [f"Stage {stage.stage.id}: {stage.stage.name}{mark}. {stage.stage.aim}"]
    for strand, items in stage.by_strand().items():
        lines.append(f"  {strand.value}")
        lines += [f"    {_item_line(item)}" for item in items]
    if stage.is_current:
        lines += [f"  to move on: {criterion.text}" for criterion in stage.stage.exit]
    return lines


def _item_line(item: PlanItem) -> str:
    grade = item.intervention.evidence.grade.value
    return f"{item.intervention.name}: {dose_words(item.dose)} [evidence: {grade}]"
