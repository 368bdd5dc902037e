"""A plan as JSON: the contract of the command line."""

import dataclasses
from typing import Any

from planner.assembly.plan import Plan, PlanItem, PlanStage, RunPlan
from planner.assembly.sport_loads import SportPlan
from planner.cli.as_json import Json, rule_json
from planner.clinical.interventions import Intervention
from planner.clinical.pack import Pack
from planner.clinical.quantities import Amount, DoseRow
from planner.clinical.stages import Criterion


def plan_json(plan: Plan, pack: Pack) -> Json:
    """Kind, stages by strand, what was left out, questions, outlook, measures and safety net."""
    return {
        "kind": plan.kind.value,
        "condition": plan.diagnosis.id if plan.diagnosis else None,
        "picture": plan.picture.id if plan.picture else None,
        "side": plan.case.side.value if plan.case.side else None,
        "disposition": plan.assessment.disposition.value,
        "red_flags": [
            rule_json(standing) for standing in plan.assessment.rules if standing.trigger_present
        ],
        "stages": [_stage_json(stage) for stage in plan.stages],
        "holding": [dataclasses.asdict(r.holding) for r in plan.holding if r.holding],
        "left_out": [
            {
                "id": entry.id,
                "name": entry.name,
                "strand": entry.strand.value if entry.strand else None,
                "because": entry.because,
                "factors": list(entry.factors),
            }
            for entry in plan.left_out
        ],
        "questions": [
            {
                "id": question.id,
                "kind": question.kind.value,
                "ask": question.ask,
                "because": question.because,
                "waiting": list(question.waiting),
                "blocks": question.blocks,
            }
            for question in plan.questions
        ],
        "running": _running_json(plan.running),
        "sport": _sport_json(plan.sport),
        "home": dataclasses.asdict(plan.meter) if plan.meter else None,
        "prognosis": _prognosis_json(plan),
        "outcome_measures": [
            {
                "id": due.measure.id,
                "name": due.measure.name,
                "when": due.measure.when,
                "weeks": list(due.weeks),
                "mcid": due.measure.mcid,
                "verified": due.measure.verified,
            }
            for due in plan.outcome_measures
        ],
        "safety_net": _safety_net_json(plan, pack),
    }


def _stage_json(stage: PlanStage) -> Json:
    return {
        "id": stage.stage.id,
        "title": stage.stage.name,
        "current": stage.is_current,
        "done": stage.is_done,
        "aim": stage.stage.aim,
        "entry": [_criterion_json(c) for c in stage.stage.entry],
        "exit": [_criterion_json(c) for c in stage.stage.exit],
        "regress": [_criterion_json(c) for c in stage.stage.regress],
        "expected_weeks": stage.stage.expected_note,
        "strands": {
            strand.value: [_item_json(item) for item in items]
            for strand, items in stage.by_strand().items()
        },
        "candidates": [_candidate_json(item) for item in stage.candidates],
    }


def _criterion_json(criterion: Criterion) -> Json:
    return {
        "text": criterion.text,
        "measure": criterion.measure,
        "comparison": criterion.comparison.value if criterion.comparison else None,
        "value": _amount_json(criterion.value),
        "pain_at_most": criterion.pain_at_most,
        "next_morning": criterion.next_morning,
        "sessions": criterion.sessions,
        "strictness": criterion.strictness.value,
        "verified": criterion.verified,
    }


def _item_json(item: PlanItem) -> Json:
    intervention = item.intervention
    return {
        "id": intervention.id,
        "name": intervention.name,
        "where": intervention.where.value,
        "who": intervention.who.value,
        "minutes": intervention.minutes,
        "core": item.is_core,
        "serves": item.serves,
        "dose": _dose_json(item.dose),
        "evidence": {
            "grade": intervention.evidence.grade.value,
            "note": intervention.evidence.note,
            "sources": list(intervention.evidence.sources),
            "verified": intervention.evidence.verified,
        },
        "cautions": [
            {
                "factor": caution.factor,
                "status": caution.status.value,
                "answer": caution.answer.value,
                "text": caution.clinician,
            }
            for caution in item.cautions
        ],
        "conflicts": [{"id": c.id, "says": c.says} for c in item.conflicts],
        "why": item.why,
    }


def _candidate_json(item: Intervention) -> Json:
    return {"id": item.id, "name": item.name, "strand": item.strand.value}


def _dose_json(dose: DoseRow) -> Json:
    return {
        "irritability": dose.irritability.value,
        "sets": _amount_json(dose.sets),
        "reps": _amount_json(dose.reps),
        "hold": _amount_json(dose.hold),
        "duration": _amount_json(dose.duration),
        "load": dose.load.text if dose.load else None,
        "tempo": dose.tempo,
        "rest": _amount_json(dose.rest),
        "frequency": dose.frequency.text if dose.frequency else None,
        "note": dose.note,
        "evidence": {
            "grade": dose.evidence.grade.value,
            "sources": list(dose.evidence.sources),
            "verified": dose.evidence.verified,
            "reason": dose.evidence.reason,
        },
    }


def _amount_json(amount: Amount | None) -> Json | None:
    if amount is None:
        return None
    return {"amount": amount.amount, "to": amount.to, "unit": amount.unit}


def _running_json(running: RunPlan | None) -> Json | None:
    return dataclasses.asdict(running) if running else None


def _sport_json(sport: SportPlan | None) -> Json | None:
    if sport is None:
        return None
    return {
        "id": sport.table.id,
        "sessions_a_step": sport.sessions,
        "steps": [
            {
                "text": row.step.text,
                "week": row.week,
                "stage": row.stage.id if row.stage else None,
            }
            for row in sport.rows
        ],
        "verified": sport.table.verified,
    }


def _prognosis_json(plan: Plan) -> Json:
    recovery = plan.prognosis.recovery
    return {
        "id": recovery.id if recovery else None,
        "range_weeks": recovery.range_weeks if recovery else None,
        "basis": recovery.basis if recovery else None,
        "verified": recovery.verified if recovery else False,
        "slower_because": [modifier.factor for modifier in plan.prognosis.slower_because],
    }


def _safety_net_json(plan: Plan, pack: Pack) -> list[dict[str, Any]]:
    """What to tell the patient: the raised rules' own words, then every emergency rule's."""
    rules = {rule.id: rule for rule in (*plan.holding, *plan.referrals)}
    rules |= {
        rule.id: rule
        for rule in pack.presentation.rules.values()
        if rule.urgency.value == "emergency"
    }
    return [
        {"rule": rule.id, "urgency": rule.urgency.value, "says": rule.safety_net}
        for rule in rules.values()
    ]
