"""Bring the items of a template, or of an earlier plan of the same person, into the draft."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.clinical.pack import Pack
from planner.records.links import records_of
from planner.records.plans import IssuedPlan, PlanEdit
from planner.workflow.actor import Actor
from planner.workflow.bundles import Bundle, BundleItem, Fate, Place, own_doses, taken_out, weigh
from planner.workflow.clock import Clock
from planner.workflow.draft import ADDED
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.protocol import board_of
from planner.workflow.saving import Saving, saves
from planner.workflow.snapshot import inputs_of, items_of
from planner.workflow.templates import template


class From(StrEnum):
    """Where items are brought in from."""

    TEMPLATE = "template"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPlan:
    """A plan that was issued to this person, of whichever episode."""

    id: str
    code: str
    number: int
    issued_at: datetime
    stage_name: str
    bundle: Bundle


def earlier_plans(db: Session, person_id: str) -> tuple[EarlierPlan, ...]:
    """Every plan issued to this person that held items, the newest first."""
    wanted = (
        select(IssuedPlan)
        .where(IssuedPlan.person_id.in_(records_of(db, person_id)))
        .order_by(IssuedPlan.issued_at.desc(), IssuedPlan.number.desc())
    )
    found = (_earlier(plan) for plan in db.scalars(wanted))
    return tuple(plan for plan in found if plan.bundle.items)


def bundle_of(
    db: Session, actor: Actor, person_id: str, source: str, source_id: str, pack: Pack
) -> Bundle:
    """What would be brought in. Raises NotFoundError, also for another person's plan."""
    if source == From.TEMPLATE:
        return template(db, actor, source_id, pack).bundle
    for plan in earlier_plans(db, person_id) if source == From.PLAN else ():
        if plan.id == source_id:
            return plan.bundle
    raise NotFoundError(source_id)


@saves("bring-in")
def bring_in(
    save: Saving, source: str, source_id: str, *, knowledge: Knowledge, clock: Clock
) -> None:
    """Add every item of it that nothing stops, each as an edit that can be taken back.

    Raises RefusedError where nothing of it can come in.
    """
    save.refuse_stale()
    board = board_of(save.db, save.so_far, knowledge)
    plan = board.plan
    if plan is None or plan.current is None:
        raise RefusedError("Nothing is added while there is no full plan.")
    bundle = bundle_of(save.db, save.actor, save.person.id, source, source_id, knowledge.pack)
    weighed = weigh(plan, bundle, knowledge.pack, taken_out(board.edits))
    coming = [each for each in weighed if each.fate is Fate.COMES]
    if not coming:
        raise RefusedError("Nothing of it can come in: each item says why below.")
    for each in coming:
        row = PlanEdit(
            kind=ADDED,
            item=each.item,
            text="",
            reason=bundle.title,
            dose=asdict(each.chosen) if each.chosen else None,
            undoes=None,
        )
        save.add(row, f"{ADDED}:{each.item}")


def _earlier(plan: IssuedPlan) -> EarlierPlan:
    frozen = plan.snapshot["plan"]
    inputs = inputs_of(plan.snapshot)
    own, rated = own_doses(inputs.edits), inputs.case.irritability
    has_place = frozen["picture"] and frozen["stage"] is not None and rated is not None
    return EarlierPlan(
        id=plan.id,
        code=plan.code,
        number=plan.number,
        issued_at=plan.issued_at,
        stage_name=frozen["stage_name"] or "",
        bundle=Bundle(
            id=plan.id,
            title=f"copied from plan {plan.code}, version {plan.number}",
            items=tuple(
                BundleItem(item=item.id, name=item.name, dose=own.get(item.id))
                for item in items_of(plan.snapshot)
            ),
            place=Place(picture=frozen["picture"], stage=frozen["stage"], irritability=rated.value)
            if has_place and rated is not None
            else None,
        ),
    )
