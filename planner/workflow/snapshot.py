"""What an issued plan was made from, frozen: enough to make the same pages again (HZ-024)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from planner.assembly.plan import Plan, PlanItem
from planner.clinical.case import Case
from planner.clinical.pack import Pack
from planner.clinical.quantities import DoseRow
from planner.documents.filling import Paper
from planner.documents.values import ClinicianRecord, PatientPlan
from planner.progression.differences import PlanThen, differences
from planner.ruleout.assess import Assessment
from planner.workflow.clinic import Clinic
from planner.workflow.draft import EditEntry
from planner.workflow.edited_plan import edited
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.papers import plan_paper, record_paper
from planner.workflow.planning import plan_of
from planner.workflow.versions import asks_of

Json = dict[str, Any]

_CASES = TypeAdapter(Case)
_EDITS = TypeAdapter(tuple[EditEntry, ...])
_PAPERS = TypeAdapter(Paper)
_DOSES = TypeAdapter(DoseRow)
_BEFORE = TypeAdapter(PlanThen | None)
_WORDS = TypeAdapter(tuple[tuple[str, str], ...])

NUMBERS = ("name", "address", "clinic_telephone", "urgent_telephone", "emergency_telephone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything the pages of one plan are made from, besides the packs.

    ``before`` is what the version before asked: what is new follows from it.
    """

    case: Case
    edits: tuple[EditEntry, ...]
    paper: Paper
    clinic: Clinic
    words: tuple[tuple[str, str], ...]
    before: PlanThen | None = None


def frozen(
    inputs: Inputs, plan: Plan, notes: Sequence[str], *, knowledge: Knowledge, at: datetime
) -> Json:
    """The inputs, and the plan in words and numbers, as JSON."""
    return {
        "issued_at": at.isoformat(),
        "content_hash": knowledge.content_hash,
        "inputs": {
            "case": _json(_CASES, inputs.case),
            "edits": _json(_EDITS, inputs.edits),
            "paper": _json(_PAPERS, inputs.paper),
            "clinic": {name: getattr(inputs.clinic, name) for name in NUMBERS},
            "words": _json(_WORDS, inputs.words),
            "before": _json(_BEFORE, inputs.before),
        },
        "plan": _plan(plan, notes, knowledge.pack),
        "assessment": as_assessed(plan.assessment),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """One item as it was issued."""

    id: str
    name: str
    strand: str
    dose: DoseRow


def items_of(snapshot: Mapping[str, Any]) -> tuple[StoredItem, ...]:
    """The items of a stored plan, each with the dose that was frozen."""
    return tuple(
        StoredItem(
            id=item["id"],
            name=item["name"],
            strand=item["strand"],
            dose=_DOSES.validate_python(item["dose"]),
        )
        for item in snapshot["plan"]["items"]
    )


def inputs_of(snapshot: Mapping[str, Any]) -> Inputs:
    """The inputs a stored plan was made from."""
    stored = snapshot["inputs"]
    return Inputs(
        case=_CASES.validate_python(stored["case"]),
        edits=_EDITS.validate_python(stored["edits"]),
        paper=_PAPERS.validate_python(stored["paper"]),
        clinic=Clinic(**stored["clinic"]),
        words=_WORDS.validate_python(stored["words"]),
        before=_BEFORE.validate_python(stored.get("before")),
    )


def made_from(inputs: Inputs, knowledge: Knowledge) -> tuple[PatientPlan, ClinicianRecord]:
    """The pages of these inputs. Same inputs and packs, same pages."""
    planned = plan_of(knowledge, inputs.case)
    if planned.plan is None:
        raise RefusedError("These inputs make no plan with the packs as they are now.")
    result = edited(planned.plan, inputs.edits, knowledge.pack)
    return (
        plan_paper(
            knowledge,
            result.plan,
            inputs.paper,
            inputs.clinic,
            result.notes,
            differences(inputs.before, asks_of(result.plan, knowledge.pack))
            if inputs.before
            else (),
        ),
        record_paper(knowledge, planned.assessment, result.plan, inputs.paper, inputs.words),
    )


def _json(adapter: TypeAdapter[Any], value: Any) -> Any:
    return json.loads(adapter.dump_json(value))


def _plan(plan: Plan, notes: Sequence[str], pack: Pack) -> Json:
    stage, asks = plan.current, asks_of(plan, pack)
    return {
        "kind": plan.kind.value,
        "diagnosis": plan.diagnosis.id if plan.diagnosis else None,
        "picture": plan.picture.id if plan.picture else None,
        "stage": stage.stage.id if stage else None,
        "stage_name": stage.stage.name if stage else None,
        "items": [_item(item) for item in stage.items] if stage else [],
        "left_out": [
            {
                "id": entry.id,
                "name": entry.name,
                "because": entry.because,
                "factors": list(entry.factors),
            }
            for entry in plan.left_out
        ],
        "open_questions": [question.id for question in plan.questions],
        "run_minutes": asks.minutes,
        "runs_per_week": asks.runs,
        "days": {name: list(days) for name, days in asks.days.items()},
        "moved": list(asks.moved),
        "holding": [rule.id for rule in plan.holding],
        "notes": list(notes),
    }


def _item(item: PlanItem) -> Json:
    return {
        "id": item.intervention.id,
        "name": item.intervention.name,
        "strand": item.intervention.strand.value,
        "dose": _json(_DOSES, item.dose),
        "why": item.why,
        "cautions": [
            {"factor": c.factor, "status": c.status.value, "answer": c.answer.value}
            for c in item.cautions
        ],
    }


def as_assessed(assessment: Assessment) -> Json:
    """What was concluded of the rules and causes, as it is kept."""
    return {
        "disposition": assessment.disposition.value,
        "screen_gaps": list(assessment.screen_gaps),
        "rules": {s.rule.id: s.state.value for s in assessment.rules},
        "differential": [
            {
                "condition": ruling.condition.id,
                "verdict": ruling.verdict.value,
                "probability": round(ruling.probability, 4),
                "low": round(ruling.low, 4),
                "high": round(ruling.high, 4),
            }
            for ruling in assessment.differential
        ],
    }
