"""What the protocols of today make of plans in use that earlier ones made (HZ-019, HZ-061).

Each such plan is worked out again from the very answers it was issued on, once for each state of
the protocols, when the program starts with them. The plan itself never changes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from planner.assembly.plan import Plan, PlanKind
from planner.clinical.answers import Presence
from planner.progression.differences import Difference, Kind, differences
from planner.records.base import new_id
from planner.records.comparisons import KeptPlan, PlanComparison
from planner.records.people import Person
from planner.records.plans import IssuedPlan
from planner.workflow.actions import transaction
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.edited_plan import edited
from planner.workflow.in_use import in_use, plans_in_use
from planner.workflow.knowledge import Knowledge
from planner.workflow.planning import plan_of
from planner.workflow.snapshot import inputs_of
from planner.workflow.versions import asked_by, asks_of

COMPARE = "compare-plans"
AT_ONCE = 25
"""Plans that are worked out before what was found is written: nobody waits for longer."""
OF_A_PLAN = (Kind.STAGE, Kind.DOSE, Kind.RUNNING)
"""What of a plan in use can be otherwise; an item it never held is for the next version."""
NOT_CHOSEN = "not chosen for this stage any more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """What the protocols of today would do otherwise on the same answers.

    ``stopped`` says why they would give no such plan at all. ``left_out`` are items of the plan
    with the reason, ``warned`` items with a new caution, ``changes`` doses and running that
    differ. ``is_unknown``: it could not be worked out, so a clinician has to look.
    """

    stopped: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict)
    warned: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Difference, ...] = ()
    is_unknown: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.stopped or self.left_out or self.warned or self.changes or self.is_unknown)

    @property
    def is_less(self) -> bool:
        """Whether something of the plan would not be given, or not without a new caution."""
        return bool(self.stopped or self.left_out or self.warned or self.is_unknown)


_FOUND = TypeAdapter(Otherwise)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeOtherwise:
    """One plan in use and what would be otherwise."""

    person_id: str
    plan_id: str
    version: int
    found: Otherwise


def compare(snapshot: Mapping[str, Any], knowledge: Knowledge) -> Otherwise:
    """Work an issued plan out again, with its edits, from the answers it was issued on."""
    try:
        inputs = inputs_of(snapshot)
        planned = plan_of(knowledge, inputs.case)
        if planned.plan is None:
            because = planned.refusal.because if planned.refusal else "something more is asked"
            return Otherwise(stopped=because)
        plan = edited(planned.plan, inputs.edits, knowledge.pack).plan
        changes = differences(asked_by(snapshot), asks_of(plan, knowledge.pack))
    except (KeyError, TypeError, ValueError):  # the packs do not know its words any more
        return Otherwise(is_unknown=True)
    gone = [change.item for change in changes if change.kind is Kind.REMOVED]
    stopped = _stopped(snapshot, plan)
    return Otherwise(
        stopped=stopped,
        left_out={} if stopped else {item: _because(plan, item) for item in gone},
        warned=dict(_new_cautions(snapshot, plan)),
        changes=tuple(c for c in changes if c.kind in OF_A_PLAN and not stopped),
    )


def compare_plans(db: Session, knowledge: Knowledge, *, clock: Clock) -> int:
    """Compare every plan in use that other protocols made, once; how many there were."""
    wanted = (
        in_use()
        .with_only_columns(IssuedPlan.id)
        .where(IssuedPlan.content_hash != knowledge.content_hash)
        .where(
            ~exists().where(
                PlanComparison.plan_id == IssuedPlan.id,
                PlanComparison.content_hash == knowledge.content_hash,
            )
        )
    )
    names = list(db.scalars(wanted))
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        plans = select(IssuedPlan.id, IssuedPlan.snapshot).where(IssuedPlan.id.in_(some))
        found = {plan_id: compare(snapshot, knowledge) for plan_id, snapshot in db.execute(plans)}
        with transaction(db, COMPARE):
            db.add_all(
                PlanComparison(
                    id=new_id(),
                    plan_id=plan_id,
                    content_hash=knowledge.content_hash,
                    found=_FOUND.dump_python(each, mode="json"),
                    compared_at=clock.now(),
                )
                for plan_id, each in found.items()
            )
            audit(db, None, clock, "plan", subjects=found)
    return len(names)


def made_otherwise_of(
    db: Session, person_id: str, knowledge: Knowledge
) -> tuple[MadeOtherwise, ...]:
    """Of one person's plans in use, those that would be otherwise today and that nobody kept.

    One that was not compared yet, because another host began with these protocols, is now.
    """
    looked_at = set(db.scalars(_kept(knowledge)))
    other = [
        plan
        for plan in plans_in_use(db, person_id)
        if plan.content_hash != knowledge.content_hash and plan.id not in looked_at
    ]
    known = _known(db, knowledge, [plan.id for plan in other])
    every = (
        _of(plan, known[plan.id] if plan.id in known else compare(plan.snapshot, knowledge))
        for plan in other
    )
    return tuple(each for each in every if each.found)


def plans_made_otherwise(
    db: Session, knowledge: Knowledge
) -> tuple[tuple[Person, MadeOtherwise], ...]:
    """Everybody's plans in use that would be otherwise today, for the list of what waits."""
    wanted = (
        in_use()
        .with_only_columns(IssuedPlan, PlanComparison.found, Person)
        .join(PlanComparison, PlanComparison.plan_id == IssuedPlan.id)
        .join(Person, Person.id == IssuedPlan.person_id)
        .where(PlanComparison.content_hash == knowledge.content_hash)
        .where(IssuedPlan.id.not_in(_kept(knowledge)))
        .order_by(IssuedPlan.issued_at)
    )
    found = {
        plan.id: (person, _of(plan, _FOUND.validate_python(raw)))
        for plan, raw, person in db.execute(wanted)
    }
    return tuple(each for each in found.values() if each[1].found)


def _kept(knowledge: Knowledge) -> Select[str]:
    """The plans that somebody looked at under these very protocols and let stand."""
    return select(KeptPlan.plan_id).where(KeptPlan.content_hash == knowledge.content_hash)


def _known(db: Session, knowledge: Knowledge, plans: list[str]) -> dict[str, Otherwise]:
    wanted = select(PlanComparison.plan_id, PlanComparison.found).where(
        PlanComparison.plan_id.in_(plans), PlanComparison.content_hash == knowledge.content_hash
    )
    return {plan: _FOUND.validate_python(raw) for plan, raw in db.execute(wanted)} if plans else {}


def _of(plan: IssuedPlan, found: Otherwise) -> MadeOtherwise:
    return MadeOtherwise(
        person_id=plan.person_id, plan_id=plan.id, version=plan.number, found=found
    )


def _stopped(snapshot: Mapping[str, Any], plan: Plan) -> str:
    """The rules by which a plan that was more would only hold."""
    was_holding = snapshot["plan"]["kind"] == PlanKind.HOLDING.value
    if was_holding or plan.kind is not PlanKind.HOLDING:
        return ""
    return f"only a holding plan: {', '.join(rule.name for rule in plan.holding)}"


def _because(plan: Plan, item: str) -> str:
    """Why an item is not in the plan of today."""
    for question in plan.questions:
        if item in question.waiting:
            return f"waits for an answer: {question.ask}"
    return next((entry.because for entry in plan.left_out if entry.id == item), NOT_CHOSEN)


def _new_cautions(snapshot: Mapping[str, Any], plan: Plan) -> Iterator[tuple[str, str]]:
    """Items of both that carry a caution today that was not there, in the clinician's words."""
    then = {
        item["id"]: {caution["factor"] for caution in item["cautions"]}
        for item in snapshot["plan"]["items"]
    }
    for item in plan.current.items if plan.current else ():
        if item.intervention.id in then:
            new = [
                caution.clinician
                for caution in item.cautions
                if caution.answer is Presence.PRESENT
                and caution.factor not in then[item.intervention.id]
            ]
            if new:
                yield item.intervention.id, " ".join(new)
